"""Looks at Stripe that a restored ledger still owes: all their SQL."""

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage import Database


@dataclass(frozen=True, slots=True)
class LateLook:
    """The next one: for what a copy of `since` lacks, not before `due_at` by Stripe's clock. UTC
    seconds."""

    since: int
    due_at: int


def create_tables(db: Database) -> None:
    """`first`: the look that refunds wait for."""
    db.execute(
        "CREATE TABLE late_looks ("
        " id INTEGER PRIMARY KEY, since INTEGER NOT NULL, due_at INTEGER NOT NULL,"
        " first INTEGER NOT NULL CHECK (first IN (0, 1)), done_at INTEGER) STRICT"
    )


def plan(db: Database, since: int, moments: Iterable[int]) -> None:
    """Look again at these moments (UTC seconds), the earliest first."""
    for number, due_at in enumerate(moments):
        db.execute(
            "INSERT INTO late_looks (since, due_at, first) VALUES (?, ?, ?)",
            [since, due_at, int(number == 0)],
        )


def coming(db: Database) -> LateLook | None:
    """None: nothing is owed any more. As old as any of those that are owed asks for."""
    row = db.execute(
        "SELECT min(since), min(due_at) FROM late_looks WHERE done_at IS NULL"
    ).fetchone()
    return None if row is None or row[0] is None else LateLook(int(row[0]), int(row[1]))


def done(db: Database, asked_at: int) -> None:
    """Stripe was asked at this moment: every look that was due by then is done."""
    db.execute(
        "UPDATE late_looks SET done_at = ? WHERE done_at IS NULL AND due_at <= ?",
        [asked_at, asked_at],
    )


def check_refunds_known(db: Database) -> None:
    """Raises EnvironmentFault ledger.refunds_awaited while a refund that a lost ledger had sent
    may still arrive: another of the same payment would give the money back twice."""
    owed = "SELECT 1 FROM late_looks WHERE done_at IS NULL AND first = 1"
    if db.execute(owed).fetchone() is not None:
        raise EnvironmentFault("ledger.refunds_awaited", retryable=True)
