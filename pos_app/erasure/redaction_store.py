"""The redactions that were asked for, in the ledger."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from pos_app.erasure.redaction_model import Redaction, RedactionState, Why
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database, Migrations, rows

REDACTION_MIGRATIONS: Final = Migrations("redaction")
_CANCELED: Final = "(state = 'by_hand' AND why = 'canceled')"


@REDACTION_MIGRATIONS()
def m001_redactions(db: Database) -> None:
    """A released schema: never change it, add a step. UTC seconds; `why`: words, spaced."""
    db.execute(
        "CREATE TABLE redactions ("
        " customer_id TEXT PRIMARY KEY,"
        " state TEXT NOT NULL,"
        " asked_at INTEGER NOT NULL,"
        " why TEXT NOT NULL DEFAULT '',"
        " next_at INTEGER,"
        " job_id TEXT,"
        " run_at INTEGER,"
        " paid_at INTEGER) STRICT"
    )


def begin(db: Database, customer_id: CustomerId, at: datetime, paid_at: datetime | None) -> None:
    """Write down that it is to be done; once begun it stays as it is."""
    db.execute(
        "INSERT OR IGNORE INTO redactions (customer_id, state, asked_at, next_at, paid_at)"
        " VALUES (?, ?, ?, ?, ?)",
        [customer_id, RedactionState.ASKED.value, to_timestamp(at), to_timestamp(at),
         _seconds(paid_at)],
    )  # fmt: skip


def take_back(db: Database, customer_id: CustomerId) -> None:
    """It isn't wished any more; once Stripe was ordered to redact that can't be helped."""
    db.execute(
        "DELETE FROM redactions WHERE customer_id = ? AND run_at IS NULL AND state <> 'done'",
        [customer_id],
    )


def call_off(db: Database, customer_id: CustomerId) -> None:
    """The customer stays."""
    db.execute("DELETE FROM redactions WHERE customer_id = ?", [customer_id])


def write(db: Database, one: Redaction) -> bool:
    """As it stands now; False where it was done or taken back meanwhile, which stays."""
    written = db.execute(
        "UPDATE redactions SET state = ?, why = ?, next_at = ?, job_id = ?, run_at = ?"
        " WHERE customer_id = ? AND state <> 'done' RETURNING 1",
        [one.state.value, " ".join(one.why), _seconds(one.next_at), one.job_id,
         _seconds(one.run_at), one.customer_id],
    )  # fmt: skip
    return written.fetchone() is not None


def remember(db: Database, one: Redaction) -> None:
    """In a copy, which may be older than the wish."""
    begin(db, one.customer_id, one.asked_at, one.paid_at)
    write(db, one)


def deleted_at(db: Database, customer_id: CustomerId) -> datetime | None:
    """When Stripe had the customer no more."""
    sql = "SELECT stripe_at FROM erasures WHERE customer_id = ?"
    row = db.execute(sql, [customer_id]).fetchone()
    return _moment(row[0]) if row else None


def read(db: Database, customer_id: CustomerId) -> Redaction | None:
    """None where it was never asked for."""
    found = _found(db, "WHERE customer_id = ?", [customer_id])
    return found[0] if found else None


def standing(db: Database) -> Sequence[Redaction]:
    """All that aren't done, oldest first."""
    return _found(db, "WHERE state <> 'done' ORDER BY asked_at, customer_id", [])


def due(db: Database, at: datetime) -> Sequence[Redaction]:
    """Those to be gone on with, of customers who are gone at Stripe."""
    sql = (
        "WHERE state <> 'done' AND next_at <= ? AND customer_id IN"
        " (SELECT customer_id FROM erasures WHERE stripe_at IS NOT NULL)"
        " ORDER BY asked_at, customer_id"
    )
    return _found(db, sql, [to_timestamp(at)])


def hasten(db: Database, at: datetime) -> None:
    """Ask again now, also of what waits for somebody. A job that is gone or somebody else's is
    looked for anew, under another key, which `asked_at` is part of; one that somebody cancelled
    stays so."""
    now = to_timestamp(at)
    db.execute(
        f"UPDATE redactions SET next_at = ? WHERE state <> 'done' AND NOT {_CANCELED}",  # noqa: S608 (ours)
        [now],
    )
    db.execute(
        "UPDATE redactions SET job_id = NULL, run_at = NULL, asked_at = max(?, asked_at + 1)"
        " WHERE state = 'by_hand' AND why IN ('refused', 'other_job') AND job_id IS NOT NULL",
        [now],
    )


def begin_anew(db: Database, customer_id: CustomerId, at: datetime) -> None:
    """After somebody cancelled the job: another one, under another key. Else nothing."""
    now = to_timestamp(at)
    db.execute(
        "UPDATE redactions SET state = 'asked', why = '', job_id = NULL, run_at = NULL,"  # noqa: S608 (ours)
        f" next_at = ?, asked_at = max(?, asked_at + 1) WHERE customer_id = ? AND {_CANCELED}",
        [now, now, customer_id],
    )


def finish(db: Database, customer_id: CustomerId) -> None:
    """Somebody did it by hand."""
    db.execute(
        "UPDATE redactions SET state = 'done', why = '', next_at = NULL WHERE customer_id = ?",
        [customer_id],
    )


def _found(db: Database, where: str, values: list[Any]) -> Sequence[Redaction]:
    return [
        Redaction(
            CustomerId(row["customer_id"]),
            RedactionState(row["state"]),
            from_timestamp(row["asked_at"]),
            tuple(Why(word) for word in row["why"].split()),
            _moment(row["next_at"]),
            row["job_id"],
            _moment(row["run_at"]),
            _moment(row["paid_at"]),
        )
        for row in rows(db, f"SELECT * FROM redactions {where}", values)  # noqa: S608 (ours)
    ]


def _seconds(at: datetime | None) -> int | None:
    return None if at is None else to_timestamp(at)


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else from_timestamp(seconds)
