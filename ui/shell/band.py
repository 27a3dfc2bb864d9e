"""A band across the top that nobody mistakes for a till that takes money."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.apply import till_font
from ui.theme.icons import pixmap
from ui.theme.tokens import SIZE, SPACE, TYPE, Practice
from ui.widgets.kept_picture import KeptPicture

_HEIGHT = 44
_STRIPE = 18


class Band(QWidget):
    """Stripes at both ends and, between them, an icon, a word and what it means."""

    def __init__(self, look: Practice, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._icon = icon
        self._name = ""
        self._rest = ""
        self._picture = KeptPicture()
        self.setFixedHeight(_HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def say(self, name: str, rest: str) -> None:
        """The word and what it means."""
        self._name, self._rest = name, rest
        self.setAccessibleName(f"{name} – {rest}")
        self.update()

    def sizeHint(self) -> QSize:
        """Across the window."""
        return QSize(400, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Stripes, then the words on a plain middle."""
        self._picture.draw(self, (self._name, self._rest), self._draw)

    def _draw(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(self._look.band))
        bold, medium = till_font(TYPE.body, 700), till_font(TYPE.body, 500)
        name_width = QFontMetrics(bold).horizontalAdvance(self._name)
        rest_width = QFontMetrics(medium).horizontalAdvance(self._rest)
        content = SIZE.icon + SPACE.s + name_width + SPACE.m + rest_width
        left = (self.width() - content) // 2
        self._draw_stripes(painter, 0, left - SPACE.xl)
        self._draw_stripes(painter, left + content + SPACE.xl, self.width())
        mark = pixmap(self._icon, self._look.band_text, SIZE.icon, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - SIZE.icon) // 2, mark)
        painter.setPen(QColor(self._look.band_text))
        x = left + SIZE.icon + SPACE.s
        for words, font, width in (
            (self._name, bold, name_width),
            (self._rest, medium, rest_width),
        ):
            painter.setFont(font)
            place = QRectF(x, 0, width + 2, self.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)
            x += width + SPACE.m

    def _draw_stripes(self, painter: QPainter, start: int, end: int) -> None:
        if end - start < 2 * _STRIPE:
            return
        painter.save()
        painter.setClipRect(start, 0, end - start, self.height())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.band_stripe))
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
