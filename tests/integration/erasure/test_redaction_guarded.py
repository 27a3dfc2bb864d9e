"""What can't be undone isn't ordered blindly: not for others, not while anything is open, not where
Stripe doesn't let it be seen."""

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pos_app.erasure import store
from pos_app.erasure.jobs import JobStatus, RedactionJob
from pos_app.erasure.model import Obstacle
from pos_app.erasure.redaction_model import RedactionState, Why
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind, PastPayment
from tests.integration.erasure.redacting import (
    another,
    asked,
    made,
    ready_to_run,
    ready_unpaid,
    statuses,
)
from tests.integration.erasure.test_erasure import a_customer, opened
from tests.integration.erasure.test_redaction import (
    JOBS,
    again,
    paid,
    standing,
    stripe,
)


async def test_a_job_with_somebody_else_in_it_is_never_run(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    other = await another(till)
    theirs = await made(till, [who.id, other.id])
    erased = await till.erasures.erase(who.id, redact=True)
    assert erased.redaction is not None
    assert erased.redaction.job_id != theirs
    for _ in range(4):
        await again(till)
    one = await standing(till)
    assert (one.state, one.why) == (RedactionState.BY_HAND, (Why.OTHER_JOB,))
    assert set(await statuses(till)) <= {"ready", "failed"}
    assert (await stripe(till, f"/v1/customers/{other.id}"))["name"] == "Living Person"
    await till.close()


@pytest.mark.parametrize(
    "change",
    [
        {"validation_behavior": "fix"},
        {"objects": {"customers": ["{who}"], "charges": ["ch_1"]}},
        {"objects": {"customers": ["{who}"], "payment_intents": ["pi_1"]}},
        {"objects": {"customers": ["{who}", "cus_other"]}},
        {"objects": None},
    ],
)
async def test_a_job_that_turns_out_to_be_about_more_is_left_before_it_is_run(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    till, who = await ready_unpaid(tmp_path)
    caller = till.ground.gateway._caller
    real, told = caller.get, change
    if change.get("objects"):
        named = {name: [one.format(who=who.id) for one in ids]
                 for name, ids in change["objects"].items()}  # fmt: skip
        told = {"objects": named}

    async def get(path: str, *given: Any, **more: Any) -> Any:
        reply = await real(path, *given, **more)
        return replace(reply, data={**reply.data, **told}) if path.startswith(f"{JOBS}/") else reply

    caller.get = get  # type: ignore[method-assign]
    (one,) = await till.redactions.ask_again()
    caller.get = real  # type: ignore[method-assign]
    assert (one.state, one.why) == (RedactionState.BY_HAND, (Why.OTHER_JOB,))
    assert await statuses(till) == ["ready"]
    await till.close()


@pytest.mark.parametrize("unanswered", [True, False])
async def test_a_dispute_that_nobody_decided_yet_keeps_it_from_being_run(
    tmp_path: Path, unanswered: bool
) -> None:
    till = await ready_to_run(tmp_path)
    gateway: Any = till.redactions._gateway
    real = gateway._caller.get
    seen = SimpleNamespace(unanswered=unanswered, open=True)

    async def get(path: str, *given: Any, **more: Any) -> Any:
        reply = await real(path, *given, **more)
        if path != "/v1/payment_intents":
            return reply
        rows = [
            {**row, "latest_charge": {**row["latest_charge"], "disputed": True}}
            for row in reply.data["data"]
        ]
        return replace(reply, data={**reply.data, "data": rows})

    async def disputes(_intent: object) -> list[object]:
        return [seen]

    gateway._caller.get, gateway.list_disputes = get, disputes
    (one,) = await till.redactions.ask_again()
    assert (one.state, one.why) == (RedactionState.BLOCKED, (Why.DISPUTE,))
    assert await statuses(till) == ["ready"]
    seen.unanswered = seen.open = False
    (one,) = await till.redactions.ask_again()
    assert one.run_at is not None
    await till.close()


@pytest.mark.parametrize(
    ("status", "state", "why"),
    [
        (403, RedactionState.BY_HAND, Why.NO_PERMISSION),
        (400, RedactionState.BLOCKED, Why.OTHER),
        (404, RedactionState.BLOCKED, Why.OTHER),
    ],
)
async def test_what_stripe_does_not_let_it_see_keeps_it_from_being_run(
    tmp_path: Path, status: int, state: RedactionState, why: Why
) -> None:
    till = await ready_to_run(tmp_path)
    assert till.controls is not None
    order = {"kind": "status", "match": "GET /v1/payment_intents", "status": status, "times": 50}
    await till.controls.order(order)
    (one,) = await till.redactions.ask_again()
    assert (one.state, one.why) == (state, (why,))
    assert one.next_at is not None, "it is tried again"
    assert await statuses(till) == ["ready"]
    await till.controls.calm()
    assert [one.run_at is not None for one in await till.redactions.ask_again()] == [True]
    await till.close()


async def test_only_of_a_payment_that_is_not_there_no_dispute_is_none(tmp_path: Path) -> None:
    till = await ready_to_run(tmp_path)
    gateway: Any = till.redactions._gateway
    real = gateway.every_payment
    refusal = {"code": "payment_intent_unexpected_state"}

    async def unseen(customer: CustomerId) -> list[PastPayment]:
        return [replace(one, charge_seen=False) for one in await real(customer)]

    async def disputes(_intent: object) -> list[object]:
        raise RemoteRefused("remote.refused", param=None, request_id=None, code=refusal["code"])

    gateway.every_payment, gateway.list_disputes = unseen, disputes
    (one,) = await till.redactions.ask_again()
    assert (one.state, one.why) == (RedactionState.BLOCKED, (Why.OTHER,))
    refusal["code"] = "resource_missing"
    (one,) = await till.redactions.ask_again()
    assert one.run_at is not None
    await till.close()


async def test_every_payment_is_looked_at_not_the_newest_only(tmp_path: Path) -> None:
    """The oldest of twenty-two is a hold made elsewhere."""
    _, till = await opened(tmp_path)
    who, card = await a_customer(till)
    post = till.ground.gateway._caller.post
    given: dict[str, object] = {
        "amount": 500, "currency": "eur", "customer": who.id, "payment_method": card,
        "confirm": True, "off_session": True, "allowed_payment_method_types": ["card"],
    }  # fmt: skip
    await post("/v1/payment_intents", {**given, "capture_method": "manual"}, "held")
    for number in range(21):
        await post("/v1/payment_intents", given, f"paid{number}")
    every = await till.ground.gateway.every_payment(who.id)
    assert len(every) == 22
    assert every[-1].kind is OutcomeKind.HELD
    assert Obstacle.HELD in (await till.erasures.plan(who.id)).obstacles
    await till.close()


async def test_an_order_that_only_this_ledger_knows_keeps_it_from_being_run(
    tmp_path: Path,
) -> None:
    _, till = await opened(tmp_path)
    who, intent = await paid(till)
    await asked(till, who)
    gateway: Any = till.redactions._gateway
    ran = []

    async def ready(job_id: str) -> RedactionJob:
        return RedactionJob(job_id, JobStatus.READY, who.id)

    async def run(job_id: str, _key: str) -> RedactionJob:
        ran.append(job_id)
        return RedactionJob(job_id, JobStatus.REDACTING, who.id)

    gateway.redaction, gateway.run_redaction = ready, run
    assert till.controls is not None
    await till.controls.order({"kind": "lost_before", "match": "POST /v1/refunds", "times": 9})
    await till.payments.refund(intent, Money(1_000, "eur"))
    still_open = await till.ground.ledger.read(lambda db: store.obstacles(db, who.id))
    assert still_open == [Obstacle.ORDER]
    (one,) = await till.redactions.ask_again()
    assert (one.state, one.why) == (RedactionState.BLOCKED, (Why.ORDER,))
    assert ran == []
    await till.close()


async def test_a_hold_is_said_to_be_one(tmp_path: Path) -> None:
    till = await ready_to_run(tmp_path)
    gateway: Any = till.redactions._gateway
    real = gateway.every_payment

    async def held(customer: CustomerId) -> list[PastPayment]:
        return [replace(one, kind=OutcomeKind.HELD) for one in await real(customer)]

    gateway.every_payment = held
    (one,) = await till.redactions.ask_again()
    assert one.why == (Why.HELD,)
    await till.close()
