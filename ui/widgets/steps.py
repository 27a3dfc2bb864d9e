"""Steps of which one is shown: only that one says how much room they take."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLayoutItem, QStackedLayout, QWidget


class StepsLayout(QStackedLayout):
    """Qt's asks for the room of the largest, so that a screen is scrolled for what nobody sees."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.currentChanged.connect(lambda _: self.invalidate())

    def hasHeightForWidth(self) -> bool:
        """Whether the step that is shown is higher where it is narrower."""
        item = self._now()
        return item is not None and item.hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """Of the step that is shown."""
        item = self._now()
        return item.heightForWidth(width) if item is not None else -1

    def minimumSize(self) -> QSize:
        """Of the step that is shown."""
        item = self._now()
        return item.minimumSize() if item is not None else QSize(0, 0)

    def sizeHint(self) -> QSize:
        """Of the step that is shown."""
        item = self._now()
        return item.sizeHint() if item is not None else QSize(0, 0)

    def _now(self) -> QLayoutItem | None:
        return self.itemAt(self.currentIndex()) if self.count() else None
