"""Many widgets made a few at a time, so that keys and the window needn't wait for all of them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QObject, QTimer
from PySide6.QtWidgets import QWidget

_AT_ONCE: Final = 3
"""So few are made while one waits: they are there with what else is shown."""
_TURN_MS: Final = 4
"""After this long, what else has happened comes first."""

Maker = Callable[[], QWidget]
Made = Callable[[Sequence[QWidget]], None]


class ByTurns(QObject):
    """Makes widgets within `ground`, hidden and dressed, and hands them over together."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self._ground = ground
        self._left: Iterator[Maker] = iter(())
        self._made: list[QWidget] = []
        self._take: Made | None = None
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self._go_on)

    def make(self, makers: Sequence[Maker], take: Made) -> None:
        """Hand all of them to `take`: before this returns where they are few. What was still to be
        handed over never is."""
        self.drop()
        self._left, self._take = iter(makers), take
        if len(makers) <= _AT_ONCE:
            self._made = [one() for one in makers]
            self._hand_over()
        else:
            self._turn.start()

    def drop(self) -> None:
        """Make no more, and hand over nothing."""
        self._turn.stop()
        for one in self._made:
            one.deleteLater()
        self._made, self._left, self._take = [], iter(()), None

    def _go_on(self) -> None:
        spent = QElapsedTimer()
        spent.start()
        before = len(self._made)
        for maker in self._left:
            self._made.append(_dressed(maker(), self._ground))
            if spent.elapsed() >= _TURN_MS:
                break
        if len(self._made) > before:
            self._turn.start()  # what takes them lays them out: in a turn of its own
        else:
            self._hand_over()

    def _hand_over(self) -> None:
        made, take = self._made, self._take
        self._made, self._take = [], None
        if take is not None:
            take(made)


def _dressed(one: QWidget, ground: QWidget) -> QWidget:
    """In its place before it is dressed: Qt dresses anew whatever is put somewhere."""
    one.setParent(ground)
    for each in (one, *one.findChildren(QWidget)):
        each.ensurePolished()
    return one
