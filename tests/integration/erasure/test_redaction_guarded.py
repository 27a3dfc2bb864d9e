"""What can't be undone isn't ordered blindly: not for others, not while anything is open, not where
Stripe doesn't let it be seen, and not once somebody thought better of it."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pos_app.bootstrap import Till
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.erasure import redaction_store, store
from pos_app.erasure.jobs import JobStatus, RedactionJob
from pos_app.erasure.model import Obstacle
from pos_app.erasure.redaction_model import Redaction, RedactionState, Why
from pos_app.erasure.redactions import YOUNGEST
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, UserError
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind, PastPayment
from pos_app.staff.model import NOBODY, Right, RiskyAct
from pos_app.storage import DAILY
from pos_app.stripe_gateway.redaction import VERSION
from pos_app.training.objects.redactions import TAKES_S
from tests.integration.erasure.test_erasure import a_customer, opened
from tests.integration.erasure.test_redaction import (
    JOBS,
    again,
    later,
    paid,
    standing,
    stripe,
)

OLD = int(YOUNGEST.total_seconds()) + 60


async def statuses(till: Till) -> list[str]:
    return [job["status"] for job in (await stripe(till, JOBS))["data"]]  # type: ignore[attr-defined]


async def another(till: Till) -> Customer:
    draft = CustomerDraft("Living Person", "living@example.com", "+33123456780")
    return await till.customers.create(draft)


async def made(till: Till, customers: Sequence[CustomerId]) -> str:
    """A job of somebody else's."""
    given = {"objects": {"customers": list(customers)}, "validation_behavior": "error"}
    reply = await till.ground.gateway._caller.post(JOBS, given, "theirs", version=VERSION)
    return str(reply.data["id"])


async def asked(till: Till, who: Customer) -> None:
    """Ready to be run, and nothing ordered yet: also where Stripe looked at it while a card of
    theirs was still there."""
    await till.erasures.erase(who.id, redact=True)
    await later(till, TAKES_S + 1)
    if await statuses(till) == ["failed"]:
        (job,) = (await stripe(till, JOBS))["data"]  # type: ignore[attr-defined]
        path = f"{JOBS}/{job['id']}/validate"
        await till.ground.gateway._caller.post(path, {}, "looked too soon", version=VERSION)
        await later(till, TAKES_S + 1)


async def ready_to_run(tmp_path: Path) -> Till:
    """Of somebody who paid long enough ago."""
    _, till = await opened(tmp_path)
    who, _ = await paid(till)
    await later(till, OLD)
    await asked(till, who)
    return till


async def ready_unpaid(tmp_path: Path) -> tuple[Till, Customer]:
    """Of somebody who never paid."""
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    await asked(till, who)
    return till, who


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


async def test_redacting_wished_while_an_erasure_only_is_under_way_is_not_lost(
    tmp_path: Path,
) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    gateway: Any = till.erasures._gateway
    real, gate, calls = gateway.delete_customer, asyncio.Event(), []

    async def slow(customer: CustomerId) -> None:
        calls.append(customer)
        if len(calls) == 1:
            raise RemoteUnknown
        await gate.wait()
        await real(customer)

    gateway.delete_customer = slow
    assert not (await till.erasures.erase(who.id)).at_stripe
    behind = asyncio.create_task(till.erasures.go_on())
    while len(calls) < 2:  # noqa: ASYNC110 (a task of the service)
        await asyncio.sleep(0.01)
    second = asyncio.create_task(till.erasures.erase(who.id, redact=True))
    await asyncio.sleep(0.1)
    gate.set()
    erased = await second
    await behind
    assert (erased.at_stripe, erased.files) == (True, True)
    assert erased.redaction is not None
    assert (erased.redaction.state, erased.redaction.why) == (
        RedactionState.BY_HAND, (Why.REFUSED,),
    )  # fmt: skip
    assert (await standing(till)).customer_id == who.id
    await till.close()


async def test_erasing_only_takes_an_earlier_wish_back(tmp_path: Path) -> None:
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    gateway: Any = till.erasures._gateway
    real = gateway.delete_customer

    async def unheard(_customer: CustomerId) -> None:
        raise RemoteUnknown

    gateway.delete_customer = unheard
    assert (await till.erasures.erase(who.id, redact=True)).redaction is not None
    gateway.delete_customer = real
    erased = await till.erasures.erase(who.id)
    assert (erased.at_stripe, erased.redaction) == (True, None)
    for _ in range(3):
        assert await again(till) == []
    assert set(await statuses(till)) <= {"ready", "failed"}, "it was never run"
    await till.close()


async def test_what_was_cancelled_is_begun_anew_by_an_act(tmp_path: Path) -> None:
    till, who = await ready_unpaid(tmp_path)
    gateway: Any = till.redactions._gateway
    jobs = []

    async def canceled(job_id: str) -> RedactionJob:
        return RedactionJob(job_id, JobStatus.CANCELED)

    async def none(_customer: CustomerId) -> None:
        return None

    async def ask(customer: CustomerId, key: str) -> RedactionJob:
        jobs.append(key)
        return RedactionJob("prj_new", JobStatus.VALIDATING, customer)

    gateway.redaction, gateway.find_redaction, gateway.ask_redaction = canceled, none, ask
    for _ in range(3):
        (one,) = await till.redactions.ask_again()
        assert (one.why, one.next_at) == ((Why.CANCELED,), None)
    assert jobs == []
    acts = []

    class Refusing:
        async def carry_out(self, _actor: object, act: RiskyAct, *_: object) -> None:
            acts.append(act)
            raise UserError("staff.not_allowed")

    allowed = till.redactions._permits
    till.redactions._permits = Refusing()  # type: ignore[assignment]
    with pytest.raises(UserError):
        await till.redactions.begin_anew(who.id, actor=NOBODY)
    assert acts == [RiskyAct(Right.ERASE_CUSTOMER, who.id)]
    assert jobs == []
    till.redactions._permits = allowed
    await till.redactions.begin_anew(who.id)
    assert len(jobs) == 1
    one = await standing(till)
    assert (one.state, one.job_id) == (RedactionState.CHECKING, "prj_new")
    await till.close()


async def test_cards_seen_before_they_were_detached_cost_no_day(tmp_path: Path) -> None:
    """Stripe looked before the deletion arrived."""
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    real = till.redactions.ask

    async def slow(customer: CustomerId) -> None:
        await real(customer)
        await later(till, TAKES_S + 1)
        assert await statuses(till) == ["failed"]

    till.redactions.ask = slow  # type: ignore[method-assign, assignment]
    await till.erasures.erase(who.id, redact=True)
    (one,) = await again(till)
    assert (one.state, one.why) == (RedactionState.CHECKING, ())
    assert one.next_at is not None
    assert (one.next_at - till.clock.now()).total_seconds() < 3600
    (one,) = await again(till)
    assert one.run_at is not None
    await till.close()


async def test_an_order_that_was_refused_was_not_given(tmp_path: Path) -> None:
    till, _ = await ready_unpaid(tmp_path)
    gateway: Any = till.redactions._gateway
    real, keys = gateway.run_redaction, []

    async def refused(job_id: str, key: str) -> RedactionJob:
        keys.append(key)
        if len(keys) == 1:
            raise RemoteRefused("remote.refused", code=None, param=None, request_id=None)
        return await real(job_id, key)  # type: ignore[no-any-return]

    gateway.run_redaction = refused
    (one,) = await till.redactions.ask_again()
    assert (one.state, one.why, one.run_at) == (RedactionState.BLOCKED, (Why.OTHER,), None)
    now = till.clock.now() + timedelta(seconds=5)
    till.redactions._clock = SimpleNamespace(now=lambda: now)
    (one,) = await till.redactions.ask_again()
    assert one.run_at is not None
    assert len(set(keys)) == 2, "Stripe would answer the first one again"
    await till.close()


async def test_what_somebody_did_by_hand_stays_done(tmp_path: Path) -> None:
    """While Stripe is asked about it: nothing is ordered then."""
    till, who = await ready_unpaid(tmp_path)
    gateway: Any = till.redactions._gateway
    real = gateway.every_payment

    async def meanwhile(customer: CustomerId) -> Sequence[PastPayment]:
        await till.redactions.finish(customer)
        return await real(customer)  # type: ignore[no-any-return]

    gateway.every_payment = meanwhile
    assert await till.redactions.ask_again() == []
    done = await till.redactions.of(who.id)
    assert done is not None
    assert done.state is RedactionState.DONE
    assert await statuses(till) == ["ready"]
    await till.close()


async def test_a_copy_of_the_ledger_knows_the_wish_too(tmp_path: Path) -> None:
    """Of a copy made before it was asked for."""
    _, till = await opened(tmp_path)
    who, _ = await a_customer(till)
    seen: list[Redaction | None] = []
    await till.ground.ledger.back_up(DAILY)
    await till.erasures.erase(who.id, redact=True)
    await till.ground.ledger.amend_copies(lambda db: seen.append(redaction_store.read(db, who.id)))
    assert [one is not None and one.job_id is not None for one in seen] == [True] * len(seen)
    assert seen
    await till.close()
