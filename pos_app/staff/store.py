"""People and roles in the ledger: their SQL. Nobody is ever taken out."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.money import Money
from pos_app.staff.audit_store import create_audit, create_seals
from pos_app.staff.model import Person, PersonId, Right, Role, RoleRights
from pos_app.staff.pins import Tries
from pos_app.storage import Database, Migrations

STAFF_MIGRATIONS = Migrations("staff")


@STAFF_MIGRATIONS()
def m001_staff(db: Database) -> None:
    """A released schema: never change it, add a step. `pin` as argon2 writes it, with salt and
    parameters; `wrong` PINs in a row, the last at `wrong_at` (UTC seconds); limits in minor
    units."""
    db.execute(
        "CREATE TABLE people ("
        " id TEXT PRIMARY KEY,"
        " name TEXT NOT NULL,"
        " role TEXT NOT NULL,"
        " active INTEGER NOT NULL CHECK (active IN (0, 1)),"
        " pin TEXT NOT NULL,"
        " wrong INTEGER NOT NULL DEFAULT 0,"
        " wrong_at INTEGER) STRICT"
    )
    db.execute(
        "CREATE TABLE roles ("
        " role TEXT PRIMARY KEY,"
        " rights TEXT NOT NULL CHECK (json_valid(rights)),"
        " limits TEXT CHECK (json_valid(limits))) STRICT"
    )
    create_audit(db)


@STAFF_MIGRATIONS()
def m002_language(db: Database) -> None:
    """Which language somebody's screens speak; empty: the till's own."""
    db.execute("ALTER TABLE people ADD COLUMN language TEXT NOT NULL DEFAULT ''")


@STAFF_MIGRATIONS()
def m003_retry_cards(db: Database) -> None:
    """A right more: managers have it also where the shop changed theirs."""
    db.execute(
        "UPDATE roles SET rights = json_insert(rights, '$[#]', 'retry_cards')"
        " WHERE role = 'manager'"
    )


@STAFF_MIGRATIONS()
def m004_close_till(db: Database) -> None:
    """As the one before."""
    db.execute(
        "UPDATE roles SET rights = json_insert(rights, '$[#]', 'close_till') WHERE role = 'manager'"
    )


@STAFF_MIGRATIONS()
def m005_seals(db: Database) -> None:
    """The oldest rows of the audit log leave after a year; the others still follow from them."""
    create_seals(db)


@STAFF_MIGRATIONS()
def m006_erase_customer(db: Database) -> None:
    """A right more: managers have it also where the shop changed theirs."""
    db.execute(
        "UPDATE roles SET rights = json_insert(rights, '$[#]', 'erase_customer')"
        " WHERE role = 'manager'"
    )


@STAFF_MIGRATIONS()
def m007_export_customers(db: Database) -> None:
    """As the one before."""
    db.execute(
        "UPDATE roles SET rights = json_insert(rights, '$[#]', 'export_customers')"
        " WHERE role = 'manager'"
    )


@STAFF_MIGRATIONS()
def m008_import_customers(db: Database) -> None:
    """As the one before."""
    db.execute(
        "UPDATE roles SET rights = json_insert(rights, '$[#]', 'import_customers')"
        " WHERE role = 'manager'"
    )


def people(db: Database) -> Sequence[Person]:
    """Everybody, also who is no longer active, by name."""
    sql = "SELECT id, name, role, active, language FROM people ORDER BY name COLLATE NOCASE, id"
    return [
        Person(PersonId(row[0]), row[1], Role(row[2]), bool(row[3]), row[4])
        for row in db.execute(sql).fetchall()
    ]


def add(db: Database, person: Person, pin: str) -> None:
    """`pin` is what is kept of one, never the figures."""
    sql = "INSERT INTO people (id, name, role, active, language, pin) VALUES (?, ?, ?, ?, ?, ?)"
    values = [person.id, person.name, person.role.value, int(person.active), person.language]
    db.execute(sql, [*values, pin])


def change(db: Database, person: Person) -> None:
    sql = "UPDATE people SET name = ?, role = ?, active = ?, language = ? WHERE id = ?"
    values = [person.name, person.role.value, int(person.active), person.language]
    db.execute(sql, [*values, person.id])


def pin_of(db: Database, person_id: PersonId) -> str:
    """What is kept of it; empty for a person nobody knows."""
    row = db.execute("SELECT pin FROM people WHERE id = ?", [person_id]).fetchone()
    return "" if row is None else str(row[0])


def set_pin(db: Database, person_id: PersonId, pin: str) -> None:
    """A new one, which nobody has typed wrongly yet."""
    db.execute("UPDATE people SET pin = ? WHERE id = ?", [pin, person_id])
    set_tries(db, person_id, Tries())


def tries(db: Database, person_id: PersonId) -> Tries:
    sql = "SELECT wrong, wrong_at FROM people WHERE id = ?"
    row = db.execute(sql, [person_id]).fetchone()
    if row is None:
        return Tries()
    return Tries(int(row[0]), from_timestamp(row[1]) if row[1] is not None else None)


def set_tries(db: Database, person_id: PersonId, tried: Tries) -> None:
    last = to_timestamp(tried.last) if tried.last is not None else None
    sql = "UPDATE people SET wrong = ?, wrong_at = ? WHERE id = ?"
    db.execute(sql, [tried.wrong, last, person_id])


def locked(db: Database) -> frozenset[PersonId]:
    """Who typed too many wrong ones."""
    found = db.execute("SELECT id FROM people WHERE wrong > 0").fetchall()
    return frozenset(PersonId(row[0]) for row in found if tries(db, PersonId(row[0])).locked)


def roles(db: Database) -> Mapping[Role, RoleRights]:
    """Those the shop changed."""
    found = db.execute("SELECT role, rights, limits FROM roles").fetchall()
    return {Role(row[0]): RoleRights(_rights(row[1]), _limits(row[2])) for row in found}


def set_role(db: Database, role: Role, given: RoleRights) -> None:
    limits = None
    if given.limits is not None:
        limits = json.dumps({one.currency: one.amount_minor for one in given.limits})
    db.execute(
        "INSERT OR REPLACE INTO roles (role, rights, limits) VALUES (?, ?, ?)",
        [role.value, json.dumps(sorted(right.value for right in given.rights)), limits],
    )


def _rights(text: str) -> frozenset[Right]:
    """Without those of a newer release, which this one can't ask for."""
    known = {right.value for right in Right}
    return frozenset(Right(one) for one in json.loads(text) if one in known)


def _limits(text: str | None) -> tuple[Money, ...] | None:
    if text is None:
        return None
    kept: dict[str, Any] = json.loads(text)
    return tuple(Money(minor, currency) for currency, minor in sorted(kept.items()))
