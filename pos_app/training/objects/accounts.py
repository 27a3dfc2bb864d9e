"""Accounts v2 with a customer configuration."""

from pos_app.training.records.call import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = ()
