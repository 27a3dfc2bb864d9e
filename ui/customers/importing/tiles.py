"""A number with its words, to press."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.i18n.language import language_of
from ui.theme.apply import set_role, theme_of
from ui.theme.tokens import SIZE, SPACE, TYPE


def number_words(number: int) -> str:
    """`12 345` or `12,345`, as the language groups figures."""
    mark = "\u202f" if language_of() == "fr" else ","
    return f"{number:,}".replace(",", mark)


class Tile(QPushButton):
    """How many of something; checked while the table below lists them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = ""
        self._words = ""
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_role(self, "row")

    def show_number(self, number: int, words: str) -> None:
        """Show another number."""
        self._number, self._words = number_words(number), words
        self.setAccessibleName(f"{self._number} {words}")
        self.updateGeometry()
        self.update()

    def only_show(self) -> None:
        """A number that can't be pressed."""
        self.setCheckable(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """Room for both."""
        metrics = QFontMetrics(self.font())
        strong = QFontMetrics(self._number_font())
        wide = max(metrics.horizontalAdvance(self._words), strong.horizontalAdvance(self._number))
        return QSize(wide + 2 * SPACE.l, SIZE.row + SPACE.s)

    def minimumSizeHint(self) -> QSize:
        """The same: where there is no room beside each other there is below."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The style sheet draws the body, this the number above its words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        colours = theme_of().colours
        inner = self.rect().adjusted(SPACE.l, SPACE.s, -SPACE.s, -SPACE.s)
        left = Qt.AlignmentFlag.AlignLeft
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setPen(colours.ink if self.isEnabled() else colours.disabled)
        painter.setFont(self._number_font())
        painter.drawText(inner, left | Qt.AlignmentFlag.AlignTop, self._number)
        painter.setFont(self.font())
        painter.setPen(colours.muted if self.isEnabled() else colours.disabled)
        metrics = QFontMetrics(self.font())
        words = metrics.elidedText(self._words, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, left | Qt.AlignmentFlag.AlignBottom, words)
        painter.end()

    def _number_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(TYPE.strong)
        font.setWeight(QFont.Weight.DemiBold)
        return font
