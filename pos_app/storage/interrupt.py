"""Stopping a query nobody waits for any more."""

import threading
from collections.abc import Callable
from typing import Final, Protocol

from pos_app.kernel.errors import Superseded

_STEPS: Final = 20_000
"""Of SQLite's machine, about a millisecond."""


class _Stoppable(Protocol):
    def interrupt(self) -> None: ...

    def set_progress_handler(self, handler: Callable[[], bool] | None, steps: int, /) -> None: ...


class Interrupt:
    """Handed to one `Storage.read`; `cancel` stops it wherever it is. Safe from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._connection: _Stoppable | None = None
        self._cancelled = False

    @property
    def cancelled(self) -> bool:
        return self._cancelled

    def cancel(self) -> None:
        """Stop the running statement, or keep the read from starting."""
        with self._lock:
            self._cancelled = True
            if self._connection is not None:
                self._connection.interrupt()

    def check(self) -> None:
        """For reads of several statements, between them. Raises Superseded."""
        if self._cancelled:
            raise Superseded

    def attach(self, connection: _Stoppable) -> None:
        """Called by the storage as the read begins. Raises Superseded when already cancelled."""
        with self._lock:
            self.check()
            self._connection = connection
            # SQLite forgets an interrupt that falls between two statements; this remembers it.
            connection.set_progress_handler(lambda: self._cancelled, _STEPS)

    def detach(self) -> None:
        """Called as the read ends, so that the next user of the connection isn't stopped."""
        with self._lock:
            if self._connection is not None:
                self._connection.set_progress_handler(None, 0)
            self._connection = None
