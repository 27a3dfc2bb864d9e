"""Giving back, taking or releasing: choose, read back, order it once, hear what came of it."""

from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.kernel.errors import Bug, PosError, UserError
from pos_app.kernel.ids import ItemId, PaymentIntentId
from pos_app.kernel.money import Money, check_digits
from pos_app.payments.details import PaymentDetails
from pos_app.payments.operation_model import OperationKind, OperationOutcome, RefundReason
from ui.tasks import start


class Orders(Protocol):
    """What ordering needs of `PaymentService`."""

    async def refund(
        self, payment: PaymentIntentId, amount: Money, reason: RefundReason | None = None
    ) -> OperationOutcome: ...

    async def capture_hold(self, item_id: ItemId, amount: Money) -> OperationOutcome: ...

    async def release_hold(self, item_id: ItemId) -> OperationOutcome: ...


class Step(Enum):
    """Where an order stands."""

    CHOOSING = auto()
    CONFIRMING = auto()
    WORKING = auto()


class OperationViewModel(QObject):
    """One order on one payment.

    Signals: `stepChanged`; `cancelled` when nothing was ordered; `faulted(PosError)` when it could
    not be ordered, so no money moved; `finished(OperationOutcome)`.
    """

    stepChanged = Signal()
    cancelled = Signal()
    faulted = Signal(object)
    finished = Signal(object)

    def __init__(self, payments: Orders, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._payments = payments
        self.kind = OperationKind.REFUND
        self.details: PaymentDetails | None = None
        self.customer: Customer | None = None
        self.amount: Money | None = None
        self.reason: RefundReason | None = RefundReason.REQUESTED
        self.step = Step.CHOOSING

    def begin(
        self, kind: OperationKind, details: PaymentDetails, customer: Customer | None
    ) -> None:
        """Start on this payment, all of it preselected. A release has nothing to choose."""
        self.kind = kind
        self.details = details
        self.customer = customer
        self.reason = RefundReason.REQUESTED
        self.amount = self.most()
        release = kind is OperationKind.RELEASE
        self._go(Step.CONFIRMING if release else Step.CHOOSING)

    def most(self) -> Money:
        """All that can be ordered: what is left of the payment, or what is held."""
        details = self._shown()
        return details.left if self.kind is OperationKind.REFUND else details.amount

    def rest(self) -> Money:
        """What a chosen part leaves."""
        return self.most() - (self.amount or self.most())

    def check(self, amount: Money) -> Money:
        """The amount itself if it can be ordered.

        Raises UserError with field "amount": part.zero, part.negative, refund.too_much,
        capture.too_much (largest), amount.whole_units, amount.last_digit.
        """
        if amount.amount_minor == 0:
            raise UserError("part.zero", field="amount")
        if amount.amount_minor < 0:
            raise UserError("part.negative", field="amount")
        if self.details is not None and (self.most() - amount).amount_minor < 0:
            refund = self.kind is OperationKind.REFUND
            key = "refund.too_much" if refund else "capture.too_much"
            raise UserError(key, field="amount", largest=self.most())
        return check_digits(amount)

    def choose_reason(self, reason: RefundReason | None) -> None:
        """Why it is given back, in Stripe's words; None for anything else."""
        self.reason = reason

    def review(self, amount: Money) -> None:
        """Go on to reading it back. Raises UserError as `check` does."""
        if self.step is Step.CHOOSING:
            self.amount = self.check(amount)
            self._go(Step.CONFIRMING)

    def back(self) -> None:
        """One step back, or out; never while it is being carried out."""
        if self.step is Step.CONFIRMING and self.kind is not OperationKind.RELEASE:
            self._go(Step.CHOOSING)
        elif self.step is not Step.WORKING:
            self.cancelled.emit()

    def confirm(self) -> None:
        """Order it. A second call does nothing until the first one has its outcome."""
        if self.step is not Step.CONFIRMING or self.amount is None:
            return
        self._go(Step.WORKING)
        start(self, self._order(self.amount))

    async def _order(self, amount: Money) -> None:
        try:
            outcome = await self._ordered(amount)
        except PosError as fault:
            self._go(Step.CONFIRMING)
            self.faulted.emit(fault)
        except Exception:  # reason: reported by ui.tasks; the screen must not stay locked
            self._go(Step.CONFIRMING)
            raise
        else:
            self.step = Step.CHOOSING  # another screen says what came of it
            self.finished.emit(outcome)

    async def _ordered(self, amount: Money) -> OperationOutcome:
        details = self._shown()
        if self.kind is OperationKind.REFUND:
            return await self._payments.refund(details.payment_intent_id, amount, self.reason)
        if details.held_item is None:
            raise UserError("hold.none")
        if self.kind is OperationKind.CAPTURE:
            return await self._payments.capture_hold(details.held_item, amount)
        return await self._payments.release_hold(details.held_item)

    def _shown(self) -> PaymentDetails:
        if self.details is None:
            raise Bug("operation.nothing_shown")
        return self.details

    def _go(self, step: Step) -> None:
        self.step = step
        self.stepChanged.emit()
