"""One sale: as this till knows it at once, as Stripe has it a moment later."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.sales.model import Sale, SaleChanged
from ui.sales.ports import OpenSales
from ui.shell.events import EventBridge
from ui.tasks import start_latest


class SaleViewModel(QObject):
    """Signals: `changed` when the sale did; `faulted(PosError)` when it can't be had anew."""

    changed = Signal()
    faulted = Signal(object)

    def __init__(
        self, sales: OpenSales, events: EventBridge, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._service = sales
        self._clock = clock
        self.sale: Sale | None = None
        self.customer: Customer | None = None
        events.listen(self, SaleChanged, self._on_changed)

    def open(self, sale: Sale, customer: Customer | None) -> None:
        """Show this one, and ask Stripe whether another till changed it."""
        self.sale, self.customer = sale, customer
        self.changed.emit()
        start_latest(self, "sale", self._load(sale))

    def refresh(self) -> None:
        """As `open`, for the one that is shown."""
        if self.sale is not None:
            start_latest(self, "sale", self._load(self.sale))

    def today(self) -> date:
        """By the till's own calendar."""
        return local_day(self._clock)

    async def _load(self, sale: Sale) -> None:
        try:
            self._take(await self._service.fetch(sale.id))
        except UserError:
            return  # it is over: what is shown was the last that is known of it
        except EnvironmentFault as fault:
            self.faulted.emit(fault)

    def _on_changed(self, event: SaleChanged) -> None:
        self._take(event.sale)

    def _take(self, sale: Sale) -> None:
        if self.sale is not None and sale.id == self.sale.id and sale != self.sale:
            self.sale = sale
            self.changed.emit()
