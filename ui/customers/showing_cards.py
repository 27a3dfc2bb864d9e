"""The way through a customer's cards: one shown, and removed."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.customers.cards import OneCard
from pos_app.customers.model import Customer
from pos_app.kernel.clock import Clock
from ui.customers.card import CardScreen
from ui.customers.card_removal import CardRemovalScreen
from ui.customers.card_view_model import CardDesk, CardViewModel, RemovalViewModel
from ui.customers.words import card_name
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow

CARD, REMOVAL = "card", "cardRemoval"


class ShowingCards(QObject):
    """Signal: `left` when the cashier is done with one that was opened."""

    left = Signal()

    def __init__(
        self, cards: CardDesk, events: EventBridge, clock: Clock, window: MainWindow
    ) -> None:
        super().__init__(window)
        self._window = window
        self._came_from = CARD
        self.model = CardViewModel(cards, events, self)
        self.removing = RemovalViewModel(cards, self)
        self.card = CardScreen(self.model, clock)
        self.removal = CardRemovalScreen(self.removing)
        self.card.left.connect(self._leave_card)
        self.card.removeRequested.connect(self._remove_shown)
        self.model.done.connect(self._say_done)
        self.removing.cancelled.connect(self._leave_removal)
        self.removing.removed.connect(self._removed)

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {CARD: self.card, REMOVAL: self.removal}

    def open(self, card: OneCard, customer: Customer) -> None:
        """Show this card."""
        self.model.open(card, customer)
        self._window.show_screen(CARD)

    def remove(self, card: OneCard, customer: Customer) -> None:
        """Ask whether to remove it, and come back to the screen that is shown now."""
        self._came_from = self._window.current_screen()
        self.removing.begin(card, customer)
        self._window.show_screen(REMOVAL)

    def _leave_card(self) -> None:
        if self._window.current_screen() == CARD:
            self.left.emit()

    def _remove_shown(self) -> None:
        if self.model.card is not None and self.model.customer is not None:
            self.remove(self.model.card, self.model.customer)

    def _leave_removal(self) -> None:
        if self._came_from == CARD:
            self.model.refresh()
        self._window.show_screen(self._came_from)

    def _removed(self, card: OneCard) -> None:
        def words() -> str:
            said = self.tr("{card} is no longer saved. No money moved.")
            return said.format(card=card_name(card.shown))

        self._window.status(words, "success")
        if self._window.current_screen() != REMOVAL:
            return  # the cashier went on meanwhile
        if self._came_from == CARD:
            self.left.emit()
        else:
            self._window.show_screen(self._came_from)

    def _say_done(self, what: str) -> None:
        self._window.status(lambda: self._done_words(what), "success")

    def _done_words(self, what: str) -> str:
        return {
            "default": self.tr("This is the default card now. No money moved."),
            "shown": self.tr("The customer sees this card at their next payment."),
            "hidden": self.tr("The customer no longer sees this card at their next payment."),
        }[what]
