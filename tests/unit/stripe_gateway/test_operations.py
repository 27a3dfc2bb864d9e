"""Holds, captures and refunds: requests as Stripe wants them, replies as the till reads them."""

from typing import Any
from urllib.parse import parse_qs

import httpx
import pytest

from pos_app.kernel.errors import (
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
)
from pos_app.kernel.ids import (
    CustomerId,
    ItemId,
    OperationId,
    PaymentIntentId,
    PaymentMethodId,
    RefundId,
    SaleId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import Capture
from pos_app.payments.ports import IntentRequest, RefundRequest
from pos_app.payments.timing import check_clock, know_time
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.unit.stripe_gateway.conftest import Wire, intent_body, page, session_body

NOON = "Mon, 23 Nov 2026 12:00:00 GMT"
PI = PaymentIntentId("pi_1")
PM = PaymentMethodId("pm_1")
CUS = CustomerId("cus_1")
REQUEST = RefundRequest(
    operation_id=OperationId("op_1"),
    payment_intent_id=PI,
    item_id=ItemId("item_1"),
    amount=Money(500, "eur"),
    reason="requested_by_customer",
    till_id="till_1",
)


def form(request: httpx.Request) -> dict[str, str]:
    text = request.content.decode() or request.url.query.decode()
    return {name: values[0] for name, values in parse_qs(text, keep_blank_values=True).items()}


def refund_body(**changes: Any) -> dict[str, Any]:
    return {
        "id": "re_1",
        "object": "refund",
        "amount": 500,
        "created": 1_700_000_000,
        "currency": "eur",
        "metadata": {"pos_refund": "op_1", "till": "till_1", "item": "item_1"},
        "payment_intent": "pi_1",
        "status": "succeeded",
        **changes,
    }


@pytest.mark.parametrize(
    ("capture", "word"), [(Capture.MANUAL, "manual"), (Capture.AUTOMATIC, "automatic_async")]
)
async def test_how_to_capture_is_said_every_time(
    gateway: StripeGateway, wire: Wire, capture: Capture, word: str
) -> None:
    """A declined hold leaves its choice on the PaymentIntent."""
    wire.answer(intent_body(status="succeeded", amount_received=1250))
    await gateway.confirm_intent(PI, PM, "key-1", off_session=False, capture=capture)
    sent = form(wire.requests[0])
    assert sent["capture_method"] == word
    assert "off_session" not in sent


async def test_until_when_an_amount_is_held(gateway: StripeGateway, wire: Wire) -> None:
    card = {"brand": "visa", "last4": "4242", "capture_before": 1_700_600_000}
    charge = {"payment_method": "pm_1", "payment_method_details": {"card": card}}
    wire.answer(intent_body(status="requires_capture", latest_charge=charge))
    seen = await gateway.retrieve_intent(PI)
    assert (seen.status, seen.held_until) == ("requires_capture", 1_700_600_000)
    wire.answers.clear()
    wire.answer(intent_body(status="requires_capture", latest_charge="ch_1"))
    assert (await gateway.retrieve_intent(PI)).held_until is None


async def test_a_part_is_captured(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(intent_body(status="succeeded", amount_received=900))
    seen = await gateway.capture_intent(PI, 900, "key-1")
    (sent,) = wire.requests
    assert sent.url.path == "/v1/payment_intents/pi_1/capture"
    assert sent.headers["idempotency-key"] == "key-1"
    assert form(sent)["amount_to_capture"] == "900"
    assert seen.amount_received == 900


async def test_the_home_till_travels_with_the_item(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(intent_body(metadata={"item": "item_1", "sale": "sale_1", "till": "till_1"}))
    request = IntentRequest(ItemId("item_1"), SaleId("sale_1"), CUS, Money(1250, "eur"), "Repair")
    await gateway.create_intent(request, "key-1")
    assert "metadata[till]" not in form(wire.requests[0]), "as before for items from before"
    home = IntentRequest(
        ItemId("item_1"), SaleId("sale_1"), CUS, Money(1250, "eur"), "Repair", "till_1"
    )
    made = await gateway.create_intent(home, "key-2")
    assert form(wire.requests[1])["metadata[till]"] == "till_1"
    assert (made.sale_id, made.till_id, made.description) == ("sale_1", "till_1", "Repair")


async def test_a_refund_asked_for(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(refund_body())
    made = await gateway.create_refund(REQUEST, "key-1")
    (sent,) = wire.requests
    assert sent.url.path == "/v1/refunds"
    assert sent.headers["idempotency-key"] == "key-1"
    assert form(sent) == {
        "payment_intent": "pi_1",
        "amount": "500",
        "reason": "requested_by_customer",
        "metadata[pos_refund]": "op_1",
        "metadata[item]": "item_1",
        "metadata[till]": "till_1",
    }
    assert (made.id, made.status, made.amount) == ("re_1", "succeeded", Money(500, "eur"))
    assert (made.operation_id, made.till_id, made.request_id) == ("op_1", "till_1", "req_1")


async def test_a_refund_that_came_back(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(refund_body(status="failed", failure_reason="lost_or_stolen_card", metadata={}))
    seen = await gateway.retrieve_refund(RefundId("re_1"))
    assert (seen.status, seen.failure) == ("failed", "lost_or_stolen_card")
    assert seen.operation_id is None


@pytest.mark.parametrize(
    "change",
    [
        {"status": "done"}, {"id": "re_2"}, {"object": "charge"}, {"amount": -1},
        {"amount": "500"}, {"metadata": None}, {"created": None}, {"currency": "EURO"},
    ],
)  # fmt: skip
async def test_a_malformed_refund_is_unknown(
    gateway: StripeGateway, wire: Wire, change: dict[str, Any]
) -> None:
    wire.answer(refund_body(**change))
    with pytest.raises(RemoteUnknown):
        await gateway.retrieve_refund(RefundId("re_1"))


async def test_refunds_are_listed_to_the_end(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(page(refund_body(id="re_3"), refund_body(id="re_2"), more=True))
    wire.answer(page(refund_body(id="re_1")))
    found = await gateway.list_refunds(PI)
    assert [refund.id for refund in found] == ["re_1", "re_2", "re_3"]
    assert form(wire.requests[0])["payment_intent"] == "pi_1"
    assert form(wire.requests[1])["starting_after"] == "re_2"
    wire.answers.clear()
    wire.answer(page(refund_body(), more=True))
    with pytest.raises(RemoteUnknown):
        await gateway.list_refunds(PI)


async def test_everybodys_since(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(page())
    await gateway.list_refunds(None, 1_699_000_000)
    await gateway.list_intents(1_699_000_000)
    for request in wire.requests:
        assert form(request)["created[gte]"] == "1699000000"
        assert "payment_intent" not in form(request)
        assert "customer" not in form(request)


@pytest.mark.parametrize(
    ("status", "kind", "code", "key"),
    [
        (400, "invalid_request_error", "charge_already_refunded", "remote.refused"),
        (403, "invalid_request_error", None, "remote.not_allowed"),
        (401, "invalid_request_error", None, "remote.bad_key"),
    ],
)
async def test_a_refusal_says_which(
    gateway: StripeGateway, wire: Wire, status: int, kind: str, code: str | None, key: str
) -> None:
    wire.refuse(status, kind, code)
    with pytest.raises(RemoteRefused) as refused:
        await gateway.create_refund(REQUEST, "key-1")
    assert (refused.value.key, refused.value.code) == (key, code)
    assert refused.value.request_id == "req_1"


async def test_a_spent_key_is_told_apart(gateway: StripeGateway, wire: Wire) -> None:
    error = {"error": {"type": "api_error", "message": "words"}}
    wire.answer(error, 500, idempotent_replayed="true")
    for ask in (
        gateway.create_refund(REQUEST, "key-1"),
        gateway.capture_intent(PI, 900, "key-2"),
    ):
        with pytest.raises(RemoteUnknown) as unknown:
            await ask
        assert unknown.value.key == "remote.spent_key"


async def test_an_items_sessions_among_the_customers(gateway: StripeGateway, wire: Wire) -> None:
    """Sessions of other modes, which have no amount, don't disturb."""
    setup = session_body(id="cs_test_9", mode="setup", amount_total=None, currency=None)
    ours = {"item": "item_1", "attempt": "att_1"}
    wire.answer(page(setup, session_body(id="cs_test_2", metadata=ours), more=True))
    wire.answer(page(session_body(metadata={"item": "item_9"}), session_body(metadata=ours)))
    found = await gateway.find_sessions(CUS, ItemId("item_1"), 1_699_000_000)
    assert [session.id for session in found] == ["cs_test_1", "cs_test_2"]
    assert {session.attempt_id for session in found} == {"att_1"}
    assert form(wire.requests[0]) == {
        "customer": "cus_1",
        "limit": "100",
        "created[gte]": "1699000000",
        "expand[0]": "data.payment_intent",
    }


async def test_the_open_sessions_of_a_till(gateway: StripeGateway, wire: Wire) -> None:
    """Whoever's; not another till's, nor what somebody opened in the Dashboard."""
    ours = {"item": "item_1", "attempt": "att_1", "till": "till_1"}
    theirs = session_body(id="cs_test_2", metadata={**ours, "till": "till_2"})
    setup = session_body(id="cs_test_3", mode="setup", amount_total=None, metadata=None)
    wire.answer(page(theirs, setup, session_body(metadata=ours, customer=None)))
    found = await gateway.find_open_sessions(TillId("till_1"))
    assert [session.id for session in found] == ["cs_test_1"]
    assert form(wire.requests[0]) == {"status": "open", "limit": "100"}


async def test_the_time_is_learned_before_anything_begins(
    gateway: StripeGateway, wire: Wire
) -> None:
    assert not gateway.time_known()
    wire.answer(page(), date="Mon, 23 Nov 2026 14:00:05 GMT")
    await check_clock(gateway)
    assert gateway.time_known()
    assert gateway.skew_seconds() == 2 * 3600 + 5
    await check_clock(gateway)
    assert len(wire.requests) == 1, "asked once"


@pytest.mark.parametrize("day", ["21", "25"])
async def test_a_clock_days_wrong_is_refused_until_it_is_right(
    gateway: StripeGateway, wire: Wire, day: str
) -> None:
    wire.answer(page(), date=f"Mon, {day} Nov 2026 12:00:00 GMT")
    with pytest.raises(EnvironmentFault, match=r"clock\.wrong") as refused:
        await check_clock(gateway)
    assert refused.value.params["hours"] == 48
    wire.answers.clear()
    wire.answer(page(), date="Mon, 23 Nov 2026 12:00:30 GMT")
    await check_clock(gateway)


async def test_nothing_leaves_before_the_time_is_known(gateway: StripeGateway, wire: Wire) -> None:
    wire.fail(httpx.ConnectError("no"))
    with pytest.raises(RemoteUnreachable):
        await know_time(gateway)
    wire.answers.clear()
    wire.answer({"error": {"type": "invalid_request_error"}}, 403, date=NOON)
    await know_time(gateway)
    assert gateway.time_known(), "a refusal tells the time as well"
    await know_time(gateway)
    assert len(wire.requests) == 4, "a read is tried three times, and then no more"


async def test_without_a_network_the_clock_stops_nothing(
    gateway: StripeGateway, wire: Wire
) -> None:
    wire.fail(httpx.ConnectError("no"))
    await check_clock(gateway)
    wire.answers.clear()
    wire.refuse(403, "invalid_request_error")
    await check_clock(gateway)
