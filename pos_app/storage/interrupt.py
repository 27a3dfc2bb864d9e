"""Stopping a query nobody waits for any more."""

import threading
from typing import Protocol

from pos_app.storage.errors import Superseded


class _Stoppable(Protocol):
    def interrupt(self) -> None: ...


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

    def detach(self) -> None:
        """Called as the read ends, so that the next user of the connection isn't stopped."""
        with self._lock:
            self._connection = None
