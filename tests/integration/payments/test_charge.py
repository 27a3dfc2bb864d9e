"""Charging a saved card when single things go wrong, on a real ledger."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from pos_app.kernel.errors import EnvironmentFault, RemoteUnknown, UserError
from pos_app.kernel.ids import PaymentIntentId, PaymentMethodId
from pos_app.payments.model import OutcomeKind, PaymentRecorded
from pos_app.payments.ports import IntentSnapshot
from pos_app.storage import Database
from tests.integration.payments.conftest import Counter
from tests.integration.payments.stripe_model import Killed

GOOD = PaymentMethodId("pm_good")
DECLINED = PaymentMethodId("pm_declined")
AUTHENTICATE = PaymentMethodId("pm_3ds")


def once(step: str, fate: str, times: int = 1):
    left = [times]

    def fates(name: str) -> str:
        if name == step and left[0]:
            left[0] -= 1
            return fate
        return "ok"

    return fates


async def test_success_is_recorded_once(counter: Counter) -> None:
    item = await counter.item()
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert outcome.card is not None
    assert outcome.card.last4 == "4242"
    assert await counter.ledger_rows() == [(item.id, 1250)]
    assert counter.recorded == [outcome]
    assert await counter.payments.last_outcome(item.id) == outcome
    with pytest.raises(UserError, match="already_paid"):
        await counter.payments.charge_saved_card(item, GOOD)
    with pytest.raises(UserError, match="already_paid"):
        await counter.checkout.open(item)
    assert counter.stripe.posts == ["create", "confirm"]
    assert await counter.payments.first_broken_row() is None


async def test_a_declined_item_can_be_paid_again(counter: Counter) -> None:
    item = await counter.item()
    declined = await counter.payments.charge_saved_card(item, DECLINED)
    assert declined.kind is OutcomeKind.DECLINED
    assert declined.decline is not None
    assert declined.decline.decline_code == "insufficient_funds"
    assert declined.request_id == "req_1"
    again = await counter.payments.charge_saved_card(item, DECLINED)
    assert again.kind is OutcomeKind.DECLINED
    paid = await counter.payments.charge_saved_card(item, GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert len(set(counter.stripe.confirms)) == 3
    assert len(counter.stripe.intents) == 1, "one PaymentIntent per amount owed"
    assert await counter.ledger_rows() == [(item.id, 1250)]


async def test_authentication_is_fenced_and_the_item_stays_payable(counter: Counter) -> None:
    item = await counter.item()
    outcome = await counter.payments.charge_saved_card(item, AUTHENTICATE)
    assert outcome.kind is OutcomeKind.NEEDS_CUSTOMER
    assert [intent.status for intent in counter.stripe.intents.values()] == ["canceled"]
    opened = await counter.checkout.open(item)
    assert counter.stripe.pay(opened.session_id)
    settled = await counter.checkout.settle(opened.attempt_id)
    assert settled.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.paid_times(item.id) == 1


@pytest.mark.parametrize("fate", ["lost_after", "stored_500_after", "lost_before", "late", "busy"])
async def test_a_lost_reply_is_repeated_under_the_same_key(counter: Counter, fate: str) -> None:
    item = await counter.item()
    counter.stripe.faults = once("confirm", fate)
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    counter.stripe.deliver_late()
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.paid_times(item.id) == 1
    assert await counter.ledger_rows() == [(item.id, 1250)]


async def test_a_server_that_stays_silent_leaves_unknown(counter: Counter) -> None:
    item = await counter.item()
    begun = counter.clock.monotonic()
    counter.stripe.faults = lambda name: "ok" if name in ("create", "get") else "lost_before"
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    assert outcome.kind is OutcomeKind.UNKNOWN
    assert outcome.reason == "payment.unknown"
    assert counter.clock.monotonic() - begun < 15
    assert [blocked.item_id for blocked in await counter.payments.unresolved()] == [item.id]
    with pytest.raises(UserError, match="item_blocked"):
        await counter.payments.charge_saved_card(item, GOOD)
    with pytest.raises(UserError, match="item_blocked"):
        await counter.checkout.open(item)
    assert counter.recorded == []


def silent_once_confirmed() -> Callable[[str], str]:
    sent: list[str] = []

    def fates(name: str) -> str:
        sent.append(name)
        return "lost_after" if "confirm" in sent else "ok"

    return fates


async def test_a_success_behind_a_lost_reply_is_recovered(counter: Counter) -> None:
    item = await counter.item()
    counter.stripe.faults = silent_once_confirmed()
    assert (await counter.payments.charge_saved_card(item, GOOD)).kind is OutcomeKind.UNKNOWN
    counter.stripe.faults = lambda name: "ok"
    posts = len(counter.stripe.posts)
    next_process = counter.restart()
    (outcome,) = await next_process.payments.recover()
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert len(counter.stripe.posts) == posts, "it looks before it repeats"
    assert await counter.ledger_rows() == [(item.id, 1250)]
    assert await next_process.payments.unresolved() == []
    assert await next_process.payments.recover() == []


async def test_recovery_the_next_morning_fences(counter: Counter) -> None:
    item = await counter.item()
    counter.stripe.faults = lambda name: "ok" if name in ("create", "get") else "late"
    assert (await counter.payments.charge_saved_card(item, GOOD)).kind is OutcomeKind.UNKNOWN
    counter.stripe.faults = lambda name: "ok"
    counter.clock.forward(14 * 3600)
    outcome = await counter.restart().payments.resolve(item.id)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "payment.not_completed")
    counter.stripe.deliver_late()
    assert counter.stripe.paid_times(item.id) == 0, "a fenced confirm can't charge later"
    paid = await counter.payments.charge_saved_card(item, GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.paid_times(item.id) == 1


async def test_a_stored_500_ends_in_a_fence(counter: Counter) -> None:
    """The key answers 500 for ever; without a fence the item would stay blocked for ever."""
    item = await counter.item()
    counter.stripe.faults = once("confirm", "stored_500")
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    for _ in range(3):
        if outcome.kind is OutcomeKind.UNKNOWN:
            (outcome,) = await counter.payments.recover()
    assert outcome.kind is OutcomeKind.NOT_CHARGED
    paid = await counter.payments.charge_saved_card(item, GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.paid_times(item.id) == 1


async def test_a_server_that_is_down_charges_nothing_and_blocks_nothing(counter: Counter) -> None:
    item = await counter.item()
    counter.stripe.faults = lambda name: "unreachable"
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "payment.unreachable")
    counter.stripe.faults = lambda name: "unreachable" if name == "confirm" else "ok"
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "payment.unreachable")
    counter.stripe.faults = lambda name: "ok"
    assert (await counter.payments.charge_saved_card(item, GOOD)).kind is OutcomeKind.SUCCEEDED


async def test_a_card_that_is_gone_is_refused_for_certain(counter: Counter) -> None:
    item = await counter.item()
    outcome = await counter.payments.charge_saved_card(item, PaymentMethodId("pm_gone"))
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "payment.refused")
    assert await counter.payments.unresolved() == []


async def test_ten_clicks_charge_once(counter: Counter) -> None:
    """A click whose turn comes when the first one's charge is over is told that it is paid."""
    item = await counter.item()
    clicks = [counter.payments.charge_saved_card(item, GOOD) for _ in range(10)]
    outcomes = await asyncio.gather(*clicks, return_exceptions=True)
    told = {one.key if isinstance(one, UserError) else one.kind for one in outcomes}
    assert OutcomeKind.SUCCEEDED in told
    assert told <= {OutcomeKind.SUCCEEDED, "payment.already_paid"}
    assert counter.stripe.posts == ["create", "confirm"]
    assert await counter.ledger_rows() == [(item.id, 1250)]


async def test_another_card_meanwhile_is_refused(counter: Counter) -> None:
    item = await counter.item()
    confirm, may_go_on = counter.stripe.confirm_intent, asyncio.Event()

    async def waiting(*given: Any, **named: Any) -> Any:
        await may_go_on.wait()
        return await confirm(*given, **named)

    counter.stripe.confirm_intent = waiting  # type: ignore[method-assign]
    first = asyncio.ensure_future(counter.payments.charge_saved_card(item, GOOD))
    await asyncio.sleep(0)
    with pytest.raises(UserError, match="item_blocked"):
        await counter.payments.charge_saved_card(item, DECLINED)
    may_go_on.set()
    assert (await first).kind is OutcomeKind.SUCCEEDED


async def test_two_tills_meet_at_one_payment_intent(counter: Counter) -> None:
    """Another till charges the same item between this one's looking and confirming."""
    item = await counter.item()
    raced = []

    def fates(name: str) -> str:
        if name == "confirm" and not raced:
            raced.append(True)
            (intent_id,) = counter.stripe.intents
            counter.stripe.intents[intent_id] = counter.stripe._confirm(intent_id, GOOD).intent
        return "ok"

    counter.stripe.faults = fates
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.paid_times(item.id) == 1


async def test_an_item_paid_elsewhere_is_found_paid(counter: Counter) -> None:
    item = await counter.item()
    await counter.payments.charge_saved_card(item, GOOD)
    await counter.storage.write(_forget_payments)
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.SUCCEEDED, "payment.already_paid")
    assert counter.stripe.paid_times(item.id) == 1
    assert await counter.ledger_rows() == [(item.id, 1250)]


def _forget_payments(db: Database) -> None:
    db.execute("DROP TRIGGER payments_keep_delete")
    db.execute("DELETE FROM payments")


async def test_a_caller_that_goes_away_leaves_the_charge_running(counter: Counter) -> None:
    item = await counter.item()
    caller = asyncio.ensure_future(counter.payments.charge_saved_card(item, GOOD))
    for _ in range(1_000):  # what was refused before is looked up first
        if counter.payments.pending():
            break
        await asyncio.sleep(0.001)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    assert counter.payments.pending() == 1
    await counter.payments.drain()
    assert counter.payments.pending() == 0
    assert await counter.ledger_rows() == [(item.id, 1250)]
    assert [outcome.kind for outcome in counter.recorded] == [OutcomeKind.SUCCEEDED]


@pytest.mark.parametrize("writes", range(1, 12))
async def test_killed_at_every_commit(counter: Counter, writes: int) -> None:
    item = await counter.item()
    counter.mortal.countdown = writes
    with contextlib.suppress(Killed):
        await counter.payments.charge_saved_card(item, GOOD)
    next_process = counter.restart()
    await next_process.payments.recover()
    assert await next_process.payments.unresolved() == []
    charged = counter.stripe.paid_times(item.id)
    assert len(await counter.ledger_rows()) == charged
    if not charged:
        paid = await next_process.payments.charge_saved_card(item, GOOD)
        assert paid.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.paid_times(item.id) == 1


async def test_a_clock_days_wrong_does_not_repeat_old_keys(counter: Counter) -> None:
    """Rule 8: age is told by Stripe's clock; the till's own jumped back two days meanwhile."""
    item = await counter.item()
    counter.stripe.faults = lambda name: "ok" if name in ("create", "get") else "lost_before"
    await counter.payments.charge_saved_card(item, GOOD)
    counter.stripe.faults = lambda name: "ok"
    counter.clock.forward(47 * 3600)
    counter.clock.skew -= counter.clock.moment - counter.clock.moment.replace(day=23, hour=9)
    confirms = len(counter.stripe.confirms)
    (outcome,) = await counter.restart().payments.recover()
    assert outcome.kind is OutcomeKind.NOT_CHARGED
    assert len(counter.stripe.confirms) == confirms


@pytest.mark.parametrize("hours", [23, -23])
async def test_a_clock_hours_wrong_does_not_hide_what_was_made_for_the_item(
    counter: Counter, hours: int
) -> None:
    counter.clock.skew = timedelta(hours=hours)
    item = await counter.item()
    outcome = await counter.payments.charge_saved_card(item, AUTHENTICATE)
    assert outcome.kind is OutcomeKind.NEEDS_CUSTOMER
    paid = await counter.payments.charge_saved_card(item, GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("days", [2, -2])
async def test_a_clock_two_days_wrong_begins_nothing_and_loses_nothing(
    counter: Counter, days: int
) -> None:
    item, other = await counter.item(), await counter.item()
    counter.stripe.faults = silent_once_confirmed()
    assert (await counter.payments.charge_saved_card(item, GOOD)).kind is OutcomeKind.UNKNOWN
    counter.stripe.faults = lambda name: "ok"
    counter.clock.skew = timedelta(days=days)
    posts = len(counter.stripe.posts)
    for begin in (
        counter.payments.charge_saved_card(other, GOOD),
        counter.payments.hold(other, GOOD),
        counter.checkout.open(other),
    ):
        with pytest.raises(EnvironmentFault, match=r"clock\.wrong") as refused:
            await begin
        assert refused.value.params["hours"] == 48
    assert len(counter.stripe.posts) == posts
    (found,) = await counter.restart().payments.recover()
    assert found.kind is OutcomeKind.SUCCEEDED, "what was begun is still found out about"
    counter.clock.skew = timedelta()
    paid = await counter.payments.charge_saved_card(other, GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.paid_times(item.id) == counter.stripe.paid_times(other.id) == 1


async def test_a_walk_in_has_no_saved_card(counter: Counter) -> None:
    item = await counter.item(customer=None)
    with pytest.raises(UserError, match="walk_in"):
        await counter.payments.charge_saved_card(item, GOOD)
    with pytest.raises(UserError, match="nothing_to_check"):
        await counter.payments.resolve(item.id)


async def test_the_timer_recovers_and_stops(counter: Counter) -> None:
    item = await counter.item()
    counter.stripe.faults = silent_once_confirmed()
    blocked = await counter.payments.charge_saved_card(item, GOOD)
    assert blocked.kind is OutcomeKind.UNKNOWN
    counter.stripe.faults = lambda name: "ok"
    next_process = counter.restart()
    found = asyncio.Event()
    next_process.events.subscribe(PaymentRecorded, lambda _: found.set())
    next_process.payments.start_recovery()
    await found.wait()
    await next_process.payments.stop_recovery()
    await next_process.payments.drain()
    assert [outcome.kind for outcome in next_process.recorded] == [OutcomeKind.SUCCEEDED]


async def test_a_changed_ledger_row_shows(counter: Counter) -> None:
    for _ in range(3):
        await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert await counter.payments.first_broken_row() is None
    await counter.storage.write(_tamper)
    assert await counter.payments.first_broken_row() == 2


def _tamper(db: Database) -> None:
    db.execute("DROP TRIGGER payments_keep_update")
    db.execute("UPDATE payments SET amount_minor = 1 WHERE seq = 2")


async def test_a_stored_500_to_creating_does_not_block_the_item(counter: Counter) -> None:
    """Found by a random schedule: the deterministic create key answered 500 for a day."""
    item = await counter.item()
    counter.stripe.faults = once("create", "stored_500")
    outcome = await counter.payments.charge_saved_card(item, GOOD)
    if outcome.kind is not OutcomeKind.SUCCEEDED:
        outcome = await counter.payments.charge_saved_card(item, GOOD)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert len(counter.stripe.intents) == 1
    assert counter.stripe.paid_times(item.id) == 1


def silent(name: str) -> str:
    return "ok" if name in ("create", "get") else "lost_before"


async def test_what_blocks_shows_while_recovery_looks_into_it(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the banner about it goes away whenever another event has it read again meanwhile."""
    item = await counter.item()
    counter.stripe.faults = silent
    await counter.payments.charge_saved_card(item, GOOD)
    next_process = counter.restart()
    shown = []

    async def look(intent_id: PaymentIntentId) -> IntentSnapshot:
        shown.extend(await next_process.payments.unresolved())
        raise RemoteUnknown

    monkeypatch.setattr(counter.stripe, "retrieve_intent", look)
    await next_process.payments.recover()
    assert {outcome.item_id for outcome in shown} == {item.id}


async def test_a_charge_under_way_does_not_show_as_blocked(counter: Counter) -> None:
    item = await counter.item()
    shown = []

    async def look() -> None:
        while counter.payments.pending():
            shown.extend(await counter.payments.unresolved())

    charge = asyncio.create_task(counter.payments.charge_saved_card(item, GOOD))
    await asyncio.sleep(0)
    await asyncio.gather(charge, look())
    assert shown == []


@pytest.mark.logs_error("charge_broke_off")
async def test_a_disk_full_after_the_money_moved_is_unknown(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = await counter.item()

    async def write(work: Callable[[Database], object]) -> object:
        if counter.stripe.charges:
            raise EnvironmentFault("storage.full", retryable=True, file="ledger.db")
        return await counter.storage.write(work)

    with monkeypatch.context() as patch:
        patch.setattr(counter.mortal, "write", write)
        outcome = await counter.payments.charge_saved_card(item, GOOD)
    assert outcome.kind is OutcomeKind.UNKNOWN
    assert [blocked.item_id for blocked in await counter.payments.unresolved()] == [item.id]
    assert (await counter.payments.resolve(item.id)).kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.paid_times(item.id) == 1


@pytest.mark.logs_error("recovery_broke_off")
async def test_one_attempt_that_breaks_recovery_does_not_hide_the_others(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken, other = await counter.item(), await counter.item()
    counter.stripe.faults = silent
    for item in (broken, other):
        await counter.payments.charge_saved_card(item, GOOD)
    counter.stripe.faults = lambda name: "ok"
    look = counter.stripe.retrieve_intent
    first = next(i.id for i in counter.stripe.intents.values() if i.item_id == broken.id)

    async def looked(intent_id: PaymentIntentId) -> IntentSnapshot:
        if intent_id == first:
            raise LookupError(intent_id)
        return await look(intent_id)

    monkeypatch.setattr(counter.stripe, "retrieve_intent", looked)
    next_process = counter.restart()
    outcomes = await next_process.payments.recover()
    assert [outcome.kind is OutcomeKind.UNKNOWN for outcome in outcomes] == [True, False]
    assert [blocked.item_id for blocked in await next_process.payments.unresolved()] == [broken.id]
