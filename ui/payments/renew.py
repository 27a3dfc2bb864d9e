"""Holding an amount again, read back before the old hold ends: reserved, not taken."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer, shown_name
from pos_app.dues.renewing import Renewal
from pos_app.kernel.errors import PosError
from pos_app.payments.details import PaymentDetails
from pos_app.settings.formats import format_money
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.payments.renew_view_model import RenewViewModel
from ui.payments.words import card_name
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton, named
from ui.widgets.enter import press
from ui.widgets.frame import (
    add_all,
    add_ways,
    choices,
    hand_focus,
    in_the_middle,
    middle_row,
    rest_focus,
)
from ui.widgets.in_words import InWords
from ui.widgets.labels import MoneyLabel, label
from ui.widgets.spinner import Spinner


class RenewHoldScreen(Retranslated, QWidget):
    """Signals: `cancelled` when nothing was ordered; `finished(Outcome)`."""

    cancelled = Signal()
    finished = Signal(object)

    def __init__(self, view_model: RenewViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("renewScreen")
        self._model = view_model
        self._amount = MoneyLabel(None, "display")
        self._in_words = InWords(self._amount)
        self._question = label(role="strong", wrap=True)
        self._question.setObjectName("renewQuestion")
        self._means = label(wrap=True)
        self._means.setObjectName("renewMeans")
        self._asked = Banner()
        self._asked.setObjectName("renewAsked")
        self._fault = Banner()
        self._fault.setObjectName("renewFault")
        self._spinner = Spinner(34)
        self._busy = label(role="muted")
        self._back = named(SecondaryButton(large=True), "backFromRenewal")
        self._present = named(SecondaryButton(icon="customer", large=True), "renewWithCustomer")
        self._go = named(PrimaryButton(icon="lock", large=True), "confirmRenewal")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        for words in (self._amount, self._in_words, self._question, self._means):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        surface = card()
        surface.setMaximumWidth(940)
        inside = column(surface, gap=SPACE.m, margin=SPACE.xl)
        add_all(inside, self._amount, self._in_words, self._question, self._means, self._asked)
        inside.addLayout(middle_row(self._spinner, self._busy))
        inside.addWidget(self._fault)
        ways = choices(self._back, self._go)
        ways.insertWidget(ways.count() - 2, self._present)
        add_ways(inside, ways)
        in_the_middle(self, surface)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.faulted.connect(self._say_fault)
        model.cancelled.connect(self.cancelled)
        model.finished.connect(self.finished)
        self._back.clicked.connect(model.back)
        self._present.clicked.connect(lambda: model.confirm(present=True))
        self._go.clicked.connect(lambda: model.confirm(present=not model.agreed))

    def begin(self, renewal: Renewal, details: PaymentDetails, customer: Customer | None) -> None:
        """Start on this hold, as it stands."""
        self._fault.clear()
        self._model.begin(renewal, details, customer)

    def go_back(self) -> None:
        """Esc: out; nothing while it is being carried out."""
        self._model.back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else confirms what was read back."""
        if not press(event, self, self._go):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        model = self._model
        self._busy.setText(self.tr("Waiting for Stripe’s answer…"))
        self._back.setText(self.tr("Back"))
        if model.renewal is None:
            return
        renewal = model.renewal
        amount = format_money(renewal.item.amount, language_of())
        self._amount.set_money(renewal.item.amount)
        self._in_words.set_money(renewal.item.amount)
        question = self.tr("Hold {amount} again on {card}?")
        self._question.setText(question.format(amount=amount, card=self._card()))
        self._means.setText(self._meaning(renewal))
        self._present.setText(self.tr("The customer is here"))
        if model.agreed:
            title = self.tr("By the agreement")
            words = self.tr("The customer agreed to it and need not be here. It is checked again.")
            self._go.setText(self.tr("Hold again by the agreement"))
        else:
            title = self.tr("Ask the customer first")
            words = self.tr(
                "No agreement allows this hold. The customer must be here and say yes to it."
            )
            self._go.setText(self.tr("The customer agrees: hold again"))
        self._asked.say("info", title, words)

    def _meaning(self, renewal: Renewal) -> str:
        reserved = self.tr(
            "The amount is only reserved, not taken, and the time until it must be taken begins "
            "anew."
        )
        if not renewal.held:
            return reserved
        first = self.tr(
            "The old hold is ended first, so that there are never two. If the bank then refuses "
            "the new one, nothing is reserved any more."
        )
        return f"{reserved} {first}"

    def _card(self) -> str:
        details, customer = self._model.details, self._model.customer
        used = details.card if details is not None else None
        words = card_name(used) if used is not None else self.tr("the card")
        if customer is None:
            return words
        return self.tr("{card} of {name}").format(card=words, name=shown_name(customer))

    def _show(self) -> None:
        model, working = self._model, self._model.working
        if working:
            self._fault.clear()
            rest_focus(self)
        self._spinner.setVisible(working)
        self._busy.setVisible(working)
        self._present.setVisible(model.agreed)
        for button in (self._go, self._back, self._present):
            button.setEnabled(not working)
        self.retranslate()
        self._asked.setVisible(not working)
        if not working:
            hand_focus(self, self._go)

    def _say_fault(self, fault: PosError) -> None:
        self._fault.say(
            "danger", lambda: self.tr("Nothing new is held"), lambda: messages.text(fault)
        )
