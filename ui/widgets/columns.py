"""Parts side by side, or below each other where there is no room for that."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayoutItem, QWidget

from ui.theme.tokens import SPACE

_BESIDE, _BELOW = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class Columns(QHBoxLayout):
    """A row that becomes a column once it is narrower than its parts need beside each other.

    So it asks for the width of its widest part only. Qt asks for heights before it gives the width:
    each question turns it as it would stand in that width.
    """

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As it would stand there."""
        self._turn(width)
        wraps = super().hasHeightForWidth()
        return super().heightForWidth(width) if wraps else super().sizeHint().height()

    def minimumHeightForWidth(self, width: int) -> int:
        """As it would stand there."""
        self._turn(width)
        wraps = super().hasHeightForWidth()
        return super().minimumHeightForWidth(width) if wraps else super().minimumSize().height()

    def setGeometry(self, area: QRect) -> None:
        """As there is room."""
        self._turn(area.width())
        super().setGeometry(area)

    def minimumSize(self) -> QSize:
        """As wide as the widest part, as high as the highest one."""
        least = [item.minimumSize() for item in self._parts()]
        margins = self.contentsMargins()
        return QSize(
            max((one.width() for one in least), default=0) + margins.left() + margins.right(),
            max((one.height() for one in least), default=0) + margins.top() + margins.bottom(),
        )

    def sizeHint(self) -> QSize:
        """Side by side."""
        if self.direction() is not _BESIDE:
            self.setDirection(_BESIDE)
        return super().sizeHint()

    def _parts(self) -> list[QLayoutItem]:
        items = (self.itemAt(place) for place in range(self.count()))
        return [item for item in items if item is not None and not item.isEmpty()]

    def _needed(self) -> int:
        """Pixels of width for all of them beside each other."""
        widths = [item.minimumSize().width() for item in self._parts()]
        margins = self.contentsMargins()
        gaps = self.spacing() * max(0, len(widths) - 1)
        return sum(widths) + gaps + margins.left() + margins.right()

    def _turn(self, width: int) -> None:
        way = _BESIDE if self._needed() <= width else _BELOW
        if self.direction() is not way:
            self.setDirection(way)


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
