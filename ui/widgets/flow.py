"""Parts one after the other, going on in the next line where they don't fit: chips, buttons."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QLayout,
    QLayoutItem,
    QSizePolicy,
    QSpacerItem,
    QStyle,
    QWidget,
    QWidgetItem,
)

from ui.theme.tokens import SPACE
from ui.widgets.fitting import height_in, least_width, put
from ui.widgets.key_hint import KeyHint

_Unit = list[QLayoutItem]
"""What stays in one line: a button with the key beside it."""


class FlowLayout(QLayout):
    """In the way one reads, then from top to bottom, each part as large as it wants.

    What comes after `addStretch` stands at the other end: of the same line where all of it has room
    in one, else of lines of its own. A key stays beside the button it presses, which writes its
    words in more lines where it is wider than the room.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = SPACE.s, margin: int = 0
    ) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._spring: QSpacerItem | None = None
        self._gap = gap
        self.setContentsMargins(margin, margin, margin, margin)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt's own way in; use `addWidget`."""
        self._items.append(item)

    def insertWidget(self, place: int, widget: QWidget) -> None:
        """Another part before what is at that place."""
        self.addChildWidget(widget)
        self._items.insert(place, QWidgetItem(widget))
        self.invalidate()

    def addStretch(self) -> None:
        """All that comes from here on stands at the other end."""
        grows = QSizePolicy.Policy.Expanding
        self._spring = QSpacerItem(0, 0, grows, QSizePolicy.Policy.Minimum)
        self.addItem(self._spring)

    def count(self) -> int:
        """How many parts."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """A part."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """A part, no longer one."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Nowhere, but to put something at the other end."""
        return Qt.Orientation(0) if self._spring is None else Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all lines."""
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._place(inner, really=False) + margins.top() + margins.bottom()

    def setGeometry(self, area: QRect) -> None:
        """Place every part."""
        super().setGeometry(area)
        self._place(area.marginsRemoved(self.contentsMargins()), really=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        units = [unit for side in self._sides() for unit in side]
        heights = (item.sizeHint().height() for unit in units for item in unit)
        size = QSize(self._width_of(units), max(heights, default=0))
        return size.grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """The widest part."""
        size = QSize()
        for side in self._sides():
            for unit in side:
                size = size.expandedTo(self._least(unit))
        return size.grownBy(self.contentsMargins())

    def _least(self, unit: _Unit) -> QSize:
        widths = [least_width(item) for item in unit]
        height = max(item.minimumSize().height() for item in unit)
        return QSize(sum(widths) + self._gap * (len(widths) - 1), height)

    def _sides(self) -> tuple[list[_Unit], list[_Unit]]:
        """What begins the line, and what ends it."""
        sides: tuple[list[_Unit], list[_Unit]] = ([], [])
        ending = False
        for item in self._items:
            if item is self._spring:
                ending = True
            elif not item.isEmpty():
                sides[ending].append([item])
        return _joined(sides[0], after=False), _joined(sides[1], after=True)

    def _place(self, area: QRect, *, really: bool) -> int:
        first, last = self._sides()
        whole = self._width_of([*first, *last])
        if first and last and whole <= area.width():
            return self._one_line(area, first, last, really=really) - area.y()
        y = area.y()
        for side, ends in ((first, False), (last, True)):
            for line in self._lines(side, area.width()):
                x = area.x()
                if ends:
                    x += max(0, area.width() - self._width_of(line))
                y += self._line(QRect(x, y, area.width(), 0), area, line, really=really)
                y += self._gap
        return max(0, y - self._gap - area.y())

    def _one_line(self, area: QRect, first: list[_Unit], last: list[_Unit], *, really: bool) -> int:
        """Its bottom."""
        both = [*first, *last]
        height = max(item.sizeHint().height() for unit in both for item in unit)
        end = area.x() + area.width() - self._width_of(last)
        for x, units in ((area.x(), first), (end, last)):
            place = QRect(x, area.y(), area.width(), height)
            self._line(place, area, units, really=really)
        return area.y() + height

    def _line(self, place: QRect, area: QRect, line: list[_Unit], *, really: bool) -> int:
        """Its height, which is that of `place` at least."""
        items = [item for unit in line for item in unit]
        spare = area.width() - self._width_of(line)
        sizes = [_fitting(item, min(0, spare)) for item in items]
        height = max(place.height(), *(size.height() for size in sizes))
        x = place.x()
        for item, size in zip(items, sizes, strict=True) if really else ():
            top = QPoint(x, place.y() + (height - size.height()) // 2)
            spot = QStyle.visualRect(self._direction(), area, QRect(top, size))
            put(item, spot)
            x += size.width() + self._gap
        return height

    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight

    def _lines(self, units: list[_Unit], width: int) -> list[list[_Unit]]:
        lines: list[list[_Unit]] = []
        for unit in units:
            if not lines or self._width_of([*lines[-1], unit]) > width:
                lines.append([])
            lines[-1].append(unit)
        return lines

    def _width_of(self, units: list[_Unit]) -> int:
        widths = [item.sizeHint().width() for unit in units for item in unit]
        return sum(widths) + self._gap * max(0, len(widths) - 1)


def _joined(units: list[_Unit], *, after: bool) -> list[_Unit]:
    """Each key with the button beside it: the one before it, or what comes `after` it."""
    joined: list[_Unit] = []
    key_before = False
    for unit in units:
        is_key = isinstance(unit[0].widget(), KeyHint)
        if joined and (key_before if after else is_key):
            joined[-1].extend(unit)
        else:
            joined.append(unit)
        key_before = is_key
    return joined


def _fitting(item: QLayoutItem, spare: int) -> QSize:
    """As large as it wants; where `spare` is below nothing, a button is so much narrower."""
    size = item.sizeHint()
    if spare >= 0 or isinstance(item.widget(), KeyHint):
        return size
    width = max(size.width() + spare, least_width(item))
    return QSize(width, height_in(item, width))
