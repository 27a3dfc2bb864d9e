"""Room for more than fits."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from ui.theme.tokens import SPACE

_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
LEAST_HEIGHT = 120
"""Height in pixels below which scrolling is no help."""


class Scrolling(QScrollArea):
    """Scrolls what `fill` puts into it, as wide as there is room.

    It takes it once somebody asks how large it is. Taken sooner, Qt measures and so dresses every
    widget in it, and does so anew each time that one is put into another: a till's screens took
    three times as long to make (Qt 6.11, `QWidget::setParent`).
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: QWidget | None = None
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self, content: QWidget) -> None:
        """Scroll this from now on."""
        self._content = content
        content.setParent(self.viewport())

    def sizeHint(self) -> QSize:
        """What Qt thinks, now that it may look, but no more height than it must have: in a layout
        whose height follows its width Qt takes for the least what a widget would like."""
        self._take()
        wished = super().sizeHint()
        return QSize(wished.width(), min(wished.height(), LEAST_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """What Qt thinks, now that it may look; where it scrolls downwards only, wide enough for
        what is in it, with the bar beside that: Qt would cut it off."""
        self._take()
        least, content = super().minimumSizeHint(), self.widget()
        if content is None or self.horizontalScrollBarPolicy() is not _NEVER:
            return least
        bar = self.verticalScrollBar().sizeHint().width()
        width = max(content.minimumSizeHint().width(), content.minimumWidth()) + bar
        return QSize(max(least.width(), width), least.height())

    def _take(self) -> None:
        if self._content is not None:
            content, self._content = self._content, None
            self.setWidget(content)
            self.setWidgetResizable(True)


def bring_into_view(one: QWidget) -> None:
    """Scroll to it, with room for the ring around it; nothing moves where all of it is seen."""
    parent = one.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, QScrollArea) and parent.widget() is not None:
            parent.ensureWidgetVisible(one, SPACE.s, SPACE.s)
        parent = parent.parentWidget()


def scrolled(content: QWidget) -> Scrolling:
    """`content` with a transparent ground, scrolling downwards when there is no room."""
    content.setObjectName("content")
    area = Scrolling()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.fill(content)
    return area
