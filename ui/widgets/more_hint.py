"""A shade at the edge of what scrolls, on the side where there is more than is seen."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.theme.apply import theme_of
from ui.theme.tokens import SPACE

_HIGH = SPACE.l
_SHADE, _DARK_SHADE = 60, 170
"""Of 255, where it is deepest, on a light and on a dark ground."""


class MoreHint(QObject):
    """Keeps a shade at the top and at the bottom of an area, each while something is hidden there:
    a line that happens to end at the edge looks like the last one."""

    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._above, self._below = _Shade(area, at_top=True), _Shade(area, at_top=False)
        bar = area.verticalScrollBar()
        bar.valueChanged.connect(self._show)
        bar.rangeChanged.connect(self._show)
        area.viewport().installEventFilter(self)
        self._show()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """In another place, or size."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._show()
        return False

    def _show(self) -> None:
        bar, seen = self._area.verticalScrollBar(), self._area.viewport().geometry()
        for shade, more, top in (
            (self._above, bar.value() > bar.minimum(), seen.top()),
            (self._below, bar.value() < bar.maximum(), seen.bottom() + 1 - _HIGH),
        ):
            shade.setGeometry(QRect(seen.left(), top, seen.width(), _HIGH))
            shade.setVisible(more)
            shade.raise_()


class _Shade(QWidget):
    """Deepest at the edge, with a line there; in high contrast, where no tint says anything, that
    alone."""

    def __init__(self, area: QWidget, *, at_top: bool) -> None:
        super().__init__(area)
        self.at_top = at_top
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The shade."""
        theme, painter = theme_of(), QPainter(self)
        edge, thick = 0 if self.at_top else self.height(), theme.strokes.edge
        if not theme.contrast:
            deep, none = QColor(theme.colours.scrim), QColor(theme.colours.scrim)
            deep.setAlpha(_DARK_SHADE if theme.dark else _SHADE)
            none.setAlpha(0)
            shade = QLinearGradient(0, edge, 0, self.height() - edge)
            shade.setColorAt(0, deep)
            shade.setColorAt(1, none)
            painter.fillRect(self.rect(), shade)
        line = QRect(0, 0 if self.at_top else edge - thick, self.width(), thick)
        painter.fillRect(line, QColor(theme.colours.edge))
        painter.end()
