"""A small state with its icon and words; its colour only repeats them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.apply import set_role
from ui.theme.tokens import SPACE, Kind
from ui.widgets.broken_lines import broken_lines
from ui.widgets.labels import IconLabel, label

_HEIGHT = 36
_ICON = 18
_LEFT, _GAP, _RIGHT = SPACE.m - 2, SPACE.s - 2, SPACE.m + 2
_SLACK = 4
"""Pixels that Qt adds to the width of a line, and its border."""


class StatusChip(QFrame):
    """`kind` gives colour and icon: neutral, info, success, warning, danger, unknown."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = "neutral",
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon or kind, kind, _ICON)
        self._words = label()
        self._said = ""
        self._room: int | None = None
        box = QHBoxLayout(self)
        box.setContentsMargins(_LEFT, 0, _RIGHT, 0)
        box.setSpacing(_GAP)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(text, kind, icon=icon)

    def set_state(self, text: str, kind: Kind, *, icon: str = "") -> None:
        """Say something else."""
        set_role(self, "chip", kind=kind)
        self._icon.set_icon(icon or kind, kind)
        self._said = text
        self._break()
        self.setAccessibleName(text)

    def set_room(self, width: int) -> None:
        """Its words go on in the next line where it would be wider than so many pixels."""
        if width != self._room:
            self._room = width
            self._break()

    def whole_width(self) -> int:
        """Of pixels with its words in one line."""
        return self._around() + self._advance(self._said)

    def least_width(self) -> int:
        """Of pixels in which no word of it is cut."""
        return self._around() + max(self._advance(one) for one in self._said.split(" "))

    def text(self) -> str:
        """What it says."""
        return self._said

    def kind(self) -> str:
        """Its kind."""
        return str(self.property("kind"))

    def _break(self) -> None:
        lines = [self._said]
        if self._room is not None and self.whole_width() > self._room:
            width = max(self._room, self.least_width()) - self._around()
            mode = QTextOption.WrapMode.WordWrap
            lines = broken_lines(self._said, self._words.font(), width, mode)
        self._words.setText("\n".join(line.strip(" ") for line in lines))
        high = len(lines) * self._words.fontMetrics().lineSpacing() + 2 * SPACE.xs
        self.setFixedHeight(_HEIGHT if len(lines) == 1 else max(_HEIGHT, high))

    def _advance(self, words: str) -> int:
        self._words.ensurePolished()
        return self._words.fontMetrics().horizontalAdvance(words) + _SLACK

    def _around(self) -> int:
        return _LEFT + _ICON + _GAP + _RIGHT
