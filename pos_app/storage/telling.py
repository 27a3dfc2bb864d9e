"""What fails while a file is used, in the till's words."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pos_app.kernel.errors import EnvironmentFault, PosError
from pos_app.storage import driver
from pos_app.storage.errors import translate
from pos_app.storage.examination import COPY_DAMAGED, DAMAGED


class Telling:
    """Of one file. `damaged` is for one that can be made again: see `Storage.open`."""

    def __init__(self, path: Path, damaged: Path | None) -> None:
        self._path = path
        self._damaged = damaged

    @contextmanager
    def on_disk(self) -> Iterator[None]:
        """The system's errors about files in the till's words; any other as it is."""
        try:
            yield
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            key = "storage.full" if full else "storage.read_only"
            raise EnvironmentFault(key, retryable=full, file=self._path.name) from error

    @contextmanager
    def translated(self) -> Iterator[None]:
        """The driver's errors in the till's words; any other as it is."""
        try:
            yield
        except Exception as error:
            if driver.is_driver_error(error):
                raise self._noted(translate(error, self._path)) from error
            raise

    def _noted(self, fault: PosError) -> PosError:
        """Damage to what can be made again is a matter of the next start only."""
        if self._damaged is None or fault.key != DAMAGED:
            return fault
        with suppress(OSError):
            self._damaged.touch(mode=0o600)
        return EnvironmentFault(COPY_DAMAGED, retryable=False, file=self._path.name)
