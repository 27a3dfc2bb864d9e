"""A screen in the window: whole where there is room for it, else to be scrolled to."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.shell.turns import Work
from ui.widgets.scrolling import Scrolling

_OFTEN = 20
"""A screen that needs its bar only while there is none would come and go for ever."""
_LOW = 320
_WIDEST = 1920
"""Pixels: on a wider screen it stands in the middle, since lines would be too long to follow and a
button far from what it is about. What has the property `fills` has all of the window."""


def _now(work: Work) -> None:
    work()


class Page(QScrollArea):
    """At 200 % or on a small screen nothing of what is shown is pressed together or cut off.

    It lays the screen out by itself, once for all that changed in it: Qt would at each part that is
    shown or hidden, from there up to the whole screen.
    """

    def __init__(
        self, screen: QWidget, parent: QWidget | None = None, *, low: int = _LOW,
        soon: Callable[[Work], None] = _now,
    ) -> None:  # fmt: skip
        """`low`: pixels; in a lower page nothing within it scrolls by itself. `soon` is given what
        lays the screen out, to be done before it is drawn."""
        super().__init__(parent)
        self._low = low
        self._soon = soon
        self._awaited = False
        """Whether `soon` has something to do already."""
        self.shown = screen
        self._narrowed = 0
        """How often it was made narrower for its bar since the window was resized."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        screen.setParent(self.viewport())  # taken when it is shown: see `Scrolling`
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Its words may need more lines than before."""
        asked = event.type() == QEvent.Type.LayoutRequest and watched is self.shown
        if asked and self.isVisible():
            self._ask()
        return super().eventFilter(watched, event)

    def _ask(self) -> None:
        if not self._awaited:
            self._awaited = True
            self._soon(self._lay_out)

    def _lay_out(self) -> None:
        self._awaited = False
        if self.isVisible():  # else it is when it comes again
            self._keep_whole()

    def take(self) -> None:
        """Have the screen scroll from now on, if it doesn't yet: Qt measures all that is in it."""
        if self.widget() is None:
            self.setWidget(self.shown)
            # the ground shows through, with its watermark in training
            self.shown.setAutoFillBackground(False)
            self.viewport().setAutoFillBackground(False)

    def draw_unseen(self, size: QSize) -> None:
        """As it would be seen in that size: fonts, icons and words are at hand afterwards."""
        self.resize(size)
        self._keep_whole()
        self.grab()

    def showEvent(self, event: QShowEvent) -> None:
        """Words came and went while nobody looked."""
        self.take()
        super().showEvent(event)
        self._ask()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width words take other heights."""
        super().resizeEvent(event)
        self._narrowed = 0
        if self.isVisible():
            self._keep_whole()

    def _keep_whole(self) -> None:
        """As large as the window, or as its words need at least. Qt's own resizing gives a screen
        whose words wrap the height it would *like* to have: that of a web page, below the window.
        """
        layout = self.shown.layout()
        if layout is not None:
            layout.setEnabled(True)
            layout.activate()  # only so layouts within it forget what they knew of their parts
        self._find_size()
        if layout is not None:
            layout.activate()
            # one that isn't seen yet hears of its size when it is, and is laid out by it
            layout.setEnabled(not self.shown.isVisible())

    def _find_size(self) -> None:
        room = self.maximumViewportSize()
        if not self.shown.property("fills"):
            room.setWidth(min(room.width(), _WIDEST))
        for one in self.shown.findChildren(Scrolling):
            one.unfold(unfolded=room.height() < self._low)
        size = self._least(room.width())
        if size.height() > room.height() or self._narrowed > _OFTEN:
            size = self._least(room.width() - self.verticalScrollBar().sizeHint().width())
            self._narrowed += size.width() < self.shown.width()
        self.shown.resize(size.expandedTo(QSize(size.width(), room.height())))

    def _least(self, width: int) -> QSize:
        """As wide as that, or as it must be, and as high as its words then need."""
        layout = self.shown.layout()
        if layout is None:
            return QSize(width, 0)
        least = layout.totalMinimumSize()
        width = max(width, least.width())
        wraps = layout.hasHeightForWidth()
        return QSize(width, layout.totalMinimumHeightForWidth(width) if wraps else least.height())
