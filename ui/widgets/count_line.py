"""How many of something: a few figures, typed or tapped."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.pad_key import PadKey


class CountLine(QLineEdit):
    """A line for a whole number."""

    def __init__(self, name: str, longest: int, parent: QWidget | None = None) -> None:
        """`longest`: figures, at most."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setMaxLength(longest)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        PadKey(self)
