"""What an agreement is asked for, with its figures, before the customer gets the page."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.consent.model import REPEATED, Cancellation, Interval, Purpose, Scope, Subject
from pos_app.consent.service import Draft
from pos_app.customers.model import Customer
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.money import Money
from pos_app.sales.model import SaleItem
from pos_app.sales.promise import Later
from pos_app.settings.shop import LANGUAGES
from ui.i18n.language import language_for
from ui.tasks import start_latest

KINDEST: Final = Cancellation(notice_days=0, prepaid_back=True, refund_days=14)
"""To the customer; what a shop promises until it chooses its own."""
PURPOSES: Final = (Purpose.BALANCE, Purpose.INSTALMENTS, Purpose.TOP_UP)
MOST_CHARGES: Final = 120
Opening = Callable[[], Awaitable[SaleItem]]
"""Opens the sale that an agreement is about, and tells what of it is paid now."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a customer who pays `amount` now."""

    customer: Customer
    amount: Money
    description: str
    scope: Scope
    subject: Subject
    language: str
    """What they read it in."""
    opening: Opening | None = None
    """Of a sale with a schedule, which isn't open before they agreed."""


@dataclass(frozen=True, slots=True)
class LaterAsked:
    """A sale whose rest is to be agreed to: what is paid now, and what is `due` later."""

    customer: Customer
    amount: Money
    description: str
    due: Later
    opening: Opening


Submit = Callable[[Purpose, Money, int, date, Interval | None, str], None]
"""What is asked for: purpose, the most of each charge, how many, last day, how often, language."""


class Drafts(Protocol):
    """What asking needs of `ConsentService`."""

    async def draft(
        self, scope: Scope, subject: Subject, language: str, version: str | None = None
    ) -> Draft: ...


class AskViewModel(QObject):
    """Signals: `begun`; `drafted(Sequence[Draft])` when the page may show it, once in each language
    and first in the customer's; `onPaper(Wanted)` when it is to be printed instead;
    `faulted(PosError)` why there is no agreement, with the field it is about."""

    begun = Signal()
    drafted = Signal(object)
    onPaper = Signal(object)
    faulted = Signal(object)

    def __init__(
        self,
        drafts: Drafts,
        clock: Clock,
        shop: tuple[str, str],
        parent: QObject | None = None,
        *,
        cancellation: Callable[[], Cancellation] = lambda: KINDEST,
    ) -> None:
        """`shop`: its name and address, which the agreement names. `cancellation`: what the shop
        promises by now."""
        super().__init__(parent)
        self._drafts = drafts
        self._clock = clock
        self._shop = shop
        self._cancellation = cancellation
        self.customer: Customer | None = None
        self.amount: Money | None = None
        self.description = ""
        self.opening: Opening | None = None
        """Of the sale that was asked for last; None for a payment alone."""

    def begin(self, customer: Customer, amount: Money, description: str) -> None:
        """Ask this customer, who pays this now."""
        self.customer = customer
        self.amount = amount
        self.description = description
        self.opening = None
        self.begun.emit()

    def begin_sale(self, later: LaterAsked, *, on_paper: bool = False) -> None:
        """Ask for what a sale leaves for later: its schedule says all there is to choose."""
        self.customer, self.amount = later.customer, later.amount
        self.description, self.opening = later.description, later.opening
        wanted = self._about_sale(later)
        if on_paper:
            self.onPaper.emit(wanted)
        else:
            self._ask(wanted)

    def today(self) -> date:
        """By the till's own calendar."""
        return local_day(self._clock)

    def language(self) -> str:
        """The customer's own, where it is one of the page's; else the till's."""
        return language_for(self.customer.language if self.customer is not None else "")

    def last_turn(self, purpose: Purpose, count: int, interval: Interval) -> date:
        """The first day on which all charges may have been made."""
        first = self.today()
        return interval.after(first, count - 1) if purpose is Purpose.INSTALMENTS else first

    def submit(
        self, purpose: Purpose, each: Money, count: int, last: date,
        interval: Interval | None = None, language: str = "",
    ) -> None:  # fmt: skip
        """Word it, first in `language`; the customer may read the other one instead. Signals
        `faulted` for figures that can't be agreed to."""
        wanted = self._wanted(purpose, each, count, last, interval, language)
        if wanted is not None:
            self._ask(wanted)

    def submit_on_paper(
        self, purpose: Purpose, each: Money, count: int, last: date,
        interval: Interval | None = None, language: str = "",
    ) -> None:  # fmt: skip
        """As `submit`, for somebody who signs a paper instead of ticking on the page."""
        wanted = self._wanted(purpose, each, count, last, interval, language)
        if wanted is not None:
            self.onPaper.emit(wanted)

    def _wanted(
        self, purpose: Purpose, each: Money, count: int, last: date, interval: Interval | None,
        language: str,
    ) -> Wanted | None:  # fmt: skip
        if self.amount is None or self.customer is None:
            return None
        name, address = self._shop
        subject = Subject(name, address, self.description or "–", prepaid=self.amount)
        days = (self.today(), last)
        scope = scope_of(purpose, each, count, days, self._cancellation(), interval)
        return Wanted(
            self.customer, self.amount, self.description, scope, subject,
            language or self.language(),
        )  # fmt: skip

    def _about_sale(self, later: LaterAsked) -> Wanted:
        name, address = self._shop
        due = later.due
        scope = scope_of(
            due.purpose, due.each, due.count, (due.first, due.last), self._cancellation(),
            due.interval,
        )  # fmt: skip
        return Wanted(
            later.customer, later.amount, later.description, scope,
            Subject(name, address, later.description or "–", prepaid=later.amount),
            self.language(), later.opening,
        )  # fmt: skip

    def _ask(self, wanted: Wanted) -> None:
        others = [one for one in LANGUAGES if one != wanted.language]
        languages = (wanted.language, *others)
        start_latest(self, "draft", self._draft(wanted.scope, wanted.subject, languages))

    async def _draft(self, scope: Scope, subject: Subject, languages: Sequence[str]) -> None:
        drafts: list[Draft] = []
        try:
            for language in languages:
                # the same words' other languages: a version that changes meanwhile changes neither
                version = drafts[0].wording.version if drafts else None
                drafts.append(await self._drafts.draft(scope, subject, language, version))
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
        else:
            self.drafted.emit(drafts)


def scope_of(
    purpose: Purpose, each: Money, count: int, days: tuple[date, date],
    cancellation: Cancellation = KINDEST, interval: Interval | None = None,
) -> Scope:  # fmt: skip
    """At most `each` in one charge, `count` times, on the card that pays now, from the first to the
    last of these days; a balance is charged once, and has no interval."""
    first, last = days
    times = 1 if purpose is Purpose.BALANCE else count
    return Scope(
        purpose=purpose,
        currency=each.currency,
        cap_minor=each.amount_minor,
        total_minor=each.amount_minor * times,
        count=times,
        earliest=_bounds(first)[0],
        latest=_bounds(last)[1],
        card=None,
        cancellation=cancellation,
        interval=interval if purpose in REPEATED else None,
    )


def _bounds(day: date) -> tuple[datetime, datetime]:
    """The day's first and last second, each with this machine's own offset at that moment."""
    begins = datetime(day.year, day.month, day.day).astimezone()
    next_day = day + timedelta(days=1)
    ends = datetime(next_day.year, next_day.month, next_day.day).astimezone() - timedelta(seconds=1)
    return begins, ends.astimezone(ends.tzinfo)
