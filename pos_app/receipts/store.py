"""Receipt numbers in the ledger: one sequence for payments and refunds."""

import json
from collections.abc import Collection, Sequence

from pos_app.kernel.ids import PaymentIntentId, RefundId
from pos_app.payments import note_store
from pos_app.storage import Database, Migrations

RECEIPT_MIGRATIONS = Migrations("receipts")


@RECEIPT_MIGRATIONS()
def m001_receipts(db: Database) -> None:
    """One number per payment; `issued_at` in UTC seconds."""
    db.execute(
        "CREATE TABLE receipts ("
        " number INTEGER PRIMARY KEY CHECK (number > 0),"
        " payment_intent_id TEXT NOT NULL UNIQUE,"
        " issued_at INTEGER NOT NULL) STRICT"
    )


@RECEIPT_MIGRATIONS()
def m002_refunds(db: Database) -> None:
    """Of a payment (`pi_…`) or a refund (`re_…`), as Stripe names them."""
    db.execute("ALTER TABLE receipts RENAME COLUMN payment_intent_id TO made_for")


@RECEIPT_MIGRATIONS()
def m003_noted(db: Database) -> None:
    """Which of them Stripe says the number of."""
    db.execute("ALTER TABLE receipts ADD COLUMN noted INTEGER NOT NULL DEFAULT 0")
    db.execute("CREATE INDEX receipts_not_noted ON receipts (number) WHERE noted = 0")


def issued(db: Database, made_for: PaymentIntentId | RefundId) -> tuple[int, int] | None:
    """Its number and when it was given (UTC seconds); None before its first receipt."""
    sql = "SELECT number, issued_at FROM receipts WHERE made_for = ?"
    row = db.execute(sql, [made_for]).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def given(db: Database, made_for: PaymentIntentId | RefundId, till_id: str) -> int | None:
    """The number that this till gave it, also before its ledger was rebuilt; None: none yet."""
    known = issued(db, made_for)
    if known is not None:
        return known[0]
    noted = note_store.receipt_of(db, made_for)
    return noted.number if noted is not None and noted.till_id == till_id else None


def number_of(
    db: Database, made_for: PaymentIntentId | RefundId, at: int, till_id: str = ""
) -> tuple[int, bool]:
    """Its number, and whether it had one before. Numbers follow without gaps, since one is only
    given together with its row, by the one thread that writes; a rebuilt ledger goes on after those
    that this till noted at Stripe."""
    known = given(db, made_for, till_id)
    if known is not None:
        return known, True
    (last,) = db.execute("SELECT coalesce(max(number), 0) FROM receipts").fetchone()
    number = max(int(last), note_store.last_number(db, till_id)) + 1
    db.execute(
        "INSERT INTO receipts (number, made_for, issued_at) VALUES (?, ?, ?)",
        [number, made_for, at],
    )
    return number, False


def not_noted(db: Database, most: int, without: Collection[int]) -> Sequence[tuple[str, int, int]]:
    """At most so many that Stripe doesn't say the number of, newest first: what each was made for,
    its number, when it was given (UTC seconds)."""
    sql = (
        "SELECT made_for, number, issued_at FROM receipts WHERE noted = 0"
        " AND number NOT IN (SELECT value FROM json_each(?)) ORDER BY number DESC LIMIT ?"
    )
    found = db.execute(sql, [json.dumps(sorted(without)), most]).fetchall()
    return [(str(row[0]), int(row[1]), int(row[2])) for row in found]


def set_noted(db: Database, number: int) -> None:
    db.execute("UPDATE receipts SET noted = 1 WHERE number = ?", [number])
