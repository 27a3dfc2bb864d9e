"""What the stand-in's own Stripe.js asks of the server."""
