"""The ledger: one row per payment that succeeded, appended, never changed, chained by hash.

Each row's hash covers its values and the hash before it, so a row changed or taken out behind
the till's back shows (RELIABILITY section 3).
"""

import hashlib
import json
from typing import Any, Final

from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.ids import ItemId
from pos_app.payments.model import Attempt, Outcome
from pos_app.storage import Database

_BEGINNING: Final = "0" * 64
_COLUMNS: Final = (
    "payment_intent_id", "item_id", "sale_id", "attempt_id", "customer_id", "amount_minor",
    "currency", "card_brand", "card_last4", "recorded_at",
)  # fmt: skip


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
    for event in ("UPDATE", "DELETE"):
        db.execute(
            f"CREATE TRIGGER payments_keep_{event.lower()} BEFORE {event} ON payments"
            " BEGIN SELECT RAISE(ABORT, 'payments are only appended'); END"
        )


def append(db: Database, attempt: Attempt, outcome: Outcome) -> None:
    """Record a success once; again for the same PaymentIntent changes nothing."""
    seen = "SELECT 1 FROM payments WHERE payment_intent_id = ?"
    if db.execute(seen, [outcome.payment_intent_id]).fetchone():
        return
    card = outcome.card
    values = (
        outcome.payment_intent_id, attempt.item_id, attempt.sale_id, attempt.id,
        outcome.customer_id, outcome.amount.amount_minor, outcome.amount.currency,
        card.brand if card else None, card.last4 if card else None, to_timestamp(outcome.at),
    )  # fmt: skip
    last = db.execute("SELECT seq, hash FROM payments ORDER BY seq DESC LIMIT 1").fetchone()
    seq, before = (last[0] + 1, last[1]) if last else (1, _BEGINNING)
    marks = ", ".join("?" * (len(_COLUMNS) + 2))
    db.execute(
        f"INSERT INTO payments (seq, {', '.join(_COLUMNS)}, hash) VALUES ({marks})",  # noqa: S608
        [seq, *values, _chained(before, seq, values)],
    )


def is_paid(db: Database, item_id: ItemId) -> bool:
    """Whether this till recorded a payment of the item."""
    return db.execute("SELECT 1 FROM payments WHERE item_id = ?", [item_id]).fetchone() is not None


def first_broken(db: Database) -> int | None:
    """The number of the first row that doesn't follow from the one before; None: all do."""
    before = _BEGINNING
    sql = f"SELECT seq, {', '.join(_COLUMNS)}, hash FROM payments ORDER BY seq"  # noqa: S608
    for expected, row in enumerate(db.execute(sql), start=1):
        seq, *values, found = row
        if seq != expected or found != _chained(before, seq, tuple(values)):
            return expected
        before = found
    return None


def wrong_in_ledger(db: Database) -> str:
    """What is wrong in a ledger file whose pages are sound; nothing when it is as it was written.

    A file from before the first payment has no such table.
    """
    if "payments" not in db.table_names():
        return ""
    broken = first_broken(db)
    return "" if broken is None else f"row {broken} of payments was changed"


def _chained(before: str, seq: int, values: tuple[Any, ...]) -> str:
    text = json.dumps([before, seq, *values], separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
