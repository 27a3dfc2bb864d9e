"""How narrow a part of a layout may be, and how high it is then: a button writes more lines."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem

from ui.widgets.buttons import Button


def least_width(item: QLayoutItem) -> int:
    """Pixels in which none of its words is cut."""
    widget = item.widget()
    return widget.least_width() if isinstance(widget, Button) else item.minimumSize().width()


def height_in(item: QLayoutItem, width: int) -> int:
    """Pixels it takes downwards in that width."""
    widget = item.widget()
    if isinstance(widget, Button):
        return widget.height_for(width)
    wanted = item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
    return max(wanted, item.minimumSize().height())


def put(item: QLayoutItem, spot: QRect) -> None:
    """There. An item by itself keeps a button as low as one line."""
    widget = item.widget()
    if isinstance(widget, Button) and spot.height() > item.sizeHint().height():
        widget.setGeometry(spot)
    else:
        item.setGeometry(spot)
