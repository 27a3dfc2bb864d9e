"""The disputes of some payments, asked for only where Stripe says that there are any."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import PaymentIntentId
from ui.disputes.ports import Disputes
from ui.tasks import cancel, start_latest


class DisputeListViewModel(QObject):
    """Signals: `changed` when any attribute did; `faulted(PosError | None)` why they can't be had,
    None once they can. What is shown stays whatever fails."""

    changed = Signal()
    faulted = Signal(object)

    def __init__(self, disputes: Disputes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._disputes = disputes
        self._payments: Sequence[PaymentIntentId] = ()
        self.all: Sequence[DisputeSeen] = ()

    def show(self, payments: Sequence[PaymentIntentId]) -> None:
        """Show those of these payments, all of which are disputed."""
        if list(payments) == list(self._payments):
            return
        self._payments = tuple(payments)
        self.all = [one for one in self.all if one.payment_intent_id in self._payments]
        self.faulted.emit(None)
        self.changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Ask Stripe again."""
        cancel(self, "disputes")
        if self._payments:
            start_latest(self, "disputes", self._load(self._payments))

    def take(self, seen: DisputeSeen) -> None:
        """One of them stands otherwise now."""
        if any(one.id == seen.id for one in self.all):
            self.all = [seen if one.id == seen.id else one for one in self.all]
            self.changed.emit()

    async def _load(self, payments: Sequence[PaymentIntentId]) -> None:
        try:
            found = await self._disputes.of_payments(payments)
        except EnvironmentFault as fault:
            if payments == self._payments:
                self.faulted.emit(fault)
            return
        if payments == self._payments:
            self.all = found
            self.faulted.emit(None)
            self.changed.emit()
