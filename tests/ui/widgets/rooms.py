"""Shows a widget as narrow as a test wants it."""

from PySide6.QtWidgets import QApplication, QWidget


def show(room: QWidget, width: int) -> None:
    """In that width, as high as it then needs."""
    layout = room.layout()
    assert layout is not None
    room.show()
    room.setMinimumWidth(1)
    room.resize(width, max(1, layout.totalHeightForWidth(width)))
    QApplication.processEvents()
