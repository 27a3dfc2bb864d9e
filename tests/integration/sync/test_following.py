"""Events in any order, beside own writes, from any feed, for any feature."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pos_app.customers import index_store
from pos_app.customers import store as customers
from pos_app.customers.model import (
    Customer,
    CustomerDraft,
    CustomerRemoved,
    CustomerSaved,
    SavedCard,
)
from pos_app.storage import Database
from pos_app.sync import store
from pos_app.sync.handlers import CUSTOMERS, CustomersListed, Follow, Told, take_events
from pos_app.sync.model import LONGEST_GAP
from pos_app.sync.ports import (
    CardChanged,
    CardDetached,
    CustomerChanged,
    CustomerDeleted,
    CustomerTouched,
    FeedEvent,
    FeedPage,
    FeedStart,
    Source,
)
from tests.integration.sync.fake_stripe import BEGIN
from tests.integration.sync.till import Till, everything


def event(number: int, change: object, *, at: int = 0) -> FeedEvent:
    moment = datetime.fromtimestamp(BEGIN + (at or number), UTC)
    return FeedEvent(f"evt_own_{number}", "customer.updated", moment, change)


class Stream:
    """Another source in the feed's place: messages with offsets, as a stream of webhooks has."""

    def __init__(self) -> None:
        self.messages: list[FeedEvent] = []

    async def newest(self, types: Sequence[str]) -> FeedStart | None:
        return FeedStart("offset-0", datetime.fromtimestamp(BEGIN, UTC))

    async def list_events(self, after: str | None, types: Sequence[str]) -> FeedPage:
        assert after is not None
        start = int(after.removeprefix("offset-"))
        page = self.messages[start : start + 2]
        end = start + len(page)
        return FeedPage(page, end < len(self.messages), f"offset-{end}")


async def streamed(till: Till) -> Stream:
    """The till follows a stream from now on, and has caught up with it."""
    stream = Stream()
    till.sources = (Source("stream", till.stripe, stream),)
    till.sync = till.service()
    await till.sync.catch_up()
    return stream


def changed(them: Sequence[Customer], first: int = 0) -> list[object]:
    """Each by another name."""
    names = (f"Change {first + number}" for number in range(len(them)))
    return [CustomerChanged(replace(one, name=name)) for one, name in zip(them, names, strict=True)]


async def take(till: Till, changes: Sequence[object]) -> list[object]:
    page = FeedPage([event(100 + at, one) for at, one in enumerate(changes)], False, "evt_end")
    return await till.cache.write(lambda db: take_events(db, "customers", page, [CUSTOMERS]))


async def test_a_page_of_changes_is_one_part_of_the_index(till: Till) -> None:
    """However they lie: each part is one more to look into."""
    them = [till.stripe.create(f"Kept {number}") for number in range(40)]
    await till.sync.catch_up()
    before = await till.cache.read(index_store.parts)
    await take(till, changed([*them[::3], *them[1::3], *them[2::3]]))
    assert await till.cache.read(index_store.parts) <= before + 2


async def test_in_a_page_each_customer_ends_as_their_last_change_says(till: Till) -> None:
    them = [till.stripe.create(f"Kept {number}") for number in range(9)]
    await till.sync.catch_up()
    new = replace(them[0], id="cus_new", name="New")
    whom = [*them[::-1], new, *them[1:4], new, *them[3:6], them[8]]
    changes = changed(whom)
    changes[12:12] = [CustomerDeleted(them[2].id)]
    told = await take(till, changes)
    last = {one.id: f"Change {number}" for number, one in enumerate(whom)}
    del last[them[2].id]
    assert sorted(await till.names()) == sorted(last.values())
    for who, name in last.items():
        heard = [one.customer.name for one in told if isinstance(one, CustomerSaved)
                 and one.customer.id == who]  # fmt: skip
        assert heard[-1] == name


async def test_another_source_takes_the_feeds_place(till: Till) -> None:
    kept, gone = till.stripe.create("Kept"), till.stripe.create("Gone")
    stream = await streamed(till)
    new = replace(kept, id="cus_new", name="New")
    stream.messages = [
        event(10, CustomerChanged(replace(kept, name="Renamed"))),
        event(11, CustomerDeleted(gone.id)),
        event(12, CustomerChanged(new)),
    ]
    await till.sync.catch_up()
    assert await till.names() == ["New", "Renamed"]
    now = await till.cache.read(store.progress)
    assert now.cursors == {"stream": "offset-3"}
    await till.sync.catch_up()
    assert await till.names() == ["New", "Renamed"]


async def test_another_set_of_sources_is_listed_anew(till: Till) -> None:
    till.stripe.create("One")
    await till.sync.catch_up()
    till.stripe.create("Silent", silent=True)
    await streamed(till)
    assert sorted(await till.names()) == ["One", "Silent"]


async def test_an_older_update_after_a_newer_one_doesnt_win(till: Till) -> None:
    one = till.stripe.create("First")
    stream = await streamed(till)
    stream.messages = [
        event(30, CustomerChanged(replace(one, name="Third"))),
        event(20, CustomerChanged(replace(one, name="Second"))),
    ]
    await till.sync.catch_up()
    assert await till.names() == ["Third"]


async def test_two_updates_of_one_second_are_looked_at_at_stripe(till: Till) -> None:
    one = till.stripe.create("First")
    stream = await streamed(till)
    asked: list[str] = []
    till.stripe.rename(one.id, "Truth")
    till.stripe.before_reply = asked.append
    stream.messages = [
        event(30, CustomerChanged(replace(one, name="Truth"))),
        event(31, CustomerChanged(replace(one, name="Sooner in that second")), at=30),
    ]
    await till.sync.catch_up()
    assert await till.names() == ["Truth"]
    assert asked == ["customer"]


async def test_what_the_list_knew_already_isnt_taken_from_older_events(till: Till) -> None:
    till.stripe.a_second = 1
    one = till.stripe.create("First")
    till.stripe.rename(one.id, "Second")
    till.stripe.rename(one.id, "Third")
    await till.sync.catch_up()
    till.stripe.repeat = True  # the last two events once more, the older first
    till.stripe.events.pop()  # and the newest is late
    await till.cache.write(lambda db: store.put_cursor(db, "customers", "evt_2"))
    await till.sync.catch_up()
    assert await till.names() == ["Third"]


async def test_an_event_from_before_an_own_write_doesnt_undo_it(till: Till) -> None:
    one = till.stripe.create("First")
    stream = await streamed(till)
    await till.customers.edit(one.id, CustomerDraft("Mine"))
    stream.messages = [event(99, CustomerChanged(replace(one, name="Theirs, before mine")))]
    await till.sync.catch_up()
    assert await till.names() == ["Mine"]
    till.stripe.rename(one.id, "Theirs, after mine")
    stream.messages.append(event(100, CustomerChanged(till.stripe.customers[one.id])))
    await till.sync.catch_up()
    assert await till.names() == ["Theirs, after mine"]


async def test_an_event_of_a_customer_deleted_since_leaves_nothing(till: Till) -> None:
    one = till.stripe.create("First")
    stream = await streamed(till)
    await till.customers.edit(one.id, CustomerDraft("Mine"))
    till.stripe.delete(one.id)
    stream.messages = [event(99, CustomerChanged(replace(one, name="Late")))]
    await till.sync.catch_up()
    assert await till.names() == []


async def test_an_event_that_shows_nothing_is_asked_about(till: Till) -> None:
    """As those of accounts do; an account may leave the customers and come back."""
    one = till.stripe.create("First")
    stream = await streamed(till)
    stream.messages = [event(10, CustomerDeleted(one.id))]
    await till.sync.catch_up()
    assert await till.names() == []
    stream.messages.append(event(11, CustomerTouched(one.id)))
    await till.sync.catch_up()
    assert await till.names() == ["First"]


async def test_a_reply_about_a_customer_deleted_since_is_not_told(till: Till) -> None:
    one = till.stripe.create("One")
    await till.sync.catch_up()
    write = till.stripe.update_customer

    async def write_late(*given: Any) -> Customer:
        written = await write(*given)
        till.stripe.delete(one.id)  # at another till, and heard of before the reply is here
        await till.sync.catch_up()
        return written

    till.stripe.update_customer = write_late  # type: ignore[method-assign]
    till.heard.clear()
    await till.customers.edit(one.id, CustomerDraft("Edited"))
    assert await till.names() == []
    told = [event for event in till.heard if isinstance(event, CustomerSaved | CustomerRemoved)]
    assert told[-1] == CustomerRemoved(one.id), "who hears of it would show them again"


async def test_a_card_detached_before_its_attaching_is_told_stays_away(till: Till) -> None:
    one = till.stripe.create("Owner")
    stream = await streamed(till)
    card = till.stripe.attach(one.id, "4242")
    stream.messages = [event(12, CardDetached(card.id)), event(11, CardChanged(card))]
    await till.sync.catch_up()
    assert await till.cache.read(lambda db: customers.cards_of(db, one.id)) == []
    assert await till.found("4242") == []


async def test_a_list_of_cards_older_than_a_new_card_doesnt_lose_it(till: Till) -> None:
    one = till.stripe.create("Owner")
    await till.sync.catch_up()
    cards: list[SavedCard] = []

    async def travel() -> None:
        till.stripe._travel = _nothing
        cards.append(till.stripe.attach(one.id, "4242"))  # after the list was read
        await till.sync.catch_up()  # and its event comes before the list does

    till.stripe._travel = travel
    assert list(await till.customers.refresh_cards(one.id)) == cards
    assert await till.cache.read(lambda db: customers.cards_of(db, one.id)) == cards


async def _nothing() -> None:
    return None


@pytest.mark.parametrize("days", [LONGEST_GAP.days - 1, LONGEST_GAP.days + 1])
async def test_a_gap_that_may_have_lost_events_is_healed(
    till: Till, days: int, caplog: pytest.LogCaptureFixture
) -> None:
    """The cursor may still be known after it: it is the time that counts."""
    till.stripe.create("Before")
    await till.sync.catch_up()
    till.stripe.create("Silent", silent=True)
    till.clock.pass_(days=days)
    await till.sync.catch_up()
    healed = days > LONGEST_GAP.days
    assert ("Silent" in await till.names()) == healed
    assert ("sync_gap_too_long" in caplog.text) == healed
    assert timedelta(days=31) > LONGEST_GAP


@pytest.mark.parametrize("hours", [20, 28])
async def test_a_clock_that_was_ahead_hides_no_gap(till: Till, hours: int) -> None:
    """What was noted by it lies in the future: how long ago that is, nobody knows."""
    till.clock.pass_(hours=hours)
    till.stripe.create("Before")
    await till.sync.catch_up()
    till.stripe.create("Silent", silent=True)
    till.clock.pass_(hours=-hours)
    await till.sync.catch_up()
    assert ("Silent" in await till.names()) == (hours > 24)


async def test_a_feature_brings_its_own_handler(till: Till) -> None:
    """Each in the transaction of the cursor, told of the list as well."""
    seen: list[tuple[str, str]] = []

    def sale_changed(db: Database, change: str, told: Told) -> Sequence[object]:
        db.execute("CREATE TABLE IF NOT EXISTS sales_seen (id TEXT PRIMARY KEY)")
        db.execute("INSERT OR IGNORE INTO sales_seen (id) VALUES (?)", [change])
        return []

    def listed(db: Database, change: CustomersListed, told: Told) -> Sequence[object]:
        seen.extend(("listed", one.name) for one in change.customers)
        return []

    def changed(db: Database, change: CustomerChanged, told: Told) -> Sequence[object]:
        seen.append(("changed", change.customer.name))
        return []

    sales = Follow(
        types=("payment_intent.succeeded",),
        handlers={str: sale_changed, CustomersListed: listed, CustomerChanged: changed},
    )
    till.follows = (CUSTOMERS, sales)
    asked: list[Sequence[str]] = []
    one = till.stripe.create("One")
    stream = await streamed(till)
    list_events = stream.list_events

    async def noted(after: str | None, types: Sequence[str]) -> FeedPage:
        asked.append(types)
        return await list_events(after, types)

    stream.list_events = noted
    stream.messages = [event(10, "sale_1"), event(11, CustomerChanged(replace(one, name="Two")))]
    await till.sync.catch_up()
    assert seen == [("listed", "One"), ("changed", "Two")]
    assert {"customer.updated", "payment_intent.succeeded"} <= set(asked[0])
    rows = await till.cache.read(lambda db: db.execute("SELECT id FROM sales_seen").fetchall())
    assert rows == [("sale_1",)]
    held, _ = await till.cache.read(everything)
    assert [one.name for one in held.values()] == ["Two"]
