"""Tabs whose hidden pages follow a change of theme when they are turned to."""

from collections.abc import Sequence

from PySide6.QtWidgets import QTabWidget, QWidget

from ui.theme.wearing import dress_late


class Tabs(QTabWidget):
    """As Qt's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.currentChanged.connect(self._dress)

    def unseen(self) -> Sequence[QWidget]:
        """Its pages but the one turned to."""
        pages = (self.widget(place) for place in range(self.count()))
        return [page for page in pages if page is not None and page is not self.currentWidget()]

    def _dress(self) -> None:
        page = self.currentWidget()
        if page is not None:
            dress_late(page)
