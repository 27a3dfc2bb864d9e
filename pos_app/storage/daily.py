"""A copy of a file every day, taken while the till is open."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.loops import Loop
from pos_app.storage.backups import DAILY
from pos_app.storage.storage import Storage

_log = logging.getLogger(__name__)

EVERY: Final = timedelta(hours=20)
"""Less than a day, so that a shop that opens a little earlier each day still has one a day."""
_LOOK_SECONDS: Final = 15 * 60


class DailyBackups:
    """Takes a copy when the newest is older than `EVERY`: at the start, or while the till runs.

    `now` gives UTC; `sleep` takes seconds.
    """

    def __init__(
        self,
        storage: Storage,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        self._storage = storage
        self._now = now
        self._sleep = sleep
        self._loop = Loop(self._keep_copying)

    def start(self) -> None:
        """Needs a running event loop."""
        self._loop.start()

    async def stop(self) -> None:
        """A copy under way is finished by the writer's thread."""
        await self._loop.stop()

    async def copy_if_due(self) -> bool:
        """Whether one was taken. Raises EnvironmentFault when it could not be."""
        last = await self._storage.last_backup(DAILY)
        # A copy dated ahead was taken by a wrong clock: it must not keep others from being taken.
        if last is not None and timedelta(0) <= self._now() - last < EVERY:
            return False
        await self._storage.back_up(DAILY)
        return True

    async def _keep_copying(self) -> None:
        while True:
            try:
                await self.copy_if_due()
            except EnvironmentFault as fault:
                _log.warning("backup_failed fault=%s", fault.key)
            await self._sleep(_LOOK_SECONDS)
