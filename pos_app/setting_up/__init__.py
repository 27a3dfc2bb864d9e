"""Setting a till up for a Stripe account, and changing its keys afterwards."""
