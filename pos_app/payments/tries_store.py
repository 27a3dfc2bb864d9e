"""Refused cards, counted from the journal and from pages: their SQL."""

from collections.abc import Sequence
from typing import Final

from pos_app.kernel.ids import AttemptId
from pos_app.payments.tries_model import Refusal, whose
from pos_app.storage import Database

_DECLINED: Final = (
    "settled_at IS NOT NULL AND off_session = 0 AND json_extract(outcome, '$.kind') = 'declined'"
)
"""Word for word the condition of an index: part of a released schema."""


def create_tables(db: Database) -> None:
    """A page may be refused several cards and be paid in the end: each refusal is a row of its
    own. `refusal` is Stripe's id of the failed charge or try; `at` in UTC seconds."""
    db.execute(
        "CREATE TABLE page_refusals ("
        " attempt_id TEXT NOT NULL REFERENCES attempts (id),"
        " refusal TEXT NOT NULL,"
        " at INTEGER NOT NULL,"
        " PRIMARY KEY (attempt_id, refusal)) STRICT"
    )
    db.execute("CREATE INDEX page_refusals_at ON page_refusals (at)")
    db.execute(f"CREATE INDEX attempts_refused ON attempts (prepared_at) WHERE {_DECLINED}")


def note(db: Database, attempt_id: AttemptId, refusal: str, now: int) -> None:
    """Once, however often it is seen."""
    db.execute(
        "INSERT OR IGNORE INTO page_refusals (attempt_id, refusal, at) VALUES (?, ?, ?)",
        [attempt_id, refusal, now],
    )


def since(db: Database, at: int) -> Sequence[Refusal]:
    """At this till, by customers who were there."""
    sql = (
        "SELECT prepared_at, customer_id, item_id FROM attempts"  # noqa: S608
        f" WHERE {_DECLINED} AND prepared_at > ?1"
        " UNION ALL SELECT page_refusals.at, customer_id, item_id FROM page_refusals"
        " JOIN attempts ON attempts.id = attempt_id WHERE page_refusals.at > ?1"
    )
    return [Refusal(int(row[0]), whose(row[1], row[2])) for row in db.execute(sql, [at]).fetchall()]


def of_page(db: Database, attempt_id: AttemptId) -> int:
    """How many cards one page was refused."""
    sql = "SELECT count(*) FROM page_refusals WHERE attempt_id = ?"
    return int(db.execute(sql, [attempt_id]).fetchone()[0])
