"""The band across the top that nobody mistakes for a real till."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.i18n.language import Retranslated
from ui.theme.apply import till_font
from ui.theme.icons import pixmap
from ui.theme.tokens import SIZE, SPACE, TRAINING, TYPE

_HEIGHT = 44
_STRIPE = 18


class TrainingBand(Retranslated, QWidget):
    """Stripes at both ends and, between them, that no money moves. Signal: `pressed()`.

    Whoever has no mouse presses the button in the top bar.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = ""
        self._rest = ""
        self.setObjectName("trainingBand")
        self.setFixedHeight(_HEIGHT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def retranslate(self) -> None:
        """Follow the language."""
        self._name = self.tr("TRAINING")
        self._rest = self.tr("no real money, no real customers")
        self.setAccessibleName(f"{self._name} – {self._rest}")
        self.update()

    def sizeHint(self) -> QSize:
        """Across the window."""
        return QSize(400, _HEIGHT)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tap or click anywhere on it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Stripes, then the words on a plain middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(TRAINING.band))
        bold, medium = till_font(TYPE.body, 700), till_font(TYPE.body, 500)
        name_width = QFontMetrics(bold).horizontalAdvance(self._name)
        rest_width = QFontMetrics(medium).horizontalAdvance(self._rest)
        content = SIZE.icon + SPACE.s + name_width + SPACE.m + rest_width
        left = (self.width() - content) // 2
        self._draw_stripes(painter, 0, left - SPACE.xl)
        self._draw_stripes(painter, left + content + SPACE.xl, self.width())
        mark = pixmap("training", TRAINING.band_text, SIZE.icon, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - SIZE.icon) // 2, mark)
        painter.setPen(QColor(TRAINING.band_text))
        x = left + SIZE.icon + SPACE.s
        for words, font, width in (
            (self._name, bold, name_width),
            (self._rest, medium, rest_width),
        ):
            painter.setFont(font)
            place = QRectF(x, 0, width + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            x += width + SPACE.m
        painter.end()

    def _draw_stripes(self, painter: QPainter, start: int, end: int) -> None:
        if end - start < 2 * _STRIPE:
            return
        painter.save()
        painter.setClipRect(start, 0, end - start, self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(TRAINING.band_stripe))
        height = self.height()
        for x in range(start - height, end + height, 2 * _STRIPE):
            painter.drawPolygon(
                QPolygonF(
                    [
                        QPointF(x, height),
                        QPointF(x + height, 0),
                        QPointF(x + height + _STRIPE, 0),
                        QPointF(x + _STRIPE, height),
                    ]
                )
            )
        painter.restore()
