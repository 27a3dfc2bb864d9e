"""What stands beside a customer's cards: the default one, and those that expire too soon."""

from collections.abc import Collection
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.consent.model import AgreementRecorded, AgreementRevoked
from pos_app.customers.model import CardsChanged, Customer, CustomerSaved
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from ui.shell.events import EventBridge
from ui.tasks import start_latest


class MarkSource(Protocol):
    """Of `SavedCards`."""

    async def default_card(self, customer_id: CustomerId) -> PaymentMethodId | None: ...

    async def expiring(self, customer_id: CustomerId) -> Collection[PaymentMethodId]: ...


class CardMarks(QObject):
    """Signal: `changed` when `default` or `expiring` did. What can't be learned isn't marked:
    nothing is decided by it."""

    changed = Signal()

    def __init__(
        self, source: MarkSource | None, events: EventBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._shown: CustomerId | None = None
        self.default: PaymentMethodId | None = None
        self.expiring: frozenset[PaymentMethodId] = frozenset()
        """Cards that are needed for longer than they last."""
        events.listen(self, CardsChanged, lambda event: self._on(event.customer_id))
        events.listen(self, CustomerSaved, lambda event: self._on(event.customer.id))
        events.listen(self, AgreementRecorded, lambda event: self._on(event.agreement.customer_id))
        events.listen(self, AgreementRevoked, lambda event: self._on(event.revocation.customer_id))

    def show(self, customer: Customer | None) -> None:
        """Mark this customer's cards, at once as far as the copy knows; None: nobody's."""
        shown = customer.id if customer is not None else None
        if shown != self._shown:
            self._shown = shown
            self._take(customer.default_card if customer is not None else None, frozenset())
        self.refresh()

    def refresh(self) -> None:
        """Learn it again."""
        if self._source is not None and self._shown is not None:
            start_latest(self, "marks", self._load(self._source, self._shown))

    async def _load(self, source: MarkSource, customer_id: CustomerId) -> None:
        default, expiring = self.default, self.expiring
        try:
            expiring = frozenset(await source.expiring(customer_id))
            default = await source.default_card(customer_id)
        except (UserError, EnvironmentFault):
            pass
        if customer_id == self._shown:
            self._take(default, expiring)

    def _take(self, default: PaymentMethodId | None, expiring: frozenset[PaymentMethodId]) -> None:
        if (default, expiring) != (self.default, self.expiring):
            self.default, self.expiring = default, expiring
            self.changed.emit()

    def _on(self, customer_id: CustomerId) -> None:
        if customer_id == self._shown:
            self.refresh()
