"""Calling a sale off: what goes back to the customer, what the shop keeps, read back once."""

from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.dues.ending import UNCLEAR, CalledOff
from pos_app.dues.settling import Proposal
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.ids import PaymentIntentId
from pos_app.kernel.money import Money, check_digits
from pos_app.payments.model import OutcomeKind
from pos_app.sales.model import CalledOffFor, Sale, SaleState
from ui.dues.ports import Endings
from ui.tasks import start, start_latest


class CallingOff(Enum):
    """Where it stands."""

    CHOOSING = auto()
    CONFIRMING = auto()
    WORKING = auto()
    OVER = auto()
    """It is called off, or nobody knows yet whether it is: nothing more can be done here."""


class CallOffViewModel(QObject):
    """Signals: `changed` when any attribute did; `stepChanged`; `faulted(PosError)`: it was not
    called off; `done(CalledOff)`; `cameOut(OutcomeKind)` what came of it, as it is heard."""

    changed = Signal()
    stepChanged = Signal()
    faulted = Signal(object)
    done = Signal(object)
    cameOut = Signal(object)

    def __init__(self, endings: Endings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._endings = endings
        self.sale: Sale | None = None
        self.customer: Customer | None = None
        self.proposal: Proposal | None = None
        """By the policy that was agreed to; None while it isn't known."""
        self.looking = False
        """Whether what was agreed to is still being looked up: there is no amount to change yet."""
        self.refund: Money | None = None
        self.off_for: CalledOffFor | None = None
        """Why, once that was read back."""
        self.step = CallingOff.CHOOSING

    def begin(self, sale: Sale, customer: Customer | None) -> None:
        """Start with what was agreed to."""
        if self.step is CallingOff.WORKING:
            return
        self.sale, self.customer = sale, customer
        self.proposal = self.refund = self.off_for = None
        self.looking = True
        self._go(CallingOff.CHOOSING)
        self.changed.emit()
        start_latest(self, "proposal", self._load(sale))

    def most(self) -> Money:
        """All that the shop has of the customer's money."""
        assert self.sale is not None
        return self.sale.held_for_customer

    def kept(self, refund: Money) -> Money:
        """What the shop keeps then."""
        return self.most() - refund

    def check(self, refund: Money) -> Money:
        """The amount itself if it can go back. Raises UserError with field "amount": part.negative,
        refund.too_much (largest), amount.whole_units, amount.last_digit."""
        if refund.amount_minor < 0:
            raise UserError("part.negative", field="amount")
        if self.sale is not None and (self.most() - refund).amount_minor < 0:
            raise UserError("refund.too_much", field="amount", largest=self.most())
        return check_digits(refund)

    def review(self, refund: Money, off_for: CalledOffFor | None = None) -> None:
        """Go on to reading it back. Raises UserError as `check` does."""
        if self.step is CallingOff.CHOOSING and not self.looking:
            self.refund, self.off_for = self.check(refund), off_for
            self._go(CallingOff.CONFIRMING)

    def back(self) -> bool:
        """One step back; False where there is none."""
        if self.step is CallingOff.CONFIRMING:
            self._go(CallingOff.CHOOSING)
            return True
        return self.step is CallingOff.WORKING

    def confirm(self) -> None:
        """Call it off. A second call does nothing until the first one has its answer."""
        if self.step is CallingOff.CONFIRMING and self.sale and self.refund is not None:
            self._go(CallingOff.WORKING)
            start(self, self._call_off(self.sale, self.refund, self.off_for))

    def tells_of(self, payment: PaymentIntentId) -> bool:
        """Whether what is given back of this payment right now is told here once all of it is."""
        sale = self.sale if self.step is CallingOff.WORKING else None
        return sale is not None and payment in {part.payment_intent_id for part in sale.parts}

    async def _load(self, sale: Sale) -> None:
        try:
            proposal = await self._endings.proposal(sale)
        except (UserError, EnvironmentFault) as fault:
            self.looking = False
            self.changed.emit()
            self.faulted.emit(fault)
            return
        if self.sale is sale and self.step is CallingOff.CHOOSING:
            self.proposal, self.looking = proposal, False
            self.changed.emit()

    async def _call_off(self, sale: Sale, refund: Money, off_for: CalledOffFor | None) -> None:
        try:
            result: CalledOff = await self._endings.call_off(sale, refund, off_for)
        except (UserError, EnvironmentFault) as fault:
            self._go(CallingOff.OVER if fault.key == UNCLEAR else CallingOff.CHOOSING)
            await self._look_again(fault)
            self.faulted.emit(fault)
            if isinstance(fault, EnvironmentFault):
                unclear = fault.key == UNCLEAR
                self.cameOut.emit(OutcomeKind.UNKNOWN if unclear else OutcomeKind.NOT_CHARGED)
        except Exception:  # reason: reported by ui.tasks; the screen must not stay locked
            self._go(CallingOff.CHOOSING)
            raise
        else:
            self.sale = result.sale
            self._go(CallingOff.OVER)
            self.done.emit(result)
            self.cameOut.emit(_kind_of(result))

    async def _look_again(self, fault: PosError) -> None:
        """Where somebody changed the sale meanwhile: begin with it as it is now, since in the state
        that was seen it can't be called off any more."""
        newest = fault.params.get("sale")
        if isinstance(newest, Sale) and newest.state is SaleState.OPEN:
            self.sale, self.looking = newest, True
            self.proposal = self.refund = self.off_for = None
            self.changed.emit()
            await self._load(newest)

    def _go(self, step: CallingOff) -> None:
        self.step = step
        self.stepChanged.emit()


def _kind_of(result: CalledOff) -> OutcomeKind:
    """What is not given back yet is as open as what nobody knows: the till goes on with both."""
    if result.refused and not result.unclear:
        return OutcomeKind.DECLINED
    open_ = result.unclear or result.left.amount_minor > 0
    return OutcomeKind.UNKNOWN if open_ else OutcomeKind.SUCCEEDED
