"""What a window is changed by, one thing at a turn of Qt's loop.

Left to Qt, a step that changes a screen, laying the screen out and drawing it follow one another
with nothing between: thirty milliseconds in which no key is heard. Here each has a turn of its own,
and what else has happened comes between. Nothing is drawn before it is laid out.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

_SOON_MS: Final = 1
"""Not 0: Qt leaves such a timer until there is nothing else to do."""
_MOST: Final = 4
"""Times a window is laid out before it is drawn all the same."""

Work = Callable[[], None]


class Turns(QObject):
    """Of one window, from now on."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._waiting: list[Work] = []
        self._laid_out = 0
        """Times since it was drawn."""
        self._to_draw = self._drawing = False
        self._next = QTimer(
            self, singleShot=True, interval=_SOON_MS, timerType=Qt.TimerType.PreciseTimer
        )
        self._next.timeout.connect(self._go_on)
        window.installEventFilter(self)

    def lay_out(self, work: Work) -> None:
        """Do that in its turn, before the window is drawn again."""
        self._waiting.append(work)
        self._begin()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Draw it in its turn instead."""
        if event.type() == QEvent.Type.UpdateRequest and not self._drawing:
            self._to_draw = True
            self._begin()
            return True
        return super().eventFilter(watched, event)

    def _begin(self) -> None:
        if not self._next.isActive():
            self._next.start()

    def _go_on(self) -> None:
        try:
            if self._waiting and (self._laid_out < _MOST or not self._to_draw):
                self._lay_out()
            elif self._to_draw:
                self._draw()
        finally:  # whatever failed, the window must not stand still
            if self._waiting or self._to_draw:
                self._begin()

    def _lay_out(self) -> None:
        self._laid_out += 1
        waiting, self._waiting = self._waiting, []
        try:
            while waiting:
                waiting.pop(0)()
        finally:
            self._waiting[:0] = waiting

    def _draw(self) -> None:
        self._laid_out = 0
        self._to_draw, self._drawing = False, True
        try:
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        finally:
            self._drawing = False
