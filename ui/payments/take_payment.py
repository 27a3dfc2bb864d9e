"""Typing what is to be paid, before the customer gets the screen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer, shown_name
from pos_app.kernel.money import Money
from ui.i18n.language import Retranslated
from ui.payments.amount_form import AmountForm
from ui.payments.amount_view_model import AmountViewModel
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.announce import announce
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.frame import Heading, add_all, centred, choices
from ui.widgets.in_words import InWords
from ui.widgets.labels import label
from ui.widgets.number_pad import NumberPad


class TakePaymentScreen(Retranslated, QWidget):
    """Signals: `continueRequested(Money, str)` with the description, `agreementRequested(Money,
    str)` when the customer is to agree to later charges too, `customerWanted(Money)` when that
    needs one and this is a walk-in; `cancelled`."""

    continueRequested = Signal(object, str)
    agreementRequested = Signal(object, str)
    customerWanted = Signal(object)
    cancelled = Signal()

    def __init__(
        self, view_model: AmountViewModel, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("takePaymentScreen")
        self._model = view_model
        self._heading = Heading("customer")
        self._form = AmountForm(currency)
        self._words = InWords()
        self._words.keep_room(2)
        self._pad = NumberPad(self._form.field.line())
        self._note = label(role="muted", wrap=True)
        self._who_agrees = label(role="label", wrap=True)
        self._who_agrees.setObjectName("agreementNeedsCustomer")
        self._find = SecondaryButton(icon="customer")
        self._find.setObjectName("findCustomer")
        self._asked_walk_in = False
        self._continue = PrimaryButton(icon="forward", large=True)
        self._continue.setObjectName("continueToCard")
        self._agree = QuietButton(icon="note")
        self._agree.setObjectName("withAgreement")
        self._cancel = SecondaryButton(large=True)
        self._cancel.setObjectName("cancelPayment")
        self._build()
        self._continue.clicked.connect(self._submit)
        self._agree.clicked.connect(self._ask)
        self._find.clicked.connect(self._want_customer)
        self._cancel.clicked.connect(self.cancelled)
        self._form.field.amountChanged.connect(self._words.set_money)
        # there are none then, and what is wrong needs the room
        self._form.field.told.connect(self._words.setHidden)
        view_model.accepted.connect(self.continueRequested)
        self.setFocusProxy(self._form.field.line())
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        inside = columns(surface, gap=SPACE.xl, margin=SPACE.xl)
        fields = column(gap=SPACE.l)
        add_all(fields, self._form, self._words, self._note, self._who_agrees)
        fields.addStretch(1)
        inside.addLayout(fields, 3)
        pad = column()
        pad.addWidget(self._pad)
        pad.addStretch(1)
        inside.addLayout(pad, 2)
        box = column(centred(self, 1000), gap=SPACE.l)
        add_all(box, self._heading, surface)
        ways = choices(self._cancel, self._continue)
        for way in (self._agree, self._find):
            ways.insertWidget(ways.count() - 2, way)
        box.addLayout(ways)
        box.addStretch(1)

    def begin(self, customer: Customer | None) -> None:
        """Ask what this customer, or a walk-in, has to pay."""
        self._model.begin(customer)
        self._asked_walk_in = False
        self._form.clear()
        self.retranslate()
        self._form.field.line().setFocus(Qt.FocusReason.OtherFocusReason)

    def resume(self, customer: Customer) -> tuple[Money, str] | None:
        """It is this customer's after all: what was typed stays, and is handed back where it can
        be charged."""
        self._model.begin(customer)
        self._asked_walk_in = False
        self.retranslate()
        amount = self._form.amount()
        return (amount, self._described()) if amount is not None else None

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
        self._cancel.setText(self.tr("Cancel"))
        self._say_who_agrees()

    def _say_who_agrees(self) -> None:
        """In the places of the note and of the button, so that nothing moves."""
        self._who_agrees.setText(
            self.tr(
                "An agreement needs a customer who can be found again. What you typed stays; "
                "nothing was charged."
            )
        )
        self._find.setText(self.tr("Find or create the customer…"))
        self._who_agrees.setVisible(self._asked_walk_in)
        self._find.setVisible(self._asked_walk_in)
        self._note.setVisible(not self._asked_walk_in)
        self._agree.setVisible(not self._asked_walk_in)

    def _ask(self) -> None:
        amount = self._form.amount()
        if amount is None:
            return
        if self._model.customer is not None:
            self.agreementRequested.emit(amount, self._described())
            return
        self._asked_walk_in = True
        self._say_who_agrees()
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self._find, self._who_agrees.text())

    def _want_customer(self) -> None:
        amount = self._form.amount()
        if amount is not None:
            self.customerWanted.emit(amount)

    def _described(self) -> str:
        return " ".join(self._form.description().split())

    def _submit(self) -> None:
        amount = self._form.amount()
        if amount is not None:
            self._model.submit(amount, self._form.description())
