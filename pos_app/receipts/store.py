"""Receipt numbers in the ledger: one sequence for payments and refunds."""

from pos_app.kernel.ids import PaymentIntentId, RefundId
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


def issued(db: Database, made_for: PaymentIntentId | RefundId) -> tuple[int, int] | None:
    """Its number and when it was given (UTC seconds); None before its first receipt."""
    sql = "SELECT number, issued_at FROM receipts WHERE made_for = ?"
    row = db.execute(sql, [made_for]).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def number_of(db: Database, made_for: PaymentIntentId | RefundId, at: int) -> tuple[int, bool]:
    """Its number, and whether it had one before. Numbers follow without gaps, since one is only
    given together with its row, by the one thread that writes."""
    known = issued(db, made_for)
    if known is not None:
        return known[0], True
    (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM receipts").fetchone()
    db.execute(
        "INSERT INTO receipts (number, made_for, issued_at) VALUES (?, ?, ?)",
        [number, made_for, at],
    )
    return int(number), False
