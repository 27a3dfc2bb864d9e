"""Webhook endpoints: who is told of events."""

from pos_app.training.records.call import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = ()
