"""Logs and crash reports of one program, from its first line to its last."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pos_app.logs.crashes import CrashReports
from pos_app.logs.watching import CrashWatch
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
