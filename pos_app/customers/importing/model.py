"""What an import is made of: columns, rows and what becomes of each; pure decisions."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as declared
from datetime import datetime
from enum import StrEnum
from typing import Final

from pos_app.customers.folding import fold, pieces
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.customers.phones import phone_digits
from pos_app.kernel.errors import PosError, UserError
from pos_app.kernel.ids import CustomerId


class Field(StrEnum):
    """What a column of the file becomes."""

    SKIP = "skip"
    NAME = "name"
    FIRST_NAME = "first_name"
    LAST_NAME = "last_name"
    EMAIL = "email"
    PHONE = "phone"
    NUMBER = "number"
    POSTCODE = "postcode"
    LANGUAGE = "language"
    TAGS = "tags"
    NOTE = "note"
    STRIPE_ID = "stripe_id"


class Verdict(StrEnum):
    """What the check found out about a row."""

    NEW = "new"
    KNOWN = "known"
    """The same as a customer the till holds."""
    REPEATED = "repeated"
    """The same as an earlier row of the file."""
    WRONG = "wrong"
    """Not to be read, or a person must say who it is; never sent."""


class RowState(StrEnum):
    """How far a row has come. What is `SENDING` may or may not have been done at Stripe."""

    WAITING = "waiting"
    SENDING = "sending"
    CREATED = "created"
    FILLED = "filled"
    LEFT = "left"
    FAILED = "failed"


class OnKnown(StrEnum):
    """What to do with a row whose customer is there already."""

    LEAVE = "leave"
    FILL = "fill"
    """Put the row's values where that customer has none."""


class Stage(StrEnum):
    """How far the whole import has come."""

    CHECKING = "checking"
    """The file is being read, or reading it was cut off: it begins anew."""
    CHECKED = "checked"
    RUNNING = "running"
    """Begun; perhaps paused or cut off."""
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is not imported: a key of the message catalogue, and the field it is about."""

    key: str
    field: str = ""
    params: Mapping[str, object] = declared(default_factory=dict)

    @classmethod
    def of(cls, error: UserError) -> "Reason":
        """What a refused draft says."""
        return cls(error.key, error.field or "", error.params)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A customer as a row describes one; `id` when the file names one of Stripe's."""

    draft: CustomerDraft
    id: CustomerId | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the file. `number` counts as spreadsheets do: the header is 1."""

    number: int
    cells: tuple[str, ...]
    wanted: Wanted | None
    """None when it is wrong."""
    verdict: Verdict
    reason: Reason | None = None
    same_as: CustomerId | None = None
    same_row: int | None = None
    state: RowState = RowState.WAITING
    key_no: int = 0
    sent_at: datetime | None = None
    """When the key of that number was first used, UTC by Stripe's clock."""
    customer_id: CustomerId | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows there are of each verdict and state."""

    new: int = 0
    known: int = 0
    repeated: int = 0
    wrong: int = 0
    open: int = 0
    created: int = 0
    filled: int = 0
    left: int = 0
    failed: int = 0

    @property
    def rows(self) -> int:
        return self.new + self.known + self.repeated + self.wrong

    @property
    def settled(self) -> int:
        return self.rows - self.open

    def moved(self, states: Iterable[RowState]) -> "Counts":
        """After as many rows came to an end, each in one of these states."""
        found = Counter(states)
        more = {state.value: getattr(self, state.value) + n for state, n in found.items()}
        return replace(self, open=self.open - found.total(), **more)


@dataclass(frozen=True, slots=True)
class Import:
    """The one import the till is busy with."""

    id: str
    file_name: str
    header: tuple[str, ...]
    mapping: tuple[Field, ...]
    delimiter: str
    stage: Stage
    on_known: OnKnown = OnKnown.LEAVE


@dataclass(frozen=True, slots=True)
class ImportProgressed:
    """Event: the import came further. `waiting_for` is the key of why nothing moves just now;
    `seconds_left` is None until there is something to judge by."""

    counts: Counts
    running: bool
    seconds_left: float | None = None
    waiting_for: str = ""
    fault: PosError | None = None
    """Why it stopped by itself; it can be continued."""


_SHORTEST_PHONE: Final = 6
FILLABLE: Final = ("name", "email", "phone", "language", "note", "number", "postcode", "tags")


ENDED: Final = frozenset({RowState.CREATED, RowState.FILLED, RowState.LEFT, RowState.FAILED})


@dataclass(frozen=True, slots=True)
class Key:
    """Something two descriptions of one customer share. Of two numbers given with their country
    (`abroad`) the one without it doesn't count: +33 6… and +32 6… are 06… both."""

    text: str
    abroad: bool = False


def keys_of(who: CustomerDraft | Customer) -> list[Key]:
    """What this customer is known by: own number, e-mail without case and accents, phone."""
    found = []
    if number := fold(who.number).strip():
        found.append(Key(f"n:{number}"))
    if email := fold(who.email).strip():
        found.append(Key(f"e:{email}"))
    digits = phone_digits(who.phone)
    if len(digits.longest) < _SHORTEST_PHONE or len(set(digits.longest[1:])) == 1:
        return found  # what people type when they know none
    abroad = bool(digits.international)
    if abroad:
        found.append(Key(f"i:{digits.international}"))
    forms = dict.fromkeys(form for form in (digits.national, digits.international) if form)
    return found + [Key(f"p:{form}", abroad) for form in forms]


def keys_of_row(wanted: Wanted) -> list[Key]:
    """By what two rows of a file are the same: also when both name the same customer."""
    named = [] if wanted.id is None else [Key(f"s:{wanted.id}")]
    return named + keys_of(wanted.draft)


def shares(one: list[Key], other: list[Key]) -> bool:
    """Whether two customers are the same by one of their keys."""
    theirs = {key.text: key.abroad for key in other}
    return any(
        key.text in theirs and not (key.text.startswith("p:") and key.abroad and theirs[key.text])
        for key in one
    )


def contradicts(one: CustomerDraft | Customer, other: CustomerDraft | Customer) -> bool:
    """Whether their names say that they are two people (who share a phone, say)."""
    ours, theirs = set(pieces(fold(one.name))), set(pieces(fold(other.name)))
    return bool(ours and theirs) and not (ours <= theirs or theirs <= ours)


def gaps(known: Customer, draft: CustomerDraft) -> dict[str, object]:
    """The draft's values for what that customer has none of."""
    return {
        name: getattr(draft, name)
        for name in FILLABLE
        if getattr(draft, name) and not getattr(known, name)
    }
