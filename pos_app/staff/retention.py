"""The audit log is kept for twelve months: what is older leaves, once a day."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault
from pos_app.loops import Loop
from pos_app.staff.audit_log import AuditLog

_log = logging.getLogger(__name__)

EVERY: Final = timedelta(hours=20)
"""Less than a day, as with the daily copies."""
_LOOK_SECONDS: Final = 60 * 60


class AuditRetention:
    """Looks every hour while the till is open.

    `clock_right` tells whether somebody else's clock says the same: a clock set a year ahead would
    empty the log, so nothing leaves while that isn't known. `sleep` takes seconds.
    """

    def __init__(
        self, log: AuditLog, clock: Clock, clock_right: Callable[[], bool],
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:  # fmt: skip
        self._log = log
        self._clock = clock
        self._clock_right = clock_right
        self._sleep = sleep
        self._loop = Loop(self._keep_looking)

    def start(self) -> None:
        """Needs a running event loop."""
        self._loop.start()

    async def stop(self) -> None:
        """What is being written is finished by the writer's thread."""
        await self._loop.stop()

    async def let_go_if_due(self) -> int:
        """How many rows left. Raises the faults of `Storage`."""
        if not self._clock_right():
            return 0
        last = await self._log.last_let_go()
        # One dated ahead was written by a wrong clock: it must not keep others from leaving.
        if last is not None and timedelta(0) <= self._clock.now() - last < EVERY:
            return 0
        gone = await self._log.let_go()
        if gone:
            _log.info("audit_rows_left rows=%d", gone)
        return gone

    async def _keep_looking(self) -> None:
        while True:
            try:
                await self.let_go_if_due()
            except EnvironmentFault as fault:
                _log.warning("audit_retention_failed fault=%s", fault.key)
            await self._sleep(_LOOK_SECONDS)
