"""Typing what is to be paid, before the customer gets the screen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer, shown_name
from ui.i18n.language import Retranslated
from ui.payments.amount_form import AmountForm
from ui.payments.amount_view_model import AmountViewModel
from ui.theme.layout import card, column, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.frame import Heading, add_all, centred, choices
from ui.widgets.labels import label
from ui.widgets.number_pad import NumberPad


class TakePaymentScreen(Retranslated, QWidget):
    """Signals: `continueRequested(Money, str)` with the description, `agreementRequested(Money,
    str)` when the customer is to agree to later charges too; `cancelled`."""

    continueRequested = Signal(object, str)
    agreementRequested = Signal(object, str)
    cancelled = Signal()

    def __init__(
        self, view_model: AmountViewModel, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("takePaymentScreen")
        self._model = view_model
        self._heading = Heading("customer")
        self._form = AmountForm(currency)
        self._pad = NumberPad(self._form.field.line())
        self._note = label(role="muted", wrap=True)
        self._continue = PrimaryButton(icon="forward", large=True)
        self._continue.setObjectName("continueToCard")
        self._agree = QuietButton(icon="note")
        self._agree.setObjectName("withAgreement")
        self._cancel = SecondaryButton(large=True)
        self._cancel.setObjectName("cancelPayment")
        self._build()
        self._continue.clicked.connect(self._submit)
        self._agree.clicked.connect(self._ask)
        self._cancel.clicked.connect(self.cancelled)
        view_model.accepted.connect(self.continueRequested)
        self.setFocusProxy(self._form.field.line())
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        inside = row(surface, gap=SPACE.xl, margin=SPACE.xl)
        fields = column(gap=SPACE.l)
        add_all(fields, self._form, self._note)
        fields.addStretch(1)
        inside.addLayout(fields, 3)
        pad = column()
        pad.addWidget(self._pad)
        pad.addStretch(1)
        inside.addLayout(pad, 2)
        box = column(centred(self, 1000), gap=SPACE.l)
        add_all(box, self._heading, surface)
        ways = choices(self._cancel, self._continue)
        ways.insertWidget(ways.count() - 2, self._agree)
        box.addLayout(ways)
        box.addStretch(1)

    def begin(self, customer: Customer | None) -> None:
        """Ask what this customer, or a walk-in, has to pay."""
        self._model.begin(customer)
        self._form.clear()
        self.retranslate()
        self._form.field.line().setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Esc: leave without a payment."""
        self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else goes on."""
        if not press(event, self, self._continue):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        customer = self._model.customer
        who = shown_name(customer) if customer else self.tr("Walk-in")
        self._heading.say(self.tr("Take payment"), who, "customer" if customer else "walk-in")
        self._note.setText(
            self.tr("The customer then pays on this screen and may have the card saved.")
            if customer
            else self.tr("Paying creates a new customer at Stripe, so that the card may be saved.")
        )
        self._continue.setText(self.tr("Continue to card"))
        self._agree.setText(self.tr("With an agreement…"))
        self._agree.setVisible(customer is not None)
        self._cancel.setText(self.tr("Cancel"))

    def _ask(self) -> None:
        amount = self._form.amount()
        if amount is not None:
            self.agreementRequested.emit(amount, " ".join(self._form.description().split()))

    def _submit(self) -> None:
        amount = self._form.amount()
        if amount is not None:
            self._model.submit(amount, self._form.description())
