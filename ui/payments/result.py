"""What came of a refund, a capture or a release, and the one thing to do next."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer, shown_name
from pos_app.kernel.errors import PosError
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationOutcome
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.payments.operation_words import OperationSpeaker
from ui.payments.reference import Reference
from ui.payments.result_actions import ResultActions
from ui.payments.result_view_model import ResultViewModel
from ui.payments.verdict import Verdict
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.enter import press
from ui.widgets.frame import add_all, centred, rest_focus
from ui.widgets.labels import label
from ui.widgets.scrolling import above


class ResultScreen(Retranslated, QWidget):
    """Signals: `done`; `showPayment`; `receiptRequested(OperationOutcome)` after a capture
    or a refund; `shown(OperationOutcome)` when another outcome is to be seen."""

    done = Signal()
    showPayment = Signal()
    receiptRequested = Signal(object)
    shown = Signal(object)

    def __init__(self, view_model: ResultViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultScreen")
        self._model = view_model
        self._speaker = OperationSpeaker(self)
        self._refusal: PosError | None = None
        self._head = Verdict("result")
        self._sentence = label(role="strong", wrap=True)
        self._sentence.setObjectName("resultSentence")
        self._detail = label(wrap=True)
        self._detail.setObjectName("resultDetail")
        self._note = label(role="muted", wrap=True)
        self._note.setObjectName("resultNote")
        self._who = label(role="muted", wrap=True)
        self._reference = Reference("resultReference", self)
        self._fault = Banner()
        self._fault.setObjectName("resultFault")
        self._actions = ResultActions()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        said = card()
        lines = column(said, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(lines, self._sentence, self._detail, self._note, self._who, self._reference.line)
        content = QWidget()
        inside = column(content, gap=SPACE.m)
        add_all(inside, self._head, said, self._fault)
        inside.addStretch(1)
        box = column(centred(self, 960), gap=SPACE.l)
        above(content, self._actions, box)

    def _connect(self) -> None:
        model, actions = self._model, self._actions
        model.changed.connect(self._show_outcome)
        model.checkingChanged.connect(self._show_checking)
        model.faulted.connect(
            lambda fault: self._fault.say("danger", "", partial(messages.text, fault))
        )
        actions.done.connect(self.done)
        actions.showPayment.connect(self.showPayment)
        actions.checkNow.connect(self._check)
        actions.receipt.connect(lambda: self.receiptRequested.emit(model.outcome))

    def begin(
        self,
        outcome: OperationOutcome,
        details: PaymentDetails | None,
        customer: Customer | None,
        refusal: PosError | None = None,
    ) -> None:
        """Show an outcome; `refusal`: another order was refused because of this one."""
        self._refusal = refusal
        self._model.show(outcome, details, customer)

    def go_back(self) -> None:
        """Esc: done, unless the outcome is unknown and must not be waved away by accident."""
        outcome = self._model.outcome
        if outcome is not None and outcome.kind is not OutcomeKind.UNKNOWN:
            self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else the main one."""
        if not press(event, self, self._actions.first()):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        outcome = self._model.outcome
        if outcome is None:
            return
        said = self._speaker.words(outcome, self._model.details)
        self._head.set_title(said.title)
        self._sentence.setText(said.sentence)
        self._detail.setText(said.detail)
        self._detail.setVisible(bool(said.detail))
        self._note.setText(messages.text(self._refusal) if self._refusal is not None else "")
        self._note.setVisible(self._refusal is not None)
        customer, details = self._model.customer, self._model.details
        who = shown_name(customer) if customer is not None else ""
        what = details.description if details is not None else ""
        named = self._speaker.named(outcome.operation)
        self._reference.show_for(
            outcome.kind, outcome.request_id, outcome.payment_intent_id, outcome.refund_id
        )
        self._who.setText("  ·  ".join(part for part in (named, who, what) if part))

    def _show_outcome(self) -> None:
        outcome = self._model.outcome
        if outcome is None:
            return
        said = self._speaker.words(outcome, self._model.details)
        self._head.show_as(said.kind, said.icon, outcome.amount)
        if outcome.kind is not OutcomeKind.UNKNOWN:
            self._refusal = None
        self._fault.clear()
        self._actions.show_for(outcome)
        self._focus_main()
        self.retranslate()
        urgent = outcome.kind is not OutcomeKind.SUCCEEDED
        announce(self, f"{self._head.title()}. {self._sentence.text()}", urgent=urgent)
        self.shown.emit(outcome)

    def _focus_main(self) -> None:
        self.setFocusProxy(self._actions.first())
        if self.isVisible():
            self._actions.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        self._fault.clear()
        self._model.check_now()

    def _show_checking(self, checking: bool) -> None:
        if checking:
            rest_focus(self)
        self._actions.set_checking(checking)
        if not checking:
            self._focus_main()
        if checking or self._fault.isVisible() or self._model.outcome is None:
            return
        if self._model.outcome.kind is OutcomeKind.UNKNOWN:
            self._fault.say(
                "unknown",
                "",
                lambda: self.tr(
                    "There is still no answer. Check again in a moment: the till also checks by "
                    "itself."
                ),
            )
