"""Every endpoint of the stand-in, by both of the Python package's clients."""

import pytest

from tests.contract.stripe_python.conftest import SDK_WARNS
from tests.contract.stripe_python.scenarios import SCENARIOS
from tests.helpers.endpoints import RELEASED

pytestmark = pytest.mark.filterwarnings(SDK_WARNS)

NAMED = {
    "customers", "payment_methods", "checkout/sessions", "payment_intents", "setup_intents",
    "charges", "refunds", "products", "prices", "events", "balance", "disputes",
    "webhook_endpoints", "accounts",
}  # fmt: skip
"""What issue 3 promises."""


@pytest.mark.parametrize("endpoint", RELEASED, ids=lambda e: f"{e.method} {e.path}")
async def test_it_answers_as_stripe_does(api, calls, endpoint):
    called = (endpoint.method, endpoint.path)
    await SCENARIOS[called](api)
    assert called in calls.made


def test_every_endpoint_has_a_scenario():
    assert set(SCENARIOS) == {(e.method, e.path) for e in RELEASED}


def test_nothing_promised_is_left_out():
    paths = {e.path for e in RELEASED}
    assert {name for name in NAMED if not {f"/v1/{name}", f"/v2/core/{name}"} & paths} == set()
