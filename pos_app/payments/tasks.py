"""Money tasks: owned by a service, not by the screen that asked (RELIABILITY section 2)."""

import asyncio
from collections.abc import Callable, Coroutine, Hashable
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec, TypeVar

from pos_app.kernel.events import EventBus

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class TasksChanged:
    """Event: a money task began or ended; how many there are, `pending()` of the services says."""


class OwnedTasks(Generic[T]):
    """At most one task per key. A caller that is cancelled leaves its task running.

    Publishes TasksChanged where it is given `events`.
    """

    def __init__(self, events: EventBus | None = None) -> None:
        self._tasks: dict[Hashable, asyncio.Task[T]] = {}
        self._events = events

    def running(self, key: Hashable) -> bool:
        return key in self._tasks

    async def run(
        self, key: Hashable, begin: Callable[P, Coroutine[Any, Any, T]],
        *args: P.args, **kwargs: P.kwargs,
    ) -> T:  # fmt: skip
        """The result of the task under `key`, which is begun unless it is already running."""
        if key not in self._tasks:
            task = asyncio.create_task(begin(*args, **kwargs))
            self._tasks[key] = task
            task.add_done_callback(lambda done: self._ended(key, done))
            self._tell()
        return await self.joined(key)

    async def joined(self, key: Hashable) -> T:
        """The result of the task running under `key`; KeyError when none is."""
        return await asyncio.shield(self._tasks[key])

    async def ended(self, key: Hashable) -> None:
        """Wait until none runs under `key`, whatever it ends with."""
        while key in self._tasks:
            await asyncio.wait((self._tasks[key],))

    def pending(self) -> int:
        return len(self._tasks)

    async def drain(self) -> None:
        """Wait until none is left, whatever they end with."""
        while self._tasks:
            await asyncio.wait(tuple(self._tasks.values()))

    def _ended(self, key: Hashable, task: asyncio.Task[T]) -> None:
        if self._tasks.get(key) is task:
            del self._tasks[key]
        if not task.cancelled():
            task.exception()  # retrieved: whoever asked may have gone
        self._tell()

    def _tell(self) -> None:
        if self._events is not None:
            self._events.publish(TasksChanged())
