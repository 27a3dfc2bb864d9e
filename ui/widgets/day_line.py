"""A day, typed as people write it at a counter: 31/12/2026."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.widgets.pad_key import PadKey

AS_LONG = 240
"""Pixels: the widest that one is where nothing stands beside it."""


class DayLine(QLineEdit):
    """A line for a day."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMaxLength(10)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDate)
        PadKey(self, "slash")

    def day(self) -> date | None:
        """The day typed; None for anything else."""
        return typed_day(self.text())

    def set_day(self, day: date) -> None:
        """Write a day."""
        self.setText(f"{day:%d/%m/%Y}")


def typed_day(text: str) -> date | None:
    """31/12/2026, also with dots or dashes; None for anything else."""
    parts = text.replace(".", "/").replace("-", "/").split("/")
    try:
        day, month, year = (int(part) for part in parts)
        return date(year, month, day)
    except ValueError:
        return None
