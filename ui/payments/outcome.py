"""What came of a payment: colour, shape and words, and the one thing to do next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer, shown_name
from pos_app.kernel.errors import PosError
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.model import SaleItem
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.payments.outcome_actions import OutcomeActions
from ui.payments.outcome_view_model import OutcomeViewModel
from ui.payments.outcome_words import ICONS, KINDS, OutcomeSpeaker, saved_or_not
from ui.payments.reference import Reference
from ui.payments.verdict import Verdict
from ui.payments.voices import DeclineVoices
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.announce import announce
from ui.widgets.banner import Banner
from ui.widgets.enter import press
from ui.widgets.frame import add_all, centred, rest_focus
from ui.widgets.labels import label
from ui.widgets.scrolling import above


class OutcomeScreen(Retranslated, QWidget):
    """Signals: `done`; `receiptRequested` and `mailRequested(Outcome, SaleItem |
    None, Customer | None)`;
    `anotherCard(SaleItem, Customer | None)`; `letCustomerConfirm(SaleItem, Customer | None)`;
    `linkRequested(SaleItem, Customer | None)` where they are away;
    `showPayment(Outcome, Customer | None)` to take or release what is held; `shown(Outcome)` when
    another outcome is to be seen.
    """

    done = Signal()
    receiptRequested = Signal(object, object, object)
    mailRequested = Signal(object, object, object)
    anotherCard = Signal(object, object)
    letCustomerConfirm = Signal(object, object)
    linkRequested = Signal(object, object)
    showPayment = Signal(object, object)
    shown = Signal(object)

    def __init__(self, view_model: OutcomeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outcomeScreen")
        self._model = view_model
        self._speaker = OutcomeSpeaker(self)
        self._page_note = ""
        self._head = Verdict("outcome")
        self._sentence = label(role="strong", wrap=True)
        self._sentence.setObjectName("outcomeSentence")
        self._detail = label(wrap=True)
        self._detail.setObjectName("outcomeDetail")
        self._who = label(role="muted", wrap=True)
        self._note = label(role="muted", wrap=True)
        self._note.setObjectName("outcomeNote")
        self._voices = DeclineVoices()
        self._reference = Reference("outcomeReference", self)
        self._fault = Banner()
        self._fault.setObjectName("outcomeFault")
        self._actions = OutcomeActions()
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        said = card()
        lines = column(said, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(lines, self._sentence, self._detail, self._note, self._who, self._reference.line)
        content = QWidget()
        inside = column(content, gap=SPACE.m)
        add_all(inside, self._head, said, self._voices, self._fault)
        inside.addStretch(1)
        box = column(centred(self, 960), gap=SPACE.l)
        above(content, self._actions, box)

    def _connect(self) -> None:
        model, actions = self._model, self._actions
        model.changed.connect(self._show_outcome)
        model.checkingChanged.connect(self._show_checking)
        model.faulted.connect(self._show_fault)
        actions.done.connect(self.done)
        actions.checkNow.connect(self._check)
        actions.receipt.connect(
            lambda: self.receiptRequested.emit(model.outcome, model.item, model.customer)
        )
        actions.mail.connect(
            lambda: self.mailRequested.emit(model.outcome, model.item, model.customer)
        )
        actions.anotherCard.connect(lambda: self.anotherCard.emit(model.item, model.customer))
        actions.letConfirm.connect(lambda: self.letCustomerConfirm.emit(model.item, model.customer))
        actions.sendLink.connect(lambda: self.linkRequested.emit(model.item, model.customer))
        actions.payment.connect(lambda: self.showPayment.emit(model.outcome, model.customer))

    def begin(
        self,
        outcome: Outcome,
        item: SaleItem | None,
        customer: Customer | None,
        note: str = "",
        *,
        away: bool = False,
    ) -> None:
        """Show an outcome; `note` is a sentence of the checkout, such as why its page closed.
        `away`: the customer isn't here."""
        self._page_note = note
        self._model.show(outcome, item, customer, away=away)

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
        said = self._speaker.words(outcome, away=self._model.away)
        self._head.set_title(said.title)
        self._sentence.setText(said.sentence)
        self._detail.setText(said.detail)
        self._detail.setVisible(bool(said.detail))
        self._note.setText(self._page_note)
        self._note.setVisible(bool(self._page_note))
        customer = self._model.customer
        who = shown_name(customer) if customer else self.tr("Walk-in")
        what = self._model.item.description if self._model.item else ""
        self._reference.show_for(outcome.kind, outcome.request_id, outcome.payment_intent_id)
        self._who.setText("  ·  ".join(part for part in (said.card, who, what) if part))

    def _show_outcome(self) -> None:
        outcome = self._model.outcome
        if outcome is None:
            return
        amount = None if saved_or_not(outcome) else outcome.amount  # none was to be taken
        self._head.show_as(KINDS[outcome.kind], ICONS[outcome.kind], amount)
        self._fault.clear()
        self._voices.show_decline(outcome.decline if outcome.kind is OutcomeKind.DECLINED else None)
        has_item = self._model.item is not None
        self._actions.show_for(outcome, has_item=has_item, away=self._model.away)
        self._focus_main()
        self.retranslate()
        urgent = outcome.kind not in (OutcomeKind.SUCCEEDED, OutcomeKind.SAVED)
        announce(self, f"{self._head.title()}. {self._sentence.text()}", urgent=urgent)
        self.shown.emit(outcome)

    def _focus_main(self) -> None:
        self.setFocusProxy(self._actions.first())
        if self.isVisible():  # recovery may find out while another screen is typed at
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

    def _show_fault(self, fault: PosError) -> None:
        self._fault.say("danger", "", lambda: messages.text(fault))
