"""What the fuzz found, each as it was found."""

import json
from typing import Any

import pytest

from pos_app.customers.model import Redisplay
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, PaymentMethodId
from pos_app.settings.permissions import Standing, needs_of_till
from pos_app.stripe_gateway import mapping, refunds
from pos_app.stripe_gateway.events import MOST_PAGES
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.stripe_gateway.permissions import Known
from tests.fuzz.calls import connected
from tests.fuzz.loopback import Request, serving
from tests.fuzz.mangling import Answer, honest

WHO, CARD, INTENT = CustomerId("cus_1"), PaymentMethodId("pm_1"), PaymentIntentId("pi_1")
OTHER_CUSTOMER = {
    "id": "cus_2", "object": "customer", "created": 1, "name": "Somebody else", "metadata": {},
}  # fmt: skip
OTHER_CARD = {
    "id": "pm_2", "object": "payment_method", "type": "card", "customer": "cus_1", "created": 1,
    "card": {"brand": "visa", "last4": "4242", "exp_month": 1, "exp_year": 2040},
}  # fmt: skip
ASKED: list[tuple[str, Any, dict[str, Any]]] = [
    ("retrieve_customer", lambda g: g.retrieve_customer(WHO), OTHER_CUSTOMER),
    ("link_customer", lambda g: g.link_customer(WHO, None, "k"), OTHER_CUSTOMER),
    ("read_noted", lambda g: g.read_noted(WHO), OTHER_CUSTOMER),
    ("write_sales", lambda g: g.write_sales(WHO, {}, "k"), OTHER_CUSTOMER),
    ("default_card", lambda g: g.default_card(WHO), OTHER_CUSTOMER),
    ("set_default_card", lambda g: g.set_default_card(WHO, CARD, "k"), OTHER_CUSTOMER),
    ("mark_customer", lambda g: g.mark_customer(WHO, "m", "k"), {}),
    ("retrieve_card", lambda g: g.retrieve_card(CARD), OTHER_CARD),
    ("set_redisplay", lambda g: g.set_redisplay(CARD, Redisplay.ALWAYS, "k"), OTHER_CARD),
    ("detach_card", lambda g: g.detach_card(CARD, "k"), {}),
    ("note_on_card", lambda g: g.note_on_card(CARD, {}, "k"), {"error": {"type": "card_error"}}),
    ("note_on_intent", lambda g: g.note_on_intent(INTENT, {}, "k"), {}),
]


@pytest.mark.parametrize(("ask", "said"), [one[1:] for one in ASKED], ids=[one[0] for one in ASKED])
async def test_a_reply_about_something_else_says_nothing(ask: Any, said: dict[str, Any]) -> None:
    """A card was taken as removed, and another customer's name as this one's."""

    async def answer(_request: Request) -> Answer:
        return honest(said)

    async with serving(answer) as url:
        gateway: StripeGateway = await connected(url, "rk_test_x", "pk_test_x")
        try:
            with pytest.raises(RemoteUnknown):
                await ask(gateway)
        finally:
            await gateway.close()


@pytest.mark.parametrize("status", [401, 403])
@pytest.mark.parametrize("kind", ["invalid_request_error", "authentication_error"])
async def test_what_may_not_be_asked_about_is_not_gone(status: int, kind: str) -> None:
    """A customer was taken as deleted, and an account as one without a card."""

    async def answer(_request: Request) -> Answer:
        body = json.dumps({"error": {"type": kind, "code": "resource_missing"}}).encode()
        return Answer(status, {"request-id": "req_1"}, body)

    async with serving(answer) as url:
        gateway: StripeGateway = await connected(url, "rk_test_x", "pk_test_x")
        try:
            for ask in (gateway.delete_customer(WHO), gateway.default_card(CustomerId("acct_1"))):
                with pytest.raises(RemoteUnknown):
                    await ask
        finally:
            await gateway.close()


@pytest.mark.parametrize("status", [[], {}, ["succeeded"], 1, True, None])
def test_a_status_that_is_no_word_is_malformed(status: object) -> None:
    """A list in its place broke a charge off with a TypeError instead of leaving it unknown."""
    for read, kind in ((mapping.intent, "payment_intent"), (refunds.snapshot, "refund"),
                       (mapping.session, "checkout.session")):  # fmt: skip
        with pytest.raises(mapping.Malformed):
            read({"object": kind, "status": status})


@pytest.mark.parametrize("moment", [1 << 62, -(1 << 63), 1 << 90, 10**400, 253402300800])
def test_a_time_no_calendar_has_is_malformed(moment: int) -> None:
    """The copy of the customers stopped with an OverflowError."""
    with pytest.raises(mapping.Malformed):
        mapping.customer({"id": "cus_1", "created": moment})


EVENT = {
    "id": "evt_1", "object": "event", "type": "customer.deleted", "created": 1,
    "data": {"object": {"id": "cus_1"}},
}  # fmt: skip
CHANGED = {
    "id": "evt_1", "type": "v2.core.account.created", "created": "2026-01-01T00:00:00Z",
    "related_object": {"id": "acct_1"},
}  # fmt: skip
ROW = {"id": "cus_1", "object": "customer", "created": 1, "metadata": {}}


class Endless:
    """Says each time that there is more; `new` ids each time, or ever the same page."""

    def __init__(self, row: dict[str, Any], *, new: bool) -> None:
        self._row, self._new = row, new
        self.asked = 0

    async def answer(self, _request: Request) -> Answer:
        self.asked += 1
        number = self.asked if self._new else 1
        row = {**self._row, "id": f"{self._row['id']}{number}"}
        following = f"/v2/x?page=p{number}"
        return honest(
            {"object": "list", "data": [row], "has_more": True, "next_page_url": following}
        )


@pytest.mark.parametrize(
    ("which", "row"), [(0, EVENT), (1, CHANGED)], ids=["customers", "accounts"]
)
async def test_a_feed_without_an_end_is_given_up(which: int, row: dict[str, Any]) -> None:
    """It was read for ever. What was missed is listed anew, as after a month without a network."""
    endless = Endless(row, new=True)
    async with serving(endless.answer) as url:
        gateway = await connected(url, "rk_test_x", "pk_test_x")
        try:
            with pytest.raises(RemoteRefused) as refused:
                await gateway.sources(accounts=True)[which].feed.list_events(None, ())
        finally:
            await gateway.close()
    assert refused.value.code == "resource_missing"
    assert endless.asked <= MOST_PAGES + 1


@pytest.mark.parametrize(
    ("ask", "row"),
    [
        (lambda g: g.list_events(None, ()), EVENT),
        (lambda g: g.list_events("evt_11", ()), EVENT),
        (lambda g: g.find_intents(WHO, ItemId("item_1")), ROW | {"object": "payment_intent"}),
        (lambda g: _page(g, 0, "cus_11"), ROW),
        (lambda g: _page(g, 1, "p1"), CHANGED | {"id": "acct_1"}),
    ],
    ids=["all events", "events", "intents", "customers", "accounts"],
)  # fmt: skip
async def test_the_same_page_again_is_no_answer(ask: Any, row: dict[str, Any]) -> None:
    """Whoever went on after it asked for it again, without an end."""
    endless = Endless(row, new=False)
    async with serving(endless.answer) as url:
        gateway = await connected(url, "rk_test_x", "pk_test_x")
        try:
            with pytest.raises(RemoteUnknown):
                await ask(gateway)
        finally:
            await gateway.close()
    assert endless.asked <= 4


async def _page(gateway: StripeGateway, which: int, after: str) -> object:
    listing = gateway.sources(accounts=True)[which].listing
    return (await listing.list_page(0, None, after)).read()


async def test_a_probe_that_anything_answers_knows_nothing() -> None:
    """Whatever said 200 was taken for a permission, and a change that it said it made for a bug."""

    async def answer(_request: Request) -> Answer:
        return honest({"welcome": "to our Wi-Fi"})

    known = Known("cus_1", "pi_1", "pi_1_" + "secret")
    async with serving(answer) as url:
        gateway = await connected(url, "rk_test_x", "pk_test_x")
        try:
            findings = await gateway.find_out(needs_of_till(accounts=True))
            assert {one.standing for one in findings} == {Standing.UNKNOWN}
            assert await gateway.holds(known) is None
            assert await gateway.takes(known) is None
        finally:
            await gateway.close()
