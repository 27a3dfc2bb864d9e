"""Products and Prices: what Checkout Sessions sell."""

from pos_app.training.records.call import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = ()
