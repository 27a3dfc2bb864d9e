"""The audit log: what its rows say, and the same as a table for others to read."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from pos_app.kernel.money import Money
from pos_app.kernel.tables import harmless, units
from pos_app.staff.model import PersonId, Right


class AuditKind(StrEnum):
    """What a row tells of."""

    SIGNED_IN = "signed_in"
    LOCKED = "locked"
    """The till, by its key or after a while in which nobody touched it."""
    WRONG_PIN = "wrong_pin"
    LOCKED_OUT = "locked_out"
    """A person, after too many wrong PINs."""
    UNLOCKED = "unlocked"
    ACT = "act"
    """Written before it leaves."""
    OUTCOME = "outcome"
    """What became of an act; `of` names its row."""
    REFUSED = "refused"
    APPROVED = "approved"
    PERSON_ADDED = "person_added"
    PERSON_CHANGED = "person_changed"
    PIN_CHANGED = "pin_changed"
    ROLE_CHANGED = "role_changed"
    SETTINGS_CHANGED = "settings_changed"
    EXPORTED = "exported"
    LET_GO = "let_go"
    """Rows that were twelve months old left the log; `about` is the seal's number, `detail` which
    rows."""


@dataclass(frozen=True, slots=True)
class Who:
    """A person by id and by the name they had; both empty for nobody."""

    id: PersonId = PersonId("")  # noqa: RUF009 (a str)
    name: str = ""


@dataclass(frozen=True, slots=True)
class Noted:
    """What is to be written down. Never a PIN, never a card's number."""

    kind: AuditKind
    person: Who = Who()
    approver: Who = Who()
    right: Right | None = None
    about: str = ""
    """An id: of an item, a payment, a card, a person."""
    amount: Money | None = None
    outcome: str = ""
    of: int | None = None
    """The number of the row whose outcome this is."""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """A row as it stands in the log."""

    seq: int
    at: datetime
    """UTC."""
    local: str
    """The same by the till's own clock, with its distance from UTC: a zone may change later."""
    till: str
    noted: Noted


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """Which rows to show. Days are the till's own, both included."""

    person: PersonId | None = None
    """Who did it, or approved it."""
    right: Right | None = None
    first: date | None = None
    last: date | None = None


KEPT_YEARS: Final = 1


def kept_since(now: datetime) -> datetime:
    """What is older leaves the log: it is kept for twelve months of the calendar, never less."""
    day = min(now.day, 28) if now.month == 2 else now.day
    return now.replace(year=now.year - KEPT_YEARS, day=day)


@dataclass(frozen=True, slots=True)
class Reach:
    """How far back the log goes."""

    first: datetime | None
    """Of its oldest row; None while there is none. UTC."""
    exported: datetime | None
    """When it was last saved as a table; None where no row says so. UTC."""


_HEAD: Final = (
    "number", "utc", "local", "till", "what", "person", "person_id", "approved_by",
    "approved_by_id", "right", "about", "amount", "currency", "outcome", "outcome_of", "detail",
)  # fmt: skip


def as_csv(rows: Iterable[AuditRow]) -> str:
    """A table with a line of names, in UTF-8 once written. No field begins as a formula would, so
    that a name typed at the till runs nothing in a spreadsheet (OWASP, CSV injection)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_HEAD)
    for row in rows:
        writer.writerow([harmless(value) for value in _fields(row)])
    return text.getvalue()


def _fields(row: AuditRow) -> tuple[str, ...]:
    noted, money = row.noted, row.noted.amount
    return (
        str(row.seq), row.at.isoformat(), row.local, row.till, noted.kind.value,
        noted.person.name, noted.person.id, noted.approver.name, noted.approver.id,
        noted.right.value if noted.right is not None else "", noted.about,
        units(money) if money is not None else "", money.currency if money is not None else "",
        noted.outcome, str(noted.of or ""), noted.detail,
    )  # fmt: skip
