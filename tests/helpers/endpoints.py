"""The stand-in's endpoints that the official packages know. What Stripe has in preview isn't in
them: tests/integration/training/test_redactions.py asks for that by hand."""

from pos_app.training.server.engine import ENDPOINTS

RELEASED = tuple(one for one in ENDPOINTS if not one.params.startswith("preview."))
