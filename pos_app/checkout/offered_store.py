"""Agreements to show a card next time that customers have before them, until the payment is
settled: their SQL."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.consent.paper_store import draft_from, draft_record
from pos_app.consent.service import Draft
from pos_app.kernel.ids import AttemptId
from pos_app.storage import Database


@dataclass(frozen=True, slots=True)
class Offered:
    """What stands beside the box, and who handed the page over."""

    draft: Draft
    staff: str = ""


def create_table(db: Database) -> None:
    """A released schema: never change it, add a step. The draft as JSON. A row goes once its
    payment is settled, into `agreements` where the box was ticked."""
    db.execute(
        "CREATE TABLE offered_agreements ("
        " attempt_id TEXT PRIMARY KEY,"
        " staff TEXT NOT NULL,"
        " draft TEXT NOT NULL CHECK (json_valid(draft))) STRICT"
    )


def keep(db: Database, attempt_id: AttemptId, offered: Offered) -> None:
    text = json.dumps(draft_record(offered.draft), ensure_ascii=False)
    db.execute("INSERT INTO offered_agreements VALUES (?, ?, ?)", [attempt_id, offered.staff, text])


def find(db: Database, attempt_id: AttemptId) -> Offered | None:
    sql = "SELECT draft, staff FROM offered_agreements WHERE attempt_id = ?"
    row = db.execute(sql, [attempt_id]).fetchone()
    return Offered(draft_from(json.loads(row[0])), str(row[1])) if row is not None else None


def forget(db: Database, attempt_id: AttemptId) -> None:
    db.execute("DELETE FROM offered_agreements WHERE attempt_id = ?", [attempt_id])


def waiting(db: Database) -> Sequence[AttemptId]:
    """Oldest first."""
    sql = "SELECT attempt_id FROM offered_agreements ORDER BY rowid"
    return [AttemptId(row[0]) for row in db.execute(sql).fetchall()]
