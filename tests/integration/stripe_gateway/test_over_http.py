"""The gateway against the stand-in: what screens and sync rely on, over real sockets."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
import pytest_asyncio

from pos_app.customers.model import CustomerDraft, Redisplay, draft_of
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.kernel.ids import CustomerId, PaymentIntentId
from pos_app.settings.environment import training_environment
from pos_app.stripe_gateway.client import Surroundings
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.handlers import CUSTOMERS
from pos_app.sync.ports import CardChanged, CustomerChanged, CustomerDeleted
from tests.helpers.standin import StandInHandle

ZOE = CustomerDraft("Zoé Léger", "zoe@example.com", "06 12 34 56 78", "fr", "prefers mornings")


@pytest_asyncio.fixture
async def gateway(standin: StandInHandle) -> AsyncIterator[StripeGateway]:
    made = await StripeGateway.connect(
        training_environment(standin.url, standin.secret_key, standin.publishable_key)
    )
    yield made
    await made.close()


async def test_a_customer_from_creation_to_edit(gateway: StripeGateway) -> None:
    made = await gateway.create_customer(ZOE, "key-1")
    assert (made.name, made.email, made.phone) == (ZOE.name, ZOE.email, ZOE.phone)
    assert (made.language, made.note) == ("fr", "prefers mornings")
    assert await gateway.create_customer(ZOE, "key-1") == made, "the same key, the same customer"
    edited = await gateway.update_customer(made.id, CustomerDraft("Zoé L."), "key-2")
    assert (edited.name, edited.email, edited.phone, edited.note) == ("Zoé L.", "", "", "")
    assert await gateway.retrieve_customer(made.id) == edited
    assert await gateway.retrieve_customer(CustomerId("cus_missing")) is None


async def test_number_tags_and_postcode_are_written_and_emptied(gateway: StripeGateway) -> None:
    made = await gateway.create_customer(
        replace(ZOE, number="C-104", postcode="75011", tags=("VIP", "tea")), "key-1"
    )
    assert (made.number, made.postcode, made.tags) == ("C-104", "75011", ("VIP", "tea"))
    assert await gateway.retrieve_customer(made.id) == made
    edited = await gateway.update_customer(made.id, ZOE, "key-2")
    assert (edited.number, edited.postcode, edited.tags) == ("", "", ())


async def test_what_an_edit_leaves_alone_another_till_may_change(gateway: StripeGateway) -> None:
    """An editor that stayed open sent every field as it was when it opened."""
    opened = replace(ZOE, number="C-104", postcode="75011", tags=("VIP",))
    made = await gateway.create_customer(opened, "key-1")
    elsewhere = replace(opened, phone="+33 6 00 00 00 00", tags=("VIP", "tea"), postcode="69001")
    await gateway.update_customer(made.id, elsewhere, "key-2", opened)
    edited = await gateway.update_customer(made.id, replace(opened, name="Zoé L."), "key-3", opened)
    assert draft_of(edited) == replace(elsewhere, name="Zoé L.")
    emptied = await gateway.update_customer(
        made.id, replace(opened, tags=(), note=""), "key-4", opened
    )
    assert draft_of(emptied) == replace(elsewhere, name="Zoé L.", tags=(), note="")
    assert await gateway.update_customer(made.id, opened, "key-5", opened) == emptied


async def test_an_import_leaves_a_language_that_the_till_has_no_word_for(
    gateway: StripeGateway,
) -> None:
    made = await gateway.create_customer(replace(ZOE, language=""), "key-1")
    path = f"/v1/customers/{made.id}"
    await gateway._caller.post(path, {"preferred_locales": ["de-CH", "it"]}, "key-2")
    await gateway.fill_customer(made.id, {"language": "fr", "postcode": "75011"}, "key-3")
    held = (await gateway._caller.get(path)).data
    assert held["preferred_locales"] == ["de-CH", "it"]
    filled = await gateway.fill_customer(made.id, {"language": "fr"}, "key-4")
    assert filled.language == ""


async def test_an_edit_loses_nothing_that_the_till_has_no_field_for(gateway: StripeGateway) -> None:
    """Written in the Dashboard or by another program: other lines of the address, other metadata,
    a second language."""
    made = await gateway.create_customer(ZOE, "key-1")
    path = f"/v1/customers/{made.id}"
    address = {"line1": "3 rue Oberkampf", "city": "Paris", "country": "FR", "postal_code": "75011"}
    elsewhere = {
        "address": address,
        "metadata": {"crm": "8841", "linked_to": "cus_other"},
        "preferred_locales": ["fr-CA", "en"],
    }
    await gateway._caller.post(path, elsewhere, "key-2")
    moved = replace(ZOE, postcode="69001", number="7")
    await gateway.update_customer(made.id, moved, "key-3")
    await gateway.update_customer(made.id, replace(moved, tags=("VIP",)), "key-4")
    held = (await gateway._caller.get(path)).data
    kept = {name: line for name, line in held["address"].items() if line}
    assert kept == {**address, "postal_code": "69001"}
    assert held["metadata"] == {
        "crm": "8841", "linked_to": "cus_other", "number": "7", "tags": "VIP",
    }  # fmt: skip
    assert held["preferred_locales"] == ["fr-CA", "en"]
    await gateway.update_customer(made.id, replace(ZOE, language="en"), "key-5")
    held = (await gateway._caller.get(path)).data
    assert held["preferred_locales"] == ["en", "fr-CA"], "first what was chosen, then the others"
    assert {name for name, line in held["address"].items() if line} == {"line1", "city", "country"}


async def test_a_customer_is_linked_and_separated_again(gateway: StripeGateway) -> None:
    kept = await gateway.create_customer(ZOE, "key-1")
    other = await gateway.create_customer(replace(ZOE, number="8"), "key-2")
    linked = await gateway.link_customer(other.id, kept.id, "key-3")
    assert linked == replace(other, linked_to=kept.id)
    assert await gateway.link_customer(other.id, None, "key-4") == other


async def test_a_key_used_for_something_else_is_unknown(gateway: StripeGateway) -> None:
    await gateway.create_customer(ZOE, "key-1")
    with pytest.raises(RemoteUnknown):
        await gateway.create_customer(CustomerDraft("Another"), "key-1")


async def test_every_customer_page_by_page(gateway: StripeGateway, standin: StandInHandle) -> None:
    standin.reset(customers=230)
    after, seen = None, []
    while True:
        page = await gateway.list_customers(after)
        seen += [customer.id for customer in page.customers]
        if not page.more:
            break
        after = seen[-1]
    assert len(seen) == len(set(seen)) == 230


async def test_cards_and_their_redisplay(gateway: StripeGateway) -> None:
    customer = await gateway.create_customer(ZOE, "key-1")
    assert await gateway.list_cards(customer.id) == []
    path = "/v1/payment_methods/pm_card_visa/attach"
    await gateway._caller.post(path, {"customer": customer.id}, "key-2")
    (card,) = await gateway.list_cards(customer.id)
    assert (card.brand, card.last4, card.redisplay) == ("visa", "4242", Redisplay.UNSPECIFIED)
    assert card.customer_id == customer.id


async def test_the_feed_goes_forward(gateway: StripeGateway) -> None:
    types = CUSTOMERS.types
    assert await gateway.newest(types) is None
    assert (await gateway.list_events(None, types)).events == []
    first = await gateway.create_customer(ZOE, "key-1")
    start = await gateway.newest(types)
    assert start is not None
    await gateway.update_customer(first.id, CustomerDraft("Zoé L."), "key-2")
    path = "/v1/payment_methods/pm_card_visa/attach"
    await gateway._caller.post(path, {"customer": first.id}, "key-3")
    page = await gateway.list_events(start.cursor, types)
    changes = [type(event.change) for event in page.events]
    assert changes[:2] == [CustomerChanged, CardChanged]
    assert CustomerDeleted not in changes
    assert not page.more
    whole = await gateway.list_events(None, types)
    assert next(event.id for event in whole.events) == start.cursor
    with pytest.raises(RemoteRefused) as caught:
        await gateway.list_events("evt_missing", types)
    assert caught.value.code == "resource_missing"


async def test_refusals_name_what_they_are_about(gateway: StripeGateway) -> None:
    with pytest.raises(RemoteRefused) as caught:
        await gateway.retrieve_intent(PaymentIntentId("pi_missing"))
    assert caught.value.code == "resource_missing"
    assert caught.value.request_id is not None


async def test_a_wrong_key(standin: StandInHandle) -> None:
    gateway = await StripeGateway.connect(training_environment(standin.url, "no_key", "pk_x"))
    with pytest.raises(RemoteRefused) as caught:
        await gateway.list_customers(None)
    await gateway.close()
    assert caught.value.key == "remote.bad_key"


@pytest.mark.parametrize("kind", ["lost_before", "lost_after", "nonsense", "status"])
async def test_reads_survive_one_bad_reply(
    gateway: StripeGateway, standin: StandInHandle, kind: str
) -> None:
    standin.scenario(kind, "GET /v1/customers", times=1)
    assert (await gateway.list_customers(None)).customers == []
    standin.scenario(kind, "GET /v1/customers", times=3)
    with pytest.raises(RemoteUnknown):
        await gateway.list_customers(None)


async def test_nobody_listens(unused_tcp_port: int) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}"
    gateway = await StripeGateway.connect(training_environment(url, "rk_test_x", "pk_test_x"))
    with pytest.raises(RemoteUnreachable):
        await gateway.create_customer(ZOE, "key-1")
    await gateway.close()


class Slept(SystemClock):
    """A machine that slept for a day between its first look at the clock and the next."""

    def __init__(self) -> None:
        self.looks = 0

    def now(self) -> datetime:
        self.looks += 1
        return super().now() + timedelta(days=1 if self.looks > 2 else 0)


async def test_a_write_does_not_leave_a_day_after_it_was_decided(standin: StandInHandle) -> None:
    clock = Slept()
    surroundings = Surroundings(clock, os.urandom, asyncio.sleep)
    environment = training_environment(standin.url, standin.secret_key, standin.publishable_key)
    gateway = await StripeGateway.connect(environment, surroundings)
    with pytest.raises(RemoteUnreachable):
        await gateway.create_customer(ZOE, "key-1")
    assert (await gateway.list_customers(None)).customers == [], "nothing arrived"
    made = await gateway.create_customer(ZOE, "key-1")
    assert made.name == ZOE.name, "awake, the same client goes on"
    await gateway.close()
