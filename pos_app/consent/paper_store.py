"""Printed agreements in the ledger, until they are signed and after: their SQL."""

import json
from typing import Any

from pos_app.consent.model import Wording
from pos_app.consent.paper_model import Paper
from pos_app.consent.records import (
    Record,
    scope_from,
    scope_record,
    subject_from,
    subject_record,
)
from pos_app.consent.service import Draft
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database, Migrations

PAPER_MIGRATIONS = Migrations("papers")


@PAPER_MIGRATIONS()
def m001_papers(db: Database) -> None:
    """A released schema: never change it, add a step. `printed_at` in UTC seconds; the draft as
    JSON; `taken_by` the attempt to be paid (in rows of earlier releases also `agreement`: recorded
    at once)."""
    db.execute(
        "CREATE TABLE papers ("
        " number TEXT PRIMARY KEY,"
        " customer_id TEXT NOT NULL,"
        " printed_at INTEGER NOT NULL,"
        " taken_by TEXT,"
        " draft TEXT NOT NULL CHECK (json_valid(draft))) STRICT"
    )
    db.execute("CREATE INDEX agreements_on_paper ON agreements (json_extract(act, '$.paper'))")


@PAPER_MIGRATIONS()
def m002_show_numbers(db: Database) -> None:
    """The number beside the second signature; none on papers of earlier releases, which had boxes
    to be ticked by pen."""
    db.execute("ALTER TABLE papers ADD COLUMN show_number TEXT")
    db.execute("CREATE UNIQUE INDEX papers_shown ON papers (show_number)")


def add(db: Database, paper: Paper) -> None:
    """Raises ConstraintBroken for a number that is there."""
    db.execute(
        "INSERT INTO papers (number, customer_id, printed_at, draft, show_number)"
        " VALUES (?, ?, ?, ?, ?)",
        [paper.number, paper.customer_id, paper.printed_at,
         json.dumps(draft_record(paper.draft), ensure_ascii=False), paper.show_number or None],
    )  # fmt: skip


def find(db: Database, number: str) -> Paper | None:
    """By the paper's own number."""
    sql = "SELECT customer_id, draft, printed_at, show_number FROM papers WHERE number = ?"
    row = db.execute(sql, [number]).fetchone()
    if row is None:
        return None
    draft = draft_from(json.loads(row[1]))
    return Paper(number, CustomerId(row[0]), draft, int(row[2]), row[3] or "")


def is_taken(db: Database, number: str) -> bool:
    """Whether it stands on a paper, beside either signature."""
    sql = "SELECT 1 FROM papers WHERE number = ?1 OR show_number = ?1"
    return db.execute(sql, [number]).fetchone() is not None


def taken_by(db: Database, number: str) -> str:
    """Empty while nobody has it."""
    row = db.execute("SELECT taken_by FROM papers WHERE number = ?", [number]).fetchone()
    return str(row[0]) if row is not None and row[0] is not None else ""


def take(db: Database, number: str, by: str) -> None:
    """One paper for one agreement; again by the same changes nothing.

    Raises UserError paper.unknown, agreement.paper_used (number), both with the field number.
    """
    if find(db, number) is None:
        raise UserError("paper.unknown", field="number")
    if taken_by(db, number) not in ("", by):
        raise UserError("agreement.paper_used", field="number", number=number)
    db.execute("UPDATE papers SET taken_by = ? WHERE number = ?", [by, number])


def give_back(db: Database, number: str, by: str) -> None:
    """What it was taken for came to nothing."""
    sql = "UPDATE papers SET taken_by = NULL WHERE number = ? AND taken_by = ?"
    db.execute(sql, [number, by])


def draft_record(draft: Draft) -> Record:
    """A draft as JSON has it; minor units."""
    wording = draft.wording
    return {
        "scope": scope_record(draft.scope),
        "subject": subject_record(draft.subject),
        "wording": [
            wording.version, wording.language, wording.title, wording.short, wording.full,
            wording.sha256,
        ],
    }  # fmt: skip


def draft_from(record: dict[str, Any]) -> Draft:
    """What draft_record wrote."""
    return Draft(
        scope_from(record["scope"]), subject_from(record["subject"]), Wording(*record["wording"])
    )
