"""Writing into a restored ledger what Stripe knows and it has lost: all the SQL of a rebuild."""

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import Final

from pos_app.consent import store as consent
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import AttemptId, ItemId, OperationId, PaymentIntentId, Randomness, new_id
from pos_app.payments import (
    agreement_store,
    ledger,
    note_store,
    operation_store,
    store,
    unread_store,
)
from pos_app.payments.decide import HELD, NOT_COMPLETED, Sight, outcome_of
from pos_app.payments.details import charge_of
from pos_app.payments.model import Attempt, AttemptKind, Capture, OutcomeKind
from pos_app.payments.operation_journal import end_hold
from pos_app.payments.operation_model import Operation, OperationKind, OperationOutcome
from pos_app.payments.operations import Seen, decide_operation
from pos_app.payments.policy import Policy
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot
from pos_app.sales import store as sales_store
from pos_app.sales.model import SaleItem
from pos_app.storage import Database

_DAY_SECONDS: Final = 86_400


def ask(db: Database, since: int) -> None:
    """From now on nothing new begins until a rebuild since then (UTC seconds) is done, and nothing
    under an agreement until Stripe was asked whether its customer ended it."""
    consent.fall_behind(db)
    db.execute("INSERT INTO rebuilds (since) VALUES (?)", [since])


def due_since(db: Database) -> int | None:
    """Since when Stripe must be asked; None when nothing is missing."""
    row = db.execute("SELECT min(since) FROM rebuilds WHERE done_at IS NULL").fetchone()
    return None if row is None or row[0] is None else int(row[0])


def done(db: Database, now: int, found: int) -> None:
    db.execute("UPDATE rebuilds SET done_at = ?, found = ? WHERE done_at IS NULL", [now, found])


def asked_since(copied_at: int) -> int:
    """From when on to list at Stripe what a copy lacks. Its time (UTC seconds) is this machine's,
    whose clock may have been wrong by up to a day."""
    return max(copied_at - _DAY_SECONDS, 0)


def doubt_open_attempts(db: Database, now: int) -> None:
    """What a copy shows as never sent may have been sent after it was taken: it is looked into,
    and fenced rather than sent again."""
    db.execute(
        "UPDATE attempts SET sends = max(sends, 1), in_doubt = max(in_doubt, 1),"
        " sent_at = coalesce(sent_at, prepared_at), fence = ?"
        " WHERE settled_at IS NULL AND kind = 'saved_card' AND payment_intent_id IS NOT NULL"
        " AND fence = ''",
        [NOT_COMPLETED],
    )
    db.execute(
        "UPDATE operations SET sends = max(sends, 1), in_doubt = max(in_doubt, 1), sent_at = 0,"
        " last_sent_at = ? WHERE settled_at IS NULL AND kind = 'refund'",
        [now],
    )


def unpaid_intents(db: Database, settled_after: int) -> Sequence[PaymentIntentId]:
    """PaymentIntents of items not paid here, which may have been paid after the copy."""
    sql = (
        "SELECT DISTINCT payment_intent_id FROM attempts WHERE payment_intent_id IS NOT NULL"
        " AND (settled_at > ? OR item_id IN"
        " (SELECT item_id FROM attempts WHERE settled_at IS NULL))"
        " AND NOT EXISTS (SELECT 1 FROM payments WHERE payments.item_id = attempts.item_id)"
    )
    return [PaymentIntentId(row[0]) for row in db.execute(sql, [settled_after]).fetchall()]


def concerns(db: Database, intent: IntentSnapshot, till_id: str) -> bool:
    """Whether it is of an item that this till opened or knows."""
    if intent.item_id is None:
        return False
    return intent.till_id == till_id or sales_store.find_item(db, intent.item_id) is not None


def put_intent(
    db: Database, intent: IntentSnapshot, till_id: str, now: int, randomness: Randomness,
    *, gone: Set[PaymentIntentId] = frozenset(),
) -> bool:  # fmt: skip
    """Write down what a PaymentIntent of this till's says; whether money was missing here. Of
    everybody's, what was charged under an agreement. `gone`: those that are cancelled.

    Of others, one is this till's when this till knows the item or opened it.
    """
    _put_agreements(db, intent)
    note_store.keep(db, intent.id, intent.short_check, intent.receipt)
    item = _item(db, intent, till_id)
    if item is None:
        return False
    attempt = store.open_attempt(db, item.id)
    if attempt is not None and _lacks_intent(attempt, intent):
        store.set_intent(db, attempt.id, intent.id)
    if intent.status == "succeeded":
        return _put_success(db, intent, item, attempt, now, randomness)
    if intent.status == "requires_capture" and _is_free(db, intent, attempt, now, gone):
        return _put_hold(db, intent, item, now, randomness)
    return False


def _is_free(
    db: Database, intent: IntentSnapshot, attempt: Attempt | None, now: int,
    gone: Set[PaymentIntentId],
) -> bool:  # fmt: skip
    """Whether the hold is nobody's that is open: what the copy shows as open and can't have made
    it has ended, and is settled here."""
    if attempt is None:
        return True
    ended = _ended_before(attempt, intent, gone)
    if ended is None:
        return False
    at = from_timestamp(intent.created)
    store.set_outcome(db, outcome_of(attempt, OutcomeKind.NOT_CHARGED, at, None, ended), now)
    return True


def _ended_before(attempt: Attempt, hold: IntentSnapshot, gone: Set[PaymentIntentId]) -> str | None:
    """Why an open attempt ended before something else had the amount held; None: it may be the one
    that did. A page was closed before a saved card could be confirmed (RELIABILITY rule 5), and
    what charges holds nothing."""
    if hold.attempt_id is not None:
        return None
    if attempt.kind is AttemptKind.CHECKOUT:
        return "checkout.closed"
    if attempt.payment_intent_id in gone:  # the next one was made for the hold
        return "payment.cancelled"
    charges = attempt.capture is Capture.AUTOMATIC
    return HELD if charges and attempt.payment_intent_id in (None, hold.id) else None


def _put_agreements(db: Database, intent: IntentSnapshot) -> None:
    """One that isn't known here was given since the copy: it is asked for before anything else
    happens under it."""
    customer_id, charge = intent.customer_id, charge_of(intent)
    if customer_id is None or charge is None:
        return
    for agreement_id in sorted(intent.agreements):
        agreement_store.keep_charge(db, customer_id, agreement_id, charge)
        if consent.find(db, agreement_id) is None:
            consent.fall_behind_of(db, customer_id)


def _lacks_intent(attempt: Attempt, intent: IntentSnapshot) -> bool:
    saved_card = attempt.kind is AttemptKind.SAVED_CARD and intent.attempt_id is None
    return saved_card and attempt.payment_intent_id is None and intent.status != "canceled"


def _item(db: Database, intent: IntentSnapshot, till_id: str) -> SaleItem | None:
    if intent.item_id is None:
        return None
    known = sales_store.find_item(db, intent.item_id)
    lost = intent.till_id == till_id and intent.status in ("succeeded", "requires_capture")
    if known is not None or not lost or intent.sale_id is None:
        return known
    item = SaleItem(
        id=intent.item_id,
        sale_id=intent.sale_id,
        customer_id=intent.customer_id,
        amount=intent.amount,
        description=intent.description,
        opened_at=from_timestamp(intent.created),
        till_id=till_id,
    )
    sales_store.put_item(db, item)
    return item


def _put_success(
    db: Database, intent: IntentSnapshot, item: SaleItem, attempt: Attempt | None, now: int,
    randomness: Randomness,
) -> bool:  # fmt: skip
    if ledger.taken(db, intent.id) is not None:
        return False
    held = store.held_by_intent(db, intent.id)
    into = attempt or held or _added(db, intent, item, randomness, Capture.AUTOMATIC)
    at = from_timestamp(intent.charged_at or intent.created)
    outcome = outcome_of(into, OutcomeKind.SUCCEEDED, at, Sight(intent))
    outcome = replace(outcome, payment_intent_id=intent.id)
    if attempt is None and held is not None:
        return end_hold(db, outcome)
    store.set_outcome(db, outcome, now)
    if into.by_link:
        unread_store.add(db, into.id)
    return ledger.append(db, into, outcome)


def _put_hold(
    db: Database, intent: IntentSnapshot, item: SaleItem, now: int, randomness: Randomness
) -> bool:
    if store.held_by_intent(db, intent.id) is not None:
        return False
    attempt = _added(db, intent, item, randomness, Capture.MANUAL)
    at = from_timestamp(intent.charged_at or intent.created)
    store.set_outcome(db, outcome_of(attempt, OutcomeKind.HELD, at, Sight(intent)), now)
    return True


def _added(
    db: Database, intent: IntentSnapshot, item: SaleItem, randomness: Randomness, capture: Capture
) -> Attempt:
    """An attempt in the place of the lost one, still open."""
    lost = intent.attempt_id
    if lost is None or store.find_attempt(db, lost) is not None:
        lost = AttemptId(new_id("att", randomness))
    attempt = Attempt(
        id=lost,
        item_id=item.id,
        sale_id=item.sale_id,
        kind=AttemptKind.SAVED_CARD if intent.attempt_id is None else AttemptKind.CHECKOUT,
        number=store.last_number(db, item.id) + 1,
        customer_id=intent.customer_id,
        amount=intent.amount,
        description=item.description,
        item_opened_at=int(item.opened_at.timestamp()),
        prepared_at=intent.created,
        capture=capture,
        home_till=item.till_id,
    )
    store.add_attempt(db, attempt)
    store.set_intent(db, attempt.id, intent.id)
    return replace(attempt, payment_intent_id=intent.id)


def is_lost(db: Database, refund: RefundSnapshot, till_id: str) -> bool:
    """Whether this till made a refund that its ledger doesn't know."""
    intent_id, operation_id = refund.payment_intent_id, refund.operation_id
    if intent_id is None or operation_id is None or refund.till_id != till_id:
        return False
    return operation_store.find(db, operation_id) is None


def put_refund(db: Database, refund: RefundSnapshot, till_id: str, now: int) -> bool:
    """Write down a refund this till made and has lost; whether it was. One beside an open order on
    the same payment waits until that has ended: a later look finds it again."""
    note_store.keep(db, refund.id, "", refund.receipt)
    intent_id, operation_id = refund.payment_intent_id, refund.operation_id
    if intent_id is None or operation_id is None or not is_lost(db, refund, till_id):
        return False
    known = ledger.taken(db, intent_id)
    operation = Operation(
        id=OperationId(operation_id),
        kind=OperationKind.REFUND,
        payment_intent_id=intent_id,
        item_id=ItemId(known[0]) if known is not None else None,
        amount=refund.amount,
        reason="",
        prepared_at=refund.created,
    )
    if operation_store.open_on(db, intent_id) is not None:
        return False
    step = decide_operation(operation, Seen(refund=refund), now, live=False, policy=Policy())
    if step.kind is None:
        return False
    operation_store.add(db, operation)
    outcome = OperationOutcome(
        kind=step.kind,
        operation_id=operation.id,
        operation=operation.kind,
        payment_intent_id=intent_id,
        amount=refund.amount,
        at=from_timestamp(refund.created),
        item_id=operation.item_id,
        refund_id=refund.id,
        failure=refund.failure,
        reason=step.reason,
        made_at=from_timestamp(refund.created),
    )
    operation_store.set_outcome(db, outcome, refund.status, now)
    if refund.status == "succeeded":
        ledger.append_refund(db, outcome)
    return True
