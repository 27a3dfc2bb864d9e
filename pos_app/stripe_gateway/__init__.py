"""The only place that talks to Stripe: client, requests, mapping, errors.

Importing `gateway` doesn't import stripe (0.1 s and 26 MB): `StripeGateway.connect` does, in a
thread.
"""
