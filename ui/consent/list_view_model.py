"""The agreements of the customer who is open, and which of them still stand."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from pos_app.consent.model import AgreementRecorded, AgreementRevoked, Purpose
from pos_app.consent.service import Standing
from pos_app.customers.model import CardsChanged, Customer, SavedCard
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import PaymentRecorded
from ui.consent.ports import Agreements, Cards
from ui.shell.events import EventBridge
from ui.tasks import start_latest

AT_A_TIME = 4
"""Rows shown at first, and more of at each wish: somebody may have given hundreds."""


class AgreementListViewModel(QObject):
    """Signals: `changed` when any attribute did; `faulted(PosError | None)` why the list can't be
    had, None once it can. What is shown stays whatever fails."""

    changed = Signal()
    faulted = Signal(object)

    def __init__(
        self,
        agreements: Agreements,
        cards: Cards,
        events: EventBridge,
        clock: Clock,
        parent: QObject | None = None,
        *,
        learn: Callable[[CustomerId], Awaitable[None]] | None = None,
    ) -> None:
        """`learn` takes over what other tills noted of a customer's agreements."""
        super().__init__(parent)
        self._learn = learn
        self._missing: EnvironmentFault | None = None
        """Why newer ones may be missing."""
        self._agreements = agreements
        self._cards = cards
        self._clock = clock
        self._room = AT_A_TIME
        self.customer: Customer | None = None
        self.all: Sequence[Standing] = ()
        self.cards: Mapping[PaymentMethodId, SavedCard] = {}
        self.left: Mapping[AgreementId, Money | None] = {}
        """What those shown leave open; of one that was revoked, what is at risk."""
        events.listen(self, AgreementRecorded, lambda event: self._on(event.agreement.customer_id))
        events.listen(self, AgreementRevoked, lambda event: self._on(event.revocation.customer_id))
        events.listen(self, CardsChanged, lambda event: self._on(event.customer_id))
        events.listen(self, PaymentRecorded, lambda event: self._on(event.outcome.customer_id))

    def show(self, customer: Customer | None) -> None:
        """Show this customer's; None: nobody's."""
        before = self.customer.id if self.customer is not None else None
        self.customer = customer
        if customer is None or customer.id != before:
            self.all, self.cards, self.left = (), {}, {}
            self._room = AT_A_TIME
            self._missing = None
            self.faulted.emit(None)
            self.changed.emit()
            if customer is not None:
                self.refresh()
                self._ask(customer.id)

    def refresh(self) -> None:
        """Read the ledger again."""
        if self.customer is not None:
            start_latest(self, "agreements", self._load(self.customer.id))

    def _ask(self, customer_id: CustomerId) -> None:
        if self._learn is not None:
            start_latest(self, "news", self._hear_news(self._learn, customer_id))

    async def _hear_news(
        self, learn: Callable[[CustomerId], Awaitable[None]], customer_id: CustomerId
    ) -> None:
        """What is new is told by events."""
        try:
            await learn(customer_id)
        except EnvironmentFault:
            if self._shows(customer_id):
                self._missing = EnvironmentFault("agreement.maybe_more", retryable=True)
                self.faulted.emit(self._missing)

    def show_more(self) -> None:
        """Some more rows."""
        self._room += AT_A_TIME
        self.refresh()

    def shown(self) -> Sequence[Standing]:
        """As many as there is room for, newest first."""
        return self.all[: self._room]

    def more(self) -> int:
        """How many are not shown yet."""
        return max(0, len(self.all) - self._room)

    def now(self) -> datetime:
        return self._clock.now()

    async def _load(self, customer_id: CustomerId) -> None:
        try:
            found = await self._agreements.of_customer(customer_id)
            cards = {card.id: card for card in await self._cards.cards(customer_id)}
            left = {
                one.agreement.id: await self._agreements.left_open(one.agreement.id)
                for one in found[: self._room]
                if one.agreement.scope.purpose is not Purpose.NEXT_TIME
            }
        except (UserError, EnvironmentFault) as fault:
            if self._shows(customer_id):
                self.faulted.emit(fault)
            return
        if self._shows(customer_id):
            self.all, self.cards, self.left = found, cards, left
            self.faulted.emit(self._missing)
            self.changed.emit()

    def _shows(self, customer_id: CustomerId | None) -> bool:
        return self.customer is not None and self.customer.id == customer_id

    def _on(self, customer_id: CustomerId | None) -> None:
        if self._shows(customer_id):
            self.refresh()
