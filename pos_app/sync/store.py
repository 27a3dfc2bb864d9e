"""Where following Stripe stands, in the cache, committed together with what it brought."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

from pos_app.customers import version_store
from pos_app.customers.model import Customer
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database, Migrations
from pos_app.sync.model import CardsProgress, Progress
from pos_app.sync.ports import FeedEvent
from pos_app.sync.ranges import Range

_KEPT: Final = timedelta(days=31)
"""One day longer than Stripe keeps events."""
CUSTOMER: Final = "customer"
CARDS: Final = "cards"
_RANGE: Final = "number, source, since, until, rank, room, after, reached, density"

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
    db.execute(
        "CREATE TABLE sync_gone (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE TABLE sync_listed (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")


@SYNC_MIGRATIONS()
def m002_list_anew(db: Database) -> None:
    """Customers have fields that the copy was made without: only the list brings them."""
    db.execute("UPDATE sync_progress SET last_listed = NULL, listed = 0, filled = 0, relisting = 1")


@SYNC_MIGRATIONS()
def m003_ranges(db: Database) -> None:
    """The list in ranges side by side; a copy from before begins anew, and serves meanwhile."""
    for table in ("sync_progress", "sync_gone", "sync_listed"):
        db.execute(f"DROP TABLE {table}")
    db.execute(
        "CREATE TABLE sync_progress (only INTEGER PRIMARY KEY CHECK (only = 1),"
        " listed INTEGER NOT NULL, filled INTEGER NOT NULL, relisting INTEGER NOT NULL,"
        " floor INTEGER NOT NULL, mark INTEGER NOT NULL, followed_at INTEGER NOT NULL,"
        " cards_rank INTEGER NOT NULL DEFAULT 0, cards_done INTEGER NOT NULL DEFAULT 0) STRICT"
    )
    db.execute("CREATE TABLE sync_cursors (source TEXT PRIMARY KEY, cursor TEXT) STRICT")
    db.execute(
        "CREATE TABLE sync_ranges (number INTEGER PRIMARY KEY AUTOINCREMENT, source TEXT NOT NULL,"
        " since INTEGER NOT NULL, until INTEGER, rank INTEGER NOT NULL, room INTEGER NOT NULL,"
        " after TEXT, reached INTEGER, density REAL NOT NULL) STRICT"
    )
    db.execute("CREATE TABLE sync_listed (id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")
    db.execute(
        "CREATE TABLE sync_due (kind TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL,"
        " PRIMARY KEY (kind, id)) STRICT, WITHOUT ROWID"
    )


@SYNC_MIGRATIONS()
def m004_list_once_more(db: Database) -> None:
    """Customers have a default card and a mark since: only the list brings them. As after a gap
    too long, so that what is known to be gone stays known."""
    db.execute("UPDATE sync_progress SET followed_at = 0")


@SYNC_MIGRATIONS()
def m005_list_for_sales(db: Database) -> None:
    """Customers have notes of their sales since."""
    db.execute("UPDATE sync_progress SET followed_at = 0")


def progress(db: Database) -> Progress:
    row = db.execute(
        "SELECT listed, filled, relisting, floor, mark, followed_at FROM sync_progress"
    ).fetchone()
    if row is None:
        return Progress()
    listed, filled, relisting, floor, mark, followed_at = row
    return Progress(
        begun=True,
        cursors=dict(db.execute("SELECT source, cursor FROM sync_cursors").fetchall()),
        listed=listed,
        filled=bool(filled),
        relisting=bool(relisting),
        floor=floor,
        mark=mark,
        followed_since=from_timestamp(followed_at),
    )


def begin(
    db: Database, cursors: Mapping[str, str | None], floor: int, at: datetime, *, relisting: bool
) -> None:
    """A list not begun yet, of sources followed from `cursors` on."""
    for table in ("sync_progress", "sync_cursors", "sync_ranges", "sync_listed"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 (ours)
    db.execute(
        "INSERT INTO sync_progress (only, listed, filled, relisting, floor, mark, followed_at)"
        " VALUES (1, 0, 0, ?, ?, ?, ?)",
        [int(relisting), floor, version_store.mark(db), to_timestamp(at)],
    )
    for source, cursor in cursors.items():
        db.execute("INSERT INTO sync_cursors (source, cursor) VALUES (?, ?)", [source, cursor])


def put_listed(db: Database, listed: int, *, filled: bool) -> None:
    """How far the list came; a filled copy heals nothing more."""
    db.execute(
        "UPDATE sync_progress SET listed = ?, filled = ?, relisting = relisting AND NOT ?",
        [listed, int(filled), int(filled)],
    )


def put_cursor(db: Database, source: str, cursor: str) -> None:
    db.execute("UPDATE sync_cursors SET cursor = ? WHERE source = ?", [cursor, source])


def put_followed(db: Database, at: datetime) -> None:
    db.execute("UPDATE sync_progress SET followed_at = ?", [to_timestamp(at)])


def ranges(db: Database) -> list[Range]:
    """Those not read to their end, newest first."""
    rows = db.execute(f"SELECT {_RANGE} FROM sync_ranges ORDER BY rank")  # noqa: S608 (ours)
    return [Range(*row) for row in rows.fetchall()]


def add_range(db: Database, new: Range) -> None:
    """Under its number; the next one where it has none."""
    db.execute(
        f"INSERT INTO sync_ranges ({_RANGE}) VALUES (nullif(?, 0), ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 (ours)
        [
            new.number,
            new.source,
            new.since,
            new.until,
            new.rank,
            new.room,
            new.after,
            new.reached,
            new.density,
        ],
    )


def last_number(db: Database) -> int:
    """The highest that a range ever had."""
    row = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'sync_ranges'").fetchone()
    return int(row[0]) if row else 0


def rooms_end(db: Database) -> int:
    """The first place after those that the ranges have."""
    (end,) = db.execute("SELECT coalesce(max(room), 0) FROM sync_ranges").fetchone()
    return int(end)


def put_range(db: Database, now: Range) -> None:
    db.execute(
        "UPDATE sync_ranges SET since = ?, until = ?, rank = ?, room = ?, after = ?, reached = ?,"
        " density = ? WHERE number = ?",
        [
            now.since,
            now.until,
            now.rank,
            now.room,
            now.after,
            now.reached,
            now.density,
            now.number,
        ],
    )


def end_range(db: Database, number: int) -> bool:
    """Whether that was the last one."""
    db.execute("DELETE FROM sync_ranges WHERE number = ?", [number])
    return db.execute("SELECT 1 FROM sync_ranges LIMIT 1").fetchone() is None


def take(db: Database, event: FeedEvent) -> bool:
    """Note an event as applied; False when it already was."""
    cursor = db.execute(
        "INSERT OR IGNORE INTO sync_inbox (event_id, at) VALUES (?, ?)",
        [event.id, to_timestamp(event.created_at)],
    )
    return cursor.rowcount == 1


def prune(db: Database, newest: datetime) -> None:
    """Forget what is too old to come again. `newest` is by Stripe's clock, as all times here."""
    before = newest - _KEPT
    db.execute("DELETE FROM sync_inbox WHERE at < ?", [to_timestamp(before)])
    version_store.prune(db, before)


def note_listed(db: Database, customers: Iterable[Customer]) -> None:
    db.conn.executemany(
        "INSERT OR IGNORE INTO sync_listed (id) VALUES (?)",
        [(customer.id,) for customer in customers],
    )


def forget_listed(db: Database) -> None:
    db.execute("DELETE FROM sync_listed")


def not_listed(db: Database, mark: int) -> Sequence[CustomerId]:
    """Customers of the copy that the list, now complete, didn't hold; those that came by other
    ways since `mark` may be younger than the list."""
    rows = db.execute(
        "SELECT id FROM customers WHERE id NOT IN (SELECT id FROM sync_listed)"
        " AND id NOT IN (SELECT id FROM customer_versions WHERE seq > ?)",
        [mark],
    )
    return [CustomerId(id_) for (id_,) in rows]


def add_due(db: Database, kind: str, id_: str, at: datetime | None = None) -> None:
    """Something to ask Stripe for anew, because of an event told `at`."""
    db.execute(
        "INSERT INTO sync_due (kind, id, at) VALUES (?, ?, ?)"
        " ON CONFLICT (kind, id) DO UPDATE SET at = max(at, excluded.at)",
        [kind, id_, to_timestamp(at) if at else 0],
    )


def due(db: Database, limit: int) -> tuple[int, list[tuple[str, CustomerId, datetime]]]:
    """The mark to ask at, and what is to be asked for: kind, customer, time of the event."""
    rows = db.execute("SELECT kind, id, at FROM sync_due LIMIT ?", [limit]).fetchall()
    found = [(str(kind), CustomerId(id_), from_timestamp(at)) for kind, id_, at in rows]
    return version_store.mark(db), found


def settle_due(db: Database, kind: str, id_: str, at: datetime) -> None:
    """It was asked for; unless a newer event came since."""
    db.execute(
        "DELETE FROM sync_due WHERE kind = ? AND id = ? AND at <= ?", [kind, id_, to_timestamp(at)]
    )


def cards_progress(db: Database) -> CardsProgress | None:
    """None while the list isn't complete: the last places in the copy aren't given yet."""
    row = db.execute("SELECT cards_rank, cards_done FROM sync_progress WHERE filled").fetchone()
    return CardsProgress(row[0], bool(row[1])) if row else None


def put_cards_progress(db: Database, now: CardsProgress) -> None:
    db.execute("UPDATE sync_progress SET cards_rank = ?, cards_done = ?", [now.rank, int(now.done)])


def next_for_cards(db: Database, rank: int, limit: int) -> tuple[int, list[tuple[int, CustomerId]]]:
    """The mark to ask at, and the next customers in the order of the copy, with their places."""
    rows = db.execute(
        "SELECT rank, id FROM customers WHERE rank > ? ORDER BY rank LIMIT ?", [rank, limit]
    ).fetchall()
    return version_store.mark(db), [(int(place), CustomerId(id_)) for place, id_ in rows]
