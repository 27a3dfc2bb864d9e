"""Reports of what nobody caught: one small private file each, redacted like the logs."""

import logging
import os
import platform
import sys
import traceback
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TextIO

from pos_app import __version__
from pos_app.logs.redaction import redact

_log = logging.getLogger(__name__)

FOLDER: Final = "crashes"
KEPT: Final = 20
"""Reports that stay; the oldest go."""
_AT_MOST: Final = 10
"""In one run: what fails ten times a second must not fill the disk."""
_TIME: Final = "%Y%m%dT%H%M%S%fZ"
_TOLD: Final = "told.txt"
_NATIVE: Final = "native"
_LONGEST_NATIVE: Final = 100_000


class CrashReports:
    """The reports of one data folder. `now` gives UTC. Nothing here raises: a report that can't
    be written must not become the next crash."""

    def __init__(self, folder: Path, program: str, now: Callable[[], datetime]) -> None:
        self._folder = folder / FOLDER
        self._native = self._folder / f"{_NATIVE}-{program}.txt"
        self._now = now
        self._written = 0

    def note(self, where: str, error: BaseException, detail: str = "") -> Path | None:
        """Write down an exception nobody caught, raised `where`; the report, None when there is
        none. Values of its message and of its causes are kept as far as they are harmless; local
        variables never are."""
        whole = "".join(traceback.TracebackException.from_exception(error, compact=True).format())
        return self._write(where, f"{detail}\n\n{whole}")

    def note_native(self) -> Path | None:
        """Make a report of what faulthandler left behind when an earlier run ended in the middle
        of native code; None when none did."""
        try:
            text = self._native.read_bytes()[:_LONGEST_NATIVE].decode("utf-8", "replace")
            if not text.strip():
                return None
            os.truncate(self._native, 0)  # not taken away: another run may be writing there
        except FileNotFoundError:
            return None
        except OSError as error:
            _log.warning("native_crash_unreadable reason=%s", error.strerror)
            return None
        return self._write(_NATIVE, text)

    def native_file(self) -> TextIO:
        """What faulthandler is to write to, should this run end that way. Raises OSError."""
        self._make_folder()
        descriptor = os.open(self._native, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        return os.fdopen(descriptor, "a", encoding="utf-8")

    def all(self) -> Sequence[Path]:
        """Oldest first."""
        return sorted(self._folder.glob("crash-*.txt"))

    def untold(self) -> Sequence[Path]:
        """Those that nobody has been told of, oldest first."""
        try:
            last = (self._folder / _TOLD).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            last = ""
        return [report for report in self.all() if report.name > last]

    def mark_told(self, report: Path) -> None:
        """Somebody has read that there are this one and those before it."""
        try:
            (self._folder / _TOLD).write_text(report.name, encoding="utf-8")
        except OSError as error:
            _log.warning("crash_told_not_kept reason=%s", error.strerror)

    def _write(self, where: str, text: str) -> Path | None:
        if self._written >= _AT_MOST:
            return None
        self._written += 1
        at = self._now().astimezone(UTC)
        path = self._folder / f"crash-{at.strftime(_TIME)}-{where}.txt"
        try:
            self._make_folder()
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
                file.write(redact(f"{_head(where, at)}\n{text}\n"))
        except OSError as error:
            _log.warning("crash_not_written reason=%s", error.strerror)
            return None
        _log.info("crash_written file=%s", path.name)
        self._drop_old()
        return path

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def _drop_old(self) -> None:
        for old in self.all()[:-KEPT]:
            try:
                old.unlink()
            except OSError as error:
                _log.info("crash_not_dropped reason=%s", error.strerror)


def _head(where: str, at: datetime) -> str:
    system = f"{platform.system()} {platform.release()}"
    return (
        f"pos-app {__version__}, Python {platform.python_version()}, {system}\n"
        f"at {at.isoformat(timespec='seconds')}, {where}, frozen={getattr(sys, 'frozen', False)}"
    )
