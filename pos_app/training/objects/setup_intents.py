"""SetupIntents: a card set up for later without being charged."""

from pos_app.training.records.call import Endpoint

ENDPOINTS: tuple[Endpoint, ...] = ()
