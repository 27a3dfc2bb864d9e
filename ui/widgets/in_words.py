"""An amount in words, under the figures: what a slipped comma can't hide."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel, QWidget

from pos_app.kernel.money import Money
from pos_app.settings.in_words import money_in_words
from ui.i18n.language import Retranslated, language_of
from ui.theme.apply import set_role


class InWords(Retranslated, QLabel):
    """Follows the language. `figures`, if given, shows the amount: a reader of the screen hears
    the words with it."""

    def __init__(self, figures: QWidget | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._figures = figures
        self._money: Money | None = None
        self._lines = 0
        self.setObjectName("amountInWords")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        set_role(self, "muted")
        self.retranslate()

    def say_with(self, figures: QWidget) -> None:
        """These show the amount from now on."""
        self._figures = figures
        self.retranslate()

    def keep_room(self, lines: int) -> None:
        """Stand in as many lines from the first, so that nothing moves while figures are typed."""
        self._lines = lines
        self.setMinimumHeight(lines * self.fontMetrics().lineSpacing())

    def changeEvent(self, event: QEvent) -> None:
        """Lines have another height in another font."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and self._lines:
            self.keep_room(self._lines)

    def set_money(self, money: Money | None) -> None:
        """Say this amount, or nothing."""
        if money != self._money:
            self._money = money
            self.retranslate()

    def retranslate(self) -> None:
        """Say it anew."""
        words = "" if self._money is None else money_in_words(self._money, language_of())
        self.setText(words[:1].upper() + words[1:])
        if self._figures is not None:
            self._figures.setAccessibleDescription(words)
