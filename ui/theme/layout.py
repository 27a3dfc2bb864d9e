"""Boxes with the till's distances, so that screens don't repeat numbers."""

from typing import Final

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ui.theme.tokens import SPACE

NO_MOST: Final = 16_777_215
"""Pixels: no most width or height (`QWIDGETSIZE_MAX` in Qt's qwidget.h, unnamed in PySide)."""
_NARROW, _WIDE = 410, 500
_LEAST_BESIDE = 320
"""Pixels: with less beside the list, what is said there stands elsewhere."""


def left_width(width: int) -> int:
    """Of the left side of a screen that is so wide, where customers are listed."""
    return max(_NARROW, min(_WIDE, width * 2 // 5))


def room_beside(width: int) -> bool:
    """Whether anything can be read beside that left side."""
    return width - left_width(width) >= _LEAST_BESIDE


def column(
    parent: QWidget | None = None,
    *,
    gap: int = SPACE.m,
    margin: int = 0,
    margin_x: int | None = None,
) -> QVBoxLayout:
    """A column with `gap` between its rows and `margin` around it (`margin_x` at its sides)."""
    box = QVBoxLayout(parent) if parent else QVBoxLayout()
    box.setSpacing(gap)
    side = margin if margin_x is None else margin_x
    box.setContentsMargins(side, margin, side, margin)
    return box


def row(
    parent: QWidget | None = None,
    *,
    gap: int = SPACE.m,
    margin: int = 0,
    margin_x: int | None = None,
) -> QHBoxLayout:
    """A row with `gap` between its parts and `margin` around it (`margin_x` at its ends)."""
    box = QHBoxLayout(parent) if parent else QHBoxLayout()
    box.setSpacing(gap)
    side = margin if margin_x is None else margin_x
    box.setContentsMargins(side, margin, side, margin)
    return box


def empty(layout: QLayout, *, but: QWidget | None = None) -> None:
    """Take everything out, layouts inside too, and delete it; `but` is taken out only."""
    while (item := layout.takeAt(0)) is not None:
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            empty(inner, but=but)
        if widget is not None and widget is not but:
            discard(widget)


def discard(widget: QWidget) -> None:
    """Have it deleted later, and no longer found by name. It keeps its parent until then: taken
    from it, Qt dresses all that is in it once more, and looks for it through the whole window."""
    widget.hide()  # else the layout may yet show it, as a window
    for each in (widget, *widget.findChildren(QWidget)):
        each.setObjectName("")
    widget.deleteLater()


def card(parent: QWidget | None = None) -> QFrame:
    """A raised surface; give it a layout with `column(card, margin=SPACE.xl)`."""
    frame = QFrame(parent)
    frame.setProperty("role", "card")
    return frame


def divider(parent: QWidget | None = None) -> QFrame:
    """A thin line between groups."""
    frame = QFrame(parent)
    frame.setProperty("role", "divider")
    frame.setFixedHeight(1)
    return frame
