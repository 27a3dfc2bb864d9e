"""Following a made-up Stripe into a real cache."""

import asyncio
import logging
import random
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

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
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.kernel.events import EventBus
from pos_app.storage import Database, Storage
from pos_app.sync import handlers, store
from pos_app.sync.model import SyncProgressed, SyncState
from pos_app.sync.service import SyncService
from tests.integration.sync.fake_stripe import FakeStripe

KEY = bytes(range(32))
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
HEARD = (SyncProgressed, SyncState, CustomerSaved, CustomerRemoved, CardsChanged, CustomersLoaded)


class StoppedClock:
    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


class Till:
    """A sync service over one cache file, and what it told."""

    def __init__(self, cache: Storage, stripe: FakeStripe) -> None:
        self.cache = cache
        self.stripe = stripe
        self.bus = EventBus()
        self.heard: list[object] = []
        self.waits: list[float] = []
        self.slept = asyncio.Event()
        for kind in HEARD:
            self.bus.subscribe(kind, self.heard.append)
        self.sync = self.service()

    def service(self) -> SyncService:
        return SyncService(
            self.cache, self.stripe, self.stripe, self.bus, StoppedClock(),
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

    def told(self, kind: type) -> list[object]:
        return [event for event in self.heard if isinstance(event, kind)]


@pytest.fixture
async def till(tmp_path: Path) -> AsyncIterator[Till]:
    schemas = [customers.CUSTOMER_MIGRATIONS, store.SYNC_MIGRATIONS]
    cache = Storage.open(tmp_path / "cache.db", KEY, schemas, durable=False)
    made = Till(cache, FakeStripe())
    yield made
    await made.sync.stop()
    await cache.close()


async def test_the_first_fill_brings_everyone_newest_first(till: Till) -> None:
    for number in range(7):
        till.stripe.create(f"N{number}")
    await till.sync.catch_up()
    assert await till.names() == [f"N{number}" for number in range(6, -1, -1)]
    assert till.told(SyncProgressed) == [
        SyncProgressed(0, False), SyncProgressed(3, False), SyncProgressed(6, False),
        SyncProgressed(7, True),
    ]  # fmt: skip
    assert till.told(CustomersLoaded)[-1] == CustomersLoaded(7)
    assert till.told(CustomerSaved) == []


async def test_an_empty_account(till: Till) -> None:
    await till.sync.catch_up()
    assert till.told(SyncProgressed)[-1] == SyncProgressed(0, True)
    till.stripe.create("First ever")
    await till.sync.catch_up()
    assert await till.names() == ["First ever"]


async def test_a_fill_goes_on_where_it_was_cut_off(till: Till) -> None:
    for number in range(7):
        till.stripe.create(f"N{number}")
    asked: list[str] = []

    def cut(what: str) -> None:
        asked.append(what)
        if asked.count("customers") == 3:
            raise RemoteUnreachable

    till.stripe.before_reply = cut
    with pytest.raises(RemoteUnreachable):
        await till.sync.catch_up()
    assert len(await till.names()) == 6
    till.stripe.before_reply = asked.append
    asked.clear()
    seen: list[SyncProgressed] = []
    await till.service().first_fill(seen.append)
    assert seen == [SyncProgressed(7, True)]
    assert asked == ["customers"]
    assert len(await till.names()) == 7


async def test_what_changes_while_the_list_is_read_is_not_missed(till: Till) -> None:
    people = [till.stripe.create(f"N{number}") for number in range(7)]
    asked: list[str] = []

    def meanwhile(what: str) -> None:
        asked.append(what)
        if asked.count("customers") == 3 and what == "customers":
            till.stripe.rename(people[6].id, "Renamed")  # already listed
            till.stripe.delete(people[5].id)  # already listed
            till.stripe.create("Newcomer")  # never to be listed
            till.stripe.before_reply = lambda what: None

    till.stripe.before_reply = meanwhile
    await till.sync.catch_up()
    assert await till.names() == ["Newcomer", "Renamed", "N4", "N3", "N2", "N1", "N0"]


async def test_the_last_customer_listed_was_deleted_meanwhile(till: Till) -> None:
    people = [till.stripe.create(f"N{number}") for number in range(5)]
    asked: list[str] = []

    def meanwhile(what: str) -> None:
        asked.append(what)
        if asked == ["newest", "customers", "customers"]:
            till.stripe.delete(people[2].id)

    till.stripe.before_reply = meanwhile
    await till.sync.catch_up()
    assert sorted(await till.names()) == ["N0", "N1", "N3", "N4"]


async def test_events_bring_changes_and_cards(till: Till) -> None:
    anna, bert = till.stripe.create("Anna"), till.stripe.create("Bert")
    await till.sync.catch_up()
    till.heard.clear()
    card = till.stripe.attach(anna.id, "4242")
    other = till.stripe.attach(anna.id, "1881")
    till.stripe.rename(bert.id, "Bertha")
    cleo = till.stripe.create("Cleo")
    await till.sync.catch_up()
    assert await till.names() == ["Cleo", "Bertha", "Anna"]
    assert await till.found("4242") == ["Anna"]
    assert till.told(CardsChanged) == [CardsChanged(anna.id)] * 2
    assert {event.customer.name for event in till.told(CustomerSaved)} == {"Bertha", "Cleo"}
    till.stripe.detach(card.id)
    till.stripe.delete(cleo.id)
    await till.sync.catch_up()
    assert await till.found("4242") == []
    assert await till.cache.read(lambda db: customers.cards_of(db, anna.id)) == [other]
    assert till.told(CustomerRemoved) == [CustomerRemoved(cleo.id)]
    till.heard.clear()
    await till.sync.catch_up()
    assert till.heard == []


async def test_own_writes_are_not_told_twice(till: Till) -> None:
    await till.sync.catch_up()
    mine = till.stripe.create("Mine")
    await till.cache.write(lambda db: customers.put_customers(db, [mine], front=True))
    await till.sync.catch_up()
    assert till.told(CustomerSaved) == []


async def test_a_deleted_customer_doesnt_come_back_with_a_late_event(till: Till) -> None:
    await till.sync.catch_up()
    late = till.stripe.create("Late")
    card = till.stripe.attach(late.id, "4242")
    till.stripe.detach(card.id)
    till.stripe.delete(late.id)
    till.stripe.events.reverse()
    await till.sync.catch_up()
    assert await till.names() == []
    assert await till.cache.read(lambda db: customers.cards_of(db, late.id)) == []


async def test_a_lost_cursor_is_healed_by_the_list(
    till: Till, caplog: pytest.LogCaptureFixture
) -> None:
    people = [till.stripe.create(f"N{number}") for number in range(5)]
    await till.sync.catch_up()
    till.stripe.delete(people[1].id)
    till.stripe.rename(people[3].id, "Renamed")
    till.stripe.create("New")
    till.stripe.events.clear()  # Stripe keeps them for 30 days
    till.stripe.create("Newest")
    await till.sync.catch_up()
    assert sorted(await till.names()) == ["N0", "N2", "N4", "New", "Newest", "Renamed"]
    assert till.told(CustomerRemoved) == [CustomerRemoved(people[1].id)]
    assert "sync_cursor_lost" in caplog.text


async def test_the_list_can_be_asked_for_again(till: Till) -> None:
    """Customers who come without an event, as the training panel's samples do."""
    gone = till.stripe.create("Gone")
    await till.sync.catch_up()
    till.stripe.delete(gone.id)
    till.stripe.create("Silent")
    till.stripe.events.clear()
    await till.sync.list_anew()
    assert await till.names() == ["Silent"]


async def test_another_refusal_is_told_not_healed(till: Till) -> None:
    await till.sync.catch_up()

    def refuse(what: str) -> None:
        raise RemoteRefused("remote.forbidden", code="x", param=None, request_id="req_1")

    till.stripe.before_reply = refuse
    with pytest.raises(RemoteRefused):
        await till.sync.catch_up()


async def test_a_page_and_its_cursor_are_committed_together(
    till: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    await till.sync.catch_up()
    till.stripe.create("One")
    till.stripe.create("Two")

    def fails(db: Database, now: object) -> None:
        raise EnvironmentFault("storage.full", retryable=True)

    with monkeypatch.context() as patch:
        patch.setattr(store, "put_progress", fails)
        with pytest.raises(EnvironmentFault):
            await till.sync.catch_up()
    assert await till.names() == []
    await till.sync.catch_up()
    assert await till.names() == ["Two", "One"]


async def test_following_goes_on_through_faults_and_says_so(till: Till) -> None:
    faults = [RemoteUnreachable(), RemoteUnknown(), RemoteUnreachable()]

    def shaky(what: str) -> None:
        if faults:
            raise faults.pop(0)

    till.stripe.before_reply = shaky
    till.stripe.create("There")
    till.sync.start()
    till.sync.start()
    while len(till.waits) < 5:
        till.slept.clear()
        await till.slept.wait()
    await till.sync.stop()
    await till.sync.stop()
    assert await till.names() == ["There"]
    assert till.told(SyncState) == [
        SyncState(False, NOW, "remote.unreachable"), SyncState(False, NOW, "remote.unknown"),
        SyncState(False, NOW, "remote.unreachable"), SyncState(True, NOW),
    ]  # fmt: skip
    assert [round(wait) for wait in till.waits[:5]] == [10, 20, 40, 5, 5]


async def test_a_bug_is_heard(till: Till) -> None:
    def broken(what: str) -> None:
        raise LookupError("not on purpose")

    heard: asyncio.Future[object] = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().set_exception_handler(
        lambda loop, context: heard.set_result(context["exception"])
    )
    till.stripe.before_reply = broken
    till.sync.start()
    assert isinstance(await heard, LookupError)
    await till.sync.stop()


# Any interleaving ends equal to the server.


def mutate(stripe: FakeStripe, dice: random.Random) -> None:
    known, cards = list(stripe.customers), list(stripe.cards)
    what = dice.choice(["create", "create", "rename", "delete", "attach", "attach", "detach"])
    if what == "create" or not known:
        stripe.create(f"Name {dice.randrange(1000)}")
    elif what == "rename":
        stripe.rename(dice.choice(known), f"Name {dice.randrange(1000)}")
    elif what == "delete":
        stripe.delete(dice.choice(known))
    elif what == "attach":
        stripe.attach(dice.choice(known), f"{dice.randrange(10_000):04d}")
    elif cards:
        stripe.detach(dice.choice(cards))


def everything(db: Database) -> tuple[dict[str, Customer], dict[str, SavedCard]]:
    held = {hit.customer.id: hit.customer for hit in lookup_store.find(db, "", 10_000)}
    return dict(held), {card.id: card for one in held for card in customers.cards_of(db, one)}


@pytest.mark.parametrize("seed", range(25))
async def test_any_interleaving_ends_equal_to_stripe(
    till: Till, seed: int, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR)
    dice = random.Random(seed)

    def weather(what: str) -> None:
        if what != "newest":  # cards saved before the till followed come when they are opened
            for _ in range(dice.choice([0, 0, 0, 1, 3])):
                mutate(till.stripe, dice)
        if dice.random() < 0.2:
            raise dice.choice([RemoteUnreachable, RemoteUnknown])

    for _ in range(dice.randrange(12)):
        till.stripe.create(f"Name {dice.randrange(1000)}")
    till.stripe.before_reply = weather
    for _ in range(25):
        till.stripe.repeat = dice.random() < 0.3
        following = asyncio.ensure_future(till.sync.catch_up())
        if dice.random() < 0.3:  # killed somewhere
            for _ in range(dice.randrange(30)):
                await asyncio.sleep(0)
            following.cancel()
            till.sync = till.service()
        await asyncio.gather(following, return_exceptions=True)
        if following.done() and not following.cancelled() and following.exception():
            assert isinstance(following.exception(), EnvironmentFault)
    till.stripe.before_reply = lambda what: None
    await till.sync.catch_up()
    held, cards = await till.cache.read(everything)
    assert held == till.stripe.customers
    assert cards == till.stripe.cards


async def test_repeated_events_change_nothing(till: Till) -> None:
    await till.sync.catch_up()
    one = till.stripe.create("Before")
    await till.sync.catch_up()
    till.stripe.rename(one.id, "After")
    await till.sync.catch_up()
    till.heard.clear()
    page = await till.stripe.list_events(None, ())
    assert await till.cache.write(lambda db: handlers.take_events(db, page)) == []
    assert await till.names() == ["After"]
