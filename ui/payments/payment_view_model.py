"""One past payment: what the list knew of it at once, then Stripe's own word."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.dues.renewing import Renewal
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import PaymentIntentId
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import OutcomeKind, PastPayment, PaymentRecorded
from pos_app.payments.operation_model import OperationKind, OperationOutcome, OperationRecorded
from ui.shell.events import EventBridge
from ui.tasks import start, start_latest

_RENEWED: Final = (OutcomeKind.HELD, OutcomeKind.NOT_CHARGED)


class Payments(Protocol):
    """What a past payment needs of `PaymentService`."""

    async def details(self, payment: PaymentIntentId) -> PaymentDetails: ...

    async def resolve_operation(self, payment: PaymentIntentId) -> OperationOutcome: ...

    async def renewal(self, payment: PaymentIntentId) -> Renewal | None:
        """See HoldRenewals."""
        ...


@dataclass(frozen=True, slots=True)
class Held:
    """A hold that stands. `until` is UTC, None when Stripe didn't say; `elsewhere`: another till
    has it; `unclear`: it may have been taken or released since."""

    until: datetime | None
    elsewhere: bool
    unclear: bool = False


class PaymentViewModel(QObject):
    """Nothing can be ordered before Stripe has said how the payment stands.

    Signals: `changed` when any attribute did; `faulted(PosError | None)` why Stripe's word did not
    come, None once it has.
    """

    changed = Signal()
    faulted = Signal(object)

    def __init__(
        self, payments: Payments, events: EventBridge, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._payments = payments
        self._clock = clock
        self._ahead = timedelta()
        self.payment_id: PaymentIntentId | None = None
        self.known: PastPayment | None = None
        self.customer: Customer | None = None
        self.details: PaymentDetails | None = None
        self.renewal: Renewal | None = None
        """The hold that can be made again, as this till's journal has it."""
        self.busy = False
        self.stale = False
        """Something happened to the payment since Stripe said `details`."""
        self.checking = False
        self._check_number = 0
        events.listen(self, OperationRecorded, self._on_operation)
        events.listen(self, PaymentRecorded, self._on_payment)

    def open(
        self,
        payment_id: PaymentIntentId,
        customer: Customer | None,
        known: PastPayment | None = None,
    ) -> None:
        """Show this payment; `known` is what a list says of it."""
        self.payment_id = payment_id
        self.customer = customer
        self.known = known
        self.details = self.renewal = None
        self.stale = False
        self.checking = False
        self._check_number += 1  # a look at what was shown before says nothing of this one
        self.faulted.emit(None)
        self.refresh()

    def refresh(self, *, stale: bool = False) -> None:
        """Ask Stripe again; what is shown stays meanwhile. Nothing can be ordered on what is
        `stale`."""
        self.stale = self.stale or stale
        if self.payment_id is not None:
            self.busy = True
            self.changed.emit()
            start_latest(self, "look", self._look(self.payment_id))

    def check_now(self) -> None:
        """Find out about what isn't clear."""
        if self.payment_id is None or self.checking:
            return
        self.checking = True
        self.changed.emit()
        start(self, self._check(self.payment_id, self._check_number))

    def now(self) -> datetime:
        """The moment by Stripe's clock, which holds end by."""
        return self._clock.now() + self._ahead

    def may(self, operation: OperationKind) -> bool:
        """Whether it can be ordered as far as anybody knows; the service has the last word."""
        details = self.details
        if details is None or self.stale or details.unclear is not None:
            return False
        if operation is OperationKind.REFUND:
            taken = details.kind is OutcomeKind.SUCCEEDED
            return taken and details.left.amount_minor > 0
        return details.kind is OutcomeKind.HELD and details.held_item is not None

    def may_renew(self) -> bool:
        """Whether the amount can be held again; the service has the last word."""
        details = self.details
        return (
            details is not None
            and self.renewal is not None
            and not self.stale
            and details.unclear is None
            and details.kind in _RENEWED
        )

    def held(self) -> Held | None:
        """The hold that is shown; None when none stands."""
        details, known = self.details, self.known
        if details is not None:
            if details.kind is not OutcomeKind.HELD:
                return None
            elsewhere, unclear = details.held_item is None, details.unclear is not None
            return Held(details.held_until, elsewhere=elsewhere, unclear=unclear)
        if known is not None and known.kind is OutcomeKind.HELD:
            return Held(known.held_until, elsewhere=False)
        return None

    async def _look(self, payment_id: PaymentIntentId) -> None:
        fault: PosError | None = None
        try:
            details = await self._payments.details(payment_id)
            renewal = None
            if details.kind in _RENEWED:  # the look above has noted a hold that ended
                renewal = await self._payments.renewal(payment_id)
            self._ahead = details.seen_at - self._clock.now()
            self.details, self.renewal = details, renewal
            self.stale = False
        except PosError as error:
            fault = error
        if payment_id == self.payment_id:
            self.busy = False
            self.faulted.emit(fault)
            self.changed.emit()

    async def _check(self, payment_id: PaymentIntentId, number: int) -> None:
        fault: PosError | None = None
        try:
            await self._payments.resolve_operation(payment_id)
        except PosError as error:
            fault = error
        finally:
            if number == self._check_number:
                self.checking = False
        if number != self._check_number:
            return
        if fault is not None:
            self.faulted.emit(fault)
            self.changed.emit()
        else:
            self.refresh(stale=True)

    def _on_operation(self, event: OperationRecorded) -> None:
        if event.outcome.payment_intent_id == self.payment_id:
            self.refresh(stale=True)

    def _on_payment(self, event: PaymentRecorded) -> None:
        if self.payment_id is not None and event.outcome.payment_intent_id == self.payment_id:
            self.refresh(stale=True)
