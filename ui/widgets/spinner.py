"""A small turning ring for waits over a moment; it stands still and costs nothing while hidden."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import theme_of

_STEP_MS = 50
_STEP_DEGREES = 24


class Spinner(QWidget):
    """`size` in pixels; `name` is what assistive tools say."""

    def __init__(self, size: int = 28, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self._angle = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._turn)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name = name
        self.setAccessibleName(name or self.tr("Please wait"))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and not self._name:
            self.setAccessibleName(self.tr("Please wait"))

    def turning(self) -> bool:
        """Whether it moves."""
        return self._timer.isActive()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._size, self._size)

    def showEvent(self, event: QShowEvent) -> None:
        """Turn while seen."""
        super().showEvent(event)
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop."""
        self._timer.stop()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A faint ring and its bright quarter."""
        colours = theme_of().colours
        width = max(2.5, self._size / 9)
        place = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.line), width))
        painter.drawEllipse(place)
        pen = QPen(QColor(colours.accent), width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        painter.drawArc(place, -self._angle * 16, 100 * 16)
        painter.end()

    def _turn(self) -> None:
        self._angle = (self._angle + _STEP_DEGREES) % 360
        self.update()
