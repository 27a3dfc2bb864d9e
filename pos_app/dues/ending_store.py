"""Sales that this till is calling off: written down before the first step, so that a crash between
two of them leaves nothing half done."""

from collections.abc import Sequence

from pos_app.kernel.ids import SaleId
from pos_app.storage import Database, Migrations

DUES_MIGRATIONS = Migrations("dues")


@DUES_MIGRATIONS()
def m001_endings(db: Database) -> None:
    """What is to come back and what stays stands in the sale's own note at Stripe; this only says
    whose it is to see it through. UTC seconds."""
    db.execute(
        "CREATE TABLE endings (sale_id TEXT PRIMARY KEY, begun_at INTEGER NOT NULL,"
        " done_at INTEGER) STRICT"
    )


def begin(db: Database, sale_id: SaleId, now: int) -> None:
    db.execute(
        "INSERT INTO endings (sale_id, begun_at) VALUES (?1, ?2)"
        " ON CONFLICT (sale_id) DO UPDATE SET begun_at = ?2, done_at = NULL",
        [sale_id, now],
    )


def finish(db: Database, sale_id: SaleId, now: int) -> None:
    db.execute("UPDATE endings SET done_at = ? WHERE sale_id = ?", [now, sale_id])


def unfinished(db: Database) -> Sequence[SaleId]:
    """Oldest first."""
    sql = "SELECT sale_id FROM endings WHERE done_at IS NULL ORDER BY begun_at, sale_id"
    return [SaleId(row[0]) for row in db.execute(sql).fetchall()]
