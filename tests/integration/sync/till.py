"""A till's copy that follows a made-up Stripe."""

import asyncio
from datetime import UTC, datetime, timedelta

from pos_app.customers import lookup_store
from pos_app.customers import store as customers
from pos_app.customers.model import (
    CardsChanged,
    Customer,
    CustomerRemoved,
    CustomerSaved,
    CustomersLoaded,
    SavedCard,
)
from pos_app.customers.service import CustomerService
from pos_app.kernel.events import EventBus
from pos_app.storage import Database, Storage
from pos_app.sync.handlers import CUSTOMERS, Follow
from pos_app.sync.model import CaughtUp, LastCaughtUp, SyncProgressed, SyncState
from pos_app.sync.ports import Source
from pos_app.sync.service import SyncService
from tests.integration.sync.fake_stripe import FakeStripe

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEARD = (
    SyncProgressed, SyncState, CaughtUp, LastCaughtUp, CustomerSaved, CustomerRemoved,
    CardsChanged, CustomersLoaded,
)  # fmt: skip


class StoppedClock:
    """Time passes when a test says so."""

    def __init__(self) -> None:
        self.at = NOW

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - NOW).total_seconds()

    def pass_(self, **time: float) -> None:
        self.at += timedelta(**time)


class Till:
    """The services over one cache file, and what they told."""

    def __init__(self, cache: Storage, stripe: FakeStripe) -> None:
        self.cache = cache
        self.stripe = stripe
        self.clock = StoppedClock()
        self.bus = EventBus()
        self.heard: list[object] = []
        self.waits: list[float] = []
        self.slept = asyncio.Event()
        self.follows: tuple[Follow, ...] = (CUSTOMERS,)
        self.sources: tuple[Source, ...] = (stripe.source(),)
        for kind in HEARD:
            self.bus.subscribe(kind, self.heard.append)
        self.sync = self.service()
        self.customers = CustomerService(cache, stripe, self.bus, self.clock, bytes)

    def service(self) -> SyncService:
        return SyncService(
            self.cache, self.stripe, self.sources, self.bus, self.clock, follows=self.follows,
            randomness=lambda count: b"\x80" * count, sleep=self._sleep,
        )  # fmt: skip

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.slept.set()
        await asyncio.sleep(0)

    async def names(self) -> list[str]:
        hits = await self.cache.read(lambda db: lookup_store.find(db, "", 1000))
        return [hit.customer.name for hit in hits]

    async def found(self, text: str) -> list[str]:
        hits = await self.cache.read(lambda db: lookup_store.find(db, text, 50))
        return [hit.customer.name for hit in hits]

    def states(self) -> list[SyncState]:
        return [event for event in self.heard if isinstance(event, SyncState)]

    def told(self, kind: type) -> list[object]:
        return [event for event in self.heard if isinstance(event, kind)]


def everything(db: Database) -> tuple[dict[str, Customer], dict[str, SavedCard]]:
    """All the copy holds: by the store's own ways, not by the index alone."""
    ids = [id_ for (id_,) in db.execute("SELECT id FROM customers").fetchall()]
    held = {one: customers.customer(db, one) for one in ids}
    cards = [id_ for (id_,) in db.execute("SELECT DISTINCT customer_id FROM cards").fetchall()]
    return (
        {one: found for one, found in held.items() if found is not None},
        {card.id: card for one in cards for card in customers.cards_of(db, one)},
    )
