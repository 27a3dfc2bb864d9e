"""What somebody is called, in as many lines as that takes."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.broken_lines import broken_lines
from ui.widgets.labels import ElidedLabel

_LETTERS = 15
"""Of the narrowest line: an amount, which is never broken while there is room for that much."""
_AROUND = 2
"""Pixels that `ElidedLabel` keeps free."""


class NameLabel(ElidedLabel):
    """Goes on in the next line where it doesn't fit, at hyphens too, and within a word that is
    longer than a line. What needs more than `most` lines is cut; hovering shows all of it.

    A plain label would be as wide as the longest word, and a name is whatever was typed.
    """

    def __init__(
        self, text: str = "", role: str = "", *, most: int = 3, parent: QWidget | None = None
    ) -> None:
        self._most = most
        self._broken: dict[int, list[str]] = {}
        """Its lines by width, since it was last measured."""
        super().__init__(text, role, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def hasHeightForWidth(self) -> bool:
        """Whatever the policy says: QLabel writes that anew with each text."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of its lines in that width."""
        self.ensurePolished()
        lines = max(1, len(self._lines(width)))
        return lines * self.fontMetrics().lineSpacing() + _AROUND

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest word, within reason."""
        metrics = self.fontMetrics()
        words = self.whole_text().replace("-", "- ").split(" ")  # an amount's own spaces hold
        longest = max(metrics.horizontalAdvance(word) for word in words) + _AROUND
        least = min(longest, metrics.averageCharWidth() * _LETTERS)
        return QSize(least, self.sizeHint().height())

    def _cut(self) -> None:
        whole, width = self.whole_text(), max(1, self.width())
        lines = self._lines(width)
        fits = sum(len(line) for line in lines) == len(whole)
        if not fits:
            rest = whole[sum(len(line) for line in lines[:-1]) :]
            end = Qt.TextElideMode.ElideRight
            lines[-1] = self.fontMetrics().elidedText(rest, end, width)
        self._show("\n".join(line.strip() for line in lines), whole=fits)

    def _lines(self, width: int) -> list[str]:
        """The first ones, `most` at most, as they are broken in that width."""
        if width not in self._broken:
            mode = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere
            lines = broken_lines(self.whole_text(), self.font(), width, mode, self._most)
            self._broken[width] = lines
        return list(self._broken[width])

    def _forget(self) -> None:
        super()._forget()
        self._broken.clear()
