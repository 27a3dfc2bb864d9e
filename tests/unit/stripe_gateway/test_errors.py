"""Only a definitive answer of Stripe's may be read as one; everything else is unknown."""

import logging
import subprocess
import sys
from datetime import timedelta
from typing import Any

import httpx
import pytest

from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, PaymentMethodId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.model import Decline
from pos_app.payments.ports import IntentRequest
from pos_app.settings.environment import training_environment
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.unit.stripe_gateway.conftest import (
    StillClock,
    Wire,
    card_method,
    customer_body,
    intent_body,
    page,
)

PI = PaymentIntentId("pi_1")
PM = PaymentMethodId("pm_1")
CUS = CustomerId("cus_1")
REQUEST = IntentRequest(ItemId("item_1"), SaleId("sale_1"), CUS, Money(1250, "eur"), "Repair")


async def confirm(gateway: StripeGateway) -> Any:
    return await gateway.confirm_intent(PI, PM, "key-1", off_session=False)


@pytest.mark.parametrize(
    ("status", "kind", "code", "key"),
    [
        (400, "invalid_request_error", "parameter_unknown", "remote.refused"),
        (404, "invalid_request_error", "resource_missing", "remote.refused"),
        (401, "invalid_request_error", None, "remote.bad_key"),
        (403, "invalid_request_error", None, "remote.not_allowed"),
    ],
)
async def test_definitive_refusals(
    gateway: StripeGateway, wire: Wire, status: int, kind: str, code: str | None, key: str
) -> None:
    wire.refuse(status, kind, code, param="amount")
    with pytest.raises(RemoteRefused) as caught:
        await gateway.create_intent(REQUEST, "key-1")
    fault = caught.value
    assert (fault.key, fault.code, fault.param) == (key, code, "amount")
    assert (fault.request_id, fault.message) == ("req_1", "words")
    assert len(wire.requests) == 1


async def test_401_about_a_permission_names_it(gateway: StripeGateway, wire: Wire) -> None:
    words = "does not have the required permissions: rak_payment_intent_write"
    wire.answer({"error": {"type": "invalid_request_error", "message": words}}, 401)
    with pytest.raises(RemoteRefused) as caught:
        await gateway.create_intent(REQUEST, "key-1")
    assert caught.value.key == "remote.not_allowed"
    assert caught.value.message == words


@pytest.mark.parametrize(
    ("status", "kind", "code"),
    [
        (409, "idempotency_error", None),
        (409, "invalid_request_error", "lock_timeout"),
        (400, "idempotency_error", None),
        (400, "invalid_request_error", "idempotency_key_in_use"),
        (400, "invalid_request_error", "rate_limit"),
        (429, "invalid_request_error", "rate_limit"),
        (429, None, None),
        (500, "api_error", None),
        (502, "api_error", None),
        (503, None, None),
        (400, None, None),
        (404, "not_found", None),
        (403, "forbidden", None),
        (402, "invalid_request_error", None),
        (418, "invalid_request_error", None),
    ],
)
async def test_the_rest_is_unknown(
    gateway: StripeGateway, wire: Wire, status: int, kind: str | None, code: str | None
) -> None:
    wire.refuse(status, kind, code)
    with pytest.raises(RemoteUnknown) as caught:
        await confirm(gateway)
    assert caught.value.request_id == "req_1"
    assert len(wire.requests) == 1, "a POST is sent once"


async def test_a_stored_500_is_told_apart(gateway: StripeGateway, wire: Wire) -> None:
    """Only a replayed one: a fresh 500 may be a proxy's, and the key still good."""
    wire.answer({"error": {"type": "api_error"}}, 500, idempotent_replayed="true")
    with pytest.raises(RemoteUnknown) as caught:
        await gateway.create_intent(REQUEST, "key-1")
    assert caught.value.key == "remote.spent_key"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ("<html>Sign in to the café’s network</html>", 200),
        ("", 200),
        ('{"id": "pi_1", "object": "payment_in', 200),
        ("[]", 200),
        ("null", 200),
        ('"text"', 200),
        ("{}", 200),
        ('{"object": "payment_intent"}', 200),
        ('{"error": []}', 400),
        ('{"error": "text"}', 400),
        ('{"error": {"type": 5}}', 400),
        ("<html>404</html>", 404),
        ("<html>moved</html>", 302),
        ("\x00\x01", 200),
    ],
)
async def test_what_is_not_stripes_is_unknown(
    gateway: StripeGateway, wire: Wire, body: str, status: int
) -> None:
    wire.answer(body, status)
    with pytest.raises(RemoteUnknown):
        await confirm(gateway)
    with pytest.raises(RemoteUnknown):
        await gateway.retrieve_customer(CUS)
    with pytest.raises(RemoteUnknown):
        await gateway.list_cards(CUS)


@pytest.mark.parametrize(
    "change",
    [
        {"object": "charge"},
        {"status": "paid"},
        {"amount": "1250"},
        {"amount": 12.5},
        {"amount": True},
        {"amount": -1},
        {"currency": "EURO"},
        {"currency": None},
        {"amount_received": 9999},
        {"id": "pi_other"},
        {"id": "../customers"},
        {"metadata": None},
        {"customer": 5},
        {"payment_method": {"id": 5, "card": {}}},
    ],
)
async def test_a_malformed_payment_intent_is_unknown(
    gateway: StripeGateway, wire: Wire, change: dict[str, Any]
) -> None:
    wire.answer(intent_body(status="succeeded", amount_received=1250) | change)
    with pytest.raises(RemoteUnknown):
        await confirm(gateway)


@pytest.mark.parametrize(
    "error", [httpx.ConnectError("no"), httpx.ConnectTimeout("no"), httpx.PoolTimeout("no")]
)
async def test_no_connection_means_nothing_was_asked(
    gateway: StripeGateway, wire: Wire, error: Exception
) -> None:
    wire.fail(error)
    with pytest.raises(RemoteUnreachable):
        await confirm(gateway)


@pytest.mark.parametrize(
    "error",
    [
        httpx.ReadTimeout("no"),
        httpx.WriteTimeout("no"),
        httpx.ReadError("no"),
        httpx.WriteError("no"),
        httpx.RemoteProtocolError("no"),
        httpx.ProxyError("no"),
    ],
)
async def test_a_lost_reply_is_unknown(
    gateway: StripeGateway, wire: Wire, error: Exception
) -> None:
    wire.fail(error)
    with pytest.raises(RemoteUnknown):
        await confirm(gateway)
    assert len(wire.requests) == 1


async def test_a_decline_is_a_reply(gateway: StripeGateway, wire: Wire) -> None:
    failed = intent_body(last_payment_error={"code": "card_declined", "type": "card_error",
                                             "payment_method": card_method()})  # fmt: skip
    wire.refuse(
        402, "card_error", "card_declined", decline_code="stolen_card",
        advice_code="do_not_try_again", payment_intent=failed,
    )  # fmt: skip
    reply = await confirm(gateway)
    assert reply.decline == Decline("card_declined", "stolen_card", "do_not_try_again")
    assert reply.request_id == "req_1"
    assert reply.intent.card is not None
    assert reply.intent.card.last4 == "4242"


@pytest.mark.parametrize("intent", [None, {}, intent_body(id="pi_other"), "pi_1"])
async def test_a_decline_of_something_else_is_unknown(
    gateway: StripeGateway, wire: Wire, intent: object
) -> None:
    wire.refuse(402, "card_error", "card_declined", payment_intent=intent)
    with pytest.raises(RemoteUnknown):
        await confirm(gateway)


async def test_reads_repeat_a_little(
    gateway: StripeGateway, wire: Wire, slept: list[float]
) -> None:
    wire.fail(httpx.ReadTimeout("no"))
    wire.refuse(500, "api_error")
    wire.answer(customer_body())
    found = await gateway.retrieve_customer(CUS)
    assert found is not None
    assert found.name == "Zoé Léger"
    assert len(wire.requests) == 3
    assert len(slept) == 2
    assert 0 < slept[0] < slept[1] < 1


async def test_reads_give_up(gateway: StripeGateway, wire: Wire) -> None:
    wire.refuse(500, "api_error")
    with pytest.raises(RemoteUnknown):
        await gateway.list_payments(CUS)
    assert len(wire.requests) == 3


async def test_refused_reads_do_not_repeat(gateway: StripeGateway, wire: Wire) -> None:
    wire.refuse(403, "invalid_request_error")
    with pytest.raises(RemoteRefused):
        await gateway.list_customers(None)
    assert len(wire.requests) == 1


async def test_a_deleted_customer_is_none(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer({"id": "cus_1", "object": "customer", "deleted": True})
    assert await gateway.retrieve_customer(CUS) is None
    wire.answers.clear()
    wire.refuse(404, "invalid_request_error", "resource_missing")
    assert await gateway.retrieve_customer(CUS) is None


async def test_nothing_secret_in_the_chain_of_causes(gateway: StripeGateway, wire: Wire) -> None:
    wire.refuse(402, "card_error", "card_declined", payment_intent={"client_secret": "hidden"})
    with pytest.raises(RemoteUnknown) as caught:
        await confirm(gateway)
    seen: list[BaseException] = [caught.value]
    while (cause := seen[-1].__cause__) is not None:
        seen.append(cause)
    assert all("hidden" not in f"{error!r} {error}" for error in seen)


async def test_stripes_clock_is_noticed(gateway: StripeGateway, wire: Wire) -> None:
    assert gateway.skew_seconds() == 0
    wire.answer(page(), date="Mon, 23 Nov 2026 14:00:05 GMT")
    await gateway.list_customers(None)
    assert gateway.skew_seconds() == 2 * 3600 + 5
    wire.answers.clear()
    wire.answer(page(), date="soon")
    await gateway.list_customers(None)
    assert gateway.skew_seconds() == 2 * 3600 + 5


async def test_a_reply_that_lay_waiting_through_a_sleep_tells_no_time(
    gateway: StripeGateway, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked_at = StillClock().now()
    moments = iter([asked_at, asked_at + timedelta(hours=25)])
    monkeypatch.setattr(StillClock, "now", lambda clock: next(moments))
    wire.answer(page(), date="Mon, 23 Nov 2026 12:00:00 GMT")
    await gateway.list_customers(None)
    assert gateway.skew_seconds() == 0
    assert not gateway.time_known()


async def test_keys_and_what_is_not_sent(gateway: StripeGateway, wire: Wire) -> None:
    wire.answer(intent_body())
    await gateway.create_intent(REQUEST, "key-7")
    await gateway.create_intent(REQUEST, "key-7")
    first, second = wire.requests
    assert first.headers["idempotency-key"] == "key-7"
    assert first.content == second.content
    assert first.headers["authorization"] == "Bearer rk_test_1"
    assert first.headers["stripe-version"] == "2026-10-28.endive"
    assert "x-stripe-client-telemetry" not in second.headers
    assert "telemetry_id" not in first.headers["x-stripe-client-user-agent"]


async def test_what_the_sdk_would_write_down_is_not_written() -> None:
    """At DEBUG it writes whole bodies: e-mail addresses and client secrets."""
    logging.getLogger("stripe").setLevel(logging.DEBUG)
    other = await StripeGateway.connect(training_environment("http://stripe.test", "k", "p"))
    await other.close()
    assert not logging.getLogger("stripe").isEnabledFor(logging.INFO)


def test_importing_the_gateway_does_not_import_stripe() -> None:
    code = (
        "import sys, pos_app.stripe_gateway\n"
        "print([m for m in ('stripe', 'httpx', 'anyio') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
