"""Logs and crash reports of one program, from its first line to its last."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pos_app.logs.crashes import CrashReports
from pos_app.logs.watching import CrashWatch, Watch
from pos_app.logs.writing import keep_logs


@contextmanager
def watched(folder: Path, program: str) -> Iterator[CrashWatch]:
    """What `program` logs, and what nobody catches in it, goes into this data folder, redacted.
    Raises SystemExit in place of what ended it, which Python would print with all it holds."""
    logs = keep_logs(folder, program)
    watch = CrashWatch(CrashReports(folder, program, lambda: datetime.now(UTC)))
    watch.begin()
    try:
        yield watch
    except Exception as error:  # reason: written down; the program ends with it all the same
        watch.note("end", error)
        raise SystemExit(1) from None
    finally:
        watch.end()
        logs.close()


@contextmanager
def said_on_stderr() -> Iterator[None]:
    """For commands and for the stand-in: warnings, and what nobody catches, go to stderr alone,
    redacted too, as somebody may keep it in a file. Raises SystemExit as `watched` does."""
    logs, watch = keep_logs(None, "", level=logging.WARNING), Watch()
    watch.begin()
    try:
        yield
    except Exception as error:  # reason: said; the program ends with it all the same
        watch.note("end", error)
        raise SystemExit(1) from None
    finally:
        watch.end()
        logs.close()
