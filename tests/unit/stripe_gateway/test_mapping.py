"""Requests as Stripe wants them, replies as the till reads them."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from pos_app.checkout.ports import SessionRequest
from pos_app.customers.model import CustomerDraft, Redisplay
from pos_app.kernel.errors import RemoteUnknown
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SaleId,
    SessionId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import CardUsed, OutcomeKind
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.ports import CardChanged, CardDetached, CustomerChanged, CustomerDeleted
from tests.unit.stripe_gateway.conftest import (
    Wire,
    card_method,
    customer_body,
    intent_body,
    page,
    session_body,
)

CUS = CustomerId("cus_1")


def form(request: httpx.Request) -> dict[str, str]:
    text = request.content.decode() or request.url.query.decode()
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}


def session_request(customer: CustomerId | None = CUS) -> SessionRequest:
    return SessionRequest(
        item_id=ItemId("item_1"),
        sale_id=SaleId("sale_1"),
        attempt_id=AttemptId("att_1"),
        customer_id=customer,
        amount=Money(1250, "eur"),
        description="Repair",
        expires_at=1_700_003_600,
        till_id=TillId("till_1"),
    )


async def test_the_session_asked_for(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(session_body())
    made = await gateway.create_session(session_request(), "key-1")
    sent = form(wire.requests[0])
    assert sent["ui_mode"] == "elements"
    assert sent["mode"] == "payment"
    assert sent["allowed_payment_method_types[0]"] == "card"
    assert sent["saved_payment_method_options[payment_method_save]"] == "enabled"
    assert sent["saved_payment_method_options[allow_redisplay_filters][0]"] == "always"
    assert sent["customer"] == "cus_1"
    assert sent["expires_at"] == "1700003600"
    assert "customer_creation" not in sent
    assert "payment_intent_data[setup_future_usage]" not in sent
    for where in ("metadata", "payment_intent_data[metadata]"):
        for name in ("item", "sale", "attempt", "till"):
            assert sent[f"{where}[{name}]"] == f"{name[:3] if name == 'attempt' else name}_1"
    assert made.client_secret == "cs_test_1_secret_x"
    assert made.customer_email == "a@b.fr"
    assert made.amount == Money(1250, "eur")


@pytest.mark.parametrize("back", ["", "https://shop.example/"])
async def test_a_page_of_stripes_leads_on_and_back_where_there_is_something(
    gateway: StripeGateway, wire: Wire, back: str
) -> None:
    wire.answer(session_body(client_secret=None, url="https://checkout.stripe.com/c/pay/cs_1"))
    paid = "https://shop.example/merci"
    asked = replace(session_request(), hosted=True, paid_url=paid, back_url=back)
    await gateway.create_session(asked, "key-1")
    sent = form(wire.requests[0])
    assert (sent["ui_mode"], sent["success_url"]) == ("hosted_page", paid)
    assert sent.get("cancel_url", "") == back
    assert "return_url" not in sent


async def test_a_walk_in_gets_a_customer(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(session_body(customer=None, customer_details=None))
    made = await gateway.create_session(session_request(None), "key-1")
    sent = form(wire.requests[0])
    assert sent["customer_creation"] == "always"
    assert "customer" not in sent
    assert made.customer_email == ""


async def test_a_paid_session(gateway: StripeGateway, wire: Wire) -> None:
    paid = intent_body(status="succeeded", amount_received=1250, payment_method=card_method())
    wire.answer(
        session_body(
            status="complete", payment_status="paid", payment_intent=paid, client_secret=None
        )
    )
    seen = await gateway.retrieve_session(SessionId("cs_test_1"))
    assert "payment_intent.payment_method" in form(wire.requests[0]).values()
    assert seen.client_secret is None
    assert seen.payment_intent_id == "pi_1"
    assert seen.intent is not None
    assert seen.intent.card == CardUsed(PaymentMethodId("pm_1"), "visa", "4242")
    assert seen.intent.card_redisplay == "always"


@pytest.mark.parametrize("change", [{"customer": None}, {"customer": "cus_2"}])
async def test_a_card_that_was_not_kept_is_not_saved(
    gateway: StripeGateway, wire: Wire, change: dict[str, Any]
) -> None:
    wire.answer(intent_body(payment_method=card_method(**change)))
    seen = await gateway.retrieve_intent(PaymentIntentId("pi_1"))
    assert seen.card_redisplay == ""
    assert seen.card is not None


@pytest.mark.parametrize(
    "change", [{"status": "done"}, {"payment_status": "x"}, {"id": "cs_2"}, {"amount_total": None}]
)
async def test_a_malformed_session_is_unknown(
    gateway: StripeGateway, wire: Wire, change: dict[str, Any]
) -> None:
    wire.answer(session_body(**change))
    with pytest.raises(RemoteUnknown):
        await gateway.retrieve_session(SessionId("cs_test_1"))


async def test_what_was_charged_goes_before_what_is_attached(
    gateway: StripeGateway, wire: Wire
) -> None:
    charge = {
        "payment_method": "pm_9",
        "payment_method_details": {"card": {"brand": "mastercard", "last4": "4444"}},
    }
    wire.answer(intent_body(latest_charge=charge, payment_method=card_method()))
    seen = await gateway.retrieve_intent(PaymentIntentId("pi_1"))
    assert seen.card == CardUsed(PaymentMethodId("pm_9"), "mastercard", "4444")


async def test_finding_an_items_intents_goes_through_every_page(
    gateway: StripeGateway, wire: Wire
) -> None:
    other = intent_body(id="pi_9", metadata={"item": "item_9"})
    late = intent_body(id="pi_3", created=1_700_000_300)
    wire.answer(page(late, other, more=True))
    wire.answer(page(intent_body(id="pi_2", metadata={"item": "item_1", "attempt": "att_1"})))
    found = await gateway.find_intents(CUS, ItemId("item_1"), 1_699_000_000)
    assert [intent.id for intent in found] == ["pi_2", "pi_3"]
    assert [intent.attempt_id for intent in found] == ["att_1", None]
    assert form(wire.requests[0])["created[gte]"] == "1699000000"
    assert form(wire.requests[1])["starting_after"] == "pi_9"


async def test_a_list_that_never_ends_is_unknown(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(page(intent_body(), more=True))
    with pytest.raises(RemoteUnknown):
        await gateway.find_intents(CUS, ItemId("item_1"))


async def test_past_payments(gateway: StripeGateway, wire: Wire) -> None:
    refunded = {"amount_refunded": 250, "payment_method_details": None}
    wire.answer(
        page(
            intent_body(
                id="pi_4", status="succeeded", amount_received=1250, latest_charge=refunded
            ),
            intent_body(id="pi_3", last_payment_error={"code": "card_declined"}),
            intent_body(id="pi_2", status="canceled"),
            intent_body(id="pi_1"),
        )
    )
    past = await gateway.list_payments(CUS)
    assert [(payment.payment_intent_id, payment.kind) for payment in past] == [
        ("pi_4", OutcomeKind.SUCCEEDED),
        ("pi_3", OutcomeKind.DECLINED),
        ("pi_2", OutcomeKind.NOT_CHARGED),
    ]
    assert past[0].refunded_minor == 250


async def test_customers(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(customer_body())
    draft = CustomerDraft("Zoé Léger", email="a@b.fr", language="fr")
    made = await gateway.create_customer(draft, "key-1")
    assert form(wire.requests[0]) == {
        "name": "Zoé Léger",
        "email": "a@b.fr",
        "preferred_locales[0]": "fr",
    }
    assert (made.language, made.phone, made.note) == ("fr", "", "")
    assert made.created_at == datetime(2023, 11, 14, 22, 13, 20, tzinfo=UTC)
    await gateway.update_customer(CUS, CustomerDraft("Zoé", note="vip"), "key-2")
    asked, changed = wire.requests[1:]
    assert (asked.method, changed.method) == ("GET", "POST")
    assert form(changed) == {
        "name": "Zoé",
        "email": "",
        "phone": "",
        "description": "vip",
        "metadata[number]": "",
        "metadata[tags]": "",
    }, "nothing that Stripe holds beside these is replaced"


async def test_cards(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(
        page(
            card_method(allow_redisplay="limited"),
            card_method(id="pm_2", allow_redisplay="new_word", created=1_700_000_500),
            {"id": "pm_3", "type": "sepa_debit"},
        )
    )
    cards = await gateway.list_cards(CUS)
    assert [(card.id, card.redisplay) for card in cards] == [
        ("pm_2", Redisplay.UNSPECIFIED),
        ("pm_1", Redisplay.LIMITED),
    ]
    assert wire.requests[0].url.path == "/v1/customers/cus_1/payment_methods"


def event(number: int, kind: str, thing: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"evt_{number}",
        "object": "event",
        "type": kind,
        "created": 1_700_000_000 + number,
        "data": {"object": thing},
    }


async def test_events_oldest_first(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(
        page(
            event(5, "payment_method.attached", {"id": "pm_4", "type": "sepa_debit"}),
            event(4, "payment_method.detached", card_method(customer=None)),
            event(3, "payment_method.attached", card_method()),
            event(2, "customer.deleted", customer_body()),
            event(1, "customer.updated", customer_body()),
            more=True,
        )
    )
    listed = await gateway.list_events("evt_0", ["customer.updated"])
    assert [entry.id for entry in listed.events] == ["evt_1", "evt_2", "evt_3", "evt_4", "evt_5"]
    kinds = [type(entry.change) for entry in listed.events]
    assert kinds == [CustomerChanged, CustomerDeleted, CardChanged, CardDetached, type(None)]
    assert listed.more
    assert form(wire.requests[0])["ending_before"] == "evt_0"


async def test_the_whole_feed_begins_with_the_oldest(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(page(event(2, "customer.updated", customer_body()), more=True))
    wire.answer(page(event(1, "customer.updated", customer_body())))
    listed = await gateway.list_events(None, ["customer.updated"])
    assert [entry.id for entry in listed.events] == ["evt_1"]
    assert listed.more
    newest = await gateway.newest(["customer.updated"])
    assert newest is not None
    assert newest.cursor == "evt_1"


async def test_payments_that_were_redacted_are_of_no_item(
    wire: Wire, gateway: StripeGateway
) -> None:
    """Stripe writes "[redacted]" into metadata: taken at its word, they all were of one item."""
    body = intent_body(
        status="succeeded", amount_received=1250, description="[redacted]",
        metadata=dict.fromkeys(("item", "sale", "attempt", "till", "pos_receipt"), "[redacted]"),
        latest_charge={"id": "ch_1", "created": 1_700_000_000, "payment_method": "pm_1",
                       "payment_method_details": {"card": None}, "billing_details": None,
                       "amount_refunded": 0},
    )  # fmt: skip
    wire.answer(body)
    seen = await gateway.retrieve_intent(PaymentIntentId("pi_1"))
    assert (seen.item_id, seen.sale_id, seen.attempt_id, seen.till_id) == (None, None, None, "")
    assert seen.amount_received == 1250
    assert seen.card is None
