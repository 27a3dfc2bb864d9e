"""One opened customer: the till's copy at once, Stripe's newer word when it comes."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.cards import OneCard, each_once
from pos_app.customers.model import (
    CardsChanged,
    Customer,
    CustomerRemoved,
    CustomerSaved,
    SavedCard,
)
from pos_app.customers.same_person import LinkedCustomer
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import CustomerId, PaymentIntentId
from pos_app.payments.details import STILL_PAYABLE
from pos_app.payments.kept_cards import to_charge
from pos_app.payments.model import Outcome, OutcomeKind, PastPayment, PaymentRecorded
from pos_app.payments.operation_model import OperationOutcome, OperationRecorded
from ui.customers.card_marks import CardMarks, MarkSource
from ui.customers.timeline import CardRemoval
from ui.shell.events import EventBridge
from ui.tasks import start, start_latest


class CustomerSource(Protocol):
    """What the panel needs of `CustomerService`."""

    async def get(self, customer_id: CustomerId) -> Customer: ...

    async def cards(self, customer_id: CustomerId) -> Sequence[SavedCard]: ...

    async def refresh_cards(self, customer_id: CustomerId) -> Sequence[SavedCard]: ...

    async def mark_served(self, customer_id: CustomerId) -> None: ...


class LinkSource(Protocol):
    """What the panel needs of `SamePersonService`."""

    async def stays(self, customer: Customer) -> Customer | None: ...

    async def linked(self, customer_id: CustomerId) -> Sequence[LinkedCustomer]: ...

    async def separate(self, customer_id: CustomerId) -> Customer: ...


class PaymentSource(Protocol):
    """What the panel needs of `PaymentService`."""

    async def history(self, customer_id: CustomerId) -> Sequence[PastPayment]: ...

    async def unresolved(self) -> Sequence[Outcome]: ...

    async def unresolved_operations(self) -> Sequence[OperationOutcome]: ...


class PanelViewModel(QObject):
    """The customer on the right.

    Signals: `customerChanged`, `cardsChanged`, `paymentsChanged` when those attributes did;
    `linksChanged` when `stays` (whom this customer was merged into), `linked` (who was merged into
    them) or `separating` did;
    `busyChanged` while Stripe is asked; `cardsFaulted(PosError | None)`,
    `paymentsFaulted(PosError | None)` and `faulted(PosError)` when something can't be had.
    Data already shown stays whatever fails.
    """

    customerChanged = Signal()
    cardsChanged = Signal()
    paymentsChanged = Signal()
    linksChanged = Signal()
    busyChanged = Signal()
    cardsFaulted = Signal(object)
    paymentsFaulted = Signal(object)
    faulted = Signal(object)

    def __init__(
        self,
        customers: CustomerSource,
        payments: PaymentSource,
        events: EventBridge,
        clock: Clock,
        parent: QObject | None = None,
        *,
        people: LinkSource | None = None,
        keeping: MarkSource | None = None,
    ) -> None:
        super().__init__(parent)
        self._customers = customers
        self.marks = CardMarks(keeping, events, self)
        self._people = people
        self._payments = payments
        self._clock = clock
        self.customer: Customer | None = None
        self.cards: Sequence[SavedCard] | None = None
        self.payments: Sequence[PastPayment] | None = None
        self.removed: list[CardRemoval] = []
        self.stays: Customer | None = None
        self.linked: Sequence[LinkedCustomer] = ()
        self.separating = False
        self.unclear: frozenset[PaymentIntentId] = frozenset()
        """Payments of which a refund, or the end of a hold, isn't known."""
        self.cards_busy = False
        self.payments_busy = False
        events.listen(self, CustomerSaved, self._on_saved)
        events.listen(self, CustomerRemoved, self._on_removed)
        events.listen(self, CardsChanged, self._on_cards)
        events.listen(self, PaymentRecorded, self._on_payment)
        events.listen(self, OperationRecorded, self._on_operation)

    def open(self, customer: Customer) -> None:
        """Show this customer at once and ask for the rest."""
        same = self.customer is not None and self.customer.id == customer.id
        self.customer = customer
        if not same:
            self.cards = None
            self.payments = None
            self.removed = []
            self._set_links(None, ())
            self.cardsFaulted.emit(None)
            self.paymentsFaulted.emit(None)
        self.marks.show(customer)
        self.customerChanged.emit()
        self.cardsChanged.emit()
        self.paymentsChanged.emit()
        self.refresh()

    def open_by_id(self, customer_id: CustomerId) -> None:
        """Show a customer known only by id."""
        start_latest(self, "open", self._open(customer_id))

    def refresh(self) -> None:
        """Ask Stripe again for cards and payments of the shown customer."""
        if self.customer is None:
            return
        start_latest(self, "cards", self._load_cards(self.customer.id))
        start_latest(self, "payments", self._load_payments(self.customer.id))
        self._ask_links()

    def separate(self, customer_id: CustomerId) -> None:
        """Undo a merge: this customer stands for themselves again."""
        if self._people is not None and not self.separating:
            self.separating = True
            self.linksChanged.emit()
            start(self, self._separate(self._people, customer_id))

    def close_customer(self) -> None:
        """Show nobody."""
        self.customer = None
        self.cards = None
        self.payments = None
        self.removed = []
        self._set_links(None, ())
        self.marks.show(None)
        self.customerChanged.emit()

    def each_card(self) -> Sequence[OneCard]:
        """The saved cards, the same one once."""
        return each_once(self.cards or (), local_day(self._clock))

    def expired(self, card: SavedCard) -> bool:
        """Whether the card's last month is over, by the till's own calendar."""
        today: date = local_day(self._clock)
        return card.expired_on(today)

    def can_charge(self) -> bool:
        """Whether the customer, being here, may charge one of their cards at the counter."""
        today = local_day(self._clock)
        return any(to_charge(one, today) is not None for one in self.each_card())

    def mark_served(self) -> None:
        """Let the shown customer come first next time."""
        if self.customer is not None:
            start(self, self._mark(self.customer.id))

    def _shows(self, customer_id: CustomerId | None) -> bool:
        return self.customer is not None and self.customer.id == customer_id

    async def _open(self, customer_id: CustomerId) -> None:
        try:
            customer = await self._customers.get(customer_id)
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
            return
        self.open(customer)

    async def _mark(self, customer_id: CustomerId) -> None:
        try:
            await self._customers.mark_served(customer_id)
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)

    async def _load_cards(self, customer_id: CustomerId) -> None:
        self._set_busy(cards=True)
        try:
            if self.cards is None:
                self._take_cards(customer_id, await self._customers.cards(customer_id))
            self._take_cards(customer_id, await self._customers.refresh_cards(customer_id))
        except (UserError, EnvironmentFault) as fault:
            if self._shows(customer_id):
                self.cardsFaulted.emit(fault)
        else:
            if self._shows(customer_id):
                self.cardsFaulted.emit(None)
        finally:
            if self._shows(customer_id):
                self._set_busy(cards=False)

    async def _load_payments(self, customer_id: CustomerId) -> None:
        self._set_busy(payments=True)
        try:
            blocked = await self._payments.unresolved_operations()
            unclear = frozenset(one.payment_intent_id for one in blocked)
            charges = {one.payment_intent_id for one in await self._payments.unresolved()}
            if self._shows(customer_id) and self.payments is not None:
                # known without Stripe
                self._take_payments(_doubted(self.payments, charges), unclear)
            payments = await self._payments.history(customer_id)
        except (UserError, EnvironmentFault) as fault:
            if self._shows(customer_id):
                self.paymentsFaulted.emit(fault)
        else:
            if self._shows(customer_id):
                self.paymentsFaulted.emit(None)
                self._take_payments(_doubted(payments, charges), unclear)
        finally:
            if self._shows(customer_id):
                self._set_busy(payments=False)

    def _ask_links(self) -> None:
        if self._people is not None and self.customer is not None:
            start_latest(self, "links", self._load_links(self._people, self.customer))

    async def _load_links(self, people: LinkSource, customer: Customer) -> None:
        try:
            stays = await people.stays(customer) if customer.linked_to else None
            linked = await people.linked(customer.id)
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
            return
        if self._shows(customer.id):
            self._set_links(stays, linked)

    async def _separate(self, people: LinkSource, customer_id: CustomerId) -> None:
        try:
            await people.separate(customer_id)
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
        finally:
            self.separating = False
            self.linksChanged.emit()

    def _set_links(self, stays: Customer | None, linked: Sequence[LinkedCustomer]) -> None:
        if (self.stays, list(self.linked)) != (stays, list(linked)):
            self.stays, self.linked = stays, linked
            self.linksChanged.emit()

    def _take_payments(
        self, payments: Sequence[PastPayment], unclear: frozenset[PaymentIntentId]
    ) -> None:
        same = self.payments is not None and list(payments) == list(self.payments)
        if not same or unclear != self.unclear:
            self.payments = payments
            self.unclear = unclear
            self.paymentsChanged.emit()

    def _take_cards(self, customer_id: CustomerId, cards: Sequence[SavedCard]) -> None:
        # rows that did not change must not be replaced under somebody's finger
        if self._shows(customer_id) and (self.cards is None or list(cards) != list(self.cards)):
            kept = {card.id for card in cards}
            gone = [card for card in self.cards or () if card.id not in kept]
            self.removed += [CardRemoval(card, self._clock.now()) for card in gone]
            self.cards = cards
            self.cardsChanged.emit()

    def _set_busy(self, *, cards: bool | None = None, payments: bool | None = None) -> None:
        if cards is not None:
            self.cards_busy = cards
        if payments is not None:
            self.payments_busy = payments
        self.busyChanged.emit()

    def _on_saved(self, event: CustomerSaved) -> None:
        if self._shows(event.customer.id):
            self.customer = event.customer
            self.customerChanged.emit()
        shown = {one.customer.id for one in self.linked}
        if self._concerns(event.customer, shown):
            self._ask_links()

    def _concerns(self, saved: Customer, shown: set[CustomerId]) -> bool:
        """Whether the links of the shown customer may be others now."""
        if self.customer is None:
            return False
        ends = {self.customer.id, self.stays.id if self.stays is not None else None}
        return saved.id in ends or saved.linked_to in ends or saved.id in shown

    def _on_removed(self, event: CustomerRemoved) -> None:
        if self._shows(event.customer_id):
            self.faulted.emit(UserError("customer.gone"))

    def _on_cards(self, event: CardsChanged) -> None:
        if self._shows(event.customer_id):
            start_latest(self, "local_cards", self._reload_local(event.customer_id))

    async def _reload_local(self, customer_id: CustomerId) -> None:
        try:
            self._take_cards(customer_id, await self._customers.cards(customer_id))
        except (UserError, EnvironmentFault) as fault:
            self.cardsFaulted.emit(fault)

    def _on_operation(self, event: OperationRecorded) -> None:
        shown = {one.payment_intent_id for one in self.payments or ()}
        if self.customer is not None and event.outcome.payment_intent_id in shown:
            start_latest(self, "payments", self._load_payments(self.customer.id))

    def _on_payment(self, event: PaymentRecorded) -> None:
        if self.customer is not None and self._shows(event.outcome.customer_id):
            start_latest(self, "payments", self._load_payments(self.customer.id))


def _doubted(
    payments: Sequence[PastPayment], charges: Collection[PaymentIntentId | None]
) -> Sequence[PastPayment]:
    """Without the claim that nobody paid those that a charge may still arrive at."""
    return [
        replace(one, kind=OutcomeKind.UNKNOWN)
        if one.payment_intent_id in charges and one.kind in STILL_PAYABLE
        else one
        for one in payments
    ]
