"""Look-up tasks that belong to a screen or view model: they end when it does.

Never for money. Money tasks belong to services, outlive screens and are awaited at quit; a screen
may wait for one here, since services shield it.

    start(self, self._load())                     # cancelled when self is destroyed
    start_latest(self, "search", self._find(text))  # and when the next "search" starts

A UserError or EnvironmentFault goes to the given handler, else to what `report_to` named. A Bug,
and whatever was not raised on purpose, goes to the loop's exception handler, which shows it.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from pos_app.kernel.errors import Bug, PosError, Superseded

ErrorHandler = Callable[[PosError], None]
Work = Coroutine[Any, Any, object]
_PREFIX = "lookup:"
_log = logging.getLogger(__name__)


class OneAtATime(QObject):
    """A view model that does one thing at a time; what is asked for meanwhile is passed over.
    Signals: `changed` when `busy` or any other attribute did; `faulted(PosError)` when nothing was
    done."""

    changed = Signal()
    faulted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.busy = False

    def do(self, work: Callable[[], Awaitable[None]]) -> None:
        """Begin, unless something is under way."""
        if not self.busy:
            self.busy = True
            self.changed.emit()
            start(self, self._guarded(work))

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except PosError as fault:
            self.faulted.emit(fault)
        finally:
            self.busy = False
            self.changed.emit()


class _Leash(QObject):
    """A child of the owner, so that Qt tells when the owner goes."""

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self.setObjectName("till_tasks")
        self.tasks: set[asyncio.Task[None]] = set()
        tasks = self.tasks
        self.destroyed.connect(lambda: _cancel(tasks))


class _Reports(QObject):
    """A child of the application that holds the handler of last resort."""

    def __init__(self, handler: ErrorHandler) -> None:
        super().__init__(QCoreApplication.instance())
        self.setObjectName("till_reports")
        self.handler = handler


def start(
    owner: QObject, work: Work, on_error: ErrorHandler | None = None, *, name: str = ""
) -> "asyncio.Task[None]":
    """Run `work` on the running loop until `owner` is destroyed. The task itself never raises."""
    leash = _leash(owner) or _Leash(owner)
    task = asyncio.get_running_loop().create_task(
        _run(leash, work, on_error), name=f"{_PREFIX}{name}"
    )
    leash.tasks.add(task)
    task.add_done_callback(leash.tasks.discard)
    # cancelled before its first step, the wrapper would leave `work` never awaited
    task.add_done_callback(lambda _: work.close())
    return task


def start_latest(
    owner: QObject, name: str, work: Work, on_error: ErrorHandler | None = None
) -> "asyncio.Task[None]":
    """Like `start`, after cancelling what `owner` still runs under the same `name`."""
    cancel(owner, name)
    return start(owner, work, on_error, name=name)


def cancel(owner: QObject, name: str | None = None) -> None:
    """Cancel what `owner` runs under `name`, or everything it runs."""
    leash = _leash(owner)
    if leash is not None:
        wanted = None if name is None else f"{_PREFIX}{name}"
        _cancel({task for task in leash.tasks if wanted in (None, task.get_name())})


def report_to(handler: ErrorHandler) -> None:
    """Send errors without a handler of their own to `handler`, usually the status line."""
    app = QCoreApplication.instance()
    if app is None:
        raise Bug("tasks.no_application")
    for old in app.findChildren(_Reports, options=Qt.FindChildOption.FindDirectChildrenOnly):
        old.setParent(None)
    _Reports(handler)


def pending() -> int:
    """How many look-up tasks of the running loop have not ended."""
    return len(_all())


async def cancel_all() -> None:
    """Cancel every look-up task and wait until it has ended; the first step of quitting."""
    tasks = _all()
    _cancel(tasks)
    await asyncio.gather(*tasks, return_exceptions=True)


async def _run(leash: _Leash, work: Work, on_error: ErrorHandler | None) -> None:
    try:
        await work
    except Superseded:
        return
    except Bug as bug:
        _show(bug)
    except PosError as error:
        if shiboken6.isValid(leash):
            (on_error or _last_resort())(error)
    except Exception as unexpected:  # reason: shown to a person, never taken for an outcome
        _show(unexpected)


def _last_resort() -> ErrorHandler:
    app = QCoreApplication.instance()
    reports = app.findChild(_Reports, "till_reports") if app else None
    return reports.handler if reports else _show


def _show(error: Exception) -> None:
    _log.error("task_failed error=%r", error)
    asyncio.get_running_loop().call_exception_handler(
        {"message": f"A look-up ended with {error!r}", "exception": error}
    )


def _leash(owner: QObject) -> _Leash | None:
    return owner.findChild(_Leash, "till_tasks", options=Qt.FindChildOption.FindDirectChildrenOnly)


def _all() -> "set[asyncio.Task[Any]]":
    return {task for task in asyncio.all_tasks() if task.get_name().startswith(_PREFIX)}


def _cancel(tasks: "set[asyncio.Task[Any]]") -> None:
    for task in tuple(tasks):
        if not task.get_loop().is_closed():
            task.cancel()
