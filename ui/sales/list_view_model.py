"""The open sales of the shown customer, as they are and as they change."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import EnvironmentFault
from pos_app.sales.model import Sale, SaleChanged
from ui.sales.ports import OpenSales
from ui.shell.events import EventBridge
from ui.tasks import start_latest


class SaleListViewModel(QObject):
    """Signals: `changed` when `sales` did; `faulted(PosError | None)` why they can't be had."""

    changed = Signal()
    faulted = Signal(object)

    def __init__(
        self, sales: OpenSales, events: EventBridge, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service = sales
        self._clock = clock
        self.customer: Customer | None = None
        self.sales: Sequence[Sale] = ()
        events.listen(self, SaleChanged, self._on_changed)

    def show(self, customer: Customer | None) -> None:
        """Those of this customer."""
        before = self.customer.id if self.customer is not None else None
        self.customer = customer
        if customer is None or customer.id != before:
            self._take(())
        self.refresh()

    def refresh(self) -> None:
        """Read them again; without a request to Stripe."""
        if self.customer is not None:
            start_latest(self, "sales", self._load(self.customer))

    def today(self) -> date:
        """By the till's own calendar."""
        return local_day(self._clock)

    async def _load(self, customer: Customer) -> None:
        try:
            found = await self._service.of_customer(customer.id)
        except EnvironmentFault as fault:
            self.faulted.emit(fault)
            return
        if self.customer is not None and self.customer.id == customer.id:
            self.faulted.emit(None)
            self._take(found)

    def _take(self, sales: Sequence[Sale]) -> None:
        if list(sales) != list(self.sales):
            self.sales = tuple(sales)
            self.changed.emit()

    def _on_changed(self, event: SaleChanged) -> None:
        if self.customer is not None and event.sale.customer_id == self.customer.id:
            self.refresh()
