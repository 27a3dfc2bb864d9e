"""Test money and real money never mix, and money goes back by a manager's key alone."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from pos_app.kernel.errors import OTHER_MODE, RemoteUnknown, RemoteUnreachable
from pos_app.kernel.ids import CustomerId
from pos_app.settings.environment import Environment, EnvironmentKind
from pos_app.stripe_gateway.client import Surroundings
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.unit.stripe_gateway.conftest import StillClock, Wire
from tests.unit.stripe_gateway.test_operations import REQUEST, refund_body

LOGGED = pytest.mark.logs_error("stripe_answered_in_other_mode")


async def gateway_of(wire: Wire, kind: EnvironmentKind, refund_key: str = "") -> StripeGateway:
    mode = "live" if kind is EnvironmentKind.LIVE else "test"

    async def sleep(seconds: float) -> None: ...

    surroundings = Surroundings(
        StillClock(), lambda n: b"\x80" * n, sleep, httpx.MockTransport(wire.handle)
    )
    environment = Environment(kind, f"rk_{mode}_1", f"pk_{mode}_1", refund_key=refund_key)
    return await StripeGateway.connect(environment, surroundings)


def _listed(*, live: bool) -> dict[str, Any]:
    row = {"id": "cs_1", "object": "checkout.session", "livemode": live, "metadata": {}}
    return {"object": "list", "data": [row], "has_more": False}


def _declined(*, live: bool) -> dict[str, Any]:
    intent = {"id": "pi_1", "object": "payment_intent", "livemode": live}
    return {"error": {"type": "card_error", "code": "card_declined", "payment_intent": intent}}


@LOGGED
@pytest.mark.parametrize("kind", EnvironmentKind)
@pytest.mark.parametrize(
    "body", [lambda live: refund_body(livemode=live), lambda live: _listed(live=live),
             lambda live: _declined(live=live)], ids=["object", "list", "refusal"],
)  # fmt: skip
async def test_a_reply_of_the_other_mode_is_unknown_and_ends_all_asking(
    wire: Wire, kind: EnvironmentKind, body: Callable[[bool], dict[str, Any]]
) -> None:
    other = kind is not EnvironmentKind.LIVE
    gateway = await gateway_of(wire, kind)
    wire.answer(body(other), 402 if "error" in body(other) else 200)
    with pytest.raises(RemoteUnknown, match=OTHER_MODE):
        await gateway.create_refund(REQUEST, "key-1")
    with pytest.raises(RemoteUnreachable, match=OTHER_MODE):
        await gateway.create_refund(REQUEST, "key-1")
    with pytest.raises(RemoteUnreachable, match=OTHER_MODE):
        await gateway._caller.get_unread("/v1/customers", {})
    assert len(wire.requests) == 1
    await gateway.close()


@LOGGED
async def test_a_page_that_nobody_reads_here_is_looked_at_too(wire: Wire) -> None:
    gateway = await gateway_of(wire, EnvironmentKind.LIVE)
    wire.answer(_listed(live=False))
    with pytest.raises(RemoteUnknown, match=OTHER_MODE):
        await gateway._caller.get_unread("/v1/customers", {})
    assert len(wire.requests) == 1  # another look would tell the same
    await gateway.close()


@LOGGED
async def test_the_managers_client_stops_both(wire: Wire) -> None:
    gateway = await gateway_of(wire, EnvironmentKind.LIVE, "rk_live_manager")
    wire.answer(refund_body(livemode=False))
    with pytest.raises(RemoteUnknown, match=OTHER_MODE):
        await gateway.create_refund(REQUEST, "key-1")
    with pytest.raises(RemoteUnreachable, match=OTHER_MODE):
        await gateway.find_sessions(CustomerId("cus_1"), REQUEST.item_id or "", 0)  # type: ignore[arg-type]
    await gateway.close()


async def test_words_of_a_customer_are_no_mode(wire: Wire) -> None:
    gateway = await gateway_of(wire, EnvironmentKind.LIVE)
    noted = {"note": '"livemode": false', "livemode": "false", "pos_refund": "op_1"}
    wire.answer(refund_body(livemode=True, metadata=noted))
    assert (await gateway.create_refund(REQUEST, "key-1")).id == "re_1"
    await gateway.close()


def _keys(wire: Wire) -> list[tuple[str, str]]:
    return [(one.method, one.headers["authorization"]) for one in wire.requests]


async def test_money_goes_back_by_the_managers_key_and_is_read_with_the_tills(wire: Wire) -> None:
    gateway = await gateway_of(wire, EnvironmentKind.LIVE, "rk_live_manager")
    wire.answer(refund_body())
    made = await gateway.create_refund(REQUEST, "key-1")
    await gateway.retrieve_refund(made.id)
    assert _keys(wire) == [("POST", "Bearer rk_live_manager"), ("GET", "Bearer rk_live_1")]
    await gateway.close()


async def test_without_one_the_tills_own_key_gives_back(wire: Wire) -> None:
    gateway = await gateway_of(wire, EnvironmentKind.LIVE)
    wire.answer(refund_body())
    await gateway.create_refund(REQUEST, "key-1")
    assert _keys(wire) == [("POST", "Bearer rk_live_1")]
    await gateway.close()
