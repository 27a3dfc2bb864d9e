"""Readers go through it side by side; now and then somebody needs them all out for a moment."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager


class Gate:
    """Of one file. Waits block: for the file's own threads only."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._inside = 0
        self._shut = False

    @contextmanager
    def inside(self) -> Iterator[None]:
        """As one of many; waits while it is shut."""
        with self._changed:
            self._changed.wait_for(lambda: not self._shut)
            self._inside += 1
        try:
            yield
        finally:
            with self._changed:
                self._inside -= 1
                self._changed.notify_all()

    @contextmanager
    def alone(self, seconds: float) -> Iterator[bool]:
        """Let nobody in, and whether everybody was out within `seconds`."""
        with self._changed:
            self._shut = True
            empty = self._changed.wait_for(lambda: self._inside == 0, seconds)
        try:
            yield empty
        finally:
            with self._changed:
                self._shut = False
                self._changed.notify_all()
