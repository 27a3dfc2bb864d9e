"""Receipt numbers in the ledger."""

from pos_app.kernel.ids import PaymentIntentId
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


def issued(db: Database, intent_id: PaymentIntentId) -> tuple[int, int] | None:
    """The payment's number and when it was given (UTC seconds); None before its first receipt."""
    sql = "SELECT number, issued_at FROM receipts WHERE payment_intent_id = ?"
    row = db.execute(sql, [intent_id]).fetchone()
    return None if row is None else (int(row[0]), int(row[1]))


def number_of(db: Database, intent_id: PaymentIntentId, at: int) -> tuple[int, bool]:
    """The payment's number, and whether it had one before. Numbers follow without gaps, since
    one is only given together with its row, by the one thread that writes."""
    sql = "SELECT number FROM receipts WHERE payment_intent_id = ?"
    row = db.execute(sql, [intent_id]).fetchone()
    if row is not None:
        return int(row[0]), True
    (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM receipts").fetchone()
    db.execute(
        "INSERT INTO receipts (number, payment_intent_id, issued_at) VALUES (?, ?, ?)",
        [number, intent_id, at],
    )
    return int(number), False
