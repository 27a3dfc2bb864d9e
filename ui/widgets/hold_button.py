"""A button that acts when it is held, so that no stray touch does."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import theme_of
from ui.theme.icons import pixmap
from ui.theme.tokens import SIZE

HOLD_MS: Final = 1500
_RING: Final = 4


class HoldButton(QWidget):
    """A ring fills while it is pressed. Signal: `held` once it is full."""

    held = Signal()

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._fill = QVariantAnimation(self)
        self._fill.setStartValue(0.0)
        self._fill.setEndValue(1.0)
        self._fill.setDuration(HOLD_MS)
        self._fill.valueChanged.connect(lambda _: self.update())
        self._fill.finished.connect(self._full)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """A finger's."""
        return QSize(SIZE.target, SIZE.target)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to fill."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._fill.start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """A finger that slides away didn't mean it."""
        if not self.rect().contains(event.position().toPoint()):
            self._stop()

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        """Too short."""
        self._stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are for the page."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The icon, and around it how far it is."""
        colours = theme_of().colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = SIZE.icon
        place = (self.width() - inner) // 2
        mark = pixmap(self._icon, colours.muted, inner, self.devicePixelRatioF())
        painter.drawPixmap(place, (self.height() - inner) // 2, mark)
        ring = QRectF(self.rect()).adjusted(_RING, _RING, -_RING, -_RING)
        painter.setPen(QPen(QColor(colours.edge), 1))
        painter.drawEllipse(ring)
        share = float(self._fill.currentValue() or 0.0) if self._filling() else 0.0
        painter.setPen(QPen(QColor(colours.accent), _RING))
        painter.drawArc(ring, 90 * 16, -round(share * 360 * 16))
        painter.end()

    def _filling(self) -> bool:
        return self._fill.state() == QVariantAnimation.State.Running

    def _stop(self) -> None:
        self._fill.stop()
        self.update()

    def _full(self) -> None:
        self.update()
        self.held.emit()
