"""The buttons under an outcome: which ones follows from its kind alone."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.checkout.model import NOT_SAVED
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.settings.key_uses import Use
from ui.i18n.language import Retranslated
from ui.theme.apply import set_role
from ui.theme.tokens import SPACE
from ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from ui.widgets.flow import FlowLayout
from ui.widgets.key_hint import KeyHint
from ui.widgets.spinner import Spinner

_RETRYABLE = (OutcomeKind.DECLINED, OutcomeKind.NEEDS_CUSTOMER, OutcomeKind.NOT_CHARGED)


class OutcomeActions(Retranslated, QWidget):
    """Signals: `done`, `receipt`, `mail`, `payment`, `anotherCard`, `letConfirm`, `sendLink`,
    `checkNow`."""

    done = Signal()
    receipt = Signal()
    mail = Signal()
    payment = Signal()
    anotherCard = Signal()
    letConfirm = Signal()
    sendLink = Signal()
    checkNow = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = OutcomeKind.OPEN
        self._checking = False
        self._done = Button(large=True)
        self._done.setObjectName("outcomeDone")
        self._receipt = SecondaryButton(icon="receipt", large=True)
        self._receipt.setObjectName("outcomeReceipt")
        self._mail = SecondaryButton(icon="mail", large=True)
        self._mail.setObjectName("outcomeMail")
        self._payment = SecondaryButton(icon="note", large=True)
        self._payment.setObjectName("outcomePayment")
        self._another = SecondaryButton(icon="card", large=True)
        self._another.setObjectName("anotherCard")
        self._confirm = Button(icon="customer", large=True)
        self._confirm.setObjectName("letCustomerConfirm")
        self._link = Button(icon="link", large=True).needs(Use.TAKE_PAYMENT)
        self._link.setObjectName("sendLink")
        self._check = PrimaryButton(icon="refresh", large=True)
        self._check.setObjectName("checkNowOutcome")
        self._main: Button = self._done
        self._spinner = Spinner(30)
        self._spinner.hide()
        self._enter = KeyHint("Return")
        self._box = FlowLayout(self, gap=SPACE.m)
        self._build()
        self.retranslate()

    def _build(self) -> None:
        box = self._box
        box.addWidget(self._receipt)
        box.addWidget(self._mail)
        box.addWidget(self._payment)
        box.addWidget(self._another)
        box.addStretch()
        for part in (
            self._spinner, self._enter, self._done, self._confirm, self._link, self._check,
        ):  # fmt: skip
            box.addWidget(part)
        self._done.clicked.connect(self.done)
        self._receipt.clicked.connect(self.receipt)
        self._mail.clicked.connect(self.mail)
        self._payment.clicked.connect(self.payment)
        self._another.clicked.connect(self.anotherCard)
        self._confirm.clicked.connect(self.letConfirm)
        self._link.clicked.connect(self.sendLink)
        self._check.clicked.connect(self.checkNow)

    def show_for(self, outcome: Outcome, *, has_item: bool, away: bool = False) -> None:
        """Show the buttons of this outcome; `away`: its customer isn't here to confirm anything."""
        kind = self._kind = outcome.kind
        self._receipt.setVisible(kind in (OutcomeKind.SUCCEEDED, OutcomeKind.HELD) and has_item)
        self._mail.setVisible(kind is OutcomeKind.SUCCEEDED)
        self._payment.setVisible(kind is OutcomeKind.HELD)
        called_off = outcome.reason == NOT_SAVED  # with it the sale: it is begun anew
        asked = kind is OutcomeKind.NEEDS_CUSTOMER and has_item
        absent = away and kind in (OutcomeKind.NEEDS_CUSTOMER, OutcomeKind.DECLINED) and has_item
        self._another.setVisible(
            kind in _RETRYABLE and has_item and not called_off and not (asked and absent)
        )
        self._confirm.setVisible(asked)
        self._link.setVisible(absent)
        self._check.setVisible(kind is OutcomeKind.UNKNOWN)
        sent = absent and asked and self._link.isEnabled()
        self._main = self._link if sent else self._confirm if asked else self._done
        for one in (self._done, self._confirm, self._link):
            set_role(one, "primary" if one is self.first() else "secondary")
        self._box.removeWidget(self._link)
        at_end = self._main is self._link
        place = self._box.indexOf(self._check if at_end else self._another) + (not at_end)
        self._box.insertWidget(place, self._link)
        self._box.removeWidget(self._enter)
        self._box.insertWidget(self._box.indexOf(self.first()), self._enter)
        self.retranslate()

    def first(self) -> Button:
        """What Enter presses."""
        return self._main if self._check.isHidden() else self._check

    def set_checking(self, checking: bool) -> None:
        """While Stripe is asked nothing else can be pressed."""
        self._checking = checking
        self._check.setEnabled(not checking)
        self._done.setEnabled(not checking)
        self._spinner.setVisible(checking)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        unknown = self._kind is OutcomeKind.UNKNOWN
        self._done.setText(self.tr("Leave it blocked") if unknown else self.tr("Done"))
        held = self._kind is OutcomeKind.HELD
        self._receipt.setText(self.tr("Slip") if held else self.tr("Receipt"))
        self._mail.setText(self.tr("E-mail"))
        self._payment.setText(self.tr("Take or release"))
        self._another.setText(
            self.tr("Try again")
            if self._kind is OutcomeKind.NOT_CHARGED
            else self.tr("Another card")
        )
        self._confirm.setText(self.tr("Let the customer confirm"))
        self._link.setText(self.tr("Send a link"))
        self._check.setText(self.tr("Asking Stripe…") if self._checking else self.tr("Check now"))
