"""Parts one after the other, going on in the next line where they don't fit: chips, buttons."""

from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStyle, QWidget

from ui.theme.tokens import SPACE
from ui.widgets.fitting import UNLIMITED, height_in, least_width, liked, parts_of
from ui.widgets.kept_heights import KeptHeights
from ui.widgets.key_hint import KeyHint

_Unit = list[QWidget]
"""What stays in one line: a button with the key beside it."""
_APART = "apart"
"""The property of a widget that keeps its distance."""


class FlowLayout(QHBoxLayout):
    """In the way one reads, then from top to bottom, each part as large as it wants.

    What comes after `addStretch` stands at the other end: of the same line where all of it has room
    in one, else of lines of its own. A key stays beside the button it presses, which writes its
    words in more lines where it is wider than the room. What was added with `add_apart` keeps its
    distance from what stands beside it. Takes widgets only: Qt has them, not we.
    """

    def __init__(
        self, parent: QWidget | None = None, *, gap: int = SPACE.s, margin: int = 0
    ) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._gap = gap
        self._heights = KeptHeights(self._height)
        self.setSpacing(gap)
        self.setContentsMargins(margin, margin, margin, margin)

    def add_apart(self, one: QWidget) -> None:
        """After a gap that no finger slips across: what is not to be pressed by mistake."""
        one.setProperty(_APART, True)
        self.addWidget(one)

    def invalidate(self) -> None:
        """A part changed."""
        self._heights.drop()
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all lines."""
        return self._heights.of(width)

    def minimumHeightForWidth(self, width: int) -> int:
        """The same."""
        return self.heightForWidth(width)

    def setGeometry(self, area: QRect) -> None:
        """Place every part."""
        QLayout.setGeometry(self, area)
        self._place(area.marginsRemoved(self.contentsMargins()), really=True)

    def sizeHint(self) -> QSize:
        """All in one line."""
        units = [unit for side in self._sides() for unit in side]
        heights = [liked(one).height() for unit in units for one in unit]
        size = QSize(_width_of(units, self._gap), max(heights, default=0))
        return size.grownBy(self.contentsMargins())

    def minimumSize(self) -> QSize:
        """The widest part."""
        units = [unit for side in self._sides() for unit in side]
        widths = [
            sum(least_width(one) for one in unit) + self._gap * (len(unit) - 1) for unit in units
        ]
        heights = [liked(one).height() for unit in units for one in unit]
        size = QSize(max(widths, default=0), max(heights, default=0))
        return size.grownBy(self.contentsMargins())

    def maximumSize(self) -> QSize:
        """Any: as many lines as it takes."""
        return UNLIMITED

    def _height(self, width: int) -> int:
        margins = self.contentsMargins()
        inner = QRect(0, 0, width - margins.left() - margins.right(), 0)
        return self._place(inner, really=False) + margins.top() + margins.bottom()

    def _sides(self) -> tuple[list[_Unit], list[_Unit]]:
        """What begins the line, and what ends it."""
        sides: tuple[list[_Unit], list[_Unit]] = ([], [])
        ending = False
        for one in parts_of(self):
            if one is None:
                ending = True
            else:
                sides[ending].append([one])
        return _joined(sides[0], after=False), _joined(sides[1], after=True)

    def _place(self, area: QRect, *, really: bool) -> int:
        """Its height."""
        first, last = self._sides()
        if first and last and _width_of([*first, *last], self._gap) <= area.width():
            return self._one_line(area, first, last, really=really)
        y = area.y()
        for side, ends in ((first, False), (last, True)):
            for line in self._lines(side, area.width()):
                spare = area.width() - _width_of(line, self._gap)
                left = area.x() + (max(0, spare) if ends else 0)
                y += self._line(QPoint(left, y), 0, area, line, really=really) + self._gap
        return max(0, y - self._gap - area.y())

    def _one_line(self, area: QRect, first: list[_Unit], last: list[_Unit], *, really: bool) -> int:
        height = max(liked(one).height() for unit in (*first, *last) for one in unit)
        end = area.x() + area.width() - _width_of(last, self._gap)
        for x, units in ((area.x(), first), (end, last)):
            self._line(QPoint(x, area.y()), height, area, units, really=really)
        return height

    def _line(
        self, start: QPoint, least: int, area: QRect, line: list[_Unit], *, really: bool
    ) -> int:
        """Its height, which is `least` at least."""
        parts = [one for unit in line for one in unit]
        spare = min(0, area.width() - _width_of(line, self._gap))
        sizes = [_fitting(one, spare) for one in parts]
        height = max([least, *(size.height() for size in sizes)])
        x = start.x()
        before: QWidget | None = None
        for one, size in zip(parts, sizes, strict=True) if really else ():
            x += _more_between(before, one)
            top = QPoint(x, start.y() + (height - size.height()) // 2)
            one.setGeometry(QStyle.visualRect(self._direction(), area, QRect(top, size)))
            x += size.width() + self._gap
            before = one
        return height

    def _direction(self) -> Qt.LayoutDirection:
        parent = self.parentWidget()
        return parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight

    def _lines(self, units: list[_Unit], width: int) -> list[list[_Unit]]:
        lines: list[list[_Unit]] = []
        for unit in units:
            if not lines or _width_of([*lines[-1], unit], self._gap) > width:
                lines.append([])
            lines[-1].append(unit)
        return lines


def _width_of(units: list[_Unit], gap: int) -> int:
    parts = [one for unit in units for one in unit]
    widths = sum(liked(one).width() for one in parts)
    more = sum(_more_between(one, after) for one, after in pairwise(parts))
    return widths + gap * max(0, len(parts) - 1) + more


def _more_between(one: QWidget | None, after: QWidget) -> int:
    """Pixels, besides the gap."""
    apart = one is not None and (one.property(_APART) or after.property(_APART))
    return SPACE.xl if apart else 0


def _joined(units: list[_Unit], *, after: bool) -> list[_Unit]:
    """Each key with the button beside it: the one before it, or what comes `after` it."""
    joined: list[_Unit] = []
    key_before = False
    for unit in units:
        is_key = isinstance(unit[0], KeyHint)
        if joined and (key_before if after else is_key):
            joined[-1].extend(unit)
        else:
            joined.append(unit)
        key_before = is_key
    return joined


def _fitting(one: QWidget, spare: int) -> QSize:
    """As large as it wants; where `spare` is below nothing, a button is so much narrower."""
    size = liked(one)
    if spare >= 0 or isinstance(one, KeyHint):
        return size
    width = max(size.width() + spare, least_width(one))
    return QSize(width, height_in(one, width))
