"""What somebody wished of a redaction holds: the later wish, what was cancelled or done by hand;
and what Stripe saw or refused too soon costs nothing."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pos_app.erasure import redaction_store
from pos_app.erasure.jobs import JobStatus, RedactionJob
from pos_app.erasure.redaction_model import Redaction, RedactionState, Why
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, UserError
from pos_app.kernel.ids import CustomerId
from pos_app.payments.model import PastPayment
from pos_app.staff.model import NOBODY, Right, RiskyAct
from pos_app.storage import DAILY
from pos_app.training.objects.redactions import TAKES_S
from tests.integration.erasure.redacting import (
    ready_unpaid,
    statuses,
)
from tests.integration.erasure.test_erasure import a_customer, opened
from tests.integration.erasure.test_redaction import (
    again,
    later,
    standing,
)


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
