"""Following Stripe: list every customer once, then apply what its events say."""

import asyncio
import logging
import os
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from pos_app.customers import index_store, version_store
from pos_app.customers import store as customers
from pos_app.kernel.clock import Clock, to_timestamp
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import Randomness
from pos_app.storage import Database, Storage
from pos_app.sync import store
from pos_app.sync.asking import Asking
from pos_app.sync.fill import Fill
from pos_app.sync.handlers import CUSTOMERS, Follow, take_events
from pos_app.sync.model import (
    CLOCK_BACK,
    LONGEST_GAP,
    CaughtUp,
    LastCaughtUp,
    Progress,
    SyncProgressed,
    SyncState,
    wait_seconds,
)
from pos_app.sync.ports import EventFeed, FeedStart, OneByOne, Source
from pos_app.sync.promptness import Promptness
from pos_app.sync.ranges import Range

__all__ = ["CaughtUp", "SyncProgressed", "SyncService", "SyncState"]

_log = logging.getLogger(__name__)
_CARDS_SECONDS: Final = 4.0
"""So long cards are asked for between two looks at the events."""


class SyncService:
    """Keeps the copy of customers and cards equal to Stripe, from `start` to `stop`.

    Publishes LastCaughtUp, SyncProgressed, SyncState, CaughtUp, and what changed
    (`customers.model`).
    """

    def __init__(
        self,
        cache: Storage,
        stripe: OneByOne,
        sources: Sequence[Source],
        events: EventBus,
        clock: Clock,
        *,
        follows: Sequence[Follow] = (CUSTOMERS,),
        randomness: Randomness = os.urandom,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._cache = cache
        self._sources = {source.name: source for source in sources}
        self._follows = follows
        self._types = tuple(dict.fromkeys(kind for one in follows for kind in one.types))
        self._events = events
        self._clock = clock
        self._randomness = randomness
        self._sleep = sleep
        self._asking = Asking(cache, stripe, clock, self._publish)
        self._task: asyncio.Task[None] | None = None
        self._turn = asyncio.Lock()
        self._promptness = Promptness(clock, self._tell_again)
        self._told: tuple[bool, str, bool] | None = None
        self._age_told = False

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
                await self._ask_for_cards()
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

    async def ask_for_cards(self) -> None:
        """Ask for the cards of everybody whose cards nobody asked for yet. Raises
        EnvironmentFault; how far it came stays."""
        more = True
        while more:
            async with self._turn:
                more = await self._asking.go_on_with_cards()

    async def _ask_for_cards(self) -> None:
        begun = self._clock.monotonic()
        more = True
        while more and self._clock.monotonic() - begun < _CARDS_SECONDS:
            async with self._turn:
                more = await self._asking.go_on_with_cards()

    async def _catch_up(self) -> None:
        begun = self._clock.now()
        await self._fill()
        try:
            await self._follow()
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            # Offline for longer than Stripe keeps events, or another account: only the list tells.
            _log.warning("sync_cursor_lost")
            await self._begin()
            await self._fill()
            await self._follow()
        await self._asking.settle_doubts()
        await self._cache.write(index_store.tidy)
        # Not the end of it: a machine may sleep for weeks in the middle.
        await self._cache.write(lambda db: store.put_followed(db, begun))
        self._publish(CaughtUp(begun))

    async def _fill(self) -> None:
        """List every customer, from where an earlier run was cut off; nothing once complete."""
        now = await self._cache.read(store.progress)
        self._tell_age(now)
        if not now.begun or now.cursors.keys() != self._sources.keys() or self._is_stale(now):
            await self._begin()
            now = await self._cache.read(store.progress)
        if now.filled:
            return
        listings = {name: source.listing for name, source in self._sources.items()}
        await Fill(self._cache, listings, self._follows, self._publish, self._clock).run()

    def _tell_age(self, now: Progress) -> None:
        """Once, and before Stripe is asked, which may not answer."""
        told, self._age_told = self._age_told, True
        known = now.filled and to_timestamp(now.followed_since) > 0  # 0: to be listed once more
        if known and not told and now.followed_since <= self._clock.now():
            self._events.publish(LastCaughtUp(now.followed_since))

    def _is_stale(self, now: Progress) -> bool:
        """Whether events may have been lost by now, even where the cursor is still known."""
        if -CLOCK_BACK <= self._clock.now() - now.followed_since < LONGEST_GAP:
            return False
        _log.warning("sync_gap_too_long")
        return True

    async def _begin(self) -> None:
        # The cursors first: what changes while the list is read comes again as an event.
        cursors: dict[str, str | None] = {}
        floor, at = 0, self._clock.now()
        for name, source in self._sources.items():
            newest = await self._newest(source.feed)
            cursors[name] = newest.cursor if newest else None
            floor = max(floor, to_timestamp(newest.created_at) if newest else 0)
        await self._write(partial(_begin, cursors=cursors, floor=floor, at=at))

    async def _newest(self, feed: EventFeed) -> FeedStart | None:
        """None also for a key that may not read events: what it may list is listed all the same,
        and following it says why it isn't followed."""
        try:
            return await feed.newest(self._types)
        except RemoteRefused as refusal:
            if refusal.key != "remote.not_allowed":
                raise
            _log.warning("sync_without_events")
            return None

    async def _follow(self) -> None:
        for name, source in self._sources.items():
            await self._follow_one(name, source.feed)

    async def _follow_one(self, name: str, feed: EventFeed) -> None:
        more = True
        while more:
            now = await self._cache.read(store.progress)
            with self._promptness.question():
                page = await feed.list_events(now.cursors[name], self._types)
            work = partial(take_events, source=name, page=page, follows=self._follows)
            await self._write(work)
            more = page.more and bool(page.events)

    async def _write(self, work: Callable[[Database], list[object]]) -> None:
        for event in await self._cache.write(work):
            self._publish(event)

    def _publish(self, event: object) -> None:
        self._tell(connected=True)  # there is only something to tell when Stripe answered
        self._events.publish(event)

    def _tell(self, *, connected: bool, reason: str = "") -> None:
        state = connected, reason, connected and self._promptness.slow
        if self._told != state:
            self._told = state
            connected, reason, slow = state
            self._events.publish(SyncState(connected, self._clock.now(), reason, slow))

    def _tell_again(self) -> None:
        """Slower or faster, as far as it is known whether Stripe answers at all."""
        if self._told is not None:
            connected, reason, _ = self._told
            self._tell(connected=connected, reason=reason)


def _begin(
    db: Database, *, cursors: dict[str, str | None], floor: int, at: datetime
) -> list[object]:
    """Start listing every customer; a copy that was there before keeps serving, and what the list
    doesn't hold leaves at its end.

    Who is found then that wasn't known is more recent than the copy: they come first.
    """
    before, held = store.progress(db), customers.count(db)
    store.begin(db, cursors, floor, at, relisting=held > 0)
    if before.cursors.keys() != cursors.keys():
        version_store.revive_all(db)
    rank, end = customers.fill_room(db, front=before.filled)
    share = (end - rank) // len(cursors)
    for number, name in enumerate(cursors):
        first = rank + number * share
        store.add_range(db, Range(0, name, 0, None, first, first + share))
    return [SyncProgressed(done=0, finished=False, anew=held > 0)]


def _complain(task: "asyncio.Task[None]") -> None:
    """A bug ends the following; it must not end unheard."""
    if not task.cancelled() and (error := task.exception()) is not None:
        task.get_loop().call_exception_handler(
            {"message": f"Following Stripe ended with {error!r}", "exception": error}
        )
