"""What a widget has drawn, kept for as long as it would draw the same.

A page in the window has all of the window drawn anew whenever one comes or goes, each button in
Python, and what a button shows hardly ever changes.
"""

from collections.abc import Callable, Hashable

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class KeptPicture:
    """The last one only."""

    def __init__(self) -> None:
        self._key: Hashable = None
        self._picture = QPixmap()

    def drop(self) -> None:
        """What is drawn next may be another, though its key is the same."""
        self._key = None

    def draw(self, on: QWidget, what: Hashable, drawn: Callable[[QPainter], None]) -> None:
        """Within its paintEvent: what `drawn` draws from its corner, all over it, where `what` says
        all that decides what that is, besides the widget's size and the screen."""
        ratio = on.devicePixelRatioF()
        key = (what, on.width(), on.height(), ratio)
        if key != self._key:
            self._key = key
            self._picture = QPixmap(on.size() * ratio)
            self._picture.setDevicePixelRatio(ratio)
            self._picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(self._picture)
            drawn(painter)
            painter.end()
        painter = QPainter(on)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()
