"""Listing every customer, several ranges of time at once, each page committed with its place.

What was committed is never asked for again: a killed fill repeats at most the page under way of
each range. Pages that arrive while others are written wait and share the next transaction, so
that a slow disk makes larger transactions rather than a longer queue.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from pos_app.customers import store as customers
from pos_app.customers import version_store
from pos_app.customers.model import CustomerRemoved, CustomersLoaded
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused
from pos_app.storage import Database, Storage
from pos_app.sync import handlers, store
from pos_app.sync.handlers import Follow
from pos_app.sync.model import Progress, SyncProgressed
from pos_app.sync.ports import CustomerListing, ListedPage, UnreadPage
from pos_app.sync.ranges import Range, advanced, divided, fair_pages, restarted

_WASTE_ALLOWED: Final = 40
_WASTE_SHARE: Final = 20
"""Ranges that turn out empty: 40, and one for every 20 pages. Beyond that none is divided."""
_MORE_ROOM: Final = 1 << 23
_TELL_SECONDS: Final = 0.5
_SPEED_SECONDS: Final = 3.0
"""Before that, time left is a guess not worth telling."""


@dataclass(slots=True)
class _Page:
    """One page on its way into the copy."""

    place: Range
    unread: UnreadPage | None
    """None: the range begins again at the second it reached."""
    asked: int
    done: "asyncio.Future[list[Range]]"


@dataclass(slots=True)
class _Written:
    """What one transaction did: for each page what is left of its range, or why it failed."""

    results: "list[list[Range] | EnvironmentFault]"
    published: list[object]
    mark: int
    listed: int
    filled: bool
    left: float | None
    told: bool
    anew: bool


@dataclass(slots=True)
class _Share:
    """How many requests nobody makes, and how many pages a range may keep beside them."""

    helpers: int
    fair: float


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
        self._pages: list[_Page] = []
        self._arrived = asyncio.Event()
        self._mark = 0
        self._read = self._empty = 0
        self._begun_at = clock.monotonic()
        self._began_with = -1
        self._told_at: float | None = None

    async def run(self) -> None:
        """Until no range is left."""
        # By the writer, after whatever a run that was just cut off still had under way.
        self._open.extend(await self._cache.write(store.ranges))
        self._mark = await self._cache.read(version_store.mark)
        writer = asyncio.ensure_future(self._write_pages())
        askers = [asyncio.ensure_future(self._ask()) for _ in range(self._at_once)]
        tasks = [writer, _all(askers), *askers]
        try:
            await asyncio.wait(tasks[:2], return_when=asyncio.FIRST_COMPLETED)
            for task in tasks[:2]:
                if task.done():
                    task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    # Asking.

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
        asked = self._mark
        unread: UnreadPage | None = None
        try:
            unread = await self._listings[place.source].list_page(
                place.since, place.until, place.after
            )
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing" or place.after is None:
                raise
            # The last customer listed was deleted meanwhile.
        page = _Page(place, unread, asked, asyncio.get_running_loop().create_future())
        self._pages.append(page)
        self._arrived.set()
        left = await page.done
        if len(left) > 1:
            self._open.extend(left[1:])
            self._changed.set()
        return left[0] if left else None

    # Writing.

    async def _write_pages(self) -> None:
        while True:
            await self._arrived.wait()
            self._arrived.clear()
            pages, self._pages = self._pages, []
            helpers = self._at_once - self._under_way - len(self._open)
            written = await self._cache.write(
                partial(self._take, pages=pages, helpers=helpers, tell=self._tell_now())
            )
            self._mark = written.mark
            for page, result in zip(pages, written.results, strict=True):
                if page.done.done():
                    continue
                if isinstance(result, EnvironmentFault):
                    page.done.set_exception(result)
                else:
                    page.done.set_result(result)
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

    def _tell(self, written: _Written) -> None:
        """How far, and how long it will take if it goes on as it went."""
        now = self._clock.monotonic()
        if self._began_with < 0:
            self._began_with, self._begun_at = written.listed, now
        seconds, came = now - self._begun_at, written.listed - self._began_with
        known = written.left is not None and seconds >= _SPEED_SECONDS and came > 0
        left = written.left * seconds / came if known and written.left is not None else None
        self._publish(SyncProgressed(written.listed, written.filled, left, written.anew))

    # On the writer's thread.

    def _take(self, db: Database, *, pages: list[_Page], helpers: int, tell: bool) -> _Written:
        now = store.progress(db)
        written = _Written([], [], 0, now.listed, False, None, tell, now.relisting)
        share = _Share(helpers, self._fair(db) if helpers > 0 else 0.0)
        for page in pages:
            try:
                left = self._take_page(db, page, now, written, share)
            except EnvironmentFault as fault:
                written.results.append(fault)
                continue
            written.results.append(left)
            share.helpers -= max(0, len(left) - 1)
        if not (open_now := store.ranges(db)):
            written.filled = written.told = True
            if now.relisting:
                written.published += _forget_unlisted(db, now.mark, self._clock.now())
        store.put_listed(db, written.listed, filled=written.filled)
        written.mark = version_store.mark(db)
        written.left = _left(open_now)
        if written.told:
            written.published.append(CustomersLoaded(customers.count(db)))
        return written

    def _fair(self, db: Database) -> float:
        return fair_pages(store.ranges(db), self._at_once)

    def _take_page(
        self, db: Database, page: _Page, now: Progress, written: _Written, share: _Share
    ) -> list[Range]:
        place = page.place
        if page.unread is None:
            again = restarted(place)
            store.put_range(db, again)
            return [again]
        listed = page.unread.read()
        place = page.place = _roomy(db, place, len(listed.customers))
        self._keep(db, page, listed)
        if now.relisting:
            store.note_listed(db, listed.customers)
        at = self._clock.now()
        told = handlers.tell_listed(db, listed.customers, now.floor, self._follows, at)
        written.published += told
        written.listed += len(listed.customers)
        self._read += 1
        self._empty += not listed.customers
        left = advanced(place, list(listed.customers), listed.following)
        if left is None:
            store.end_range(db, place.number)
            return []
        parts = divided(left, share.helpers if self._may_divide(place) else 0, share.fair)
        store.put_range(db, parts[0])
        new = [replace(part, number=store.add_range(db, part)) for part in parts[1:]]
        return [parts[0], *new]

    def _keep(self, db: Database, page: _Page, listed: ListedPage) -> None:
        _, doubtful = version_store.keep_listed(db, listed.customers, page.asked, page.place.rank)
        for customer_id in doubtful:
            store.add_due(db, store.CUSTOMER, customer_id)

    def _may_divide(self, place: Range) -> bool:
        wasted = self._empty > _WASTE_ALLOWED + self._read // _WASTE_SHARE
        return self._listings[place.source].by_time and not wasted


def _all(tasks: "list[asyncio.Task[None]]") -> "asyncio.Task[None]":
    """Done when all are, or one failed."""

    async def wait() -> None:
        await asyncio.gather(*tasks)

    return asyncio.ensure_future(wait())


def _roomy(db: Database, place: Range, count: int) -> Range:
    """The range with places for so many more: behind all others where its own are used up, which
    takes an import of dozens a second, all day."""
    if place.rank + count <= place.room:
        return place
    first, _ = customers.fill_room(db, front=False)
    first = max(first, store.rooms_end(db))
    return replace(place, rank=first, room=first + _MORE_ROOM)


def _forget_unlisted(db: Database, mark: int, at: datetime) -> list[object]:
    gone = store.not_listed(db, mark)
    for customer_id in gone:
        version_store.forget(db, customer_id, at)
    customers.remove_cards_of_nobody(db)
    store.forget_listed(db)
    return [CustomerRemoved(customer_id) for customer_id in gone]


def _left(open_now: list[Range]) -> float | None:
    """Customers still to come; the oldest range's end is anybody's guess, so it isn't counted."""
    known = [one.left for one in open_now]
    counted = [left for left in known if left is not None]
    return sum(counted) if counted or not open_now else None
