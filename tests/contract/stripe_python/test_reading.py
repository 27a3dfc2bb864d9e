"""Lists, expansion, metadata, deleted objects and headers, as the Python package reads them."""

import pytest
import stripe

from tests.contract.stripe_python.conftest import SDK_WARNS
from tests.contract.stripe_python.scenarios import refused

pytestmark = pytest.mark.filterwarnings(SDK_WARNS)


async def test_every_page_of_a_list(api):
    made = [(await api.customer(name=str(number))).id for number in range(7)]
    found = await api("v1.customers.list", {"limit": 3})
    assert (found.has_more, found.url) == (True, "/v1/customers")
    assert [one.id for one in await api.every(found)] == made[::-1]


async def test_the_pages_before(api):
    made = [(await api.customer(name=str(number))).id for number in range(5)]
    found = await api("v1.customers.list", {"limit": 2, "ending_before": made[0]})
    assert [one.id for one in await api.every(found)] == made[1:]


async def test_pages_keep_the_filters(api):
    for number in range(6):
        await api.customer(email=f"{number % 2}@example.fr")
    found = await api("v1.customers.list", {"limit": 2, "email": "1@example.fr"})
    assert {one.email for one in await api.every(found)} == {"1@example.fr"}
    assert len(await api.every(found)) == 3


async def test_created_ranges(api):
    old = await api.customer()
    api.standin.advance(100)
    new = await api.customer()
    for wanted, given in [
        ([old.id], {"lt": new.created}),
        ([new.id], {"gt": old.created}),
        ([new.id, old.id], {"gte": old.created, "lte": new.created}),
    ]:
        found = await api("v1.customers.list", {"created": given})
        assert [one.id for one in found.data] == wanted


async def test_expansion_inside_what_is_expanded(api):
    paid = await api.paid()
    found = await api(
        "v1.payment_intents.list",
        {"expand": ["data.latest_charge.balance_transaction", "data.payment_method.customer"]},
    )
    charge = found.data[0].latest_charge
    assert type(charge) is stripe.Charge
    assert type(charge.balance_transaction) is stripe.BalanceTransaction
    assert type(found.data[0].payment_method.customer) is stripe.Customer
    assert found.data[0].payment_method.customer.id == paid.customer


async def test_expansion_of_what_isnt_there(api):
    intent = await api.open_intent(expand=["customer"])
    assert intent.customer is None
    fault = await refused(api("v1.payment_intents.retrieve", intent.id, {"expand": ["amount"]}))
    assert fault.param == "expand"


async def test_metadata_is_merged_and_unset(api):
    made = await api.customer(metadata={"a": "1", "b": "2"})

    async def after(metadata):
        found = await api("v1.customers.update", made.id, {"metadata": metadata})
        return found.metadata.to_dict()

    assert await after({"b": "", "c": "3"}) == {"a": "1", "c": "3"}
    assert await after({}) == {"a": "1", "c": "3"}
    assert await after("") == {}


@pytest.mark.parametrize(
    "metadata",
    [
        {f"k{n}": "v" for n in range(51)},
        {"k" * 41: "v"},
        {"k": "v" * 501},
    ],
    ids=["too many", "long name", "long value"],
)
async def test_metadata_has_its_limits(api, metadata):
    fault = await refused(api.customer(metadata=metadata))
    assert type(fault) is stripe.InvalidRequestError
    assert "metadata" in fault.param


async def test_an_object_deleted_stays_to_be_looked_at(api):
    made = await api.customer()
    await api("v1.customers.delete", made.id)
    found = await api("v1.customers.retrieve", made.id)
    assert found.to_dict() == {"id": made.id, "object": "customer", "deleted": True}
    assert (await refused(api("v1.customers.update", made.id, {"name": "A"}))).http_status == 404
    assert (await refused(api("v1.customers.delete", made.id))).http_status == 404


async def test_the_headers_of_an_answer(api):
    headers = (await api("v1.balance.retrieve")).last_response.headers
    assert headers["request-id"].startswith("req_")
    assert headers["stripe-version"] == "2026-10-28.endive"
    older = await api("v1.balance.retrieve", {}, {"stripe_version": "2025-03-31.basil"})
    assert older.last_response.headers["stripe-version"] == "2025-03-31.basil"


async def test_an_object_is_its_class(api):
    paid = await api.paid(expand=["latest_charge"])
    assert type(paid) is stripe.PaymentIntent
    assert type(paid.latest_charge.payment_method_details.card.checks) is (
        stripe.Charge.PaymentMethodDetails.Card.Checks
    )
