"""Refunds, holds, captures and releases when single things go wrong, on a real ledger."""

import asyncio
import contextlib

import pytest

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import PaymentIntentId, PaymentMethodId, RefundId
from pos_app.kernel.money import Money
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.operation_model import OperationKind, OperationRecorded, RefundReason
from pos_app.sales.model import SaleItem
from pos_app.storage import ConstraintBroken, Database
from tests.helpers.agreements import agreed
from tests.integration.payments.conftest import CUS, Counter
from tests.integration.payments.stripe_model import Killed

GOOD = PaymentMethodId("pm_good")
FATES = ["unreachable", "lost_before", "lost_after", "late", "stored_500_after", "busy"]


def eur(minor: int) -> Money:
    return Money(minor, "eur")


def once(step: str, fate: str, times: int = 1):
    left = [times]

    def fates(name: str) -> str:
        if name == step and left[0]:
            left[0] -= 1
            return fate
        return "ok"

    return fates


async def paid(counter: Counter) -> PaymentIntentId:
    outcome = await counter.payments.charge_saved_card(await counter.item(), GOOD)
    assert outcome.payment_intent_id is not None
    return outcome.payment_intent_id


async def held(counter: Counter) -> tuple[SaleItem, Outcome]:
    item = await counter.item()
    outcome = await counter.payments.hold(item, GOOD)
    assert outcome.kind is OutcomeKind.HELD
    return item, outcome


async def refund_rows(counter: Counter) -> list[tuple[str, int]]:
    sql = "SELECT refund_id, amount_minor FROM refunds ORDER BY seq"
    return await counter.storage.read(lambda db: list(db.execute(sql)))


# Refunds.


async def test_a_refund_in_part_and_the_rest(counter: Counter) -> None:
    intent_id = await paid(counter)
    told = []
    counter.events.subscribe(OperationRecorded, lambda event: told.append(event.outcome))
    first = await counter.payments.refund(intent_id, eur(500), RefundReason.REQUESTED)
    assert (first.kind, first.amount, first.reason) == (OutcomeKind.SUCCEEDED, eur(500), "")
    assert (first.operation, first.refund_id) == (OperationKind.REFUND, "re_1")
    assert first.item_id is not None
    with pytest.raises(UserError, match="too_much") as refused:
        await counter.payments.refund(intent_id, eur(751))
    assert refused.value.params["largest"] == eur(750)
    rest = await counter.payments.refund(intent_id, eur(750))
    assert rest.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.refunded_minor(intent_id) == 1250
    assert await refund_rows(counter) == [("re_1", 500), ("re_2", 750)]
    assert told == [first, rest]
    assert await counter.payments.resolve_operation(intent_id) == rest


@pytest.mark.parametrize("minor", [0, -1])
async def test_a_refund_of_nothing(counter: Counter, minor: int) -> None:
    with pytest.raises(UserError, match="amount"):
        await counter.payments.refund(await paid(counter), eur(minor))


async def test_ten_clicks_refund_once(counter: Counter) -> None:
    intent_id = await paid(counter)
    clicks = [counter.payments.refund(intent_id, eur(500)) for _ in range(10)]
    assert len(set(await asyncio.gather(*clicks))) == 1
    assert counter.stripe.refunded_minor() == 500


async def test_another_order_meanwhile_is_refused(counter: Counter) -> None:
    intent_id = await paid(counter)
    first = asyncio.ensure_future(counter.payments.refund(intent_id, eur(500)))
    await asyncio.sleep(0)
    with pytest.raises(UserError, match="under_way"):
        await counter.payments.refund(intent_id, eur(400))
    assert (await first).kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.refunded_minor() == 500


@pytest.mark.parametrize("fate", FATES)
async def test_a_refund_whose_reply_is_lost_is_made_once(counter: Counter, fate: str) -> None:
    intent_id = await paid(counter)
    counter.stripe.faults = once("refund", fate)
    outcome = await counter.payments.refund(intent_id, eur(500))
    counter.stripe.deliver_late()
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.refunded_minor() == 500
    assert await refund_rows(counter) == [("re_1", 500)]


async def test_a_stored_500_takes_the_next_key(counter: Counter) -> None:
    intent_id = await paid(counter)
    counter.stripe.faults = once("refund", "stored_500")
    outcome = await counter.payments.refund(intent_id, eur(500))
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.refunded_minor() == 500


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_silent_server_blocks_further_refunds(counter: Counter, arrives: bool) -> None:
    intent_id = await paid(counter)
    fate = "lost_after" if arrives else "lost_before"
    counter.stripe.faults = lambda name: fate
    outcome = await counter.payments.refund(intent_id, eur(500))
    assert (outcome.kind, outcome.reason) == (OutcomeKind.UNKNOWN, "operation.unknown")
    with pytest.raises(UserError, match="under_way"):
        await counter.payments.refund(intent_id, eur(100))
    next_process = counter.restart()
    (blocked,) = await next_process.payments.unresolved_operations()
    assert blocked.operation_id == outcome.operation_id
    counter.stripe.faults = lambda name: "ok"
    found = await next_process.payments.resolve_operation(intent_id)
    assert found.kind is OutcomeKind.SUCCEEDED, "recovery completes what was ordered just now"
    assert counter.stripe.refunded_minor() == 500
    assert await next_process.payments.unresolved_operations() == []


@pytest.mark.parametrize("arrives", [True, False])
async def test_an_old_refund_is_looked_for_and_never_repeated(
    counter: Counter, arrives: bool
) -> None:
    intent_id = await paid(counter)
    fate = "lost_after" if arrives else "lost_before"
    counter.stripe.faults = lambda name: fate
    await counter.payments.refund(intent_id, eur(500))
    counter.stripe.faults = lambda name: "ok"
    counter.clock.forward(25 * 3600)
    posts = len(counter.stripe.posts)
    await counter.restart().payments.recover()
    found = await counter.payments.resolve_operation(intent_id)
    assert len(counter.stripe.posts) == posts
    wanted = OutcomeKind.SUCCEEDED if arrives else OutcomeKind.NOT_CHARGED
    assert found.kind is wanted
    assert await refund_rows(counter) == [("re_1", 500)] * arrives
    again = await counter.payments.refund(intent_id, eur(500))
    assert again.kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("step", range(1, 9))
async def test_a_refund_killed_anywhere_is_found_out(counter: Counter, step: int) -> None:
    intent_id = await paid(counter)
    counter.mortal.countdown = step
    outcome = None
    with contextlib.suppress(Killed):
        outcome = await counter.payments.refund(intent_id, eur(500))
    counter.mortal.countdown = None
    next_process = counter.restart()
    await next_process.payments.recover()
    rows = await refund_rows(counter)
    assert sum(minor for _, minor in rows) == counter.stripe.refunded_minor()
    assert await next_process.payments.unresolved_operations() == []
    assert outcome is None or outcome.kind is OutcomeKind.SUCCEEDED


async def test_a_pending_refund_is_followed(counter: Counter) -> None:
    intent_id = await paid(counter)
    counter.stripe.refund_status = lambda: "pending"
    outcome = await counter.payments.refund(intent_id, eur(500))
    assert (outcome.kind, outcome.reason) == (OutcomeKind.SUCCEEDED, "refund.pending")
    assert await refund_rows(counter) == []
    with pytest.raises(UserError, match="too_much"):
        await counter.payments.refund(intent_id, eur(1000))
    counter.stripe.decide_refund(RefundId("re_1"), "succeeded")
    counter.clock.forward(301)
    await look_around(counter)
    assert await refund_rows(counter) == [("re_1", 500)]
    assert (await counter.payments.resolve_operation(intent_id)).reason == ""


@pytest.mark.parametrize("first", ["pending", "succeeded"])
async def test_a_refund_the_bank_sends_back(counter: Counter, first: str) -> None:
    intent_id = await paid(counter)
    counter.stripe.refund_status = lambda: first
    await counter.payments.refund(intent_id, eur(500))
    counter.stripe.decide_refund(RefundId("re_1"), "failed")
    told = []
    counter.events.subscribe(OperationRecorded, lambda event: told.append(event.outcome))
    counter.clock.forward(301)
    await look_around(counter)
    found = await counter.payments.resolve_operation(intent_id)
    assert (found.kind, found.reason) == (OutcomeKind.DECLINED, "refund.failed")
    assert found.failure == "lost_or_stolen_card"
    assert told == [found]
    assert sum(minor for _, minor in await refund_rows(counter)) == 0
    counter.stripe.refund_status = lambda: "succeeded"
    again = await counter.payments.refund(intent_id, eur(1250))
    assert again.kind is OutcomeKind.SUCCEEDED


async def look_around(counter: Counter) -> None:
    await counter.payments._desk.look_around()


async def test_a_refund_refused_changes_nothing(counter: Counter) -> None:
    """Another till refunded it: this one's ledger doesn't know."""
    intent_id = await paid(counter)
    await counter.payments.refund(intent_id, eur(1250))
    sql = "UPDATE operations SET refund_status = 'canceled'"
    await counter.storage.write(lambda db: db.execute(sql))
    outcome = await counter.payments.refund(intent_id, eur(500))
    assert outcome.kind is OutcomeKind.NOT_CHARGED
    assert outcome.reason == "refund.already_refunded"
    assert counter.stripe.refunded_minor() == 1250


async def test_a_cut_network_refunds_nothing(counter: Counter) -> None:
    intent_id = await paid(counter)
    counter.stripe.faults = lambda name: "unreachable"
    outcome = await counter.payments.refund(intent_id, eur(500))
    assert outcome.kind is OutcomeKind.NOT_CHARGED
    assert outcome.reason == "operation.unreachable"
    assert await counter.payments.unresolved_operations() == []


# Holds.


async def test_a_hold_is_captured_in_part(counter: Counter) -> None:
    item, outcome = await held(counter)
    assert outcome.held_until is not None
    assert await counter.ledger_rows() == []
    assert counter.stripe.charges == []
    for begin in (
        counter.payments.charge_saved_card(item, GOOD),
        counter.payments.hold(item, GOOD),
        counter.checkout.open(item),
    ):
        with pytest.raises(UserError, match="held"):
            await begin
    with pytest.raises(UserError, match="too_much"):
        await counter.payments.capture_hold(item.id, eur(1251))
    captured = await counter.payments.capture_hold(item.id, eur(900))
    assert (captured.kind, captured.amount) == (OutcomeKind.SUCCEEDED, eur(900))
    assert await counter.ledger_rows() == [(item.id, 900)]
    last = await counter.payments.last_outcome(item.id)
    assert last is not None
    assert (last.kind, last.amount) == (OutcomeKind.SUCCEEDED, eur(900))
    assert counter.recorded == [outcome, last]
    with pytest.raises(UserError, match=r"hold\.none"):
        await counter.payments.capture_hold(item.id, eur(100))
    with pytest.raises(UserError, match="already_paid"):
        await counter.payments.charge_saved_card(item, GOOD)
    refund = await counter.payments.refund(captured.payment_intent_id, eur(900))
    assert refund.kind is OutcomeKind.SUCCEEDED


async def test_a_hold_is_released_and_the_item_can_be_paid(counter: Counter) -> None:
    item, _ = await held(counter)
    released = await counter.payments.release_hold(item.id)
    assert released.kind is OutcomeKind.SUCCEEDED
    last = await counter.payments.last_outcome(item.id)
    assert last is not None
    assert (last.kind, last.reason) == (OutcomeKind.NOT_CHARGED, "payment.released")
    assert counter.stripe.charges == []
    again = await counter.payments.charge_saved_card(item, GOOD)
    assert again.kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("step", ["capture", "cancel"])
async def test_a_hold_ended_once_whatever_is_lost(counter: Counter, step: str, fate: str) -> None:
    item, _ = await held(counter)
    counter.stripe.faults = once(step, fate)
    capture = step == "capture"
    if capture:
        outcome = await counter.payments.capture_hold(item.id, eur(900))
    else:
        outcome = await counter.payments.release_hold(item.id)
    counter.stripe.deliver_late()
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert counter.stripe.charges == [(item.id, 900)] * capture
    assert await counter.ledger_rows() == [(item.id, 900)] * capture


@pytest.mark.parametrize("fate", ["lost_after", "lost_before", "late", "stored_500"])
@pytest.mark.parametrize("step", ["capture", "cancel"])
async def test_a_hold_ended_in_silence_is_found_out(counter: Counter, step: str, fate: str) -> None:
    item, _ = await held(counter)
    counter.stripe.faults = lambda name: fate if name == step else "lost_before"
    capture = step == "capture"
    if capture:
        outcome = await counter.payments.capture_hold(item.id, eur(900))
    else:
        outcome = await counter.payments.release_hold(item.id)
    assert outcome.kind is OutcomeKind.UNKNOWN
    with pytest.raises(UserError, match="under_way"):
        await counter.payments.release_hold(item.id)
    counter.stripe.faults = lambda name: "ok"
    next_process = counter.restart()
    await next_process.payments.recover()
    counter.stripe.deliver_late()
    assert await next_process.payments.unresolved_operations() == []
    assert await counter.ledger_rows() == counter.stripe.charges == [(item.id, 900)] * capture
    posts = len(counter.stripe.posts)
    await counter.restart().payments.recover()
    assert len(counter.stripe.posts) == posts


async def test_a_hold_the_bank_let_go(counter: Counter) -> None:
    item, _ = await held(counter)
    counter.clock.forward(8 * 86_400)
    gone = await counter.payments.capture_hold(item.id, eur(900))
    assert (gone.kind, gone.reason) == (OutcomeKind.NOT_CHARGED, "hold.gone")
    last = await counter.payments.last_outcome(item.id)
    assert last is not None
    assert (last.kind, last.reason) == (OutcomeKind.NOT_CHARGED, "payment.hold_expired")
    again = await counter.payments.charge_saved_card(item, GOOD)
    assert again.kind is OutcomeKind.SUCCEEDED


async def test_a_hold_past_its_time_is_noticed(counter: Counter) -> None:
    item, _ = await held(counter)
    assert (await counter.payments.resolve(item.id)).kind is OutcomeKind.HELD
    counter.clock.forward(8 * 86_400)
    posts = len(counter.stripe.posts)
    await look_around(counter)
    last = await counter.payments.last_outcome(item.id)
    assert last is not None
    assert last.kind is OutcomeKind.NOT_CHARGED
    assert len(counter.stripe.posts) == posts


async def test_a_hold_captured_at_another_till(counter: Counter) -> None:
    item, outcome = await held(counter)
    assert outcome.payment_intent_id is not None
    await counter.stripe.capture_intent(outcome.payment_intent_id, 700, "elsewhere")
    late = await counter.payments.release_hold(item.id)
    assert (late.kind, late.reason) == (OutcomeKind.NOT_CHARGED, "hold.already_taken")
    assert await counter.ledger_rows() == [(item.id, 700)]


async def test_another_amount_captured_at_another_till(counter: Counter) -> None:
    item, outcome = await held(counter)
    assert outcome.payment_intent_id is not None
    await counter.stripe.capture_intent(outcome.payment_intent_id, 700, "elsewhere")
    late = await counter.payments.capture_hold(item.id, eur(900))
    assert (late.kind, late.reason) == (OutcomeKind.SUCCEEDED, "capture.other_amount")
    assert late.amount == eur(700)
    assert await counter.ledger_rows() == [(item.id, 700)]


@pytest.mark.parametrize("fate", FATES)
async def test_a_lost_reply_to_holding(counter: Counter, fate: str) -> None:
    item = await counter.item()
    counter.stripe.faults = once("confirm", fate)
    outcome = await counter.payments.hold(item, GOOD)
    counter.stripe.deliver_late()
    assert outcome.kind is OutcomeKind.HELD
    assert len(counter.stripe.intents) == 1
    assert counter.stripe.charges == []


async def test_declined_holds_leave_the_item_payable(counter: Counter) -> None:
    item = await counter.item()
    declined = await counter.payments.hold(item, PaymentMethodId("pm_declined"))
    assert declined.kind is OutcomeKind.DECLINED
    paid = await counter.payments.charge_saved_card(item, GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert await counter.ledger_rows() == [(item.id, 1250)]


# Off session.


async def test_off_session_needs_the_customer_or_takes_the_money(counter: Counter) -> None:
    item, under = await counter.item(), await agreed(counter.storage, CUS)
    asked = await counter.payments.charge_saved_card(
        item, PaymentMethodId("pm_3ds"), off_session=True, under=under
    )
    assert asked.kind is OutcomeKind.NEEDS_CUSTOMER
    assert asked.decline is not None
    assert await counter.payments.unresolved() == []
    taken = await counter.payments.charge_saved_card(item, GOOD, off_session=True, under=under)
    assert taken.kind is OutcomeKind.SUCCEEDED


# The journal.


async def test_the_chain_of_refunds_is_checked(counter: Counter) -> None:
    intent_id = await paid(counter)
    await counter.payments.refund(intent_id, eur(500))
    with pytest.raises(ConstraintBroken):
        await counter.storage.write(lambda db: db.execute("DELETE FROM refunds"))
    assert await counter.payments.first_broken_row() is None
    assert await counter.storage.read(wrong_in_ledger) == ""

    def tamper(db: Database) -> None:
        db.execute("DROP TRIGGER refunds_keep_update")
        db.execute("UPDATE refunds SET amount_minor = 1")

    await counter.storage.write(tamper)
    assert await counter.payments.first_broken_row() == 1
    assert await counter.storage.read(wrong_in_ledger) == "row 1 of refunds was changed"


@pytest.mark.logs_error("operation_broke_off")
async def test_a_bug_while_carrying_out_leaves_it_unknown(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    intent_id = await paid(counter)

    async def broken(*args: object) -> None:
        raise ValueError("broken")

    monkeypatch.setattr(counter.stripe, "create_refund", broken)
    outcome = await counter.payments.refund(intent_id, eur(500))
    assert outcome.kind is OutcomeKind.UNKNOWN
