"""A till's first fill as a process of its own, to be killed: says each page it asks for."""

import asyncio
import json
import sys
from collections.abc import Callable
from pathlib import Path

from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.page_reader.pages import elsewhere
from pos_app.settings.environment import training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.ports import CustomerListing, Source, UnreadPage
from pos_app.sync.service import SyncService
from pos_app.sync.store import SYNC_MIGRATIONS

KEY = bytes(32)


class Noted:
    """A listing that says what it is asked, by few at once: so little may be asked for again."""

    by_time = True
    at_once = 6

    def __init__(self, listing: CustomerListing, say: Callable[[list[object]], None]) -> None:
        self._listing = listing
        self._say = say

    async def rest(self) -> None:
        await self._listing.rest()

    async def list_page(self, since: int, until: int | None, after: str | None) -> UnreadPage:
        self._say([since, until, after])
        return await self._listing.list_page(since, until, after)


async def fill(
    path: Path, url: str, secret_key: str, publishable_key: str, say: Callable[[list[object]], None]
) -> None:
    """Catch up once, in the file at `path`."""
    environment = training_environment(url, secret_key, publishable_key)
    gateway = await StripeGateway.connect(environment)
    cache = Storage.open(path, KEY, [CUSTOMER_MIGRATIONS, SYNC_MIGRATIONS], durable=False)
    (own,) = elsewhere(gateway.sources(accounts=False), environment, many=4)
    sources = [Source(own.name, Noted(own.listing, say), own.feed)]
    try:
        await SyncService(cache, gateway, sources, EventBus(), SystemClock()).catch_up()
    finally:
        await cache.close()
        await gateway.close()


def main() -> None:
    path, url, secret_key, publishable_key = sys.argv[1:]

    def say(asked: list[object]) -> None:
        sys.stdout.write(json.dumps(asked) + "\n")
        sys.stdout.flush()

    asyncio.run(fill(Path(path), url, secret_key, publishable_key, say))


if __name__ == "__main__":
    main()
