"""Double clicks on what moves on: the second half is meant for what the first half pressed."""

from PySide6.QtGui import QMouseEvent, QShowEvent


class MeantTwice:
    """Mix in before a Qt button class. Qt sends the second press of a double click to whatever is
    there by then: a button that has just come up, or that means another thing since the first
    press, was not meant, wherever it stands."""

    _pressed_as: str | None = None
    """What it said when it was pressed last, since it is there."""

    def showEvent(self, event: QShowEvent) -> None:
        """Nobody has pressed it here yet."""
        super().showEvent(event)  # type: ignore[misc]  # the Qt class follows in the MRO
        self._pressed_as = None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A first press, or a single one."""
        self._pressed_as = self._says()
        super().mousePressEvent(event)  # type: ignore[misc]

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The second half."""
        if self._pressed_as == self._says():
            super().mouseDoubleClickEvent(event)  # type: ignore[misc]

    def _says(self) -> str:
        return str(self.text())  # type: ignore[attr-defined]
