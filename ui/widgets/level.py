"""Fields side by side whose inputs stand in one line, however many lines their labels take."""

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from ui.theme.tokens import SPACE
from ui.widgets.columns import Columns
from ui.widgets.fitting import height_in

_BESIDE = QBoxLayout.Direction.LeftToRight


@dataclass(frozen=True, slots=True)
class _Needs:
    """Pixels of one part in its width: of its label, and of all of it."""

    head: int
    height: int


class LevelColumns(Columns):
    """Of parts that begin with their label: a `FieldRow`, or a column of label and input. One with
    the shorter label stands so much lower. Each part has a stretch, which tells its width."""

    def heightForWidth(self, width: int) -> int:
        """With what the lower ones take below."""
        return super().heightForWidth(width) + self._more(width)

    def minimumHeightForWidth(self, width: int) -> int:
        """The same, of what they need at least."""
        return super().minimumHeightForWidth(width) + self._more(width)

    def setGeometry(self, area: QRect) -> None:
        """As there is room, then the inputs in one line."""
        super().setGeometry(area)
        if self.direction() is not _BESIDE:
            return
        inner = area.marginsRemoved(self.contentsMargins())
        heads = [_head(item, item.geometry().width()) for item in self._parts()]
        for head, item in zip(heads, self._parts(), strict=True):
            place = item.geometry()
            place.moveTop(inner.top() + max(heads) - head)
            place.setBottom(min(place.bottom(), inner.bottom()))
            item.setGeometry(place)

    def _more(self, width: int) -> int:
        """Pixels that their own heights don't tell."""
        if self._way(width) is not _BESIDE:
            return 0
        needs = list(self._each(width))
        lowest = max((one.head for one in needs), default=0)
        whole = max((lowest - one.head + one.height for one in needs), default=0)
        return whole - max((one.height for one in needs), default=0)

    def _each(self, width: int) -> Iterator[_Needs]:
        edges = self.contentsMargins()
        places = [place for place in range(self.count()) if self._shown_at(place)]
        room = width - edges.left() - edges.right() - self.spacing() * max(0, len(places) - 1)
        shares = sum(self.stretch(place) for place in places) or 1
        for place in places:
            item = self.itemAt(place)
            if item is not None:
                mine = room * self.stretch(place) // shares
                wraps = item.hasHeightForWidth()
                height = item.heightForWidth(mine) if wraps else item.sizeHint().height()
                yield _Needs(_head(item, mine), height)

    def _shown_at(self, place: int) -> bool:
        item = self.itemAt(place)
        return item is not None and not item.isEmpty()


def _head(item: QLayoutItem, width: int) -> int:
    """Pixels of what it begins with, in that width."""
    widget, layout = item.widget(), item.layout()
    inside: QLayout | None = widget.layout() if widget is not None else layout
    first = inside.itemAt(0) if inside is not None else None
    label = first.widget() if first is not None else None
    return height_in(label, width) if label is not None else 0


def level_columns(parent: QWidget | None = None, *, gap: int = SPACE.m) -> LevelColumns:
    """Fields with `gap` between them, their inputs in one line."""
    box = LevelColumns(parent) if parent else LevelColumns()
    box.setSpacing(gap)
    box.setContentsMargins(0, 0, 0, 0)
    return box
