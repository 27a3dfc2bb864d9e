"""The audit log in the ledger: its SQL. Rows are chained and only appended."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.money import Money
from pos_app.staff.audit import AuditFilter, AuditKind, AuditRow, Noted, Reach, Who
from pos_app.staff.model import PersonId, Right
from pos_app.storage import Chain, Database
from pos_app.storage.chain import SEAL
from pos_app.storage.database import rows

SEALS: Final = Chain("audit_seals", SEAL)
AUDIT: Final = Chain(
    "audit",
    ("at", "local_time", "till_id", "kind", "person_id", "person", "approver_id", "approver",
     "permission", "about", "amount_minor", "currency", "outcome", "of_seq", "detail"),
    SEALS,
)  # fmt: skip


def create_audit(db: Database) -> None:
    """A released schema: never change it, add a step. `at` in UTC seconds; minor units; empty
    texts where there is nobody and nothing."""
    db.execute(
        "CREATE TABLE audit ("
        " seq INTEGER PRIMARY KEY,"
        " at INTEGER NOT NULL,"
        " local_time TEXT NOT NULL,"
        " till_id TEXT NOT NULL,"
        " kind TEXT NOT NULL,"
        " person_id TEXT NOT NULL,"
        " person TEXT NOT NULL,"
        " approver_id TEXT NOT NULL,"
        " approver TEXT NOT NULL,"
        " permission TEXT NOT NULL,"
        " about TEXT NOT NULL,"
        " amount_minor INTEGER,"
        " currency TEXT NOT NULL,"
        " outcome TEXT NOT NULL,"
        " of_seq INTEGER REFERENCES audit (seq),"
        " detail TEXT NOT NULL,"
        " hash TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX audit_at ON audit (at)")
    AUDIT.keep(db)


def create_seals(db: Database) -> None:
    """A released schema: never change it, add a step. `at` in UTC seconds."""
    db.execute(
        "CREATE TABLE audit_seals ("
        " seq INTEGER PRIMARY KEY,"
        " at INTEGER NOT NULL,"
        " last_seq INTEGER NOT NULL,"
        " last_hash TEXT NOT NULL,"
        " hash TEXT NOT NULL) STRICT"
    )
    SEALS.keep(db)
    AUDIT.keep_until_sealed(db)


def old_rows(db: Database, before: datetime) -> tuple[int, int] | None:
    """The first and the last of the rows that may leave: all of them from before that moment, none
    that a later row names; None where there are none."""
    ends = "SELECT coalesce((SELECT min(seq) FROM audit WHERE at >= ?), max(seq) + 1), min(seq)"
    kept, first = db.execute(f"{ends} FROM audit", [to_timestamp(before)]).fetchone()
    named = kept
    while named is not None and first is not None:
        kept = named
        sql = "SELECT min(of_seq) FROM audit WHERE seq >= ?1 AND of_seq < ?1"
        (named,) = db.execute(sql, [kept]).fetchone()
    return (first, kept - 1) if first is not None and kept > first else None


def let_go(db: Database, last: int, at: datetime) -> None:
    """Take out all rows up to that one, and seal where the others begin."""
    AUDIT.let_go(db, last, to_timestamp(at))


def last_sealed(db: Database) -> datetime | None:
    """When rows left last (UTC)."""
    (at,) = db.execute("SELECT max(at) FROM audit_seals").fetchone()
    return from_timestamp(at) if at is not None else None


def reach(db: Database) -> Reach:
    """How far back it goes."""
    first = db.execute("SELECT at FROM audit ORDER BY seq LIMIT 1").fetchone()
    sql = "SELECT at FROM audit WHERE kind = ? ORDER BY seq DESC LIMIT 1"
    saved = db.execute(sql, [AuditKind.EXPORTED.value]).fetchone()
    return Reach(*(from_timestamp(row[0]) if row else None for row in (first, saved)))


def append(db: Database, noted: Noted, at: datetime, till_id: str) -> int:
    """Write one row; its number. `at` is aware."""
    money = noted.amount
    local = at.astimezone().isoformat(timespec="seconds")
    values = (
        to_timestamp(at), local, till_id, noted.kind.value, noted.person.id, noted.person.name,
        noted.approver.id, noted.approver.name,
        noted.right.value if noted.right is not None else "", noted.about,
        money.amount_minor if money is not None else None,
        money.currency if money is not None else "", noted.outcome, noted.of, noted.detail,
    )  # fmt: skip
    return AUDIT.append(db, values)


def find(
    db: Database, wanted: AuditFilter, most: int | None = None, before: int | None = None
) -> Sequence[AuditRow]:
    """The newest first, so many at most, those before a row's number."""
    where, values = _conditions(wanted)
    if before is not None:
        where, values = [*where, "seq < ?"], [*values, before]
    sql = "SELECT * FROM audit"
    if where:
        sql += f" WHERE {' AND '.join(where)}"
    sql += " ORDER BY seq DESC LIMIT ?"
    return [_row(one) for one in rows(db, sql, [*values, -1 if most is None else most])]


def _conditions(wanted: AuditFilter) -> tuple[list[str], list[Any]]:
    where: list[str] = []
    values: list[Any] = []
    if wanted.person is not None:
        where.append("(person_id = ? OR approver_id = ?)")
        values += [wanted.person, wanted.person]
    if wanted.right is not None:
        where.append("permission = ?")
        values.append(wanted.right.value)
    if wanted.first is not None:
        where.append("at >= ?")
        values.append(to_timestamp(datetime.combine(wanted.first, time()).astimezone()))
    if wanted.last is not None:
        after = datetime.combine(wanted.last + timedelta(days=1), time()).astimezone()
        where.append("at < ?")
        values.append(to_timestamp(after))
    return where, values


def _row(row: dict[str, Any]) -> AuditRow:
    minor = row["amount_minor"]
    noted = Noted(
        kind=AuditKind(row["kind"]),
        person=Who(PersonId(row["person_id"]), row["person"]),
        approver=Who(PersonId(row["approver_id"]), row["approver"]),
        right=Right(row["permission"]) if row["permission"] else None,
        about=row["about"],
        amount=Money(minor, row["currency"]) if minor is not None else None,
        outcome=row["outcome"],
        of=row["of_seq"],
        detail=row["detail"],
    )
    return AuditRow(row["seq"], from_timestamp(row["at"]), row["local_time"], row["till_id"], noted)
