"""Parts side by side, or below each other where there is no room for that."""

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QWidget

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

    So it asks for the width of its widest part only. Qt asks for heights before it gives the width:
    each question turns it as it would stand in that width. It never asks for its items: of one that
    Qt has deleted since, PySide keeps the wrapper, and calls into nothing.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        if parent is None:
            super().__init__()
        else:
            super().__init__(parent)
        self._known: _Needs | None = None
        self._measuring = False

    def invalidate(self) -> None:
        """A part changed."""
        if not self._measuring:
            self._known = None
        super().invalidate()

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
        needs = self._needs()
        return QSize(needs.widest, needs.beside.height())

    def sizeHint(self) -> QSize:
        """Side by side."""
        return self._needs().liked

    def _needs(self) -> _Needs:
        if self._known is None:
            before, self._measuring = self.direction(), True
            self.setDirection(_BESIDE)
            beside, liked = super().minimumSize(), super().sizeHint()
            self.setDirection(_BELOW)
            self._known = _Needs(beside, liked, super().minimumSize().width())
            self.setDirection(before)
            self._measuring = False
        return self._known

    def _turn(self, width: int) -> None:
        way = _BESIDE if self._needs().beside.width() <= width else _BELOW
        if self.direction() is not way:
            known, self._measuring = self._known, True
            self.setDirection(way)
            self._known, self._measuring = known, False


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
