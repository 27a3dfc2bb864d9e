"""Disputes: a cardholder says no to a charge."""

from pos_app.training.records.call import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = ()
