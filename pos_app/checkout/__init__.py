"""A Checkout Session from opening to its settled outcome."""
