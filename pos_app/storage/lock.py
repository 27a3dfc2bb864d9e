"""One till per folder: a lock the operating system drops when the process ends, however it ends."""

import os
import sys
from pathlib import Path

from pos_app.kernel.errors import EnvironmentFault

_LOCKED_BYTE = 1 << 30
"""Far behind the text, since Windows forbids others to read a locked part."""


class InstanceLock:
    """Holds `path` from `take` to `release`; the file stays, holding the last holder's number."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    def take(self) -> None:
        """Raises EnvironmentFault storage.in_use (pid: the other process, or None)."""
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(descriptor)
        except OSError as error:
            text = os.read(descriptor, 20)
            os.close(descriptor)
            pid = int(text) if text.strip().isdigit() else None
            raise EnvironmentFault("storage.in_use", retryable=True, pid=pid) from error
        os.ftruncate(descriptor, 0)
        os.write(descriptor, str(os.getpid()).encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Let another process in; nothing to do when not held."""
        if self._descriptor is None:
            return
        _unlock(self._descriptor)
        os.close(self._descriptor)
        self._descriptor = None


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
