"""An event loop of its own: virtual time, no threads, processes that die or sleep at any await.

asyncio's own tasks and futures run on it, so production code runs unchanged. Everything that
happens is a callback at a virtual moment; a task's callbacks carry the process they belong to,
and those of a dead process are dropped, as if the machine had been switched off there.
"""

import asyncio
import contextvars
import heapq
from collections import deque
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from pos_app.kernel.errors import EnvironmentFault, UserError

T = TypeVar("T")

_process: contextvars.ContextVar["Process | None"] = contextvars.ContextVar("process", default=None)


class Stuck(Exception):
    """Somebody waits for something that will never come."""


class Killed(Exception):
    """The process that was asked died before it answered."""


class Process:
    """One running program: alive until it is killed, at once or at its n-th step from now."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.alive = True
        self.asleep_until = 0.0
        self.slept = 0.0
        """Seconds its machine slept, in all."""
        self._steps_left: int | None = None
        self._then: Callable[[Process], None] | None = None
        self._ended: list[Callable[[], None]] = []

    def kill(self) -> None:
        """No callback of it runs any more."""
        self.alive = False
        self._steps_left = None
        ended, self._ended = self._ended, []
        for tell in ended:
            tell()

    def at_step(self, number: int, then: "Callable[[Process], None]") -> None:
        """Do this right before its `number`-th step from now, wherever its code is then."""
        self._steps_left, self._then = number, then

    def forget_step(self) -> None:
        self._steps_left = None

    def sleep(self, now: float, seconds: float) -> None:
        """Its machine sleeps: the world goes on, its own callbacks come late."""
        self.asleep_until = now + seconds
        self.slept += seconds

    def when_ended(self, tell: Callable[[], None]) -> None:
        self._ended.append(tell)

    def step(self) -> None:
        """Counts a callback about to run."""
        if self._steps_left is not None:
            self._steps_left -= 1
            if self._steps_left <= 0:
                self._steps_left = None
                assert self._then is not None
                self._then(self)


def current_process() -> Process | None:
    return _process.get()


class _Callback:
    """What asyncio calls a handle."""

    __slots__ = ("args", "cancelled_", "context", "run", "when")

    def __init__(
        self, when: float, run: Callable[..., object], args: tuple[Any, ...],
        context: contextvars.Context | None,
    ) -> None:  # fmt: skip
        self.when = when
        self.run = run
        self.args = args
        self.context = contextvars.copy_context() if context is None else context
        self.cancelled_ = False

    def cancel(self) -> None:
        self.cancelled_ = True

    def cancelled(self) -> bool:
        return self.cancelled_


class VirtualLoop(asyncio.AbstractEventLoop):
    """Runs callbacks in order of virtual time; equal moments in the order they were asked for."""

    def __init__(self) -> None:
        self._now = 0.0
        self._ready: deque[_Callback] = deque()
        self._later: list[tuple[float, int, _Callback]] = []
        self._count = 0
        self._closed = False
        self._running = False
        self.failures: list[str] = []
        """What tasks died of without anybody asking."""

    # What asyncio's tasks, futures and helpers need of a loop.

    def time(self) -> float:
        return self._now

    def get_debug(self) -> bool:
        return False

    def is_running(self) -> bool:
        return self._running

    def is_closed(self) -> bool:
        return self._closed

    def call_soon(self, callback, *args, context=None):
        handle = _Callback(self._now, callback, args, context)
        self._ready.append(handle)
        return handle

    def call_at(self, when, callback, *args, context=None):
        handle = _Callback(when, callback, args, context)
        self._count += 1
        heapq.heappush(self._later, (when, self._count, handle))
        return handle

    def call_later(self, delay, callback, *args, context=None):
        return self.call_at(self._now + delay, callback, *args, context=context)

    def create_future(self) -> "asyncio.Future[Any]":
        return asyncio.Future(loop=self)

    def create_task(self, coro, *, name=None, context=None):
        return asyncio.Task(coro, loop=self, name=name, context=context)

    def call_exception_handler(self, context: dict[str, Any]) -> None:
        error = context.get("exception")
        # What a killed process would have heard is lost with it; a bug of the code is not.
        if error is not None and not isinstance(error, (UserError, EnvironmentFault, Killed)):
            self.failures.append(f"{context.get('message')}: {error!r}")

    def close(self) -> None:
        self._closed = True
        self._ready.clear()
        self._later.clear()

    # What the simulation needs.

    async def pause(self, seconds: float) -> None:
        """Virtual seconds."""
        future = self.create_future()
        self.call_at(self._now + seconds, _wake, future)
        await future

    def start(self, coro: Coroutine[Any, Any, T], process: Process | None) -> "asyncio.Task[T]":
        """A task that belongs to `process`, or to the world when None."""
        context = contextvars.copy_context()
        context.run(_process.set, process)
        return self.create_task(coro, context=context)

    def as_world(self, when: float, callback: Callable[..., object], *args: object) -> None:
        """At this moment, whatever becomes of the process that asks for it."""
        self.call_at(when, callback, *args, context=_WORLD.copy())

    def run(self, main: Coroutine[Any, Any, T]) -> T:
        """Until `main` ends; what is left over stays unfinished."""
        asyncio._set_running_loop(self)
        self._running = True
        try:
            task = self.start(main, None)
            self._turn_until(task)
            return task.result()
        finally:
            self._running = False
            asyncio._set_running_loop(None)

    def _turn_until(self, task: "asyncio.Task[Any]") -> None:
        ready, later = self._ready, self._later
        while not task.done():
            if not ready:
                if not later:
                    raise Stuck
                when, _, handle = heapq.heappop(later)
                self._now = max(self._now, when)
                ready.append(handle)
            handle = ready.popleft()
            if handle.cancelled_:
                continue
            process = handle.context.get(_process)
            if process is not None and not self._may_step(process, handle):
                continue
            handle.context.run(handle.run, *handle.args)

    def _may_step(self, process: Process, handle: _Callback) -> bool:
        if process.alive and process.asleep_until <= self._now:
            process.step()
        if not process.alive:
            return False
        if process.asleep_until > self._now:
            self._count += 1
            heapq.heappush(self._later, (process.asleep_until, self._count, handle))
            return False
        return True


_WORLD = contextvars.Context()


def _wake(future: "asyncio.Future[None]") -> None:
    if not future.done():
        future.set_result(None)


async def ask(loop: VirtualLoop, process: Process, work: Awaitable[T]) -> T:
    """The answer of a process to somebody outside it. Raises Killed when it dies first."""
    answer: asyncio.Future[T] = loop.create_future()
    if not process.alive:
        raise Killed

    async def inside() -> None:
        try:
            result = await work
        except BaseException as error:  # reason: handed on to whoever asked
            if not answer.done():
                answer.set_exception(error)
        else:
            if not answer.done():
                answer.set_result(result)

    def died() -> None:
        if not answer.done():
            answer.set_exception(Killed())

    loop.start(inside(), process)
    process.when_ended(died)
    return await answer
