"""Work that a service does by itself, and is waited for as the till quits."""

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, TypeVar

from pos_app.storage import Superseded

T = TypeVar("T")
_log = logging.getLogger(__name__)


class Background:
    """Keeps its tasks, which the event loop alone would let go of. What one raises is its own to
    handle."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Begin `work` on the running loop."""
        self._begun(_until_stopped(work))

    async def owned(self, work: Coroutine[Any, Any, T]) -> T:
        """Begin `work` and wait for what it returns, or raises; where whoever waits is cancelled,
        it goes on."""
        task = self._begun(work)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            task.add_done_callback(_nobody_waits)
            raise

    async def drain(self) -> None:
        """Until all that was begun is over, and what it began."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    def _begun(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


async def _until_stopped(work: Coroutine[None, None, None]) -> None:
    """A read that a closing file stops is no failure: the next start does the work again."""
    try:
        await work
    except Superseded:
        _log.info("left_to_the_next_start")


def _nobody_waits(task: asyncio.Task[Any]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.warning("left_alone_failed error=%r", error)
