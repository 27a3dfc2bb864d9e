"""What the fuzz found, each as it was found."""

from typing import Any

import pytest

from pos_app.customers.model import Redisplay
from pos_app.kernel.errors import RemoteUnknown
from pos_app.kernel.ids import CustomerId, PaymentIntentId, PaymentMethodId
from pos_app.stripe_gateway import mapping, refunds
from pos_app.stripe_gateway.gateway import StripeGateway
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
