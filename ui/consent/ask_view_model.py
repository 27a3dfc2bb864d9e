"""What an agreement is asked for, with its figures, before the customer gets the page."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.consent.model import Cancellation, Purpose, Scope, Subject
from pos_app.consent.service import Draft
from pos_app.customers.model import Customer
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.money import Money
from ui.i18n.language import language_of
from ui.tasks import start_latest

CANCELLATION: Final = Cancellation(notice_days=0, prepaid_back=True, refund_days=14)
"""The kindest to the customer, until a shop can choose its own."""
PURPOSES: Final = (Purpose.BALANCE, Purpose.INSTALMENTS, Purpose.TOP_UP)
MOST_CHARGES: Final = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a customer who pays `amount` now."""

    customer: Customer
    amount: Money
    description: str
    scope: Scope
    subject: Subject


class Drafts(Protocol):
    """What asking needs of `ConsentService`."""

    async def draft(
        self, scope: Scope, subject: Subject, language: str, version: str | None = None
    ) -> Draft: ...


class AskViewModel(QObject):
    """Signals: `begun`; `drafted(Draft)` when the page may show it; `onPaper(Wanted)` when it is to
    be printed instead; `faulted(PosError)` why there is no agreement, with the field it is
    about."""

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
    ) -> None:
        """`shop`: its name and address, which the agreement names."""
        super().__init__(parent)
        self._drafts = drafts
        self._clock = clock
        self._shop = shop
        self.customer: Customer | None = None
        self.amount: Money | None = None
        self.description = ""

    def begin(self, customer: Customer, amount: Money, description: str) -> None:
        """Ask this customer, who pays this now."""
        self.customer = customer
        self.amount = amount
        self.description = description
        self.begun.emit()

    def today(self) -> date:
        """By the till's own calendar."""
        return self._clock.now().astimezone().date()

    def submit(self, purpose: Purpose, each: Money, count: int, last: date) -> None:
        """Word it. Signals `faulted` for figures that can't be agreed to."""
        wanted = self._wanted(purpose, each, count, last)
        if wanted is not None:
            start_latest(self, "draft", self._draft(wanted.scope, wanted.subject))

    def submit_on_paper(self, purpose: Purpose, each: Money, count: int, last: date) -> None:
        """As `submit`, for somebody who signs a paper instead of ticking on the page."""
        wanted = self._wanted(purpose, each, count, last)
        if wanted is not None:
            self.onPaper.emit(wanted)

    def _wanted(self, purpose: Purpose, each: Money, count: int, last: date) -> Wanted | None:
        if self.amount is None or self.customer is None:
            return None
        name, address = self._shop
        subject = Subject(name, address, self.description or "–", prepaid=self.amount)
        scope = scope_of(purpose, each, count, self.today(), last)
        return Wanted(self.customer, self.amount, self.description, scope, subject)

    async def _draft(self, scope: Scope, subject: Subject) -> None:
        try:
            draft = await self._drafts.draft(scope, subject, language_of())
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
        else:
            self.drafted.emit(draft)


def scope_of(purpose: Purpose, each: Money, count: int, first: date, last: date) -> Scope:
    """At most `each` in one charge, `count` times, on the card that pays now; a balance is charged
    once."""
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
        cancellation=CANCELLATION,
    )


def _bounds(day: date) -> tuple[datetime, datetime]:
    """The day's first and last second, each with this machine's own offset at that moment."""
    begins = datetime(day.year, day.month, day.day).astimezone()
    next_day = day + timedelta(days=1)
    ends = datetime(next_day.year, next_day.month, next_day.day).astimezone() - timedelta(seconds=1)
    return begins, ends.astimezone(ends.tzinfo)
