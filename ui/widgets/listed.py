"""Words with a list in them, whose further lines begin below the words and not below the bullet."""

from html import escape
from typing import Final

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QLabel

from ui.theme.apply import set_role
from ui.widgets.labels import FONT_EVENTS

_BULLET: Final = "•\u00a0"
_LINE: Final = '<p style="margin: 0; white-space: pre-wrap">{words}</p>'
_ITEM: Final = (
    '<p style="margin: 0 0 0 {far}px; text-indent: -{far}px; white-space: pre-wrap">{words}</p>'
)


def listed(*lines: str) -> str:
    """Each line an item."""
    return "\n".join(f"{_BULLET}{line}" for line in lines)


class ListedLabel(QLabel):
    """Takes plain text and gives it back; a line that `listed` made hangs. What customers are
    called is never taken for markup."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self._plain = ""
        self._far = 0
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        if role:
            set_role(self, role)

    def text(self) -> str:
        """As it was given."""
        return self._plain

    def setText(self, text: str) -> None:
        """Show these words."""
        self._plain = text
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        """In another font a bullet is as wide as that has it."""
        super().changeEvent(event)
        if event.type() in FONT_EVENTS and self._far and self._far != self._width():
            self._write()

    def _write(self) -> None:
        lines = self._plain.split("\n")
        hangs = any(line.startswith(_BULLET) for line in lines)
        self._far = self._width() if hangs else 0
        self.setTextFormat(Qt.TextFormat.RichText if hangs else Qt.TextFormat.PlainText)
        super().setText("".join(self._marked(line) for line in lines) if hangs else self._plain)
        self.setAccessibleName(self._plain if hangs else "")

    def _marked(self, line: str) -> str:
        shape = _ITEM if line.startswith(_BULLET) else _LINE
        return shape.format(far=self._far, words=escape(line) or "\u00a0")

    def _width(self) -> int:
        return self.fontMetrics().horizontalAdvance(_BULLET)
