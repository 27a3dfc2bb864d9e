"""Agreements, what one must be to be recorded, and how they end."""

import hashlib
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import Final

from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    PaymentIntentId,
    PaymentMethodId,
    SessionId,
    TillId,
)
from pos_app.kernel.money import Money


class Purpose(StrEnum):
    """What the card is kept for. NEXT_TIME only shows it again: it allows no absent charge."""

    NEXT_TIME = "next_time"
    BALANCE = "balance"
    INSTALMENTS = "instalments"
    TOP_UP = "top_up"


class Tick(StrEnum):
    """The two consents, each its own box in the customer's page, unticked when it opens."""

    CHARGE_LATER = "charge_later"
    SHOW_NEXT_TIME = "show_next_time"


class Route(StrEnum):
    """How the customer said yes."""

    PAGE = "page"
    PAPER = "paper"


@dataclass(frozen=True, slots=True)
class Cancellation:
    """When the customer may call off what is still to be charged, and what comes back then."""

    notice_days: int
    """Whole days before a charge by which they say so; 0: until it is made."""
    prepaid_back: bool
    """Whether what was paid in advance is given back when they cancel in time."""
    refund_days: int
    """Whole days within which money that is owed back is sent."""


class Unit(StrEnum):
    """What an interval is counted in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Interval:
    """How often: once in every so many days, weeks or months of the calendar."""

    every: int
    """Above zero."""
    unit: Unit

    def after(self, day: date, times: int = 1) -> date:
        """So many intervals after `day`. Of a month that has no such day, its last one."""
        many = self.every * times
        if self.unit is not Unit.MONTH:
            return day + timedelta(days=many * (7 if self.unit is Unit.WEEK else 1))
        month = day.year * 12 + day.month - 1 + many
        year, month = month // 12, month % 12 + 1
        return date(year, month, min(day.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class Scope:
    """What may be charged while the customer is away. All bounds are inclusive."""

    purpose: Purpose
    currency: str
    cap_minor: int
    """The most of one charge, minor units."""
    total_minor: int
    """The most of all charges together, minor units; refunds don't make room again."""
    count: int
    """The most charges."""
    earliest: datetime
    """Aware, with the shop's own offset at that moment: its date is the one the customer read."""
    latest: datetime
    """As `earliest`; the last whole second a charge may be made in."""
    card: PaymentMethodId | None
    """The one card; None while the customer has yet to give it, and with `any_card`."""
    cancellation: Cancellation
    any_card: bool = False
    """Whether every card saved for the customer may be charged."""
    interval: Interval | None = None
    """Of INSTALMENTS: the second is charged one interval after `earliest` or later, the third two,
    and so on; one that was late moves none of the others. Of TOP_UP: at least so long lies between
    two. None for a balance, and in records from before agreements said how often."""

    @property
    def cap(self) -> Money:
        return Money(self.cap_minor, self.currency)

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)


def window(first: date, last: date, zone: tzinfo) -> tuple[datetime, datetime]:
    """`earliest` and `latest` of a scope: both days whole, as the shop's clocks tell them.

    Each has the offset of its own moment, so that summer time between them moves neither.
    """
    begins = datetime.combine(first, time(), zone)
    ends = datetime.combine(last + timedelta(days=1), time(), zone)
    last_second = datetime.fromtimestamp(ends.timestamp() - 1, zone)
    return _fixed(begins), _fixed(last_second)


def _fixed(moment: datetime) -> datetime:
    return moment.replace(tzinfo=timezone(moment.utcoffset() or timedelta()))


NO_CHARGES: Final = 0
REPEATED: Final = frozenset({Purpose.INSTALMENTS, Purpose.TOP_UP})
"""What is charged several times, and so may have an interval."""
LONGEST_INTERVAL: Final = 366
"""Days, weeks or months."""


def check_scope_itself(scope: Scope) -> Scope:
    """The scope itself if it can be agreed to.

    Raises UserError with the field: agreement.no_cap (cap), agreement.total_below_cap (total),
    agreement.no_charges (count), agreement.ends_before_start (latest), agreement.bad_days
    (cancellation). NEXT_TIME has neither cap, total nor count, only what is REPEATED an interval,
    from 1 to LONGEST_INTERVAL: Bug otherwise.
    """
    interval = scope.interval
    if interval is not None and (
        scope.purpose not in REPEATED or not 1 <= interval.every <= LONGEST_INTERVAL
    ):
        raise Bug("agreement.bad_interval")
    if scope.earliest.tzinfo is None or scope.latest.tzinfo is None:
        raise Bug("agreement.naive_date")
    if scope.cancellation.notice_days < 0 or scope.cancellation.refund_days < 1:
        raise UserError("agreement.bad_days", field="cancellation")
    if scope.latest < scope.earliest:
        raise UserError("agreement.ends_before_start", field="latest")
    if scope.purpose is Purpose.NEXT_TIME:
        if (scope.cap_minor, scope.total_minor, scope.count) != (0, 0, NO_CHARGES):
            raise Bug("agreement.next_time_charges")
        return scope
    if scope.cap_minor <= 0:
        raise UserError("agreement.no_cap", field="cap")
    if scope.total_minor < scope.cap_minor:
        raise UserError("agreement.total_below_cap", field="total", cap=scope.cap)
    if scope.count <= NO_CHARGES:
        raise UserError("agreement.no_charges", field="count")
    return scope


@dataclass(frozen=True, slots=True)
class Subject:
    """What it is about, as the wording tells it. Names nobody: erasing a customer must not touch
    a text that is hashed."""

    shop_name: str
    shop_address: str
    """Lines; may be empty."""
    description: str
    card_label: str = ""
    """`Visa •••• 4242`; empty while it isn't known, and where any card is meant."""
    prepaid: Money | None = None
    """What is paid now; None where nothing is."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The terms as the customer saw them. `full` begins with `short`; `sha256` is of `full`."""

    version: str
    language: str
    title: str
    short: str
    full: str
    sha256: str


def text_hash(text: str) -> str:
    """SHA-256 of its UTF-8 bytes, as lower-case hexadecimal figures."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Act:
    """How, when and where the customer said yes."""

    at: datetime
    """UTC, whole seconds."""
    offset_minutes: int
    """What the shop's clocks showed beside UTC."""
    till_id: TillId
    till_name: str
    route: Route
    ticked: frozenset[Tick]
    """On paper: what the signature stands for."""
    staff: str
    """Who handed the page or the paper over; empty where the till doesn't know its staff."""
    paper_number: str = ""

    @property
    def local(self) -> datetime:
        """The same moment on the shop's clocks."""
        return self.at.astimezone(timezone(timedelta(minutes=self.offset_minutes)))


@dataclass(frozen=True, slots=True)
class Agreement:
    """One agreement, as recorded; it never changes."""

    id: AgreementId
    customer_id: CustomerId
    scope: Scope
    subject: Subject
    wording: Wording
    act: Act
    session_id: SessionId | None = None
    payment_intent_id: PaymentIntentId | None = None
    payment_method_id: PaymentMethodId | None = None
    """The card that was in the customer's hand then, whichever cards the scope allows."""


LONGEST: Final = {"staff": 80, "paper_number": 40, "till_name": 60}
"""Characters; they travel in Stripe metadata."""


def check_agreement(agreement: Agreement) -> Agreement:
    """The agreement itself if the customer gave it.

    Raises what check_scope_itself raises; UserError agreement.not_ticked, agreement.no_paper
    (field paper_number), agreement.too_long (field, limit); Bug when the text isn't what its hash
    says, or one card is meant and not named.
    """
    check_scope_itself(agreement.scope)
    if agreement.scope.any_card == (agreement.scope.card is not None):
        raise Bug("agreement.which_card")
    act = agreement.act
    wanted = Tick.CHARGE_LATER
    if agreement.scope.purpose is Purpose.NEXT_TIME:
        wanted = Tick.SHOW_NEXT_TIME
    if wanted not in act.ticked:
        raise UserError("agreement.not_ticked")
    if (act.route is Route.PAPER) != bool(act.paper_number):
        raise UserError("agreement.no_paper", field="paper_number")
    for field, limit in LONGEST.items():
        text = getattr(act, field)
        if len(text) > limit or not text.isprintable():
            raise UserError("agreement.too_long", field=field, limit=limit)
    if agreement.wording.full and text_hash(agreement.wording.full) != agreement.wording.sha256:
        raise Bug("agreement.text_and_hash_differ")
    return agreement


class RevocationKind(StrEnum):
    """WISH: the customer said so at a counter of ours. ELSEWHERE: Stripe told of it.
    CARD_DETACHED: only that card is out; it ends what names no other."""

    WISH = "wish"
    ELSEWHERE = "elsewhere"
    CARD_DETACHED = "card_detached"


@dataclass(frozen=True, slots=True)
class Revocation:
    """An agreement's end, recorded. `at` is UTC, whole seconds."""

    agreement_id: AgreementId
    customer_id: CustomerId
    kind: RevocationKind
    at: datetime
    reason: str = ""
    """In the customer's or the staff's own words; may be empty."""
    staff: str = ""
    card: PaymentMethodId | None = None
    """Of CARD_DETACHED: which."""


@dataclass(frozen=True, slots=True)
class AgreementRecorded:
    """Event: a customer agreed, here or (`found` at Stripe) elsewhere."""

    agreement: Agreement
    found: bool = False


@dataclass(frozen=True, slots=True)
class AgreementRevoked:
    """Event: no more charges under it, or not on that card. `left_open` is what it was to pay and
    now is at risk: zero when nothing, None when nobody knows."""

    revocation: Revocation
    left_open: Money | None
