"""One saved card: what it is for, the default one or not, shown next time or not; its removal."""

from collections.abc import Awaitable, Callable, Sequence
from enum import Enum, auto
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.consent.model import AgreementRecorded, AgreementRevoked
from pos_app.customers.cards import OneCard, Removal, Removed
from pos_app.customers.model import CardsChanged, Customer, Redisplay
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.ids import CustomerId
from pos_app.payments.card_plans import RemovalPlan
from ui.customers.card_marks import MarkSource
from ui.shell.events import EventBridge
from ui.tasks import cancel, start, start_latest


class Removing(Protocol):
    """Of `SavedCards`: what removing a card needs."""

    async def plan_removal(self, card: OneCard) -> RemovalPlan: ...

    async def remove(self, card: OneCard) -> Sequence[Removal]: ...


class CardDesk(Removing, MarkSource, Protocol):
    """Of `SavedCards`, for both screens."""

    async def of_customer(self, customer_id: CustomerId) -> Sequence[OneCard]: ...

    async def make_default(self, card: OneCard) -> None: ...

    async def may_be_shown(self, card: OneCard) -> bool: ...

    async def show_next_time(self, card: OneCard, *, shown: bool) -> None: ...


class CardViewModel(QObject):
    """Signals: `changed` when any attribute did; `faulted(PosError | None)` why what was asked for
    may not have been done, None once something else is; `done(str)` with `default`, `shown` or
    `hidden`; `gone` when somebody removed it meanwhile."""

    changed = Signal()
    faulted = Signal(object)
    done = Signal(str)
    gone = Signal()

    def __init__(self, cards: CardDesk, events: EventBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        self.customer: Customer | None = None
        self.card: OneCard | None = None
        self.plan: RemovalPlan | None = None
        """What needs it; None while that isn't known."""
        self.is_default = False
        self.expiring = False
        self.may_be_shown = False
        self.busy = False
        events.listen(self, CardsChanged, lambda event: self._on(event.customer_id))
        events.listen(self, AgreementRecorded, lambda event: self._on(event.agreement.customer_id))
        events.listen(self, AgreementRevoked, lambda event: self._on(event.revocation.customer_id))

    def open(self, card: OneCard, customer: Customer) -> None:
        """Show this card."""
        cancel(self, "card")
        self.customer, self.card, self.plan = customer, card, None
        self.is_default = customer.default_card in card.ids
        self.expiring = self.may_be_shown = self.busy = False
        self.faulted.emit(None)
        self.changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Learn again how it stands."""
        if self.card is not None:
            start_latest(self, "card", self._load(self.card))

    def _on(self, customer_id: CustomerId) -> None:
        if self.card is not None and self.card.shown.customer_id == customer_id:
            self.refresh()

    @property
    def shown_next_time(self) -> bool:
        """Whether its customer sees it, whichever saving of it that is."""
        every = self.card.all if self.card is not None else ()
        return any(one.redisplay is Redisplay.ALWAYS for one in every)

    def make_default(self) -> None:
        """Let Stripe charge it unless told otherwise."""
        if self.card is not None:
            self._order(partial(self._cards.make_default, self.card), "default")

    def show_next_time(self, *, shown: bool) -> None:
        """Show it at its customer's next payment, or no longer."""
        if self.card is not None:
            done = "shown" if shown else "hidden"
            self._order(partial(self._cards.show_next_time, self.card, shown=shown), done)

    def look_again(self) -> None:
        """Learn how it stands after what may not have been done."""
        self.faulted.emit(None)
        self.refresh()

    def _order(self, work: Callable[[], Awaitable[None]], what: str) -> None:
        """One at a time: a second press is no second order."""
        if not self.busy:
            self.busy = True
            self.faulted.emit(None)
            self.changed.emit()
            start(self, self._carry_out(work, what))

    async def _carry_out(self, work: Callable[[], Awaitable[None]], what: str) -> None:
        try:
            await work()
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
        else:
            self.done.emit(what)
        finally:
            self.busy = False
            self.changed.emit()
            self.refresh()

    async def _load(self, shown: OneCard) -> None:
        whose = shown.shown.customer_id
        try:
            known = await self._cards.of_customer(whose)
            now = next((one for one in known if one.ids & shown.ids), None)
            if now is None:
                self.gone.emit()
                return
            plan = await self._cards.plan_removal(now)
            expiring = await self._cards.expiring(whose)
            may_be_shown = await self._cards.may_be_shown(now)
            self.card, self.plan, self.may_be_shown = now, plan, may_be_shown
            self.expiring = bool(now.ids & frozenset(expiring))
            self.changed.emit()
            self.is_default = await self._cards.default_card(whose) in now.ids
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
        else:
            self.changed.emit()


class Step(Enum):
    """Where a removal stands. DONE: each saving has its result, and not all are gone."""

    LOOKING = auto()
    CONFIRMING = auto()
    WORKING = auto()
    DONE = auto()


class RemovalViewModel(QObject):
    """Signals: `changed` when any attribute did; `removed(OneCard)` once it is gone entirely;
    `cancelled` when the cashier leaves before."""

    changed = Signal()
    removed = Signal(object)
    cancelled = Signal()

    def __init__(self, cards: Removing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards = cards
        self.customer: Customer | None = None
        self.card: OneCard | None = None
        self.plan: RemovalPlan | None = None
        self.results: Sequence[Removal] = ()
        self.fault: PosError | None = None
        """Why nothing was removed, or what it would do can't be had."""
        self.step = Step.LOOKING

    @property
    def allowed(self) -> bool:
        """Whether it may be removed now."""
        known = self.plan is not None and self.plan.in_the_way is None
        return known and self.step in (Step.CONFIRMING, Step.DONE)

    @property
    def unknown(self) -> bool:
        """Whether nobody knows what became of it."""
        return any(one.result is Removed.UNKNOWN for one in self.results)

    def begin(self, card: OneCard, customer: Customer) -> None:
        """Find out what removing this card would do."""
        self.customer, self.card = customer, card
        self.plan, self.results, self.fault = None, (), None
        self._go(Step.LOOKING)
        start_latest(self, "plan", self._look(card))

    def look_again(self) -> None:
        """What was in the way may be over."""
        if self.card is not None and self.step is not Step.WORKING:
            self.fault = None
            start_latest(self, "plan", self._look(self.card))

    def back(self) -> None:
        """Out; never while it is being removed."""
        if self.step is not Step.WORKING:
            self.cancelled.emit()

    def confirm(self) -> None:
        """Remove it. A second call does nothing until the first one has its answer."""
        if self.allowed and self.card is not None:
            self.fault = None
            self._go(Step.WORKING)
            start(self, self._remove(self.card))

    async def _look(self, card: OneCard) -> None:
        try:
            plan = await self._cards.plan_removal(card)
        except (UserError, EnvironmentFault) as fault:
            if card is self.card:
                self.fault = fault
                self._go(Step.CONFIRMING)
            return
        if card is self.card and self.step is not Step.WORKING:
            self.plan = plan
            self._go(self.step if self.step is Step.DONE else Step.CONFIRMING)

    async def _remove(self, card: OneCard) -> None:
        try:
            self.results = await self._cards.remove(card)
        except PosError as fault:
            self.fault = fault
            self._go(Step.CONFIRMING)
        except Exception:  # reason: reported by ui.tasks; the screen must not stay locked
            self._go(Step.CONFIRMING)
            raise
        else:
            self._go(Step.DONE)
            if all(one.result is Removed.REMOVED for one in self.results):
                self.removed.emit(card)

    def _go(self, step: Step) -> None:
        self.step = step
        self.changed.emit()
