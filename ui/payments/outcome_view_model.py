"""What came of a payment, and finding it out when nobody knows."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import ItemId
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from pos_app.sales.model import SaleItem
from ui.shell.events import EventBridge
from ui.tasks import start


class Resolver(Protocol):
    """What looking again needs of `PaymentService`."""

    async def resolve(self, item_id: ItemId) -> Outcome: ...


class OutcomeViewModel(QObject):
    """One outcome on screen.

    Signals: `changed` when `outcome` did; `checkingChanged(bool)`; `faulted(PosError)` when the
    look could not be made, so the outcome is as unknown as before.
    """

    changed = Signal()
    checkingChanged = Signal(bool)
    faulted = Signal(object)

    def __init__(
        self, payments: Resolver, events: EventBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._payments = payments
        self.outcome: Outcome | None = None
        self.item: SaleItem | None = None
        self.customer: Customer | None = None
        self.away = False
        self.checking = False
        self._asked: Outcome | None = None
        """What the look under way is about."""
        events.listen(self, PaymentRecorded, self._on_recorded)

    def show(
        self, outcome: Outcome, item: SaleItem | None, customer: Customer | None, *,
        away: bool = False,
    ) -> None:  # fmt: skip
        """Show this outcome; `customer` is None for a walk-in, `away` whether they aren't here."""
        if self.checking:
            self._end_check()
        self.outcome = outcome
        self.item = item
        self.customer = customer
        self.away = away
        self.changed.emit()

    def check_now(self) -> None:
        """Ask Stripe what happened to an unknown outcome."""
        if self.checking or self.outcome is None or self.outcome.kind is not OutcomeKind.UNKNOWN:
            return
        self.checking = True
        self.checkingChanged.emit(True)
        self._asked = self.outcome
        start(self, self._check(self.outcome))

    async def _check(self, asked: Outcome) -> None:
        try:
            outcome = await self._payments.resolve(asked.item_id)
        except PosError as fault:
            if self._shows(asked.item_id):
                self.faulted.emit(fault)
        else:
            self._replace(outcome)
        finally:
            if self._asked is asked:  # else another outcome is shown by now
                self._end_check()

    def _end_check(self) -> None:
        self._asked = None
        self.checking = False
        self.checkingChanged.emit(False)

    def _on_recorded(self, event: PaymentRecorded) -> None:
        # Recovery may find the truth while the cashier looks at "unknown".
        if self.outcome is not None and self.outcome.kind is OutcomeKind.UNKNOWN:
            self._replace(event.outcome)

    def _replace(self, outcome: Outcome) -> None:
        if self._shows(outcome.item_id):
            self.outcome = outcome
            self.changed.emit()

    def _shows(self, item_id: ItemId) -> bool:
        return self.outcome is not None and self.outcome.item_id == item_id
