"""Where following Stripe stands, in the cache, committed together with what it brought."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Final

from pos_app.customers.model import Customer
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database, Migrations
from pos_app.sync.model import Progress
from pos_app.sync.ports import FeedEvent

_KEPT: Final = timedelta(days=31)
"""One day longer than Stripe keeps events."""

SYNC_MIGRATIONS = Migrations("sync")


@SYNC_MIGRATIONS()
def m001_sync(db: Database) -> None:
    """Times in UTC seconds."""
    db.execute(
        "CREATE TABLE sync_progress (only INTEGER PRIMARY KEY CHECK (only = 1), cursor TEXT,"
        " last_listed TEXT, listed INTEGER NOT NULL, filled INTEGER NOT NULL,"
        " relisting INTEGER NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE sync_inbox (event_id TEXT PRIMARY KEY, at INTEGER NOT NULL)"
        " STRICT, WITHOUT ROWID"
    )
    # Stripe never gives an id again, so what was deleted stays deleted whatever comes late.
    db.execute(
        "CREATE TABLE sync_gone (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE TABLE sync_listed (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")


@SYNC_MIGRATIONS()
def m002_list_anew(db: Database) -> None:
    """Customers have fields that the copy was made without: only the list brings them."""
    db.execute("UPDATE sync_progress SET last_listed = NULL, listed = 0, filled = 0, relisting = 1")


def progress(db: Database) -> Progress:
    found = db.execute(
        "SELECT cursor, last_listed, listed, filled, relisting FROM sync_progress"
    ).fetchone()
    if found is None:
        return Progress()
    cursor, last_listed, listed, filled, relisting = found
    return Progress(
        begun=True,
        cursor=cursor,
        last_listed=CustomerId(last_listed) if last_listed else None,
        listed=listed,
        filled=bool(filled),
        relisting=bool(relisting),
    )


def put_progress(db: Database, now: Progress) -> None:
    db.execute(
        "INSERT OR REPLACE INTO sync_progress (only, cursor, last_listed, listed, filled,"
        " relisting) VALUES (1, ?, ?, ?, ?, ?)",
        [now.cursor, now.last_listed, now.listed, int(now.filled), int(now.relisting)],
    )


def take(db: Database, event: FeedEvent) -> bool:
    """Note an event as applied; False when it already was."""
    cursor = db.execute(
        "INSERT OR IGNORE INTO sync_inbox (event_id, at) VALUES (?, ?)",
        [event.id, to_timestamp(event.created_at)],
    )
    return cursor.rowcount == 1


def note_gone(db: Database, id_: str, at: datetime) -> None:
    db.execute("INSERT OR IGNORE INTO sync_gone (id, at) VALUES (?, ?)", [id_, to_timestamp(at)])


def is_gone(db: Database, id_: str) -> bool:
    return db.execute("SELECT 1 FROM sync_gone WHERE id = ?", [id_]).fetchone() is not None


def prune(db: Database, newest: datetime) -> None:
    """Forget what is too old to come again. `newest` is by Stripe's clock, as all times here."""
    before = to_timestamp(newest - _KEPT)
    db.execute("DELETE FROM sync_inbox WHERE at < ?", [before])
    db.execute("DELETE FROM sync_gone WHERE at < ?", [before])


def without_gone(db: Database, customers: Iterable[Customer]) -> list[Customer]:
    return [customer for customer in customers if not is_gone(db, customer.id)]


def note_listed(db: Database, customers: Iterable[Customer]) -> None:
    db.conn.executemany(
        "INSERT OR IGNORE INTO sync_listed (id) VALUES (?)",
        [(customer.id,) for customer in customers],
    )


def forget_listed(db: Database) -> None:
    db.execute("DELETE FROM sync_listed")


def not_listed(db: Database) -> Sequence[CustomerId]:
    """Customers of the copy that the list, now complete, didn't hold."""
    rows = db.execute("SELECT id FROM customers WHERE id NOT IN (SELECT id FROM sync_listed)")
    return [CustomerId(id_) for (id_,) in rows]
