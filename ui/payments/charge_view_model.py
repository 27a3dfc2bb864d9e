"""Charging a saved card: choose, read back, charge once, hear the outcome."""

from collections.abc import Sequence
from datetime import date
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.cards import OneCard, each_once
from pos_app.customers.model import Customer, SavedCard
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import PosError, UserError
from pos_app.kernel.ids import CustomerId, ItemId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.kept_cards import may_be_charged, to_charge
from pos_app.payments.model import Capture, Outcome
from pos_app.payments.operation_model import OperationOutcome
from pos_app.sales.model import SaleItem
from ui.payments.may_take import may_take
from ui.tasks import start, start_latest


class CardSource(Protocol):
    """What choosing a card needs of `CustomerService`."""

    async def cards(self, customer_id: CustomerId) -> Sequence[SavedCard]: ...

    async def refresh_cards(self, customer_id: CustomerId) -> Sequence[SavedCard]: ...


class Sales(Protocol):
    """What a payment needs of `SalesService`."""

    async def open_item(
        self, customer_id: CustomerId | None, amount: Money, description: str
    ) -> SaleItem: ...


class Charges(Protocol):
    """What charging needs of `PaymentService`."""

    async def charge_saved_card(self, item: SaleItem, card: PaymentMethodId) -> Outcome: ...

    async def hold(self, item: SaleItem, card: PaymentMethodId) -> Outcome: ...

    async def unresolved(self) -> Sequence[Outcome]: ...

    async def unresolved_operations(self) -> Sequence[OperationOutcome]: ...

    async def last_outcome(self, item_id: ItemId) -> Outcome | None: ...


class Step(Enum):
    """Where a charge stands."""

    CHOOSING = auto()
    CONFIRMING = auto()
    CHARGING = auto()


class ChargeViewModel(QObject):
    """One charge of one saved card, the customer present.

    Signals: `cardsChanged`; `cardsFaulted(PosError | None)`; `stepChanged`; `cardMissing` when
    none is chosen; `faulted(PosError)` when the charge could not be asked for, so nothing was
    charged; `finished(Outcome, SaleItem)`.
    """

    cardsChanged = Signal()
    cardsFaulted = Signal(object)
    stepChanged = Signal()
    cardMissing = Signal()
    faulted = Signal(object)
    finished = Signal(object, object)

    def __init__(
        self,
        customers: CardSource,
        sales: Sales,
        payments: Charges,
        clock: Clock,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._customers = customers
        self._sales = sales
        self._payments = payments
        self._clock = clock
        self.customer: Customer | None = None
        self._once: Sequence[OneCard] = ()
        self.loaded = False
        self.card: SavedCard | None = None
        self.amount: Money | None = None
        self.description = ""
        self.item: SaleItem | None = None
        self._owed = False
        self.capture = Capture.AUTOMATIC
        self.step = Step.CHOOSING

    @property
    def cards(self) -> Sequence[SavedCard]:
        """Each once, however often it was saved: as it can be charged, where it can."""
        return [to_charge(one, self.today()) or one.shown for one in self._once]

    def begin(self, customer: Customer, item: SaleItem | None = None) -> None:
        """Start for this customer; with `item`, for what is already owed (its amount stays)."""
        self.customer = customer
        self.item = item
        self._owed = item is not None
        self.amount = item.amount if item else None
        self.description = item.description if item else ""
        self._once = ()
        self.loaded = False
        self.card = None
        self.capture = Capture.AUTOMATIC
        self._go(Step.CHOOSING)
        self.cardsFaulted.emit(None)
        self.cardsChanged.emit()
        start_latest(self, "cards", self._load(customer.id))

    def today(self) -> date:
        """The day cards are checked against, by the till's own calendar."""
        return local_day(self._clock)

    def expired(self, card: SavedCard) -> bool:
        """Whether the card can't be chosen because its last month is over."""
        return card.expired_on(self.today())

    def chargeable(self, card: SavedCard) -> bool:
        """Whether it can be chosen: not expired, and its customer asked to see it again."""
        return may_be_charged(card) and not self.expired(card)

    @property
    def some_not_shown(self) -> bool:
        """Whether there is a card that only its customer can use, on their page."""
        return any(not may_be_charged(one) and not self.expired(one) for one in self.cards)

    def choose(self, card_id: str) -> None:
        """Choose a card by id; one that can't be charged, or isn't known, is not chosen."""
        found = [one for one in self.cards if one.id == card_id and self.chargeable(one)]
        self.card = found[0] if found else None

    def choose_capture(self, capture: Capture) -> None:
        """Take the money at once, or only have it held."""
        self.capture = capture

    def review(self, amount: Money, description: str) -> None:
        """Go on to reading card and amount back. What is already owed keeps its own amount."""
        if self.step is not Step.CHOOSING:
            return
        if self.card is None:
            self.cardMissing.emit()
            return
        words = " ".join(description.split())
        if self.item is not None and not self._owed:
            # Opened for a charge that could not be asked for: another amount is another item.
            same = (self.item.amount, self.item.description) == (amount, words)
            self.item = self.item if same else None
        self.amount = self.item.amount if self.item else amount
        self.description = self.item.description if self.item else words
        self._go(Step.CONFIRMING)

    def back(self) -> None:
        """Return from reading back to choosing; not while charging."""
        if self.step is Step.CONFIRMING:
            self._go(Step.CHOOSING)

    def confirm(self) -> None:
        """Charge. A second call does nothing until the first one has its outcome."""
        if self.step is not Step.CONFIRMING or self.customer is None:
            return
        if self.card is None or self.amount is None:
            return
        self._go(Step.CHARGING)
        start(self, self._charge(self.customer.id, self.card.id, self.amount))

    async def _charge(
        self, customer_id: CustomerId, card_id: PaymentMethodId, amount: Money
    ) -> None:
        try:
            item = self.item
            if item is None:
                await self._refuse_unclear(customer_id, amount)
                item = await self._sales.open_item(customer_id, amount, self.description)
                self.item = item
            if self.capture is Capture.MANUAL:
                outcome = await self._payments.hold(item, card_id)
            else:
                outcome = await self._payments.charge_saved_card(item, card_id)
        except PosError as fault:
            self._go(Step.CONFIRMING)
            self.faulted.emit(fault)
        except Exception:  # reason: reported by ui.tasks; the screen must not stay locked
            self._go(Step.CONFIRMING)
            raise
        else:
            self.step = Step.CHOOSING
            self.finished.emit(outcome, item)
            self.stepChanged.emit()  # after what came of it, which is what somebody waits for

    async def _refuse_unclear(self, customer_id: CustomerId, amount: Money) -> None:
        """Just this amount may have been charged to this customer already."""
        for one in await may_take(self._payments):
            if (one.customer_id, one.amount) == (customer_id, amount):
                raise UserError("payment.same_unclear")

    async def _load(self, customer_id: CustomerId) -> None:
        try:
            self._take(customer_id, await self._customers.cards(customer_id))
            self._take(customer_id, await self._customers.refresh_cards(customer_id))
        except PosError as fault:
            self.cardsFaulted.emit(fault)

    def _take(self, customer_id: CustomerId, cards: Sequence[SavedCard]) -> None:
        if self.customer is None or self.customer.id != customer_id:
            return
        once = each_once(cards, self.today())
        if self.loaded and once == self._once:
            return  # rows that did not change must not be replaced under somebody's finger
        self.loaded = True
        self._once = once
        if self.step is Step.CHOOSING:
            usable = [one for one in once if to_charge(one, self.today()) is not None]
            # saved once more meanwhile, it has another id and is the same in somebody's hand
            same = [one for one in usable if self.card and self.card.id in one.ids]
            self.card = next((to_charge(one, self.today()) for one in same or usable), None)
        self.cardsChanged.emit()

    def _go(self, step: Step) -> None:
        self.step = step
        self.stepChanged.emit()
