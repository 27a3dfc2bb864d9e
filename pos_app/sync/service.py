"""Following Stripe: list every customer once, then apply what its events say."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable
from functools import partial

from pos_app.customers.ports import CustomerGateway
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import Randomness
from pos_app.storage import Database, Storage
from pos_app.sync import handlers, store
from pos_app.sync.model import SyncProgressed, SyncState, wait_seconds
from pos_app.sync.ports import FOLLOWED_TYPES, EventFeed

__all__ = ["SyncProgressed", "SyncService", "SyncState"]

_log = logging.getLogger(__name__)


class SyncService:
    """Keeps the copy of customers and cards equal to Stripe, from `start` to `stop`.

    Publishes SyncProgressed, SyncState, and what changed (`customers.model`).
    """

    def __init__(
        self,
        cache: Storage,
        customers: CustomerGateway,
        feed: EventFeed,
        events: EventBus,
        clock: Clock,
        *,
        randomness: Randomness = os.urandom,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._cache = cache
        self._customers = customers
        self._feed = feed
        self._events = events
        self._clock = clock
        self._randomness = randomness
        self._sleep = sleep
        self._task: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._told: tuple[bool, str] | None = None

    def start(self) -> None:
        """Follow Stripe until `stop`, in a task of this service."""
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self.run(), name="sync")
            self._task.add_done_callback(_complain)

    async def stop(self) -> None:
        """Stop following; what was begun is committed or leaves no trace. Nothing when stopped."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    async def run(self) -> None:
        """Catch up again and again; a fault is told (SyncState) and tried again later."""
        failures = 0
        while True:
            try:
                await self.catch_up()
            except EnvironmentFault as fault:
                failures += 1
                _log.warning("sync_interrupted reason=%s failures=%d", fault.key, failures)
                self._tell(connected=False, reason=fault.key)
            else:
                failures = 0
                self._tell(connected=True)
            await self._sleep(wait_seconds(failures, self._randomness(1)[0]))

    async def catch_up(self) -> None:
        """Bring the copy up to date once. Raises EnvironmentFault."""
        async with self._turn:
            await self._catch_up()

    async def list_anew(self) -> None:
        """List every customer again: some came or went without an event.

        Raises EnvironmentFault.
        """
        async with self._turn:
            await self._begin()
            await self._catch_up()

    async def _catch_up(self) -> None:
        await self.first_fill()
        try:
            await self._follow()
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            # Offline for longer than Stripe keeps events, or another account: only the list tells.
            _log.warning("sync_cursor_lost")
            await self._begin()
            await self.first_fill()
            await self._follow()

    async def first_fill(self, progress: Callable[[SyncProgressed], None] | None = None) -> None:
        """List every customer, newest first, from where an earlier run was cut off.

        Nothing happens once it is complete. Raises EnvironmentFault; what came so far stays.
        """
        now = await self._cache.read(store.progress)
        if not now.begun:
            await self._begin()
            now = await self._cache.read(store.progress)
        while not now.filled:
            try:
                page = await self._customers.list_customers(now.last_listed)
            except RemoteRefused as refusal:
                if refusal.code != "resource_missing" or now.last_listed is None:
                    raise
                # The last customer listed was deleted meanwhile: list again, miss no event.
                await self._write(partial(handlers.begin, cursor=now.cursor))
            else:
                await self._write(partial(handlers.take_page, page=page))
            now = await self._cache.read(store.progress)
            if progress is not None:
                progress(SyncProgressed(now.listed, now.filled))

    async def _begin(self) -> None:
        # The cursor first: what changes while the list is read comes again as an event.
        cursor = await self._feed.newest_event_id(FOLLOWED_TYPES)
        await self._write(partial(handlers.begin, cursor=cursor))

    async def _follow(self) -> None:
        more = True
        while more:
            now = await self._cache.read(store.progress)
            page = await self._feed.list_events(now.cursor, FOLLOWED_TYPES)
            await self._write(partial(handlers.take_events, page=page))
            more = page.more and bool(page.events)

    async def _write(self, work: Callable[[Database], list[object]]) -> None:
        self._tell(connected=True)  # there is only something to write when Stripe answered
        for event in await self._cache.write(work):
            self._events.publish(event)

    def _tell(self, *, connected: bool, reason: str = "") -> None:
        if self._told != (connected, reason):
            self._told = (connected, reason)
            self._events.publish(SyncState(connected, self._clock.now(), reason))


def _complain(task: "asyncio.Task[None]") -> None:
    """A bug ends the following; it must not end unheard."""
    if not task.cancelled() and (error := task.exception()) is not None:
        task.get_loop().call_exception_handler(
            {"message": f"Following Stripe ended with {error!r}", "exception": error}
        )
