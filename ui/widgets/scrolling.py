"""Room for more than fits."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QWidget

_LEAST = 160
"""Height in pixels below which scrolling is no help."""


class _Room(QScrollArea):
    """Asks for no more height than it must have: what stands beside it then stays whole."""

    def sizeHint(self) -> QSize:
        wished = super().sizeHint()
        return QSize(wished.width(), min(wished.height(), _LEAST))


def scrolled(content: QWidget) -> QScrollArea:
    """`content` with a transparent ground, scrolling downwards when there is no room."""
    content.setObjectName("content")
    area = _Room()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(content)
    return area
