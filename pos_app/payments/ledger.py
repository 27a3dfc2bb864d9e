"""The ledger: one row per payment that succeeded, per refund made, and per check that
let a saved card be charged; appended, never changed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pos_app.consent import store as consent
from pos_app.consent.check_notes import short_check
from pos_app.consent.checking import ScopeCheck, check_text
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import AttemptId, ItemId, PaymentIntentId, RefundId
from pos_app.kernel.money import Money
from pos_app.payments.model import Attempt, Outcome
from pos_app.payments.operation_model import OperationOutcome
from pos_app.sales import store as sales
from pos_app.staff.audit_store import AUDIT, SEALS
from pos_app.storage import ERASED, Chain, Database, wrong_in_chains

_PAYMENTS: Final = Chain(
    "payments",
    ("payment_intent_id", "item_id", "sale_id", "attempt_id", "customer_id", "amount_minor",
     "currency", "card_brand", "card_last4", "recorded_at"),
)  # fmt: skip
_REFUNDS: Final = Chain(
    "refunds",
    ("refund_id", "status", "operation_id", "payment_intent_id", "item_id", "amount_minor",
     "currency", "recorded_at"),
)  # fmt: skip


_CHECKS: Final = Chain("scope_checks", ("attempt_id", "agreement_id", "checked_at", "record"))
_PRESENT: Final = Chain("present_checks", ("attempt_id", "checked_at", "record"))
_CHAINS: Final = (
    _PAYMENTS,
    _REFUNDS,
    _CHECKS,
    _PRESENT,
    ERASED,
    *consent.CHAINS,
    *sales.CHAINS,
    SEALS,
    AUDIT,
)


def create_tables(db: Database) -> None:
    """A released schema: never change it, add a step. Minor units, UTC seconds."""
    db.execute(
        "CREATE TABLE payments ("
        " seq INTEGER PRIMARY KEY,"
        " payment_intent_id TEXT NOT NULL UNIQUE,"
        " item_id TEXT NOT NULL REFERENCES items (id),"
        " sale_id TEXT NOT NULL,"
        " attempt_id TEXT NOT NULL REFERENCES attempts (id),"
        " customer_id TEXT,"
        " amount_minor INTEGER NOT NULL,"
        " currency TEXT NOT NULL,"
        " card_brand TEXT,"
        " card_last4 TEXT,"
        " recorded_at INTEGER NOT NULL,"
        " hash TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX payments_of_item ON payments (item_id)")
    _PAYMENTS.keep(db)


def create_refunds(db: Database) -> None:
    """What was given back, and, as a second row with a negative amount, what the bank returned."""
    db.execute(
        "CREATE TABLE refunds ("
        " seq INTEGER PRIMARY KEY,"
        " refund_id TEXT NOT NULL,"
        " status TEXT NOT NULL CHECK (status IN ('succeeded', 'failed')),"
        " operation_id TEXT NOT NULL REFERENCES operations (id),"
        " payment_intent_id TEXT NOT NULL,"
        " item_id TEXT REFERENCES items (id),"
        " amount_minor INTEGER NOT NULL CHECK ((amount_minor > 0) = (status = 'succeeded')),"
        " currency TEXT NOT NULL,"
        " recorded_at INTEGER NOT NULL,"
        " hash TEXT NOT NULL,"
        " UNIQUE (refund_id, status)) STRICT"
    )
    db.execute("CREATE INDEX refunds_of_payment ON refunds (payment_intent_id)")
    _REFUNDS.keep(db)


def create_checks(db: Database) -> None:
    """Why a charge of an absent customer was allowed: what was looked at, and what it said."""
    db.execute(
        "CREATE TABLE scope_checks ("
        " seq INTEGER PRIMARY KEY,"
        " attempt_id TEXT NOT NULL UNIQUE REFERENCES attempts (id),"
        " agreement_id TEXT NOT NULL REFERENCES agreements (id),"
        " checked_at INTEGER NOT NULL,"
        " hash TEXT NOT NULL,"
        " record TEXT NOT NULL CHECK (json_valid(record))) STRICT"
    )
    _CHECKS.keep(db)


def create_present_checks(db: Database) -> None:
    """Why a charge of a customer who was there, under no agreement, was allowed."""
    db.execute(
        "CREATE TABLE present_checks ("
        " seq INTEGER PRIMARY KEY,"
        " attempt_id TEXT NOT NULL UNIQUE REFERENCES attempts (id),"
        " checked_at INTEGER NOT NULL,"
        " hash TEXT NOT NULL,"
        " record TEXT NOT NULL CHECK (json_valid(record))) STRICT"
    )
    _PRESENT.keep(db)


def append_check(db: Database, attempt: Attempt, check: ScopeCheck) -> None:
    """Kept with the attempt, which is in the journal by then."""
    at, text = to_timestamp(check.now), check_text(check)
    if check.under is None:
        _PRESENT.append(db, (attempt.id, at, text))
    else:
        _CHECKS.append(db, (attempt.id, check.under.agreement.id, at, text))


def check_of(db: Database, attempt_id: AttemptId) -> str | None:
    """The check's JSON (consent.checking.check_text); None for a checkout, and for a charge at the
    counter from before those were checked."""
    sql = (
        "SELECT record FROM scope_checks WHERE attempt_id = ?1"
        " UNION ALL SELECT record FROM present_checks WHERE attempt_id = ?1"
    )
    row = db.execute(sql, [attempt_id]).fetchone()
    return None if row is None else str(row[0])


def short_check_of(db: Database, attempt_id: AttemptId) -> str:
    """The check of a charge under an agreement (consent.check_notes.short_check); empty for any
    other, and for one that this till didn't begin."""
    sql = "SELECT record FROM scope_checks WHERE attempt_id = ?"
    row = db.execute(sql, [attempt_id]).fetchone()
    return short_check(str(row[0])) if row is not None else ""


def append(db: Database, attempt: Attempt, outcome: Outcome) -> bool:
    """Record a success once; again for the same PaymentIntent changes nothing. Whether it did."""
    seen = "SELECT 1 FROM payments WHERE payment_intent_id = ?"
    if db.execute(seen, [outcome.payment_intent_id]).fetchone():
        return False
    card = outcome.card
    values = (
        outcome.payment_intent_id, attempt.item_id, attempt.sale_id, attempt.id,
        outcome.customer_id, outcome.amount.amount_minor, outcome.amount.currency,
        card.brand if card else None, card.last4 if card else None, to_timestamp(outcome.at),
    )  # fmt: skip
    _PAYMENTS.append(db, values)
    return True


def append_refund(db: Database, outcome: OperationOutcome, *, returned: bool = False) -> bool:
    """Record a refund once; with `returned` that its bank sent it back, where it was recorded.

    Whether a row was written."""
    recorded = _statuses(db, outcome)
    status = "failed" if returned else "succeeded"
    if status in recorded or (returned and "succeeded" not in recorded):
        return False
    minor = outcome.amount.amount_minor
    values = (
        outcome.refund_id, status, outcome.operation_id, outcome.payment_intent_id,
        outcome.item_id, -minor if returned else minor, outcome.amount.currency,
        to_timestamp(outcome.at),
    )  # fmt: skip
    _REFUNDS.append(db, values)
    return True


def _statuses(db: Database, outcome: OperationOutcome) -> set[str]:
    sql = "SELECT status FROM refunds WHERE refund_id = ?"
    return {row[0] for row in db.execute(sql, [outcome.refund_id]).fetchall()}


def is_paid(db: Database, item_id: ItemId) -> bool:
    """Whether this till recorded a payment of the item."""
    return db.execute("SELECT 1 FROM payments WHERE item_id = ?", [item_id]).fetchone() is not None


def taken(db: Database, intent_id: PaymentIntentId) -> tuple[ItemId, Money] | None:
    """Whose payment it was and how much of it; None for one this till didn't record."""
    sql = "SELECT item_id, amount_minor, currency FROM payments WHERE payment_intent_id = ?"
    row = db.execute(sql, [intent_id]).fetchone()
    return None if row is None else (ItemId(row[0]), Money(row[1], row[2]))


def paid_by(db: Database, intent_id: PaymentIntentId) -> AttemptId | None:
    """The attempt that the payment is recorded with; None for one this till didn't record."""
    sql = "SELECT attempt_id FROM payments WHERE payment_intent_id = ?"
    row = db.execute(sql, [intent_id]).fetchone()
    return AttemptId(row[0]) if row is not None else None


def refunds_of(
    db: Database, intent_id: PaymentIntentId
) -> Sequence[tuple[RefundId, Money, datetime]]:
    """Of a payment, oldest first: id, amount (below zero where the bank sent it back), when: by
    Stripe's clock where the journal has that."""
    sql = (
        "SELECT refunds.refund_id, refunds.amount_minor, refunds.currency,"
        " iif(status = 'succeeded', coalesce(json_extract(outcome, '$.made'), recorded_at),"
        " recorded_at) AS at FROM refunds JOIN operations ON operations.id = operation_id"
        " WHERE refunds.payment_intent_id = ? ORDER BY at, refunds.refund_id, seq"
    )
    found = db.execute(sql, [intent_id]).fetchall()
    return [(RefundId(row[0]), Money(row[1], row[2]), from_timestamp(row[3])) for row in found]


def first_broken(db: Database) -> int | None:
    """The number of the first row that doesn't follow from the one before, in payments, else in
    refunds, scope checks, agreements, revocations, edits of sales, the audit log; None: all do."""
    there = set(db.table_names())
    broken = (chain.first_broken(db) for chain in _CHAINS if chain.table in there)
    return next((row for row in broken if row is not None), None)


def wrong_in_ledger(db: Database) -> str:
    """What is wrong in a ledger file whose pages are sound; nothing when it is as it was written.

    A file from before the first payment, or of an older release, lacks the tables.
    """
    return wrong_in_chains(db, _CHAINS)
