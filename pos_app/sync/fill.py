"""Listing every customer, several ranges of time at once, each page committed with its place.

A range's next page is asked for while the last one is being written, so that the writer always has
work and Stripe's limit, not the disk, says how long it takes. Pages are written in the order in
which they came, a few in one transaction: what is in the copy is always something that a run had
reached. What was committed is never asked for again: a killed fill repeats what had not been
written yet, which is bounded.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from functools import partial
from typing import Final

from pos_app.customers import store as customers
from pos_app.customers import version_store
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import RemoteRefused
from pos_app.storage import Database, Storage
from pos_app.sync import store
from pos_app.sync.handlers import Follow
from pos_app.sync.model import SyncProgressed
from pos_app.sync.places import Places
from pos_app.sync.ports import CustomerListing, UnreadPage
from pos_app.sync.ranges import Range, restarted
from pos_app.sync.reading import read_page
from pos_app.sync.writing import ReadPage, Written, write_pages

_TELL_SECONDS: Final = 0.5
_AHEAD: Final = 2
"""So many pages for each request under way may wait to be written: the index joins its parts now
and then, which takes a quarter of a second."""
_SPEED_SECONDS: Final = 3.0
"""Before that, time left is a guess not worth telling."""


class Fill:
    """One run over the ranges that are left. Raises EnvironmentFault; what came so far stays."""

    def __init__(
        self, cache: Storage, listings: dict[str, CustomerListing], follows: Sequence[Follow],
        publish: Callable[[object], None], clock: Clock,
    ) -> None:  # fmt: skip
        self._cache = cache
        self._listings = listings
        self._at_once = sum(listing.at_once for listing in listings.values())
        self._follows = follows
        self._publish = publish
        self._clock = clock
        self._open: deque[Range] = deque()
        self._under_way = 0
        self._changed = asyncio.Event()
        self._places = Places([], self._at_once, 0, 0)
        self._reading = asyncio.Semaphore(1)
        """Threads that read pages take turns at Python, and the screen's thread waits for each."""
        self._pages: list[ReadPage] = []
        self._unwritten = 0
        self._asked_all = False
        self._arrived = asyncio.Event()
        self._written = asyncio.Event()
        self._mark = 0
        self._begun_at = clock.monotonic()
        self._began_with = -1
        self._told_at: float | None = None

    async def run(self) -> None:
        """Until no range is left."""
        # By the writer, after whatever a run that was just cut off still had under way.
        left, last_number, room = await self._cache.write(_left_to_ask)
        self._places = Places(left, self._at_once, last_number, room)
        self._open.extend(left)
        self._mark = await self._cache.read(version_store.mark)
        writer = asyncio.ensure_future(self._write_pages())
        asking = asyncio.ensure_future(self._ask_all())
        try:
            await asyncio.wait([asking, writer], return_when=asyncio.FIRST_EXCEPTION)
            if asking.done():
                await writer
                asking.result()
            writer.result()
        finally:
            for task in (asking, writer):
                task.cancel()
            try:
                await asyncio.gather(asking, writer, return_exceptions=True)
            finally:
                rests = (listing.rest() for listing in self._listings.values())
                await asyncio.gather(*rests)

    # Asking.

    async def _ask_all(self) -> None:
        try:
            async with asyncio.TaskGroup() as askers:
                for _ in range(self._at_once):
                    askers.create_task(self._ask())
        except ExceptionGroup as group:
            raise group.exceptions[0] from None
        finally:  # what came is written, whatever ended it
            self._asked_all = True
            self._arrived.set()

    async def _ask(self) -> None:
        while (place := await self._next()) is not None:
            try:
                mine: Range | None = place
                while mine is not None:
                    mine = await self._page_of(mine)
            finally:
                self._under_way -= 1
                self._changed.set()

    async def _next(self) -> Range | None:
        while not self._open:
            if not self._under_way:
                return None
            self._changed.clear()
            await self._changed.wait()
        self._under_way += 1
        return self._open.popleft()

    async def _page_of(self, place: Range) -> Range | None:
        """Ask for one page and have it written; what is left of the range."""
        while self._unwritten >= self._at_once * _AHEAD:
            self._written.clear()
            await self._written.wait()
        asked, listing = self._mark, self._listings[place.source]
        try:
            unread = await listing.list_page(place.since, place.until, place.after)
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing" or place.after is None:
                raise
            # The last customer listed was deleted meanwhile.
            again = restarted(place)
            self._hand_over(ReadPage(place, (), {}, asked, [again]))
            return again
        page = await self._read(unread, place, asked, by_time=listing.by_time)
        self._hand_over(page)
        self._open.extend(page.left[1:])
        self._changed.set()
        return page.left[0] if page.left else None

    async def _read(
        self, unread: UnreadPage, place: Range, asked: int, *, by_time: bool
    ) -> ReadPage:
        async with self._reading:
            listed = await asyncio.to_thread(read_page, unread)
        place = self._places.roomy(place, len(listed.customers))
        idle = self._at_once - self._under_way - len(self._open)
        left = self._places.after(place, listed, idle=idle, by_time=by_time)
        return ReadPage(place, listed.customers, listed.prepared, asked, left)

    def _hand_over(self, page: ReadPage) -> None:
        self._pages.append(page)
        self._unwritten += 1
        self._arrived.set()

    # Writing.

    async def _write_pages(self) -> None:
        """Until all that was asked for is written."""
        while not self._asked_all or self._pages:
            await self._arrived.wait()
            self._arrived.clear()
            pages, self._pages = self._pages, []
            if not pages:
                continue
            work = partial(
                write_pages, pages=pages, follows=self._follows, now=self._clock.now(),
                tell=self._tell_now(),
            )  # fmt: skip
            written = await self._cache.write(work)
            self._mark = written.mark
            self._unwritten -= len(pages)
            self._written.set()
            for event in written.published:
                self._publish(event)
            if written.told:
                self._tell(written)

    def _tell_now(self) -> bool:
        """Not at every page: screens ask the copy again when they hear of new customers."""
        now = self._clock.monotonic()
        if self._told_at is not None and now - self._told_at < _TELL_SECONDS:
            return False
        self._told_at = now
        return True

    def _tell(self, written: Written) -> None:
        """How far, and how long it will take if it goes on as it went."""
        now = self._clock.monotonic()
        if self._began_with < 0:
            self._began_with, self._begun_at = written.listed, now
        seconds, came = now - self._begun_at, written.listed - self._began_with
        known = written.left is not None and seconds >= _SPEED_SECONDS and came > 0
        left = written.left * seconds / came if known and written.left is not None else None
        self._publish(SyncProgressed(written.listed, written.filled, left, written.anew))


def _left_to_ask(db: Database) -> tuple[list[Range], int, int]:
    """The ranges, the highest number one ever had, and from where on nobody has a place."""
    behind, _ = customers.fill_room(db, front=False)
    return store.ranges(db), store.last_number(db), max(behind, store.rooms_end(db))
