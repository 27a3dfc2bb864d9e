"""Screens are made ready one after the other while nobody waits, once the till has opened.

The first time that a screen is shown took 40 ms of the windows' thread where the next take 5: Qt
measures and dresses each widget once, and draws letters and icons it has not drawn before. At the
pace of a person, with other programs in between, that was the longest wait of a shift.
"""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QTimer

from ui.shell.main_window import MainWindow

_BETWEEN_MS = 150
"""Between two steps of at most a frame or two: whoever types meanwhile hardly feels one."""


class Rehearsal(QTimer):
    """Of these screens, in that order, from `start` to their end."""

    def __init__(self, window: MainWindow, names: Sequence[str]) -> None:
        super().__init__(window)
        self.setInterval(_BETWEEN_MS)
        self._steps = self._each(window, names)
        self.timeout.connect(self._go_on)
        window.closed.connect(self.stop)

    def _go_on(self) -> None:
        if next(self._steps, self) is self:
            self.stop()

    @staticmethod
    def _each(window: MainWindow, names: Sequence[str]) -> Iterator[None]:
        for name in names:
            yield from window.rehearse(name)
