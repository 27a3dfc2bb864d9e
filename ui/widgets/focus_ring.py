"""Shows where the keyboard is: a ring around the focused control, apart from it by a gap."""

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QSplitter, QWidget

from ui.theme.apply import theme_of
from ui.theme.tokens import SIZE

_OUT = SIZE.ring + SIZE.ring_gap


class FocusRing(QObject):
    """Follows the focus among the buttons and boxes of one window. Fields draw their own edge."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._ring: _Ring | None = None
        # a ring that is shown has all that is around it laid out at once, and a screen that has
        # just been filled is laid out in the next turn anyway
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._encircle)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._ring is not None and shiboken6.isValid(self._ring):
            self._ring.release()
        self._ring = None
        if new is not None:
            self._soon.start()

    def _encircle(self) -> None:
        new = QApplication.focusWidget()
        if self._ring is not None:
            return
        if (
            isinstance(new, QAbstractButton)
            and new.parentWidget() is not None
            and new.window() is self._window.window()
        ):
            self._ring = _Ring(new)


def draw_ring(painter: QPainter, around: QRect) -> None:
    """A ring whose outer edge is `around`, as wide as the theme has it."""
    theme = theme_of()
    strokes = theme.strokes
    half = strokes.ring / 2
    radius = SIZE.radius + strokes.ring_gap + half
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(theme.colours.focus), strokes.ring))
    painter.drawRoundedRect(QRectF(around).adjusted(half, half, -half, -half), radius, radius)


class _Ring(QWidget):
    """In the nearest ancestor with room for it, inside what scrolls, so that it scrolls along."""

    def __init__(self, around: QWidget) -> None:
        ground, between = _ground_of(around)
        super().__init__(ground)
        self._around: QWidget | None = around
        self._watched = (around, *between)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for each in self._watched:
            each.installEventFilter(self)
        self._place()
        self.show()

    def release(self) -> None:
        """Vanish."""
        for each in self._watched:
            if shiboken6.isValid(each):
                each.removeEventFilter(self)
        self._around = None
        self.hide()
        self.deleteLater()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Move along."""
        if event.type() in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.ZOrderChange):
            self._place()
        elif event.type() in (QEvent.Type.Hide, QEvent.Type.Show):
            self.setVisible(self._around is not None and self._around.isVisible())
        elif event.type() == QEvent.Type.ParentChange:
            self.release()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ring."""
        painter = QPainter(self)
        draw_ring(painter, self.rect())
        painter.end()

    def _place(self) -> None:
        if self._around is None or not shiboken6.isValid(self._around):
            return
        ground = self.parentWidget()
        if ground is not None and ground.isAncestorOf(self._around):
            # what scrolls ends at its edge: the ring then runs over the control's own
            self.setGeometry(_outline(self._around, ground) & ground.rect())
            self.raise_()


def _ground_of(around: QWidget) -> tuple[QWidget, list[QWidget]]:
    """The ancestor that shows the whole ring, and those on the way to it that may move."""
    between: list[QWidget] = []
    ground = around.parentWidget() or around
    while not (
        ground.isWindow()
        or isinstance(ground.parentWidget(), QAbstractScrollArea)
        # a splitter would take the ring for another of its parts
        or (not isinstance(ground, QSplitter) and ground.rect().contains(_outline(around, ground)))
    ):
        between.append(ground)
        ground = ground.parentWidget() or ground
    return ground, between


def _outline(around: QWidget, ground: QWidget) -> QRect:
    corner = around.mapTo(ground, QPoint(0, 0))
    return QRect(corner, around.size()).adjusted(-_OUT, -_OUT, _OUT, _OUT)
