"""What Stripe said of charges and refunds as a ledger was rebuilt: checks and receipts in short."""

from typing import Final

from pos_app.kernel.ids import PaymentIntentId, RefundId
from pos_app.payments.noted import ReceiptNoted
from pos_app.storage import Database

_RECEIPT: Final = "receipt_number, receipt_at, receipt_till"


def create_table(db: Database) -> None:
    """A released schema: never change it, add a step. A copy of what Stripe says, not evidence of
    this till's own, so not chained. UTC seconds."""
    db.execute(
        "CREATE TABLE notes_at_stripe ("
        " made_for TEXT PRIMARY KEY,"
        " short_check TEXT NOT NULL,"
        " receipt_number INTEGER,"
        " receipt_at INTEGER,"
        " receipt_till TEXT) STRICT"
    )
    db.execute("CREATE INDEX notes_receipts ON notes_at_stripe (receipt_till, receipt_number)")


def keep(
    db: Database, made_for: PaymentIntentId | RefundId, short_check: str,
    receipt: ReceiptNoted | None,
) -> None:  # fmt: skip
    """In place of what was kept before; nothing noted leaves that as it is."""
    if not short_check and receipt is None:
        return
    of = (receipt.number, receipt.at, receipt.till_id) if receipt is not None else (None,) * 3
    db.execute(
        f"INSERT OR REPLACE INTO notes_at_stripe (made_for, short_check, {_RECEIPT})"  # noqa: S608
        " VALUES (?, ?, ?, ?, ?)",
        [made_for, short_check, *of],
    )


def check_of(db: Database, intent_id: PaymentIntentId) -> str:
    """As consent.check_notes.short_check wrote it; empty where none is known."""
    sql = "SELECT short_check FROM notes_at_stripe WHERE made_for = ?"
    row = db.execute(sql, [intent_id]).fetchone()
    return str(row[0]) if row is not None else ""


def receipt_of(db: Database, made_for: PaymentIntentId | RefundId) -> ReceiptNoted | None:
    """The receipt it had, whichever till gave it."""
    sql = f"SELECT {_RECEIPT} FROM notes_at_stripe WHERE made_for = ?"  # noqa: S608
    row = db.execute(sql, [made_for]).fetchone()
    return ReceiptNoted(*row) if row is not None and row[0] is not None else None


def last_number(db: Database, till_id: str) -> int:
    """The highest that a receipt of this till had; 0 where none is known."""
    sql = "SELECT coalesce(max(receipt_number), 0) FROM notes_at_stripe WHERE receipt_till = ?"
    return int(db.execute(sql, [till_id]).fetchone()[0])
