"""Agreements a customer said yes to before paying, until the payment is settled: their SQL."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.checkout import offered_store
from pos_app.consent.model import Tick
from pos_app.consent.paper_store import draft_from, draft_record
from pos_app.consent.service import Draft
from pos_app.kernel.ids import AttemptId
from pos_app.storage import Database, Migrations

CHECKOUT_MIGRATIONS = Migrations("checkout")


@CHECKOUT_MIGRATIONS()
def m001_asked(db: Database) -> None:
    """A released schema: never change it, add a step. `said_at` in UTC seconds; the draft as
    JSON. A row goes once its payment is settled, into `agreements` when it was made."""
    db.execute(
        "CREATE TABLE asked_agreements ("
        " attempt_id TEXT PRIMARY KEY,"
        " said_at INTEGER NOT NULL,"
        " staff TEXT NOT NULL,"
        " draft TEXT NOT NULL CHECK (json_valid(draft))) STRICT"
    )


@CHECKOUT_MIGRATIONS()
def m002_offered(db: Database) -> None:
    """What stands beside the box to show a card next time."""
    offered_store.create_table(db)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the customer said yes to; `at` in UTC seconds."""

    draft: Draft
    at: int
    staff: str
    paper_number: str = ""
    """Of the paper they signed instead of ticking on the page; else empty."""
    on_paper: frozenset[Tick] = frozenset()
    """What they ticked there by pen."""


def keep(db: Database, attempt_id: AttemptId, asked: Asked) -> None:
    record = {
        "paper": asked.paper_number,
        "on_paper": sorted(tick.value for tick in asked.on_paper),
        **draft_record(asked.draft),
    }
    db.execute(
        "INSERT INTO asked_agreements (attempt_id, said_at, staff, draft) VALUES (?, ?, ?, ?)",
        [attempt_id, asked.at, asked.staff, json.dumps(record, ensure_ascii=False)],
    )


def find(db: Database, attempt_id: AttemptId) -> Asked | None:
    sql = "SELECT draft, said_at, staff FROM asked_agreements WHERE attempt_id = ?"
    row = db.execute(sql, [attempt_id]).fetchone()
    if row is None:
        return None
    record = json.loads(row[0])
    ticked = frozenset(Tick(tick) for tick in record.get("on_paper", ()))
    number = record.get("paper", "")  # rows of earlier releases know no papers
    return Asked(draft_from(record), int(row[1]), str(row[2]), number, ticked)


def forget(db: Database, attempt_id: AttemptId) -> None:
    db.execute("DELETE FROM asked_agreements WHERE attempt_id = ?", [attempt_id])


def waiting(db: Database) -> Sequence[AttemptId]:
    """Oldest first."""
    sql = "SELECT attempt_id FROM asked_agreements ORDER BY said_at"
    return [AttemptId(row[0]) for row in db.execute(sql).fetchall()]
