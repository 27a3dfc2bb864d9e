"""Holding an amount again: read back, and who says yes to it."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.dues.renewing import Renewal
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import PaymentIntentId
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import Outcome
from ui.tasks import start


class Renewals(Protocol):
    """What holding again needs of `HoldRenewals`."""

    async def renew_hold(self, payment: PaymentIntentId, *, present: bool) -> Outcome: ...


class RenewViewModel(QObject):
    """One hold, made again.

    Signals: `changed`; `cancelled` when nothing was ordered; `faulted(PosError)`: nothing new is
    held; `finished(Outcome)`.
    """

    changed = Signal()
    cancelled = Signal()
    faulted = Signal(object)
    finished = Signal(object)

    def __init__(self, renewals: Renewals, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._renewals = renewals
        self.renewal: Renewal | None = None
        self.details: PaymentDetails | None = None
        self.customer: Customer | None = None
        self.working = False

    def begin(self, renewal: Renewal, details: PaymentDetails, customer: Customer | None) -> None:
        """Start on this hold, as it stands."""
        if self.working:
            return
        self.renewal, self.details, self.customer = renewal, details, customer
        self.changed.emit()

    @property
    def agreed(self) -> bool:
        """Whether an agreement may allow it, so that the customer needn't be there."""
        return self.renewal is not None and self.renewal.under is not None

    def back(self) -> None:
        """Out; never while it is being carried out."""
        if not self.working:
            self.cancelled.emit()

    def confirm(self, *, present: bool) -> None:
        """Order it, with the customer there or under the agreement. A second call does nothing
        until the first one has its outcome."""
        if self.renewal is None or self.working:
            return
        self.working = True
        self.changed.emit()
        start(self, self._renew(self.renewal.payment_intent_id, present=present))

    async def _renew(self, payment: PaymentIntentId, *, present: bool) -> None:
        try:
            outcome = await self._renewals.renew_hold(payment, present=present)
        except PosError as fault:
            self._rest()
            self.faulted.emit(fault)
        except Exception:  # reason: reported by ui.tasks; the screen must not stay locked
            self._rest()
            raise
        else:
            self._rest()
            self.finished.emit(outcome)

    def _rest(self) -> None:
        self.working = False
        self.changed.emit()
