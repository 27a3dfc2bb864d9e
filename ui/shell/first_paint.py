"""Paints a window before there is a loop to do it."""

from PySide6.QtCore import QDeadlineTimer, QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QMainWindow

_LONGEST_MS = 500
"""A window that is minimised, or on a screen that is off, may never be painted."""


class _FirstPaint(QObject):
    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self.seen = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only looks."""
        if event.type() == QEvent.Type.Paint:
            self.seen = True
            watched.removeEventFilter(self)
        return False


def paint_first(window: QMainWindow) -> None:
    """Show it, and return once it is painted. Not within a running loop, whose tasks it would run
    inside one another; what is typed meanwhile waits."""
    painted = _FirstPaint(window)
    window.show()
    enough = QDeadlineTimer(_LONGEST_MS)
    while not (painted.seen or enough.hasExpired()):
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 10)
