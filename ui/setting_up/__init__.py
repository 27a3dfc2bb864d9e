"""Setting a till up for a Stripe account: on screen, and without one for fleets."""
