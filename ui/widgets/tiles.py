"""Parts of one size in lines of equally many, fewer where there is less room."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStyle, QWidget

from ui.theme.tokens import SPACE
from ui.widgets.fitting import UNLIMITED, height_in, least_width, liked, parts_of, row_width
from ui.widgets.kept_heights import KeptHeights


class Tiles(QHBoxLayout):
    """Each as wide as the others, but never narrower than its words; at most `across` in a line.

    Lines are even: four parts stand in two lines of two before they stand in three and one. Takes
    widgets only; Qt's own row keeps them.
    """

    def __init__(
        self, parent: QWidget | None = None, *, across: int, gap: int = SPACE.s, level: bool = True
    ) -> None:
        """`level`: all of a line are as high as the highest; else as high as they want, from the
        top."""
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._across = across
        self._gap = gap
        self._level = level
        self._heights = KeptHeights(lambda width: self._place(QRect(0, 0, width, 0), really=False))
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def set_across(self, across: int) -> None:
        """At most so many in a line from now on."""
        if across != self._across:
            self._across = across
            self.invalidate()

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
        self._place(area, really=True)

    def sizeHint(self) -> QSize:
        """As many in a line as there may be."""
        widths = [liked(one).width() for one in self._shown()[: self._across]]
        width = sum(widths) + self._gap * max(0, len(widths) - 1)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        """The widest part."""
        shown = self._shown()
        return QSize(
            max((least_width(one) for one in shown), default=0),
            max((height_in(one, liked(one).width()) for one in shown), default=0),
        )

    def maximumSize(self) -> QSize:
        """Any: as many lines as it takes."""
        return UNLIMITED

    def _shown(self) -> list[QWidget]:
        return [one for one in parts_of(self) if one is not None]

    def _place(self, area: QRect, *, really: bool) -> int:
        """Its height."""
        shown = self._shown()
        if not shown:
            return 0
        widths = self._widths(shown, area.width())
        y = area.y()
        for first in range(0, len(shown), len(widths)):
            line = list(zip(shown[first : first + len(widths)], widths, strict=False))
            height = max(height_in(one, width) for one, width in line)
            if really:
                self._lay(area, y, height, line)
            y += height + self._gap
        return y - self._gap - area.y()

    def _lay(self, area: QRect, y: int, height: int, line: list[tuple[QWidget, int]]) -> None:
        parent = self.parentWidget()
        way = parent.layoutDirection() if parent else Qt.LayoutDirection.LeftToRight
        x = area.x()
        for one, width in line:
            high = height if self._level else height_in(one, width)
            size = QSize(width, high).boundedTo(one.maximumSize())
            one.setGeometry(QStyle.visualRect(way, area, QRect(QPoint(x, y), size)))
            x += width + self._gap

    def _widths(self, shown: list[QWidget], width: int) -> list[int]:
        """Of a line's parts, in pixels: as many as fit, each with its share."""
        most = min(self._across, len(shown))
        for lines in range(-(-len(shown) // most), len(shown)):
            across = -(-len(shown) // lines)
            least = [max(row_width(one) for one in shown[place::across]) for place in range(across)]
            room = width - self._gap * (across - 1)
            if sum(least) <= room:
                return _shared(room, least)
        return [width]


def _shared(room: int, least: list[int]) -> list[int]:
    """Of `room` the same for each, but to those that need more what they need; pixels that are left
    over go to the first, so that a line ends where the parts above it do."""
    widths = dict(enumerate(least))
    open_ = sorted(widths, key=lambda place: -least[place])
    while open_:
        (share, over), wide = divmod(room, len(open_)), open_[0]
        if least[wide] <= share:
            for nth, place in enumerate(sorted(open_)):
                widths[place] = share + (nth < over)
            break
        room -= least[wide]
        open_.pop(0)
    return [widths[place] for place in range(len(least))]
