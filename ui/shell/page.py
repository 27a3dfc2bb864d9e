"""A screen in the window: whole where there is room for it, else to be scrolled to."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Page(QScrollArea):
    """At 200 % or on a small screen nothing of what is shown is pressed together or cut off."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__()
        self.shown = screen
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setWidget(screen)
        # the ground shows through, with its watermark in training
        screen.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Its words may need more lines than before."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.shown:
            self._keep_whole()
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width words take other heights."""
        super().resizeEvent(event)
        self._keep_whole()

    def _keep_whole(self) -> None:
        layout = self.shown.layout()
        if layout is None:
            return
        needed = 0  # what it needed while its words wrapped must not stay when they are gone
        if layout.hasHeightForWidth():
            width = max(self.viewport().width(), self.shown.minimumSizeHint().width())
            needed = layout.totalMinimumHeightForWidth(width)
        if needed != self.shown.minimumHeight():
            self.shown.setMinimumHeight(needed)
