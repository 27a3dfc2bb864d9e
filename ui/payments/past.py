"""The way through a past payment: its screen, an order, what came of it; and what ends unseen."""

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import OperationId, PaymentIntentId
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import Outcome, OutcomeKind, PastPayment
from pos_app.payments.operation_model import OperationKind, OperationOutcome, OperationRecorded
from pos_app.settings.formats import format_money
from ui.i18n.language import language_of
from ui.payments.operation import OperationScreen
from ui.payments.operation_view_model import OperationViewModel, Orders, Step
from ui.payments.operation_words import OperationSpeaker
from ui.payments.payment import PaymentScreen
from ui.payments.payment_view_model import Payments, PaymentViewModel
from ui.payments.renew import RenewHoldScreen
from ui.payments.renew_view_model import Renewals, RenewViewModel
from ui.payments.result import ResultScreen
from ui.payments.result_view_model import ResultViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.tasks import start

PAYMENT, OPERATION, RESULT, RENEWAL = "payment", "operation", "result", "renewal"


class Returns(Protocol):
    """What is needed of the service of this name."""

    async def unread(self) -> Sequence[OperationOutcome]: ...

    async def read(self, operation_ids: Collection[OperationId]) -> None: ...


class MoneyBack(Payments, Orders, Renewals, Protocol):
    """What past payments need of `PaymentService` and `HoldRenewals`."""

    @property
    def returns(self) -> Returns: ...

    async def last_operation(self, payment: PaymentIntentId) -> OperationOutcome | None: ...


class PastPayments(QObject):
    """Signals: `left` when the cashier is done; `unclear` when something may have become so;
    `receiptRequested(OperationOutcome, Customer | None, PaymentDetails | None)`;
    `pastReceiptRequested(PaymentDetails, Customer | None)`; `cameBack(OperationOutcome)` when a
    bank sent a refund back while nobody looked; `told(OperationOutcome)` what came of one is said
    at the bottom of the window; `heldAgain(Outcome, Customer | None, str)`: what
    came of holding an amount again, and what there is to say besides."""

    left = Signal()
    unclear = Signal()
    receiptRequested = Signal(object, object, object)
    pastReceiptRequested = Signal(object, object)
    cameBack = Signal(object)
    told = Signal(object)
    heldAgain = Signal(object, object, str)

    def __init__(
        self,
        payments: MoneyBack,
        events: EventBridge,
        clock: Clock,
        window: MainWindow,
        *,
        disputes: QWidget | None = None,
    ) -> None:
        """`disputes`, if given, lists those of the payment that is shown."""
        super().__init__(window)
        self._payments = payments
        self._window = window
        self._speaker = OperationSpeaker(self)
        self.model = PaymentViewModel(payments, events, clock, self)
        self._orders = OperationViewModel(payments, self)
        self._results = ResultViewModel(payments, events, self)
        self.payment = PaymentScreen(self.model, disputes=disputes)
        self.operation = OperationScreen(self._orders)
        self.result = ResultScreen(self._results)
        self._again = RenewViewModel(payments, self)
        self.renewal = RenewHoldScreen(self._again)
        self._told_elsewhere: Callable[[PaymentIntentId], bool] = lambda _: False
        self._connect()
        events.listen(self, OperationRecorded, self._on_recorded)

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {
            PAYMENT: self.payment, OPERATION: self.operation, RESULT: self.result,
            RENEWAL: self.renewal,
        }  # fmt: skip

    def open(self, payment: PastPayment, customer: Customer | None) -> None:
        """Show a payment that stands in a list."""
        self.model.open(payment.payment_intent_id, customer, payment)
        self._window.show_screen(PAYMENT)

    def open_by_id(self, payment_id: PaymentIntentId, customer: Customer | None = None) -> None:
        """Show a payment known only by id."""
        self.model.open(payment_id, customer)
        self._window.show_screen(PAYMENT)

    def tell_unread(self) -> None:
        """What came back in an earlier run of the till, and nobody was told of yet."""
        start(self, self._tell_unread())

    def mark_read(self, operation_ids: Collection[OperationId]) -> None:
        """Somebody was told that these refunds came back."""
        start(self, self._payments.returns.read(operation_ids))

    def leave_to(self, tells_of: Callable[[PaymentIntentId], bool]) -> None:
        """Where `tells_of` a payment is true, another screen says what came of it."""
        self._told_elsewhere = tells_of

    def _connect(self) -> None:
        self.payment.left.connect(self.left)
        self.payment.ordered.connect(self._begin)
        self.payment.renewed.connect(self._begin_again)
        self.renewal.cancelled.connect(self._show_payment)
        self.renewal.finished.connect(self._say_held_again)
        self.operation.cancelled.connect(lambda: self._window.show_screen(PAYMENT))
        self.operation.finished.connect(self._show_result)
        self._orders.faulted.connect(self._known_instead)
        self.result.done.connect(self.left)
        self.result.showPayment.connect(self._show_payment)
        self.result.receiptRequested.connect(
            lambda outcome: self.receiptRequested.emit(
                outcome, self._results.customer, self._results.details
            )
        )
        self.payment.receiptRequested.connect(
            lambda: self.pastReceiptRequested.emit(self.model.details, self.model.customer)
        )

    def _begin(self, operation: OperationKind) -> None:
        if self.model.details is not None:
            self.operation.begin(operation, self.model.details, self.model.customer)
            self._window.show_screen(OPERATION)

    def _begin_again(self) -> None:
        model = self.model
        if model.renewal is not None and model.details is not None:
            self.renewal.begin(model.renewal, model.details, model.customer)
            self._window.show_screen(RENEWAL)

    def _say_held_again(self, outcome: Outcome) -> None:
        note = ""
        if outcome.kind is not OutcomeKind.HELD and outcome.kind is not OutcomeKind.UNKNOWN:
            note = self.tr("The old hold is over, and no new one was made: nothing is reserved.")
        self.heldAgain.emit(outcome, self._again.customer, note)

    def _show_payment(self) -> None:
        self.model.refresh(stale=True)
        self._window.show_screen(PAYMENT)

    def _show_result(self, outcome: OperationOutcome) -> None:
        self._show(outcome, self._orders.details, None)

    def _known_instead(self, fault: PosError) -> None:
        """Refused because of an earlier order: that one is shown, with what can be done."""
        details = self._orders.details
        if fault.key == "operation.under_way" and details is not None:
            start(self, self._show_known(details, fault))

    async def _show_known(self, details: PaymentDetails, fault: PosError) -> None:
        outcome = await self._payments.last_operation(details.payment_intent_id)
        if outcome is not None:
            self._show(outcome, details, fault)

    def _show(
        self, outcome: OperationOutcome, details: PaymentDetails | None, refusal: PosError | None
    ) -> None:
        self.result.begin(outcome, details, self._orders.customer, refusal)
        self._window.show_screen(RESULT)
        self.unclear.emit()

    def _on_recorded(self, event: OperationRecorded) -> None:
        outcome = event.outcome
        if self._watched(outcome) or self._told_elsewhere(outcome.payment_intent_id):
            if outcome.kind is OutcomeKind.DECLINED:
                self.mark_read([outcome.operation_id])
            return

        def words() -> str:
            said = self._speaker.words(outcome)
            amount = format_money(outcome.amount, language_of())
            named = self._speaker.named(outcome.operation)
            return f"{named}, {amount} – {said.title}. {said.sentence}"

        self._window.status(words, self._speaker.words(outcome).kind)
        self.told.emit(outcome)
        if outcome.kind is OutcomeKind.DECLINED:
            self.cameBack.emit(outcome)

    async def _tell_unread(self) -> None:
        for outcome in await self._payments.returns.unread():
            self.cameBack.emit(outcome)

    def _watched(self, outcome: OperationOutcome) -> bool:
        """Whether a screen says it already."""
        shown = self._window.current_screen()
        if shown == OPERATION:
            details = self._orders.details
            mine = details is not None and details.payment_intent_id == outcome.payment_intent_id
            return mine and self._orders.step is Step.WORKING
        known = self._results.outcome
        return shown == RESULT and known is not None and known.operation_id == outcome.operation_id
