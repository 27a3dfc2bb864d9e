"""Room for more than fits."""

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QLayout, QScrollArea, QVBoxLayout, QWidget

from ui.theme.layout import NO_MOST
from ui.theme.tokens import SPACE
from ui.widgets.more_hint import MoreHint

_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
_ALWAYS = Qt.ScrollBarPolicy.ScrollBarAlwaysOn
_IF_NEEDED = Qt.ScrollBarPolicy.ScrollBarAsNeeded
_DEEPEST = 8
"""Times that what is in it is laid out anew within one another before the bar stays."""
FIRST = 1_000
"""Its share of a height, before the stretch below has any."""
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
        self._asked_width = 0
        """What `minimumSizeHint` last answered."""
        self._unfolded, self._asked_height = False, 0
        self._deep = 0
        self._hugs = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self, content: QWidget) -> None:
        """Scroll this from now on."""
        self._content = content
        content.setParent(self.viewport())

    def unfold(self, *, unfolded: bool) -> None:
        """As high as all of what is in it: where a page scrolls that is low, a slit to scroll in
        by itself would show a line or two. Or as it was."""
        if unfolded is not self._unfolded:
            self._unfolded = unfolded
            # were there a bar while it grows, what is in it would be laid out for the rest
            self.setVerticalScrollBarPolicy(_NEVER if unfolded else _IF_NEEDED)
            self.updateGeometry()

    def hug(self) -> None:
        """No higher than what is in it from now on: what stands below it stays beside it, however
        high the window. Give it a stretch below that."""
        self._hugs = True

    def hasHeightForWidth(self) -> bool:
        """While it is unfolded."""
        return self._unfolded

    def heightForWidth(self, width: int) -> int:
        """Of all that is in it."""
        self._take()
        content = self.widget()
        layout = content.layout() if content is not None else None
        if layout is None:
            return self.sizeHint().height()
        wraps = layout.hasHeightForWidth()
        height = layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height()
        least = layout.totalMinimumSize().height()
        self._asked_height = max(height, least) + 2 * self.frameWidth()
        return self._asked_height

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
        self._asked_width = max(least.width(), width)
        return QSize(self._asked_width, least.height())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What came into it since, or another language, may be wider: Qt asks again only if told
        so."""
        if self._deep > _DEEPEST:
            self._keep_bar()
            return False
        self._deep += 1
        passed = super().eventFilter(watched, event)
        self._deep -= 1
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            before = (self._asked_width, self._asked_height)
            now = self.minimumSizeHint().width()
            if before != (now, self.heightForWidth(self.width()) if self._unfolded else before[1]):
                self.updateGeometry()
            self._fit()
        return passed

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width it may do without the bar again."""
        super().resizeEvent(event)
        self._fit()
        kept = self.verticalScrollBarPolicy() is _ALWAYS
        if kept and event.size().width() != event.oldSize().width() and not self._deep:
            self.setVerticalScrollBarPolicy(_IF_NEEDED)

    def _fit(self) -> None:
        """All of it in the width it has needs no bar, and no more height where it is to `hug`."""
        content = self.widget()
        layout = content.layout() if content is not None else None
        if content is None or layout is None:
            return
        wraps = layout.hasHeightForWidth()
        # else Qt gives words that wrap the height they would have in a narrow window
        content.setMinimumHeight(1 if wraps else 0)
        if self._hugs:
            width = self.viewport().width()
            high = layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height()
            self.setMaximumHeight(high + 2 * self.frameWidth())
            if self.viewport().height() + 2 * self.frameWidth() > self.height():
                # lower by that while Qt was laying it out, which then leaves its inside as it was
                QApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _keep_bar(self) -> None:
        """Without its bar, what is in it is higher than the room, with it lower, where Qt goes
        back and forth until there is no stack left. From now on the bar stays."""
        if self.verticalScrollBarPolicy() is _IF_NEEDED:
            self.setVerticalScrollBarPolicy(_ALWAYS)
            QApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def _take(self) -> None:
        if self._content is not None:
            content, self._content = self._content, None
            self.setWidget(content)
            self.setWidgetResizable(True)
            self._fit()


class Snug(QObject):
    """Keeps a widget no higher than the highest of its columns is with all of it shown that scrolls
    there: what stands below the widget stays beside them. The areas have to `hug`."""

    def __init__(self, whole: QWidget, *beside: QVBoxLayout) -> None:
        super().__init__(whole)
        self._whole, self._beside = whole, beside
        whole.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is in it, or its width, may be another."""
        news = event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize)
        if news and watched is self._whole:
            self._fit()
        return False

    def _fit(self) -> None:
        lefts = {column.geometry().left() for column in self._beside}
        high = NO_MOST  # below each other they have no room to spare
        if len(lefts) == len(self._beside):
            high = max(_all_of(column) for column in self._beside)
        if high != self._whole.maximumHeight():
            self._whole.setMaximumHeight(high)


def _all_of(column: QVBoxLayout) -> int:
    """Its height in pixels, were nothing in it scrolled."""
    wraps, width = column.hasHeightForWidth(), column.geometry().width()
    high = column.heightForWidth(width) if wraps else column.sizeHint().height()
    for place in range(column.count()):
        item = column.itemAt(place)
        area = item.widget() if item is not None else None
        if item is not None and isinstance(area, Scrolling) and not area.isHidden():
            # its item's, which is what the column counted: no less than it needs
            high += area.maximumHeight() - item.sizeHint().height()
    return min(high, NO_MOST)


def bring_into_view(one: QWidget) -> None:
    """Scroll to it, with room for the ring around it; nothing moves where all of it is seen."""
    parent = one.parentWidget()
    while parent is not None and not parent.isWindow():
        content = parent.widget() if isinstance(parent, QScrollArea) else None
        if isinstance(parent, QScrollArea) and content is not None:
            _scroll_to(one, content, parent)
        parent = parent.parentWidget()


def _scroll_to(one: QWidget, content: QWidget, area: QScrollArea) -> None:
    """Of a field Qt itself would show the line with the cursor only (`ensureWidgetVisible`)."""
    corner, room = one.mapTo(content, QPoint(0, 0)), area.viewport().size()
    for bar, at, length, seen in (
        (area.verticalScrollBar(), corner.y(), one.height(), room.height()),
        (area.horizontalScrollBar(), corner.x(), one.width(), room.width()),
    ):
        first, last = at - SPACE.s, at + length + SPACE.s
        if at < bar.value() or length > seen:
            bar.setValue(first)
        elif at + length > bar.value() + seen:
            bar.setValue(min(first, last - seen))


def above(content: QWidget, buttons: QLayout | QWidget, box: QVBoxLayout) -> Scrolling:
    """Both into `box`: what scrolls, which is returned, and right below it what is pressed once it
    is filled in."""
    area = scrolled(content)
    area.hug()
    box.addWidget(area, FIRST)
    if isinstance(buttons, QWidget):
        box.addWidget(buttons)
    else:
        box.addLayout(buttons)
    box.addStretch(1)
    return area


def scrolled(content: QWidget) -> Scrolling:
    """`content` with a transparent ground, scrolling downwards when there is no room, which its
    edges then show."""
    content.setObjectName("content")
    area = Scrolling()
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.fill(content)
    MoreHint(area)
    return area
