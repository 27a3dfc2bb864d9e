"""Pages of the list of customers, read by a process of the till's own once there are many.

Python runs one thread at a time. A page costs 14 ms of it, so at a hundred pages a second there is
nothing left for the screen, and not enough for the pages. A second process has a Python of its own.
A small shop's few pages don't need one, and where it can't be had all is read here, as before.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.page_reader.process import AnsweredUnread, PageReader, ReaderEnded
from pos_app.settings.environment import Environment
from pos_app.stripe_gateway.listing_customers import CustomerPages, CustomersPage
from pos_app.sync.ports import Source

_log = logging.getLogger(__name__)
MANY: Final = 24
"""Pages after which a reader is worth its start of half a second."""


class PagesElsewhere:
    """Implements sync.ports.CustomerListing."""

    by_time: Final = True

    def __init__(
        self, here: CustomerPages, start: Callable[[], Awaitable[PageReader]], many: int = MANY
    ) -> None:
        self._here = here
        self._start = start
        self._many = many
        self._asked = 0
        self._starting: asyncio.Task[None] | None = None
        self._reader: PageReader | None = None

    @property
    def at_once(self) -> int:
        return self._here.at_once

    async def list_page(
        self, since: int, until: int | None, after: str | None
    ) -> CustomersPage | AnsweredUnread:
        try:
            return await self._here.in_turn(partial(self._ask, since, until, after))
        except ReaderEnded:
            return await self._here.list_page(since, until, after)

    async def rest(self) -> None:
        """End the reader."""
        starting, self._starting, self._asked = self._starting, None, 0
        try:
            if starting is not None:
                starting.cancel()
                await asyncio.gather(starting, return_exceptions=True)
        finally:
            reader, self._reader = self._reader, None
            if reader is not None:
                await reader.end()

    async def _ask(
        self, since: int, until: int | None, after: str | None
    ) -> CustomersPage | AnsweredUnread:
        self._asked += 1
        if self._asked == self._many:
            self._starting = asyncio.ensure_future(self._begin())
        reader = self._reader
        if reader is None or reader.ended:
            return await self._here.ask(since, until, after)
        answer, refusals = await reader.ask(since, until, after)
        self._here.hear(answer, refusals)
        if isinstance(answer, EnvironmentFault):
            raise answer
        return answer

    async def _begin(self) -> None:
        try:
            self._reader = await self._start()
        except ReaderEnded:
            _log.warning("page_reader_not_started")


def elsewhere(sources: Sequence[Source], where: Environment, many: int = MANY) -> Sequence[Source]:
    """The same sources, with a reader for those that have many pages side by side."""

    start = partial(PageReader.start, where)

    def moved(source: Source) -> Source:
        here = source.listing
        if not isinstance(here, CustomerPages):
            return source
        return replace(source, listing=PagesElsewhere(here, start, many))

    return tuple(map(moved, sources))
