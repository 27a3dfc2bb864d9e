"""What the ledger says of a customer in words, and how it is taken out: the SQL of erasing.

Every text in the ledger stands in `texts.py`, as erased or as kept: tests/integration/erasure holds
that, so that a new one is thought about.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from pos_app.consent import store as consent
from pos_app.erasure.model import Obstacle, Standing
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.ids import AgreementId, CustomerId
from pos_app.sales import store as sales
from pos_app.storage import Chain, Database, Migrations, rows
from pos_app.storage.chain import create_erased

ERASURE_MIGRATIONS: Final = Migrations("erasure")


@ERASURE_MIGRATIONS()
def m001_erasures(db: Database) -> None:
    """A released schema: never change it, add a step. UTC seconds; `own`: asked for here."""
    create_erased(db, (*consent.CHAINS, *sales.CHAINS))
    db.execute(
        "CREATE TABLE erasures ("
        " customer_id TEXT PRIMARY KEY,"
        " asked_at INTEGER NOT NULL,"
        " own INTEGER NOT NULL CHECK (own IN (0, 1)),"
        " stripe_at INTEGER,"
        " here_at INTEGER,"
        " done_at INTEGER) STRICT"
    )


Change = Callable[[dict[str, Any]], Mapping[str, Any]]
_CHAINS: Final = {chain.table: chain for chain in (*consent.CHAINS, *sales.CHAINS)}
_BARE_SUBJECT: Final = "json_set(subject, '$.description', '', '$.card_label', '')"
_BARE_NOTE: Final = "json_remove(note, '$.d', '$.n', '$.ref', '$.l', '$.y[1]')"
_THEIR_ITEMS: Final = "(SELECT id FROM items WHERE customer_id = ?1)"
_THEIR_SALES: Final = (
    "(SELECT id FROM sales WHERE customer_id = ?1"
    " UNION SELECT sale_id FROM schedules WHERE customer_id = ?1)"
)
_THEIR_ATTEMPTS: Final = "(SELECT id FROM attempts WHERE customer_id = ?1)"
_THEIR_AGREEMENTS: Final = "(SELECT id FROM agreements WHERE customer_id = ?1)"
_THEIR_PAYMENTS: Final = "(SELECT payment_intent_id FROM attempts WHERE customer_id = ?1)"

_ERASED_IN_CHAINS: Final = (
    ("agreements",
     f"SELECT seq, {_BARE_SUBJECT} AS subject, '' AS short_text, '' AS full_text FROM agreements"  # noqa: S608 (ours)
     f" WHERE customer_id = ?1 AND (subject <> {_BARE_SUBJECT} OR short_text || full_text <> '')"),
    ("revocations",
     "SELECT seq, '' AS reason FROM revocations WHERE customer_id = ?1 AND reason <> ''"),
    ("sale_edits",
     "SELECT seq, json_remove(record, '$.words') AS record FROM sale_edits"  # noqa: S608 (ours)
     f" WHERE sale_id IN {_THEIR_SALES} AND json_extract(record, '$.words') IS NOT NULL"),
)  # fmt: skip
"""Table, and what its rows become."""

_ERASED: Final = (
    f"UPDATE items SET description = '' WHERE customer_id = ?1 OR sale_id IN {_THEIR_SALES}",  # noqa: S608 (ours)
    f"UPDATE attempts SET description = '' WHERE customer_id = ?1 OR item_id IN {_THEIR_ITEMS}",  # noqa: S608 (ours)
    f"UPDATE schedules SET note = {_BARE_NOTE} WHERE customer_id = ?1",  # noqa: S608 (ours)
    "DELETE FROM papers WHERE customer_id = ?1",
    f"DELETE FROM asked_agreements WHERE attempt_id IN {_THEIR_ATTEMPTS}",  # noqa: S608 (ours)
    f"DELETE FROM offered_agreements WHERE attempt_id IN {_THEIR_ATTEMPTS}",  # noqa: S608 (ours)
    f"DELETE FROM card_wishes WHERE agreement_id IN {_THEIR_AGREEMENTS}",  # noqa: S608 (ours)
    # nothing is left to be hidden once it is over
    "INSERT OR IGNORE INTO shown_until"
    " SELECT id FROM agreements WHERE customer_id = ?1 AND purpose = 'next_time'",
    "DELETE FROM agreements_behind WHERE customer_id = ?1",
    "DELETE FROM agreement_marks WHERE customer_id = ?1",
)
"""Of tables that aren't chained."""

_OPEN: Final = (
    (Obstacle.PAYMENT,
     "SELECT 1 FROM attempts WHERE customer_id = ?1 AND settled_at IS NULL"),
    (Obstacle.HELD,
     "SELECT 1 FROM attempts WHERE customer_id = ?1 AND settled_at IS NOT NULL"
     " AND json_extract(outcome, '$.kind') = 'held'"),
    (Obstacle.ORDER,
     "SELECT 1 FROM operations WHERE (outcome IS NULL OR refund_status = 'pending')"  # noqa: S608 (ours)
     f" AND payment_intent_id IN {_THEIR_PAYMENTS}"),
    (Obstacle.SALE,
     "SELECT 1 FROM schedules WHERE customer_id = ?1 AND standing IN ('opening', 'open')"),
    (Obstacle.REBUILD, "SELECT 1 FROM rebuilds WHERE done_at IS NULL AND ?1 <> ''"),
)  # fmt: skip


def obstacles(db: Database, customer_id: CustomerId) -> Sequence[Obstacle]:
    """Money of theirs that is open by this ledger."""
    return [
        kind
        for kind, sql in _OPEN
        if db.execute(f"{sql} LIMIT 1", [customer_id]).fetchone() is not None
    ]


def begin(db: Database, customer_id: CustomerId, at: datetime, *, own: bool) -> None:
    """Write down that it is to be done; once begun it stays as it is."""
    db.execute(
        "INSERT INTO erasures (customer_id, asked_at, own) VALUES (?, ?, ?)"
        " ON CONFLICT (customer_id) DO UPDATE SET own = max(own, excluded.own), done_at ="
        " CASE WHEN excluded.own > own THEN NULL ELSE done_at END",
        [customer_id, to_timestamp(at), int(own)],
    )


def call_off(db: Database, customer_id: CustomerId) -> None:
    """Stripe refused it, or has the customer still: nothing was done anywhere."""
    db.execute("DELETE FROM erasures WHERE customer_id = ? AND stripe_at IS NULL", [customer_id])


def note_stripe(db: Database, customer_id: CustomerId, at: datetime) -> None:
    """Stripe has no such customer any more."""
    _note(db, "stripe_at", customer_id, at)


def note_here(db: Database, customer_id: CustomerId, at: datetime) -> None:
    """Neither have the files and their copies."""
    _note(db, "here_at", customer_id, at)


def note_done(db: Database, customer_id: CustomerId, at: datetime) -> None:
    """Nothing is left to be done."""
    _note(db, "done_at", customer_id, at)


def waiting(db: Database) -> Sequence[Standing]:
    """Those that were begun and aren't done, oldest first."""
    sql = "SELECT * FROM erasures WHERE done_at IS NULL ORDER BY asked_at, customer_id"
    return [_standing(row) for row in rows(db, sql)]


def begun(db: Database, customer_id: CustomerId) -> Standing | None:
    """Done or not; None where none was begun."""
    for row in rows(db, "SELECT * FROM erasures WHERE customer_id = ?", [customer_id]):
        return _standing(row)
    return None


def knows(db: Database, customer_id: CustomerId) -> bool:
    """Whether this ledger has anything of theirs, and no erasure of it was begun."""
    sql = (
        "SELECT NOT EXISTS (SELECT 1 FROM erasures WHERE customer_id = ?1) AND ("
        "EXISTS (SELECT 1 FROM sales WHERE customer_id = ?1)"
        " OR EXISTS (SELECT 1 FROM agreements WHERE customer_id = ?1)"
        " OR EXISTS (SELECT 1 FROM papers WHERE customer_id = ?1))"
    )
    return bool(db.execute(sql, [customer_id]).fetchone()[0])


def erase(db: Database, customer_id: CustomerId, at: datetime) -> None:
    """Take out every word about them. What was freed is overwritten. Done again it changes
    nothing."""
    db.execute("PRAGMA secure_delete = ON")
    for table, sql in _ERASED_IN_CHAINS:
        chain: Chain = _CHAINS[table]
        for row in rows(db, sql, [customer_id]):
            seq = row.pop("seq")
            chain.erase(db, seq, row, to_timestamp(at))
    for sql in _ERASED:
        db.execute(sql, [customer_id])
    ids = db.execute("SELECT id FROM agreements WHERE customer_id = ?", [customer_id]).fetchall()
    for (agreement_id,) in ids:  # there is nobody left at Stripe to be told of their ends
        ends = consent.revocations_of(db, AgreementId(agreement_id))
        consent.set_noted(db, AgreementId(agreement_id), len(ends))


def _standing(row: Mapping[str, Any]) -> Standing:
    gone_at_stripe, gone_here = row["stripe_at"] is not None, row["here_at"] is not None
    return Standing(row["customer_id"], bool(row["own"]), gone_at_stripe, gone_here)


def _note(db: Database, column: str, customer_id: CustomerId, at: datetime) -> None:
    sql = f"UPDATE erasures SET {column} = ? WHERE customer_id = ?"  # noqa: S608 (ours)
    db.execute(sql, [to_timestamp(at), customer_id])
