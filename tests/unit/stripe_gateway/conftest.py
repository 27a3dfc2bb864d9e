"""A gateway over the real SDK and httpx, with the network replaced by a function."""

import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any

import httpx
import pytest
import pytest_asyncio

from pos_app.settings.environment import Environment, EnvironmentKind
from pos_app.stripe_gateway.client import Surroundings
from pos_app.stripe_gateway.gateway import StripeGateway

Handler = Callable[[httpx.Request], httpx.Response]


class Wire:
    """Answers requests from a list, in order; the last answer repeats."""

    def __init__(self) -> None:
        self.requests: list[httpx.Request] = []
        self.answers: list[httpx.Response | Exception] = []

    def answer(self, body: Any, status: int = 200, **headers: str) -> None:
        text = body if isinstance(body, str) else json.dumps(body)
        sent = {"request-id": "req_1", **{k.replace("_", "-"): v for k, v in headers.items()}}
        self.answers.append(httpx.Response(status, text=text, headers=sent))

    def fail(self, error: Exception) -> None:
        self.answers.append(error)

    def refuse(self, status: int, kind: str | None, code: str | None = None, **more: Any) -> None:
        error = {"type": kind, "code": code, "message": "words", **more}
        self.answer({"error": error}, status)

    def handle(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return answer


class StillClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 23, 12, 0, tzinfo=UTC)

    def monotonic(self) -> float:
        return 0.0


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def slept() -> list[float]:
    return []


@pytest_asyncio.fixture
async def gateway(wire: Wire, slept: list[float]) -> AsyncIterator[StripeGateway]:
    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    environment = Environment(
        EnvironmentKind.TRAINING, "rk_test_1", "pk_test_1", "http://stripe.test"
    )
    surroundings = Surroundings(
        StillClock(), lambda n: b"\x80" * n, sleep, httpx.MockTransport(wire.handle)
    )
    made = await StripeGateway.connect(environment, surroundings)
    yield made
    await made.close()


def intent_body(**changes: Any) -> dict[str, Any]:
    return {
        "id": "pi_1",
        "object": "payment_intent",
        "amount": 1250,
        "amount_received": 0,
        "currency": "eur",
        "created": 1_700_000_000,
        "customer": "cus_1",
        "description": "Repair",
        "last_payment_error": None,
        "latest_charge": None,
        "metadata": {"item": "item_1", "sale": "sale_1"},
        "payment_method": None,
        "status": "requires_payment_method",
        **changes,
    }


def card_method(**changes: Any) -> dict[str, Any]:
    return {
        "id": "pm_1",
        "object": "payment_method",
        "type": "card",
        "allow_redisplay": "always",
        "created": 1_700_000_000,
        "customer": "cus_1",
        "card": {
            "brand": "visa",
            "last4": "4242",
            "exp_month": 4,
            "exp_year": 2031,
            "fingerprint": "fp_1",
        },
        **changes,
    }


def session_body(**changes: Any) -> dict[str, Any]:
    return {
        "id": "cs_test_1",
        "object": "checkout.session",
        "created": 1_700_000_000,
        "amount_total": 1250,
        "currency": "eur",
        "client_secret": "cs_test_1_secret_x",
        "customer": "cus_1",
        "customer_details": {"email": "a@b.fr"},
        "customer_email": None,
        "payment_intent": None,
        "payment_status": "unpaid",
        "status": "open",
        **changes,
    }


def customer_body(**changes: Any) -> dict[str, Any]:
    return {
        "id": "cus_1",
        "object": "customer",
        "created": 1_700_000_000,
        "description": None,
        "email": "a@b.fr",
        "name": "Zoé Léger",
        "phone": None,
        "preferred_locales": ["fr-FR"],
        **changes,
    }


def page(*rows: Any, more: bool = False) -> dict[str, Any]:
    return {"object": "list", "data": list(rows), "has_more": more, "url": "/v1/x"}
