"""A payment that waits for its customer: an agreement is given by somebody who can be found."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer, shown_name
from pos_app.kernel.money import Money
from pos_app.settings.formats import format_money
from ui.i18n.language import Retranslated, language_of
from ui.widgets.banner import Banner

_LONGEST = 28
"""Characters of a name on the button."""


class ForWhomNotice(Retranslated, Banner):
    """Above the search while a walk-in's payment waits. Signals: `chosen(Customer)` when the
    cashier goes on with whoever is open; `back` to the payment, still a walk-in's."""

    chosen = Signal(object)
    back = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("forWhomNotice")
        self.action_button().setObjectName("goOnWithCustomer")
        self._amount: Money | None = None
        self._open: Customer | None = None
        self.action_clicked.connect(self._go_on)
        self.retranslate()

    @property
    def waiting(self) -> bool:
        """Whether a payment waits."""
        return self._amount is not None

    def wait_for(self, amount: Money) -> None:
        """A payment of that much is typed already, and stays so."""
        self._amount = amount
        self.retranslate()

    def end(self) -> None:
        """It has its customer, or is given up."""
        self._amount = None
        self.retranslate()

    def show_customer(self, customer: Customer | None) -> None:
        """Who is open now."""
        self._open = customer
        if self.waiting:
            self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        if self._amount is None:
            self.clear()
            return
        amount = format_money(self._amount, language_of())
        title = self.tr("Who agrees? A payment of {amount} waits for its customer")
        if self._open is None:
            words = self.tr(
                "Find them below, or create them. What you typed is kept; nothing was charged."
            )
            action = self.tr("Back to the payment")
        else:
            words = self.tr("What you typed is kept; nothing was charged.")
            name = shown_name(self._open)
            short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
            action = self.tr("Go on with {name}").format(name=short)
        self.say("info", title.format(amount=amount), words, action)

    def _go_on(self) -> None:
        if self._open is None:
            self.back.emit()
        else:
            self.chosen.emit(self._open)
