"""What came of a refund, a capture or a release, and finding it out when nobody knows."""

from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import PaymentIntentId
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationOutcome, OperationRecorded
from ui.shell.events import EventBridge
from ui.tasks import start


class Resolver(Protocol):
    """What looking again needs of `PaymentService`."""

    async def resolve_operation(self, payment: PaymentIntentId) -> OperationOutcome: ...


class ResultViewModel(QObject):
    """One operation's outcome on screen.

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
        self.outcome: OperationOutcome | None = None
        self.details: PaymentDetails | None = None
        self.customer: Customer | None = None
        self.checking = False
        self._asked: OperationOutcome | None = None
        """What the look under way is about."""
        events.listen(self, OperationRecorded, self._on_recorded)

    def show(
        self,
        outcome: OperationOutcome,
        details: PaymentDetails | None,
        customer: Customer | None,
    ) -> None:
        """Show this outcome; `details` as the payment stood when it was ordered."""
        if self.checking:
            self._end_check()
        self.outcome = outcome
        self.details = details
        self.customer = customer
        self.changed.emit()

    def check_now(self) -> None:
        """Ask Stripe what became of it."""
        if self.checking or self.outcome is None or self.outcome.kind is not OutcomeKind.UNKNOWN:
            return
        self.checking = True
        self.checkingChanged.emit(True)
        self._asked = self.outcome
        start(self, self._check(self.outcome))

    async def _check(self, asked: OperationOutcome) -> None:
        try:
            self._replace(await self._payments.resolve_operation(asked.payment_intent_id))
        except PosError as fault:
            if self._shows(asked):
                self.faulted.emit(fault)
        finally:
            if self._asked is asked:  # else another outcome is shown by now
                self._end_check()

    def _end_check(self) -> None:
        self._asked = None
        self.checking = False
        self.checkingChanged.emit(False)

    def _on_recorded(self, event: OperationRecorded) -> None:
        # Recovery may find the truth, or the bank decide, while the cashier looks at it.
        self._replace(event.outcome)

    def _replace(self, outcome: OperationOutcome) -> None:
        if self._shows(outcome) and outcome != self.outcome:
            self.outcome = outcome
            self.changed.emit()

    def _shows(self, outcome: OperationOutcome) -> bool:
        return self.outcome is not None and self.outcome.operation_id == outcome.operation_id
