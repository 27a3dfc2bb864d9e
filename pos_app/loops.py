"""What a service does again and again beside everything else."""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any


class Loop:
    """A task of its own, from `start` to `stop`. `run` says what it does and goes on by itself."""

    def __init__(self, run: Callable[[], Coroutine[Any, Any, None]]) -> None:
        self._run = run
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Once, however often it is called. Needs a running event loop."""
        if self._task is None:
            self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Wherever it is, once that lets itself be cancelled; it can be started again."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])
