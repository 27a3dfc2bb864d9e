"""A hand that fills and writes on a painter without PySide6's names of `Qt`.

A pen, a brush and Qt's own way of eliding can't be had without them, and the first customers found
are painted before they are made (`ui.unnamed` says why). So it writes as Qt's styles do, with a
colour of a palette.
"""

import unicodedata
from typing import Final

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPalette
from PySide6.QtWidgets import QApplication

LEFT: Final = 0x81
RIGHT: Final = 0x82
"""Of the middle of an area: `Qt.AlignmentFlag.AlignVCenter`, with `AlignLeft` or `AlignRight`."""
_ROLE: Final = QPalette.ColorRole.Text
_CUT: Final = "…"


class Hand:
    """Bound to one painter, until that ends."""

    def __init__(self, painter: QPainter) -> None:
        self._painter = painter
        self._palette = QPalette()
        self._style = QApplication.style()
        self._colour = ""

    def fill(self, area: QRectF, radius: float, colour: str) -> None:
        """A rounded rectangle without an edge."""
        path = QPainterPath()
        path.addRoundedRect(area, radius, radius)
        self._take(colour)
        self._painter.fillPath(path, self._palette.brush(_ROLE))

    def write(self, area: QRect, text: str, font: QFont, colour: str, side: int = LEFT) -> None:
        """One line, at one side of the middle of `area`."""
        self._take(colour)
        self._painter.setFont(font)
        self._style.drawItemText(self._painter, area, side, self._palette, True, text, _ROLE)

    def _take(self, colour: str) -> None:
        if colour != self._colour:
            self._palette.setColor(_ROLE, QColor(colour))
            self._colour = colour


def elided(text: str, font: QFont, width: int) -> tuple[str, int]:
    """As much of the text as there is room for, with … where it is cut; and how wide that is."""
    metrics = QFontMetrics(font)
    whole = metrics.horizontalAdvance(text)
    if whole <= width:
        return text, whole
    room = width - metrics.horizontalAdvance(_CUT)
    kept, over = 0, len(text)
    while over - kept > 1:
        middle = (kept + over) // 2
        if metrics.horizontalAdvance(text[:middle]) <= room:
            kept = middle
        else:
            over = middle
    while kept and unicodedata.combining(text[kept]):
        kept -= 1  # a letter goes with its accent
    shown = text[:kept] + _CUT
    return shown, metrics.horizontalAdvance(shown)
