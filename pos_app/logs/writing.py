"""The one place that sets up logging: for the till, for the stand-in, for commands.

A line is put together whole (message, arguments, traceback) and only then redacted, so that
nothing comes in by another door.
"""

import logging
import os
import sys
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any, Final, TextIO

from pos_app.logs.redaction import redact

FOLDER: Final = "logs"
_FORM: Final = "%(asctime)s %(levelname)s %(name)s %(message)s"
_FILE_BYTES: Final = 1_000_000
_OLDER_FILES: Final = 4
_STREAM_BYTES: Final = 2_000_000
_TALKATIVE: Final = ("httpx", "httpcore", "stripe", "asyncio", "qasync", "uvicorn.access")
"""Whose lines below WARNING hold addresses and bodies, or say nothing."""


class Redacting(logging.Formatter):
    """Lines without secrets and personal data."""

    def format(self, record: logging.LogRecord) -> str:
        return redact(super().format(record))


class _Careful(logging.Handler):
    """A line that can't be written is told of without its arguments, which nobody redacted."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 (logging's name)
        if sys.stderr is not None:
            told = "".join(traceback.format_exc(limit=-1))
            sys.stderr.write(redact(f"log_line_lost logger={record.name} {told}"))


class PrivateFile(_Careful, RotatingFileHandler):
    """A log file only this user may read, at most five times a megabyte with its older ones."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            path, maxBytes=_FILE_BYTES, backupCount=_OLDER_FILES, encoding="utf-8",
            errors="backslashreplace",
        )  # fmt: skip
        self.setFormatter(Redacting(_FORM))

    def _open(self) -> Any:
        descriptor = os.open(self.baseFilename, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        if sys.platform != "win32":  # there, the folder of the user's data is private already
            os.fchmod(descriptor, 0o600)
        return os.fdopen(descriptor, self.mode, encoding=self.encoding, errors=self.errors)


class BoundedStream(_Careful, logging.StreamHandler[TextIO]):
    """A stream somebody else may keep in a file: it ends by saying so after two megabytes."""

    def __init__(self, stream: TextIO) -> None:
        super().__init__(stream)
        self._left = _STREAM_BYTES
        self.setFormatter(Redacting(_FORM))

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        self._left -= len(text.encode("utf-8", "backslashreplace")) + 1
        return text if self._left > 0 else "log_full: nothing more is written here"

    def emit(self, record: logging.LogRecord) -> None:
        if self._left > 0:
            super().emit(record)


class Logs:
    """Logging as it was set up; `close` puts it back."""

    def __init__(self, handlers: tuple[logging.Handler, ...], level: int) -> None:
        root = logging.getLogger()
        self._handlers = handlers
        self._level_before = root.level
        root.setLevel(level)
        for handler in handlers:
            root.addHandler(handler)
        for talkative in _TALKATIVE:
            logging.getLogger(talkative).setLevel(logging.WARNING)
        logging.captureWarnings(True)

    def close(self) -> None:
        """Nothing more is written by these handlers."""
        logging.captureWarnings(False)
        root = logging.getLogger()
        root.setLevel(self._level_before)
        for handler in self._handlers:
            root.removeHandler(handler)
            handler.close()


def keep_logs(folder: Path | None, program: str, *, level: int = logging.INFO) -> Logs:
    """Write what is logged to `program`.log in the `logs` of this data folder and to stderr;
    to stderr alone without a folder, or where it can't be written."""
    handlers: list[logging.Handler] = []
    if sys.stderr is not None:  # a windowed program of Windows has none
        handlers.append(BoundedStream(sys.stderr))
    fault: OSError | None = None
    if folder is not None:
        try:
            handlers.append(_file(folder, program))
        except OSError as error:
            fault = error
    logs = Logs(tuple(handlers), level)
    if fault is not None:
        logging.getLogger(__name__).warning("logs_not_kept reason=%s", fault.strerror)
    return logs


def _file(folder: Path, program: str) -> PrivateFile:
    logs = folder / FOLDER
    logs.mkdir(mode=0o700, parents=True, exist_ok=True)
    return PrivateFile(logs / f"{program}.log")
