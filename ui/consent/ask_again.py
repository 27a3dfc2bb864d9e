"""Above the first screen: an agreement that a restart of the till left without its payment."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.checkout.asked import NothingAgreed
from pos_app.settings.formats import format_money
from ui.i18n.language import Retranslated, language_of
from ui.shell.events import EventBridge
from ui.widgets.banner import Banner


class AskAgainNotice(Retranslated, Banner):
    """Signal: `showCustomer(CustomerId)`. Each stays until somebody has pressed its button: the
    customer believes that they agreed."""

    showCustomer = Signal(object)

    def __init__(self, events: EventBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("askAgainNotice")
        self.action_button().setObjectName("showAskedAgain")
        self._waiting: list[NothingAgreed] = []
        events.listen(self, NothingAgreed, self._add)
        self.action_clicked.connect(self._show_next)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        if not self._waiting:
            self.clear()
            return
        first = self._waiting[0]
        title = self.tr("Agreement not recorded: {description}").format(
            description=first.description
        )
        words = self.tr(
            "The till was closed while the customer was to pay {amount}. Nothing was paid, no "
            "money moved, and nothing is agreed to."
        ).format(amount=format_money(first.amount, language_of()))
        if not first.amount.amount_minor:
            words = self.tr(
                "The till was closed while the customer was saving a card. It was not saved, no "
                "money moved, nothing is agreed to and nothing is owed."
            )
        action = self.tr("Show the customer") if first.customer_id is not None else self.tr("OK")
        self.say("warning", title, f"{words} {self._next(first)}", action)

    def _next(self, first: NothingAgreed) -> str:
        if first.paper_number:
            return self.tr(
                "Take the payment again: the signed paper {number} can be used for it."
            ).format(number=first.paper_number)
        if not first.amount.amount_minor:
            return self.tr("Begin the sale again.")
        return self.tr("Ask again, with the payment.")

    def _add(self, event: NothingAgreed) -> None:
        self._waiting.append(event)
        self.retranslate()

    def _show_next(self) -> None:
        shown = self._waiting.pop(0).customer_id
        self.retranslate()
        if shown is not None:
            self.showCustomer.emit(shown)
