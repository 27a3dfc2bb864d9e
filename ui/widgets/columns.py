"""Parts side by side, or below each other where there is no room for that."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayoutItem, QWidget

from ui.theme.tokens import SPACE

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


@dataclass(frozen=True, slots=True)
class _Needs:
    """Pixels: at least beside each other, as they would like to stand there, and the widest."""

    beside: QSize
    liked: QSize
    widest: int


class Columns(QHBoxLayout):
    """A row that becomes a column once it is narrower than its parts need beside each other.

    So it asks for the width of its widest part only. It turns where it is given its place, and
    nowhere else: Qt lays out anew whatever turned, so that one that turned to answer a question
    about its height would keep the whole window busy for ever. Until it has turned, its height in
    another width is worked out from its parts. It keeps none of its items: of one that Qt has
    deleted since, PySide keeps the wrapper, and calls into nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._known: _Needs | None = None

    def invalidate(self) -> None:
        """A part changed."""
        self._known = None
        super().invalidate()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As it would stand there."""
        if self._way(width) is not self.direction():
            return self._height(width, least=False)
        wraps = super().hasHeightForWidth()
        return super().heightForWidth(width) if wraps else super().sizeHint().height()

    def minimumHeightForWidth(self, width: int) -> int:
        """As it would stand there."""
        if self._way(width) is not self.direction():
            return self._height(width, least=True)
        wraps = super().hasHeightForWidth()
        return super().minimumHeightForWidth(width) if wraps else super().minimumSize().height()

    def setGeometry(self, area: QRect) -> None:
        """As there is room."""
        way = self._way(area.width())
        if self.direction() is not way:
            self.setDirection(way)
        super().setGeometry(area)

    def minimumSize(self) -> QSize:
        """As wide as the widest part, as high as the highest one."""
        needs = self._needs()
        return QSize(needs.widest, needs.beside.height())

    def sizeHint(self) -> QSize:
        """Side by side."""
        return self._needs().liked

    def _way(self, width: int) -> QBoxLayout.Direction:
        return _BESIDE if self._needs().beside.width() <= width else _BELOW

    def _needs(self) -> _Needs:
        if self._known is None:
            least = [item.minimumSize() for item in self._parts()]
            liked = [item.sizeHint() for item in self._parts()]
            edges = self._edges()
            widest = max((one.width() for one in least), default=0) + edges.width()
            self._known = _Needs(self._row(least), self._row(liked), widest)
        return self._known

    def _row(self, sizes: Sequence[QSize]) -> QSize:
        gaps = self.spacing() * max(0, len(sizes) - 1)
        width = sum(one.width() for one in sizes) + gaps
        return QSize(width, max((one.height() for one in sizes), default=0)) + self._edges()

    def _height(self, width: int, *, least: bool) -> int:
        """In the way it doesn't stand now: below each other, all of it; beside each other, as high
        as the highest part is in the width it wants."""
        edges = self._edges()
        room = width - edges.width()
        below = self._way(width) is _BELOW
        heights = [
            _height_of(item, room if below else min(room, item.sizeHint().width()), least=least)
            for item in self._parts()
        ]
        if not below:
            return max(heights, default=0) + edges.height()
        return sum(heights) + self.spacing() * max(0, len(heights) - 1) + edges.height()

    def _edges(self) -> QSize:
        edges = self.contentsMargins()
        return QSize(edges.left() + edges.right(), edges.top() + edges.bottom())

    def _parts(self) -> Iterator[QLayoutItem]:
        """What is shown; to be used at once, and never kept."""
        for place in range(self.count()):
            item = self.itemAt(place)
            if item is not None and not item.isEmpty():
                yield item


def _height_of(item: QLayoutItem, width: int, *, least: bool) -> int:
    if item.hasHeightForWidth():
        return item.minimumHeightForWidth(width) if least else item.heightForWidth(width)
    return item.minimumSize().height() if least else item.sizeHint().height()


def columns(
    parent: QWidget | None = None,
    *,
    gap: int = SPACE.m,
    margin: int = 0,
    margin_x: int | None = None,
) -> Columns:
    """Columns with `gap` between them and `margin` around them (`margin_x` at their sides)."""
    box = Columns(parent) if parent else Columns()
    box.setSpacing(gap)
    side = margin if margin_x is None else margin_x
    box.setContentsMargins(side, margin, side, margin)
    return box
