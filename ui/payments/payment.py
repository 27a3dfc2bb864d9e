"""One past payment: how it stands, and what can still be done with its money."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.customers.model import shown_name
from pos_app.kernel.errors import PosError
from pos_app.kernel.money import Money
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationKind
from pos_app.settings.formats import format_datetime, format_money
from pos_app.settings.key_uses import Use
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.payments.payment_facts import HoldCard, RefundList
from ui.payments.payment_view_model import PaymentViewModel
from ui.payments.payment_words import PaymentSpeaker
from ui.payments.verdict import Verdict
from ui.payments.words import card_name
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, PrimaryButton, SecondaryButton, named
from ui.widgets.enter import press
from ui.widgets.facts import Facts
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading, add_all, centred
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import reason
from ui.widgets.scrolling import scrolled
from ui.widgets.spinner import Spinner

_TICK_MS = 30_000
"""How often the words of a countdown are looked at."""


class PaymentScreen(Retranslated, QWidget):
    """Signals: `left`; `ordered(OperationKind)`: refund, take or release what is shown;
    `renewed`: hold it again; `receiptRequested`: of what was taken."""

    left = Signal()
    renewed = Signal()
    receiptRequested = Signal()
    ordered = Signal(object)

    def __init__(
        self,
        view_model: PaymentViewModel,
        parent: QWidget | None = None,
        *,
        disputes: QWidget | None = None,
    ) -> None:
        """`disputes`, if given, lists those of the shown payment."""
        super().__init__(parent)
        self.setObjectName("paymentScreen")
        self._model = view_model
        self._speaker = PaymentSpeaker(self)
        self._fault: PosError | None = None
        self._heading = Heading("note")
        self._spinner = Spinner(30)
        self._head = Verdict("payment")
        self._unclear, self._failed = Banner(), Banner()
        self._unclear.setObjectName("paymentUnclear")
        self._unclear.action_button().setObjectName("checkPayment")
        self._failed.setObjectName("paymentFault")
        self._failed.action_button().setObjectName("lookAgain")
        self._hold = HoldCard(view_model)
        self._facts = Facts("paymentFacts")
        self._refunds = RefundList()
        self._back = named(SecondaryButton(large=True), "backFromPayment")
        self._receipt = named(SecondaryButton(icon="receipt", large=True), "pastReceipt")
        self._refund = named(
            PrimaryButton(icon="refund", large=True), "refundPayment", Use.REFUND
        )  # fmt: skip
        self._release = named(SecondaryButton(large=True), "releaseHold", Use.HOLD)
        self._renew = named(SecondaryButton(icon="lock", large=True), "renewHold", Use.HOLD)
        self._take = named(PrimaryButton(icon="card", large=True), "takeHold", Use.HOLD)
        self._no_refund = reason("whyNoRefund")
        self._enter = KeyHint("Return")
        self._main: Button = self._back
        self._tick = QTimer(self, interval=_TICK_MS)
        self._build(disputes)
        self._connect()
        self.retranslate()

    def _build(self, disputes: QWidget | None) -> None:
        top = row(gap=SPACE.m)
        top.addWidget(self._heading, 1)
        top.addWidget(self._spinner)
        content = QWidget()
        inside = column(content, gap=SPACE.s)
        add_all(
            inside, self._head, self._unclear, self._failed, self._hold, self._facts, self._refunds
        )
        if disputes is not None:
            inside.insertWidget(inside.indexOf(self._facts), disputes)
        inside.addStretch(1)
        self._buttons = FlowLayout(gap=SPACE.m)
        self._buttons.addWidget(self._back)
        self._buttons.addWidget(KeyHint("Esc"))
        self._buttons.addStretch(1)
        for part in (
            self._receipt, self._renew, self._release, self._enter, self._refund, self._take,
        ):  # fmt: skip
            self._buttons.addWidget(part)
        box = column(centred(self, 960, margin=SPACE.s), gap=SPACE.s)
        box.addLayout(top)
        box.addWidget(scrolled(content), 1)
        self._no_refund.setAlignment(Qt.AlignmentFlag.AlignRight)
        box.addWidget(self._no_refund)
        box.addLayout(self._buttons)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show_payment)
        model.faulted.connect(self._keep_fault)
        self._tick.timeout.connect(self._hold.retranslate)
        self._tick.start()
        self._back.clicked.connect(self.left)
        self._unclear.action_clicked.connect(model.check_now)
        self._failed.action_clicked.connect(model.refresh)
        self._receipt.clicked.connect(self.receiptRequested)
        for button in (self._refund, self._take, self._release, self._renew):
            button.switched.connect(self._show_payment)
        self._refund.clicked.connect(lambda: self._order(OperationKind.REFUND))
        self._take.clicked.connect(lambda: self._order(OperationKind.CAPTURE))
        self._renew.clicked.connect(self._order_renewal)
        self._release.clicked.connect(lambda: self._order(OperationKind.RELEASE))

    def go_back(self) -> None:
        """Esc: back to where the payment was opened."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else the main one."""
        if not press(event, self, self._first()):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        self._back.setText(self.tr("Back"))
        self._receipt.setText(self.tr("Receipt…"))
        self._refund.setText(self.tr("Refund…"))
        self._take.setText(self.tr("Take the money…"))
        self._release.setText(self.tr("Release…"))
        self._renew.setText(self.tr("Hold again…"))
        customer = self._model.customer
        who = shown_name(customer) if customer is not None else ""
        title = self.tr("Past payment")
        self._heading.say(title, who or title, "note")
        self._say_state()
        self._say_banners()
        self._hold.retranslate()
        self._say_why_not()

    def _say_why_not(self) -> None:
        """Also where no pointer rests on the button: a finger can't."""
        why = self._why_not()
        self._refund.setToolTip(why)
        self._no_refund.setText(why)
        said = self._model.details is not None and self._model.details.kind is OutcomeKind.UNKNOWN
        off = self._refund.isVisibleTo(self)
        self._no_refund.setVisible(bool(why) and off and not said)

    def _say_state(self) -> None:
        details, known = self._model.details, self._model.known
        if details is not None:
            said = self._speaker.state(details)
            taken = details.kind is OutcomeKind.SUCCEEDED
            self._head.show_as(said.kind, said.icon, details.taken if taken else details.amount)
            self._head.set_title(said.text)
            self._facts.show_facts(self._facts_of(details))
            self._refunds.show_refunds(self.tr("Refunds"), details.refunds)
        elif known is not None:
            said = self._speaker.listed(known)
            self._head.show_as(said.kind, said.icon, known.amount)
            self._head.set_title(said.text)
            card = card_name(known.card) if known.card is not None else ""
            when = format_datetime(known.at, language_of())
            self._facts.show_facts(
                [
                    ("when", self.tr("When"), when),
                    ("card", self.tr("Card"), card),
                    ("what", self.tr("What it is for"), known.description),
                ]
            )
            self._refunds.show_refunds("", ())
        else:
            self._facts.show_facts(())
            self._refunds.show_refunds("", ())
        self._head.setVisible(details is not None or known is not None)

    def _facts_of(self, details: PaymentDetails) -> list[tuple[str, str, str]]:
        card = card_name(details.card) if details.card is not None else ""
        facts = [
            ("when", self.tr("When"), format_datetime(details.at, language_of())),
            ("card", self.tr("Card"), card),
        ]
        if details.kind is OutcomeKind.SUCCEEDED:
            facts += [
                ("back", self.tr("Refunded so far"), _money(details.given_back)),
                ("left", self.tr("Can still be refunded"), _money(details.left)),
            ]
            if details.taken != details.amount:
                held = self.tr("{amount}; the rest was released").format(
                    amount=_money(details.amount)
                )
                facts.append(("held", self.tr("Held before"), held))
        return [*facts, ("what", self.tr("What it is for"), details.description)]

    def _say_banners(self) -> None:
        details = self._model.details
        more = details is not None and bool(details.unclear or details.refunds)
        self._head.be_low(low=more)
        if details is not None and details.unclear is not None:
            checking = self._model.checking
            self._unclear.say(
                "unknown",
                self._unclear_title(details.unclear.operation, details.unclear.amount),
                messages.sentence("operation.unknown"),
                self.tr("Asking Stripe…") if checking else self.tr("Check now"),
            )
            self._unclear.action_button().setEnabled(not checking)
        else:
            self._unclear.clear()
        if self._fault is not None:
            words = self.tr("Nothing can be refunded or taken before that.")
            title = self.tr("Stripe’s word on this payment is missing")
            words = f"{messages.text(self._fault)} {words}"
            self._failed.say("warning", title, words, self.tr("Ask Stripe again"))
            self._failed.action_button().setEnabled(not self._model.busy)
        else:
            self._failed.clear()

    def _unclear_title(self, operation: OperationKind, amount: Money) -> str:
        words = {
            OperationKind.REFUND: self.tr("A refund of {amount} is not clear"),
            OperationKind.CAPTURE: self.tr("It is not clear whether {amount} was taken"),
            OperationKind.RELEASE: self.tr("It is not clear whether {amount} was released"),
        }
        return words[operation].format(amount=_money(amount))

    def _show_payment(self) -> None:
        model = self._model
        hold = model.held()
        held = hold is not None and not hold.elsewhere
        self._spinner.setVisible(model.busy or model.checking)
        details = model.details
        taken = details is not None and details.kind is OutcomeKind.SUCCEEDED
        self._receipt.setVisible(taken)
        again = model.may_renew()
        self._renew.setVisible(again)
        self._refund.setVisible(hold is None and not again)
        self._refund.setEnabled(model.may(OperationKind.REFUND))
        self._take.setVisible(held)
        self._take.setEnabled(model.may(OperationKind.CAPTURE))
        self._release.setVisible(held)
        self._release.setEnabled(model.may(OperationKind.RELEASE))
        self._enter.setVisible(self._first() is not self._back)
        self.retranslate()
        self._focus_main()

    def _why_not(self) -> str:
        details = self._model.details
        if details is None or self._model.may(OperationKind.REFUND):
            return ""
        if details.kind is OutcomeKind.UNKNOWN:
            return self._speaker.state(details).text
        if details.kind is not OutcomeKind.SUCCEEDED:
            return self.tr("No money was taken, so there is nothing to refund.")
        if details.left.amount_minor == 0:
            return self.tr("Everything was refunded already.")
        return ""

    def _first(self) -> Button:
        """What Enter presses: the way on where there is one."""
        if self._unclear.isVisibleTo(self):
            return self._unclear.action_button()
        if self._failed.isVisibleTo(self):
            return self._failed.action_button()
        for button in (self._take, self._refund):
            if button.isVisibleTo(self) and button.isEnabled():
                return button
        return self._back

    def _focus_main(self) -> None:
        """The focus follows what Enter means, unless somebody put it elsewhere."""
        first, before = self._first(), self._main
        self._main = first
        self.setFocusProxy(first)
        focused = QApplication.focusWidget()
        elsewhere = (
            isinstance(focused, Button)
            and focused is not before
            and focused.isEnabled()
            and self.isAncestorOf(focused)
        )
        if self.isVisible() and not elsewhere:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_fault(self, fault: PosError | None) -> None:
        self._fault = fault

    def _order_renewal(self) -> None:
        if self._model.may_renew():
            self.renewed.emit()

    def _order(self, operation: OperationKind) -> None:
        if self._model.may(operation):
            self.ordered.emit(operation)


def _money(money: Money) -> str:
    return format_money(money, language_of())
