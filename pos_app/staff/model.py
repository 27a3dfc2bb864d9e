"""People, roles and rights, and who may do what. Decisions only."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NewType, Protocol, TypeVar

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.settings.shop import LANGUAGES

T = TypeVar("T")
PersonId = NewType("PersonId", str)
"""Somebody of the staff (`staff_…`); never given twice."""
NAME_LENGTH: Final = 80
"""Characters, as an agreement has room for who handed it over."""


class Role(StrEnum):
    """What somebody is here. An owner may do everything, and that can't be changed."""

    CASHIER = "cashier"
    MANAGER = "manager"
    OWNER = "owner"


class Right(StrEnum):
    """One thing a person may do or may not. The audit log keeps these words."""

    TAKE_PAYMENT = "take_payment"
    SAVE_CARD = "save_card"
    USE_SAVED_CARD = "use_saved_card"
    CHARGE_ABOVE_LIMIT = "charge_above_limit"
    """Beside the right to the charge itself."""
    TAKE_DEPOSIT = "take_deposit"
    HOLD = "hold"
    """Have an amount held, take it, or let it go."""
    REFUND = "refund"
    FORFEIT = "forfeit"
    REMOVE_CARD = "remove_card"
    MOVE_DATE = "move_date"
    """Of what is due, or its amount."""
    COLLECT_DUE = "collect_due"
    ANSWER_DISPUTE = "answer_dispute"
    SETTINGS = "settings"
    MANAGE_STAFF = "manage_staff"
    SEE_AUDIT = "see_audit"
    CLOSE_SHIFT = "close_shift"
    """Open a shift, look at it (X) and close it (Z)."""
    SEE_REPORTS = "see_reports"
    ERASE_CUSTOMER = "erase_customer"
    """At Stripe, at every till and in the copies; money's rows stay."""
    EXPORT_CUSTOMERS = "export_customers"
    """Into a file that whoever has it can read."""
    IMPORT_CUSTOMERS = "import_customers"
    """From a file: thousands made and changed at Stripe in one go."""
    CLOSE_TILL = "close_till"
    """Where it runs in kiosk mode."""
    RETRY_CARDS = "retry_cards"
    """Let a card be tried although many were refused lately; beside the right to the charge."""


LIMITED: Final = frozenset(
    {Right.USE_SAVED_CARD, Right.TAKE_DEPOSIT, Right.HOLD, Right.COLLECT_DUE}
)
"""What the shop does with a card, so that a person's limit counts. Not a payment the customers
make themselves: they see the amount and press the button."""
_AT_THE_COUNTER: Final = frozenset(
    {
        Right.TAKE_PAYMENT, Right.SAVE_CARD, Right.USE_SAVED_CARD, Right.TAKE_DEPOSIT, Right.HOLD,
        Right.CLOSE_SHIFT,
    }
)  # fmt: skip
_CASHIERS_LIMIT_MINOR: Final = 50_000


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the staff. Who leaves is no longer active, and stays known."""

    id: PersonId
    name: str
    role: Role
    active: bool = True
    language: str = ""
    """Of the screens while they are signed in: fr or en; empty for the till's own."""


@dataclass(frozen=True, slots=True)
class RoleRights:
    """What everybody in a role may do."""

    rights: frozenset[Right]
    limits: tuple[Money, ...] | None = None
    """The most a single charge may take, by currency; in one that isn't there every charge is
    above it. None: as much as they like."""


@dataclass(frozen=True, slots=True)
class RiskyAct:
    """What somebody is about to do: approved, it is this and nothing else."""

    right: Right
    about: str = ""
    """The id of the item, payment, card or person it is done to."""
    amount: Money | None = None
    also: tuple["RiskyAct", ...] = ()
    """What is done with it, each with a right of its own: allowed or approved together, or not."""
    detail: str = ""
    """Why, for the audit log."""
    count: int = 1
    """How many are done in one go, of which `amount` is the largest."""
    in_all: tuple[Money, ...] = ()
    """All of them together, by currency, where there are several."""

    @property
    def each(self) -> "tuple[RiskyAct, ...]":
        """It and what is done with it."""
        return (self, *self.also)


@dataclass(frozen=True, slots=True)
class Approval:
    """Somebody with the right typed their PIN for one act of somebody without. Worth something
    once, and only where `SignIn.approve` made it."""

    id: str
    by: Person
    act: RiskyAct


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something: a person with what they may do, or nobody."""

    person: Person | None = None
    rights: frozenset[Right] = frozenset()
    limits: tuple[Money, ...] | None = ()
    approved_by: Approval | None = None

    @property
    def name(self) -> str:
        """Empty for nobody."""
        return self.person.name if self.person is not None else ""

    def approved(self, approval: Approval) -> "Actor":
        """The same person, for the act that was approved."""
        return replace(self, approved_by=approval)


NOBODY: Final = Actor()
"""Nobody is signed in, or a screen didn't say who is."""


class Verdict(StrEnum):
    """Whether an act goes on."""

    ALLOWED = "allowed"
    NEEDS_APPROVAL = "needs_approval"
    SIGN_IN_FIRST = "sign_in_first"


class Permissions(Protocol):
    """Asked by every service before a risky act. `OpenHouse` while a shop has no staff set up."""

    @property
    def staffed(self) -> bool:
        """Whether there is staff, so that somebody could approve what another may not do."""
        ...

    async def carry_out(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],
        outcome: Callable[[T], str] = ...,
    ) -> T:  # fmt: skip
        """Do `work` if `actor` may, the act written down before it and its `outcome` after.

        Begun, it goes on when the caller is cancelled. Raises UserError staff.not_allowed (right,
        act: hand it to `SignIn.approve`), staff.sign_in_first; whatever `work` raises; the faults
        of `Storage` before anything was done.
        """
        ...

    def may(self, actor: Actor, right: Right) -> bool:
        """Whether `actor` has this right, without anybody's approval."""
        ...

    async def carry_out_part(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],
        outcome: Callable[[T], str] = ...,
    ) -> T:  # fmt: skip
        """One of several things that `actor` was allowed to do in one go: not asked again, but
        written down like any other. Raises whatever `work` raises; the faults of `Storage` before
        anything was done."""
        ...


def default_rights(role: Role, currency: str) -> RoleRights:
    """What a role may do until the shop says otherwise."""
    if role is Role.CASHIER:
        return RoleRights(_AT_THE_COUNTER, (Money(_CASHIERS_LIMIT_MINOR, currency),))
    return RoleRights(frozenset(Right))


def decide(actor: Actor, act: RiskyAct) -> Verdict:
    """Whether `actor` may do it: with their own rights, or with an approval of just this."""
    if actor.person is None or not actor.person.active:
        return Verdict.SIGN_IN_FIRST
    approved = actor.approved_by is not None and actor.approved_by.act == act
    return Verdict.ALLOWED if approved or may_alone(actor, act) else Verdict.NEEDS_APPROVAL


def may_alone(actor: Actor, act: RiskyAct) -> bool:
    """Whether their own rights are enough for all of it."""
    if actor.person is None or not actor.person.active:
        return False
    return all(_missing(actor, one) is None for one in act.each)


def lacking(actor: Actor, act: RiskyAct) -> tuple[Right, ...]:
    """The rights that are missing for it, each once, in the order they are needed; of one act the
    right to it first, then the one above a limit."""
    missing = (_missing(actor, one) for one in act.each)
    return tuple(dict.fromkeys(right for right in missing if right is not None))


def _missing(actor: Actor, act: RiskyAct) -> Right | None:
    if act.right not in actor.rights:
        return act.right
    limited = act.right in LIMITED and Right.CHARGE_ABOVE_LIMIT not in actor.rights
    return Right.CHARGE_ABOVE_LIMIT if limited and not within(actor.limits, act.amount) else None


def within(limits: tuple[Money, ...] | None, amount: Money | None) -> bool:
    """Whether a charge is not above these limits; without an amount none is."""
    if limits is None or amount is None:
        return True
    return any(
        one.currency == amount.currency and amount.amount_minor <= one.amount_minor
        for one in limits
    )


def may_manage(actor: Actor, *roles: Role) -> bool:
    """Whether they may add, change or unlock people of these roles: owners only owners may, so
    that nobody makes themselves one."""
    if actor.person is None or Right.MANAGE_STAFF not in actor.rights:
        return False
    return actor.person.role is Role.OWNER or Role.OWNER not in roles


def check_name(name: str, others: Sequence[Person]) -> str:
    """The name as it is kept. Raises UserError staff.name_missing, staff.name_long (most),
    staff.name_taken, all of the field `name`."""
    kept = " ".join(name.split())
    if not kept:
        raise UserError("staff.name_missing", field="name")
    if len(kept) > NAME_LENGTH:
        raise UserError("staff.name_long", field="name", most=NAME_LENGTH)
    if any(one.active and one.name.casefold() == kept.casefold() for one in others):
        raise UserError("staff.name_taken", field="name")
    return kept


def check_language(language: str) -> str:
    """Raises UserError settings.bad_value (field language) for one the till doesn't speak."""
    if language and language not in LANGUAGES:
        raise UserError("settings.bad_value", field="language")
    return language


def check_owner_left(people: Sequence[Person]) -> None:
    """Raises UserError staff.last_owner where nobody would be left to manage the till."""
    if not any(one.active and one.role is Role.OWNER for one in people):
        raise UserError("staff.last_owner", field="role")
