"""A ledger came back from a copy while the till that died had something on its way."""

from datetime import UTC, datetime, timedelta

import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import PaymentIntentId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.decide import Policy
from pos_app.payments.model import LedgerRestored, OutcomeKind
from tests.integration.payments.conftest import Counter

GOOD = PaymentMethodId("pm_good")
FIVE = Money(500, "eur")
LONG_AGO = datetime(2026, 11, 22, tzinfo=UTC)
SOONEST = Policy().late_seconds + Policy().clock_slack_seconds


async def paid(counter: Counter) -> PaymentIntentId:
    outcome = await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert outcome.payment_intent_id is not None
    return outcome.payment_intent_id


async def died_refunding(counter: Counter) -> PaymentIntentId:
    """A refund given up by a till whose ledger is lost, down to the order; it is still coming."""
    payment = await paid(counter)
    counter.stripe.faults = lambda name: "late" if name == "refund" else "ok"
    unclear = await counter.payments.refund(payment, FIVE)
    assert unclear.kind is OutcomeKind.UNKNOWN
    counter.stripe.faults = lambda name: "ok"
    await counter.storage.write(lambda db: db.execute("DELETE FROM operations"))
    return payment


async def refunded(counter: Counter) -> int:
    sql = "SELECT coalesce(sum(amount_minor), 0) FROM refunds"
    return await counter.storage.read(lambda db: int(db.execute(sql).fetchone()[0]))


async def test_a_refund_that_arrives_after_stripe_was_asked(counter: Counter) -> None:
    payment = await died_refunding(counter)
    told: list[LedgerRestored] = []
    await counter.payments.rebuild(LONG_AGO)
    counter.stripe.deliver_late()
    with pytest.raises(EnvironmentFault, match=r"ledger\.refunds_awaited"):
        await counter.payments.refund(payment, FIVE)
    other = await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert other.kind is OutcomeKind.SUCCEEDED, "charges go on"
    counter.clock.forward(SOONEST - 1)
    await counter.payments.recover()
    assert await refunded(counter) == 0, "not before its time"
    later = counter.restart()
    later.events.subscribe(LedgerRestored, told.append)
    later.clock.forward(1)
    await later.payments.recover()
    assert await refunded(later) == counter.stripe.refunded_minor() == 500
    assert told == [LedgerRestored(LONG_AGO, 1)]
    more = await later.payments.refund(payment, FIVE)
    assert more.kind is OutcomeKind.SUCCEEDED
    assert await refunded(later) == counter.stripe.refunded_minor() == 1000


async def test_stripe_is_asked_three_times_more_and_not_again(counter: Counter) -> None:
    await counter.payments.rebuild(LONG_AGO)
    begun, looked = counter.clock.moment, []
    for minute in (1, 16, 17, 18, 59, 60, 61, 1_499, 1_500, 1_501, 9_000):
        counter.clock.moment = begun + timedelta(minutes=minute)
        asked = counter.stripe.asked
        await counter.payments.recover()
        if counter.stripe.asked > asked:
            looked.append(minute)
    assert looked == [17, 60, 1_500]
    assert counter.stripe.posts == []


async def test_without_a_network_it_is_owed_and_holds_nothing_up(counter: Counter) -> None:
    payment = await died_refunding(counter)
    await counter.payments.rebuild(LONG_AGO)
    counter.stripe.deliver_late()
    counter.clock.forward(SOONEST)
    counter.stripe.faults = lambda name: "lost_before"
    assert await counter.payments.recover() == []
    counter.stripe.faults = lambda name: "ok"
    with pytest.raises(EnvironmentFault, match=r"ledger\.refunds_awaited"):
        await counter.payments.refund(payment, FIVE)
    await counter.payments.recover()
    assert await refunded(counter) == 500


async def test_one_beside_an_open_refund_waits_until_that_has_ended(counter: Counter) -> None:
    """A payment has one order at a time: the lost one is written down after it."""
    payment = await died_refunding(counter)
    counter.stripe.faults = lambda name: "lost_before" if name == "refund" else "ok"
    await counter.payments.refund(payment, FIVE)
    counter.stripe.faults = lambda name: "ok"
    counter.stripe.deliver_late()
    await counter.payments.rebuild(LONG_AGO)
    counter.clock.forward(SOONEST)
    await counter.payments.recover()
    await counter.payments.recover()
    assert await counter.payments.unresolved_operations() == []
    assert await refunded(counter) == counter.stripe.refunded_minor() == 500


async def test_a_capture_that_arrives_after_stripe_was_asked(counter: Counter) -> None:
    item = await counter.item()
    await counter.payments.hold(item, GOOD)
    counter.stripe.faults = lambda name: "late" if name == "capture" else "ok"
    await counter.payments.capture_hold(item.id, item.amount)
    await counter.storage.write(lambda db: db.execute("DELETE FROM operations"))
    counter.stripe.faults = lambda name: "ok"
    await counter.payments.rebuild(LONG_AGO)
    held = await counter.payments.last_outcome(item.id)
    assert held is not None
    assert held.kind is OutcomeKind.HELD
    counter.stripe.deliver_late()
    counter.clock.forward(SOONEST)
    await counter.payments.recover()
    assert await counter.ledger_rows() == [(item.id, 1250)]
