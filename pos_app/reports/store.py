"""Shifts in the ledger: opened and closed in one chain, each closing with its whole report.

What is in a Z is told by how far the payments, refunds and edits of sales went, which are only
appended; of what changes its row later (`shift_counted`) each is named once.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.errors import UserError
from pos_app.reports.document import from_text, to_text
from pos_app.reports.model import Shift, ShiftReport
from pos_app.storage import Chain, Database, Migrations, wrong_in_chains

REPORT_MIGRATIONS = Migrations("reports")
_SHIFTS: Final = Chain(
    "shifts",
    ("number", "did", "at", "person_id", "person", "payments", "refunds", "edits", "report"),
)
CHAINS: Final = (_SHIFTS,)
PAGE: Final = 60
"""Closed shifts at once: two months of a shop that closes once a day."""


@REPORT_MIGRATIONS()
def m001_shifts(db: Database) -> None:
    """`payments`, `refunds`, `edits`: the last row of each that a Z counted; UTC seconds."""
    db.execute(
        "CREATE TABLE shifts ("
        " seq INTEGER PRIMARY KEY,"
        " number INTEGER NOT NULL CHECK (number > 0),"
        " did TEXT NOT NULL CHECK (did IN ('opened', 'closed')),"
        " at INTEGER NOT NULL,"
        " person_id TEXT NOT NULL,"
        " person TEXT NOT NULL,"
        " payments INTEGER NOT NULL,"
        " refunds INTEGER NOT NULL,"
        " edits INTEGER NOT NULL,"
        " report TEXT NOT NULL CHECK (json_valid(report)),"
        " hash TEXT NOT NULL,"
        " UNIQUE (number, did)) STRICT"
    )
    _SHIFTS.keep(db)
    db.execute(
        "CREATE TABLE shift_counted ("
        " what TEXT NOT NULL, id TEXT NOT NULL, number INTEGER NOT NULL,"
        " PRIMARY KEY (what, id)) STRICT, WITHOUT ROWID"
    )
    # a Z is closed on the thread that writes: it mustn't walk through years of attempts there
    db.execute(
        "CREATE INDEX attempts_declined ON attempts (settled_at)"
        " WHERE json_extract(outcome, '$.kind') = 'declined'"
    )
    db.execute("CREATE INDEX attempts_manual ON attempts (settled_at) WHERE capture = 'manual'")


@dataclass(frozen=True, slots=True)
class Reach:
    """How far three tables were counted: the last `seq` of each, 0 before the first."""

    payments: int = 0
    refunds: int = 0
    edits: int = 0


@dataclass(frozen=True, slots=True)
class Counted:
    """Something told of in a Z that has no place in a chain."""

    what: str
    id: str


@dataclass(frozen=True, slots=True)
class Person:
    """Who opens or closes; both empty while the shop has no staff."""

    id: str = ""
    name: str = ""


def running(db: Database) -> Shift | None:
    """The shift that is open."""
    sql = "SELECT number, did, at, person FROM shifts ORDER BY seq DESC LIMIT 1"
    row = db.execute(sql).fetchone()
    if row is None or row[1] != "opened":
        return None
    return Shift(int(row[0]), from_timestamp(row[2]), row[3])


def reached(db: Database) -> Reach:
    """As far as the last Z went."""
    sql = (
        "SELECT payments, refunds, edits FROM shifts WHERE did = 'closed' ORDER BY seq DESC LIMIT 1"
    )
    row = db.execute(sql).fetchone()
    return Reach() if row is None else Reach(*map(int, row))


def add_opened(db: Database, person: Person, now: int) -> Shift:
    """The next shift, `now` in UTC seconds. Raises UserError shift.open_already (number)."""
    before = running(db)
    if before is not None:
        raise UserError("shift.open_already", number=before.number)
    (number,) = db.execute("SELECT coalesce(max(number), 0) + 1 FROM shifts").fetchone()
    went = reached(db)
    values = (
        number, "opened", now, person.id, person.name, went.payments, went.refunds, went.edits,
        "{}",
    )  # fmt: skip
    _SHIFTS.append(db, values)
    return Shift(int(number), from_timestamp(now), person.name)


def add_closed(
    db: Database, report: ShiftReport, person: Person, reach: Reach, counted: Iterable[Counted]
) -> ShiftReport:
    """The report as it stands now, with its fingerprint."""
    number, text = report.shift.number, to_text(report)
    values = (
        number, "closed", to_timestamp(report.at), person.id, person.name, reach.payments,
        reach.refunds, reach.edits, text,
    )  # fmt: skip
    seq = _SHIFTS.append(db, values)
    for one in counted:
        db.execute(
            "INSERT INTO shift_counted (what, id, number) VALUES (?, ?, ?)",
            [one.what, one.id, number],
        )
    (fingerprint,) = db.execute("SELECT hash FROM shifts WHERE seq = ?", [seq]).fetchone()
    return from_text(text, fingerprint)


def closed(db: Database, number: int) -> ShiftReport | None:
    """The Z with that number."""
    sql = "SELECT report, hash FROM shifts WHERE did = 'closed' AND number = ?"
    row = db.execute(sql, [number]).fetchone()
    return None if row is None else from_text(*row)


def newest_closed(db: Database) -> Sequence[ShiftReport]:
    """The newest first, at most `PAGE` of them."""
    sql = "SELECT report, hash FROM shifts WHERE did = 'closed' ORDER BY seq DESC LIMIT ?"
    return [from_text(*row) for row in db.execute(sql, [PAGE]).fetchall()]


def wrong_in_shifts(db: Database) -> str:
    """What is wrong in the shifts of a ledger; nothing when they are as they were written."""
    return wrong_in_chains(db, CHAINS)
