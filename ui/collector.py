"""Python's cyclic garbage, collected on the UI thread only.

The collector runs on whichever thread happens to allocate. Where that is a database thread, the
Qt objects in a forgotten cycle are destroyed there: their timers stay registered and Qt crashes
at the next tick (seen with PySide6 6.11.3: tests/ui/collector).
"""

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

_EVERY_MS: Final = 250
_YOUNG, _MIDDLE, _OLD = 2_000, 20, 40
"""Allocations before the youngest are looked at; runs before each next generation is."""


class Collector(QObject):
    """Takes collecting over from Python from `start` to `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self, interval=_EVERY_MS)
        self._timer.timeout.connect(self.collect_due)

    def start(self) -> None:
        """From now on nothing is collected on another thread."""
        gc.disable()
        self._timer.start()

    def settle(self) -> None:
        """What is alive now stays: later collections needn't walk through it."""
        gc.collect()
        gc.freeze()

    def collect_due(self) -> None:
        """One short collection where enough has gathered; the oldest only now and then."""
        young, middle, old = gc.get_count()
        if young < _YOUNG:
            return
        if old >= _OLD:
            gc.collect(2)
        else:
            gc.collect(1 if middle >= _MIDDLE else 0)

    def stop(self) -> None:
        """Hand collecting back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()
