"""A QR code, drawn sharp at its size: a link that a phone reads from the screen."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_QUIET = 4
"""Modules of white around it (ISO/IEC 18004, 9.1)."""


class QrCode(QWidget):
    """Black on white in every theme: readers ask for dark on light."""

    def __init__(self, side: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[bytes, ...] = ()
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_text(self, text: str) -> None:
        """Another text; empty for none."""
        self._rows = modules(text) if text else ()
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._side, self._side)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """White ground, black modules, each a whole number of pixels."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        if not self._rows:
            return
        count = len(self._rows) + 2 * _QUIET
        each = max(1, self._side // count)
        begin = (self._side - each * len(self._rows)) // 2
        for y, line in enumerate(self._rows):
            for x, dark in enumerate(line):
                if dark:
                    spot = QRectF(begin + x * each, begin + y * each, each, each)
                    painter.fillRect(spot, QColor(Qt.GlobalColor.black))


def modules(text: str) -> tuple[bytes, ...]:
    """Rows of the code, 1 for dark, without the white around it."""
    import segno

    return tuple(bytes(line) for line in segno.make_qr(text, error="m").matrix)
