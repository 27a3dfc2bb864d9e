"""The buttons under what came of a refund, a capture or a release."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationKind, OperationOutcome
from ui.i18n.language import Retranslated
from ui.theme.apply import set_role
from ui.theme.tokens import SPACE
from ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from ui.widgets.flow import FlowLayout
from ui.widgets.key_hint import KeyHint
from ui.widgets.spinner import Spinner


class ResultActions(Retranslated, QWidget):
    """Signals: `done`, `showPayment`, `receipt`, `checkNow`."""

    done = Signal()
    showPayment = Signal()
    receipt = Signal()
    checkNow = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unknown = False
        self._checking = False
        self._done = Button(large=True)
        self._done.setObjectName("resultDone")
        self._payment = SecondaryButton(icon="note", large=True)
        self._payment.setObjectName("resultPayment")
        self._receipt = SecondaryButton(icon="receipt", large=True)
        self._receipt.setObjectName("resultReceipt")
        self._check = PrimaryButton(icon="refresh", large=True)
        self._check.setObjectName("resultCheck")
        self._spinner = Spinner(30)
        self._spinner.hide()
        self._enter = KeyHint("Return")
        self._box = FlowLayout(self, gap=SPACE.m)
        self._box.addWidget(self._receipt)
        self._box.addWidget(self._payment)
        self._box.addStretch()
        for part in (self._spinner, self._enter, self._done, self._check):
            self._box.addWidget(part)
        self._done.clicked.connect(self.done)
        self._payment.clicked.connect(self.showPayment)
        self._receipt.clicked.connect(self.receipt)
        self._check.clicked.connect(self.checkNow)
        self.retranslate()

    def show_for(self, outcome: OperationOutcome) -> None:
        """Show the buttons of this outcome."""
        self._unknown = outcome.kind is OutcomeKind.UNKNOWN
        taken = outcome.kind is OutcomeKind.SUCCEEDED
        captured = outcome.operation is OperationKind.CAPTURE and outcome.item_id is not None
        on_its_way = outcome.reason == "refund.pending"  # a bank may yet send it back
        refunded = outcome.refund_id is not None and not on_its_way
        self._receipt.setVisible(taken and (captured or refunded))
        self._payment.setVisible(not self._unknown)
        self._check.setVisible(self._unknown)
        set_role(self._done, "secondary" if self._unknown else "primary")
        self._box.removeWidget(self._enter)
        self._box.insertWidget(self._box.indexOf(self.first()), self._enter)
        self.retranslate()

    def first(self) -> Button:
        """What Enter presses."""
        return self._check if self._unknown else self._done

    def set_checking(self, checking: bool) -> None:
        """While Stripe is asked nothing else can be pressed."""
        self._checking = checking
        self._check.setEnabled(not checking)
        self._done.setEnabled(not checking)
        self._spinner.setVisible(checking)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self._done.setText(self.tr("Leave it blocked") if self._unknown else self.tr("Done"))
        self._payment.setText(self.tr("Show the payment"))
        self._receipt.setText(self.tr("Receipt"))
        self._check.setText(self.tr("Asking Stripe…") if self._checking else self.tr("Check now"))
