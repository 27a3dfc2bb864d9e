"""One sale: as this till knows it at once, as Stripe has it a moment later."""

from collections.abc import Iterable, Sequence
from datetime import date

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.dues.history_model import SaleEvent
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.ids import ItemId
from pos_app.sales.model import Sale, SaleChanged
from ui.sales.ports import Histories, OpenSales
from ui.shell.events import EventBridge
from ui.tasks import start_latest


class SaleViewModel(QObject):
    """Signals: `changed` when the sale did; `faulted(PosError)` when it can't be had anew;
    `historyChanged` when its course did, or its wait or its fault."""

    changed = Signal()
    faulted = Signal(object)
    historyChanged = Signal()

    def __init__(
        self, sales: OpenSales, events: EventBridge, clock: Clock, histories: Histories,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._service = sales
        self._histories = histories
        self.history: Sequence[SaleEvent] = ()
        """What happened, oldest first."""
        self.looking = False
        """Whether what other tills did is still being asked."""
        self.history_fault: PosError | None = None
        """Why that did not come."""
        self._clock = clock
        self.unclear: frozenset[ItemId] = frozenset()
        """Parts of whatever sale of whose last charge nobody knows the outcome."""
        self.sale: Sale | None = None
        self.customer: Customer | None = None
        events.listen(self, SaleChanged, self._on_changed)

    def open(self, sale: Sale, customer: Customer | None) -> None:
        """Show this one, and ask Stripe whether another till changed it."""
        self.sale, self.customer = sale, customer
        self.history = ()
        self.changed.emit()
        start_latest(self, "sale", self._load(sale))
        self._look_back(sale)

    def set_unclear(self, items: Iterable[ItemId]) -> None:
        """Nobody knows what became of the charges of these."""
        before, self.unclear = self.unclear, frozenset(items)
        if self.sale is not None and before != self.unclear:
            self.changed.emit()

    def refresh(self) -> None:
        """As `open`, for the one that is shown."""
        if self.sale is not None:
            start_latest(self, "sale", self._load(self.sale))

    def _look_back(self, sale: Sale) -> None:
        self.looking, self.history_fault = True, None
        start_latest(self, "history", self._load_history(sale))

    async def _load_history(self, sale: Sale) -> None:
        try:
            known = await self._histories.known(sale)
            if len(known) >= len(self.history):
                self.history = known  # never fewer lines while Stripe is asked
            self.historyChanged.emit()
            self.history = await self._histories.whole(sale)
        except EnvironmentFault as fault:
            self.history_fault = fault
        self.looking = False
        self.historyChanged.emit()

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
            self._look_back(sale)
