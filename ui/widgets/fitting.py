"""How narrow a widget of a layout may be, and how high it is then: a button writes more lines.

Of widgets, and not of the items that Qt's layouts hold them in: once Qt has deleted an item, PySide
may take its wrapper for that of the next one at the same address, and Python that keeps a wrapper
finds it gone (PySide 6.11, shiboken's BindingManager).
"""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayout, QSizePolicy, QWidget

from ui.widgets.buttons import Button

_NO_LESS = (
    QSizePolicy.Policy.Fixed,
    QSizePolicy.Policy.Minimum,
    QSizePolicy.Policy.MinimumExpanding,
)
UNLIMITED = QSize(524_287, 524_287)
"""Pixels: `QLAYOUTSIZE_MAX` in Qt's qlayoutitem.h."""


def parts_of(layout: QLayout) -> list[QWidget | None]:
    """What is shown in it; None for a stretch."""
    items = (layout.itemAt(place) for place in range(layout.count()))
    widgets = [item.widget() if item is not None else None for item in items]
    return [one for one in widgets if one is None or not one.isHidden()]


def liked(one: QWidget) -> QSize:
    """As large as it wants to be, as Qt's layouts take it."""
    size = one.sizeHint().expandedTo(one.minimumSizeHint())
    return size.boundedTo(one.maximumSize()).expandedTo(one.minimumSize())


def least_width(one: QWidget) -> int:
    """Pixels in which none of its words is cut."""
    if isinstance(one, Button):
        return one.least_width()
    stays = one.sizePolicy().horizontalPolicy() in _NO_LESS
    width = liked(one).width() if stays else one.minimumSizeHint().width()
    return max(min(width, one.maximumWidth()), one.minimumWidth(), 0)


def row_width(one: QWidget) -> int:
    """Pixels it takes beside others where there is room: of a button all words in one line."""
    return liked(one).width() if isinstance(one, Button) else least_width(one)


def height_in(one: QWidget, width: int) -> int:
    """Pixels it takes downwards in that width."""
    if isinstance(one, Button):
        return one.height_for(width)
    wanted = one.heightForWidth(width) if one.hasHeightForWidth() else liked(one).height()
    return max(min(wanted, one.maximumHeight()), one.minimumHeight())
