"""Everywhere an exception can end that nobody caught, each led to the log and to a report."""

import asyncio
import faulthandler
import logging
import sys
import threading
from collections.abc import Callable
from types import TracebackType
from typing import Any, TextIO

from pos_app.logs.crashes import CrashReports

_log = logging.getLogger(__name__)


class Watch:
    """Logs, from `begin` to `end`, what nobody caught: in this thread and in Qt's slots (PySide
    hands what a slot raises to sys.excepthook), in other threads, in finalizers, and in event
    loops it is given."""

    def __init__(self) -> None:
        self._before: Any = None

    def begin(self) -> None:
        """Take the interpreter's hooks."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable

    def end(self) -> None:
        """Give them back."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before

    def follow(self, loop: asyncio.AbstractEventLoop) -> None:
        """Hear what the loop is told of: tasks nobody waited for, callbacks that raised."""
        loop.set_exception_handler(self._on_loop)

    def note(self, where: str, error: Exception, detail: str = "") -> None:
        """Write it down."""
        _log.error("unexpected where=%s detail=%s", where, detail, exc_info=error)

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if isinstance(error, Exception):
            self.note("main", error)
        else:  # Ctrl-C is a wish, not a crash
            self._before[0](kind, error, trace)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            name = args.thread.name if args.thread is not None else ""
            self.note("thread", args.exc_value, f"thread {name}")

    def _on_unraisable(self, unraisable: "sys.UnraisableHookArgs") -> None:
        if isinstance(unraisable.exc_value, Exception):
            self.note("finalizer", unraisable.exc_value, unraisable.err_msg or "")

    def _on_loop(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        task = context.get("task") or context.get("future")
        named = task.get_name() if isinstance(task, asyncio.Task) else ""
        detail = f"{context.get('message', '')} {named}".strip()
        if isinstance(error, Exception):
            self.note("task", error, detail)
        else:
            _log.error("loop_complained message=%s", detail)


class CrashWatch(Watch):
    """Makes reports as well, of native crashes too."""

    def __init__(self, reports: CrashReports) -> None:
        super().__init__()
        self.reports = reports
        self._tell: Callable[[], object] = _nobody
        self._native: TextIO | None = None

    def begin(self) -> None:
        """What an earlier run left of a native crash becomes a report first."""
        self.reports.note_native()
        super().begin()
        try:
            self._native = self.reports.native_file()
        except OSError as error:
            _log.warning("native_crashes_not_watched reason=%s", error.strerror)
        else:
            faulthandler.enable(self._native, all_threads=True)

    def end(self) -> None:
        """Put everything back."""
        super().end()
        if self._native is not None:
            faulthandler.disable()
            self._native.close()
            self._native = None

    def tell(self, whom: Callable[[], object] | None) -> None:
        """Call `whom` after each, on whichever thread it happened; None: nobody any more."""
        self._tell = whom or _nobody

    def note(self, where: str, error: Exception, detail: str = "") -> None:
        """Write it down, report it, tell of it."""
        super().note(where, error, detail)
        self.reports.note(where, error, detail)
        self._tell()


def _nobody() -> None:
    pass
