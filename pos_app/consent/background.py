"""Work that a service does by itself, and is waited for as the till quits."""

import asyncio
from collections.abc import Coroutine


class Background:
    """Keeps its tasks, which the event loop alone would let go of. What one raises is its own to
    handle."""

    def __init__(self) -> None:
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, work: Coroutine[None, None, None]) -> None:
        """Begin `work` on the running loop."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def drain(self) -> None:
        """Until all that was begun is over, and what it began."""
        while self._tasks:
            await asyncio.wait(self._tasks)
