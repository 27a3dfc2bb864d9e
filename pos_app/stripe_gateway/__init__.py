"""The only place that talks to Stripe: client, requests, mapping, errors."""
