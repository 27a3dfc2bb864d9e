"""Following Stripe: first fill, then the event feed."""
