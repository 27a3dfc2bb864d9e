"""The list in ranges side by side: whole, in order, never twice, from wherever it was cut off."""

import asyncio
import random
from collections import Counter

import pytest

from pos_app.customers import version_store
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.kernel.errors import RemoteUnreachable
from pos_app.kernel.ids import CustomerId
from pos_app.sync import store
from pos_app.sync.model import SyncProgressed
from tests.integration.sync.fake_stripe import PAGE, FakeStripe
from tests.integration.sync.till import NOW, Till, everything


def populate(stripe: FakeStripe, count: int, dice: random.Random) -> list[str]:
    """Customers from all over the years, in bursts too; their names, newest first."""
    for _ in range(count):
        stripe._made += dice.choice([0, 0, 1, 3600, 86_400 * 9])
        stripe.create(f"N{stripe._made}", silent=True)
    return [one.name for one in list(stripe.customers.values())[::-1]]


@pytest.mark.parametrize("seed", range(12))
async def test_everyone_comes_newest_first_however_they_are_spread(till: Till, seed: int) -> None:
    dice = random.Random(seed)
    expected = populate(till.stripe, 400, dice)
    till.stripe.travel = lambda: dice.choice([0, 1, 5, 20])
    await till.sync.catch_up()
    assert await till.names() == expected
    needed = 400 / PAGE
    assert len(till.stripe.asked) < needed * 1.5 + 60


async def test_ranges_are_read_side_by_side(till: Till) -> None:
    populate(till.stripe, 400, random.Random(1))
    under_way = most = 0

    async def travel() -> None:
        nonlocal under_way, most
        under_way += 1
        most = max(most, under_way)
        for _ in range(20):
            await asyncio.sleep(0)
        under_way -= 1

    till.stripe._travel = travel
    await till.sync.catch_up()
    assert 8 < most <= till.stripe.at_once


async def test_customers_of_one_second_stay_together(till: Till) -> None:
    till.stripe.a_second = 1000
    names = [till.stripe.create(f"N{number}").name for number in range(40)]
    await till.sync.catch_up()
    assert await till.names() == names[::-1]


@pytest.mark.parametrize("after", [1, 5, 40, 90])
async def test_a_killed_fill_repeats_only_what_had_not_been_written(till: Till, after: int) -> None:
    expected = populate(till.stripe, 400, random.Random(after))
    till.stripe.travel = lambda: 3
    cut = asyncio.ensure_future(till.sync.catch_up())
    while len(till.stripe.asked) < after:  # noqa: ASYNC110 (counted, not signalled)
        await asyncio.sleep(0)
    cut.cancel()
    await asyncio.gather(cut, return_exceptions=True)
    await till.cache.write(store.ranges)  # by the writer: after what was under way
    first = Counter(till.stripe.asked)
    till.stripe.asked.clear()
    await till.service().catch_up()
    twice = sum(1 for asked in till.stripe.asked if asked in first)
    assert twice <= 2 * till.stripe.at_once
    assert await till.names() == expected


async def test_a_range_that_runs_out_of_places_goes_on_behind_everyone(till: Till) -> None:
    expected = populate(till.stripe, 400, random.Random(2))
    till.stripe.travel = lambda: 3
    cut = asyncio.ensure_future(till.sync.catch_up())
    while len(till.stripe.asked) < 20:  # noqa: ASYNC110 (counted, not signalled)
        await asyncio.sleep(0)
    cut.cancel()
    await asyncio.gather(cut, return_exceptions=True)
    # so many more in a second than anybody could have foreseen
    crowd = "UPDATE sync_ranges SET rank = ?1 + ?2 * number, room = ?1 + ?2 * (number + 1)"
    await till.cache.write(lambda db: db.execute(crowd, [1 << 36, PAGE + 1]))
    await till.service().catch_up()
    names = await till.names()
    assert sorted(names) == sorted(expected)
    assert names[:PAGE] == expected[:PAGE]


async def test_a_fault_ends_the_run_and_keeps_what_came(till: Till) -> None:
    populate(till.stripe, 60, random.Random(2))
    asked: list[str] = []

    def cut(what: str) -> None:
        asked.append(what)
        if asked.count("customers") == 9:
            raise RemoteUnreachable

    till.stripe.before_reply = cut
    with pytest.raises(RemoteUnreachable):
        await till.sync.catch_up()
    held = len(await till.names())
    assert 0 < held < 60
    till.stripe.before_reply = asked.append
    asked.clear()
    await till.service().catch_up()
    assert "newest" not in asked, "it goes on, it doesn't begin again"
    assert len(await till.names()) == 60


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


async def test_a_page_older_than_an_own_write_doesnt_undo_it(till: Till) -> None:
    one = till.stripe.create("Before")
    arrived, go = asyncio.Event(), asyncio.Event()

    async def travel() -> None:
        arrived.set()
        await go.wait()

    till.stripe._travel = travel
    following = asyncio.ensure_future(till.sync.catch_up())
    await arrived.wait()  # the page says "Before" and is on its way
    till.stripe._travel = lambda: asyncio.sleep(0)
    await till.customers.edit(one.id, CustomerDraft("After"))
    assert await till.names() == ["After"]

    def no_events(what: str) -> None:
        if what == "events":  # which would mend it, a moment later
            raise RemoteUnreachable

    till.stripe.before_reply = no_events
    go.set()
    with pytest.raises(RemoteUnreachable):
        await following
    assert (await till.cache.read(store.progress)).filled, "the page was written"
    assert await till.names() == ["After"]


async def test_who_is_made_here_during_a_relist_stays(till: Till) -> None:
    for number in range(4):
        till.stripe.create(f"N{number}")
    await till.sync.catch_up()
    made: list[asyncio.Task[object]] = []

    def meanwhile(what: str) -> None:
        if what == "customers" and not made:
            made.append(asyncio.ensure_future(till.customers.create(CustomerDraft("Mine"))))

    till.stripe.before_reply = meanwhile
    till.stripe.travel = lambda: 10
    till.heard.clear()
    await till.sync.list_anew()
    removed = [event for event in till.heard if type(event).__name__ == "CustomerRemoved"]
    assert removed == []
    assert "Mine" in await till.names()


async def test_an_import_during_the_first_fill_takes_nobodys_place(till: Till) -> None:
    expected = populate(till.stripe, 60, random.Random(3))
    imported: list[Customer] = []

    async def travel() -> None:
        if len(till.stripe.asked) % 3 == 2:
            who = till.stripe.create(f"Imported {len(imported)}", silent=True)
            imported.append(who)
            await till.cache.write(lambda db: version_store.keep_written(db, [who], 0))

    till.stripe._travel = travel
    await till.sync.catch_up()
    found = await till.names()
    assert [name for name in found if not name.startswith("Imported")] == expected
    assert found[len(expected) :] == [one.name for one in imported], "behind everyone"
    assert len(imported) > 3


async def test_time_left_is_told_once_there_is_a_speed(till: Till) -> None:
    populate(till.stripe, 400, random.Random(3))
    till.stripe.before_reply = lambda what: till.clock.pass_(seconds=1)
    await till.sync.catch_up()
    told = [event for event in till.told(SyncProgressed) if event.seconds_left is not None]
    assert len(told) > 5
    assert told[-1].seconds_left == 0
    assert all(event.seconds_left >= 0 for event in told)


async def test_a_copy_from_before_ranges_serves_and_begins_anew(till: Till) -> None:
    kept = till.stripe.create("Kept")
    gone = till.stripe.create("Gone")
    await till.sync.catch_up()
    till.stripe.delete(gone.id)
    till.stripe.events.clear()
    await till.cache.write(lambda db: db.execute("DELETE FROM sync_progress"))
    assert len(await till.names()) == 2
    await till.service().catch_up()
    held, _ = await till.cache.read(everything)
    assert held == {kept.id: kept}


async def test_everybodys_cards_come_after_the_fill_newest_customers_first(till: Till) -> None:
    owners: list[CustomerId] = []
    for number in range(20):
        owner = till.stripe.create(f"N{number}")
        till.stripe.attach(owner.id, f"{number:04d}", silent=True)
        owners.append(owner.id)
    till.stripe.events.clear()
    await till.sync.catch_up()
    assert await till.found("0003") == []
    asked: list[str] = []
    till.stripe.before_reply = asked.append
    before = till.stripe.list_cards
    order: list[CustomerId] = []

    async def noted(customer_id: CustomerId, *, background: bool = False) -> object:
        assert background
        order.append(customer_id)
        if len(order) == 12:
            raise RemoteUnreachable
        return await before(customer_id, background=background)

    till.stripe.list_cards = noted
    with pytest.raises(RemoteUnreachable):
        await till.sync.ask_for_cards()
    assert order[:4] == owners[::-1][:4]
    await till.service().ask_for_cards()
    assert order.count(owners[-1]) == 1, "those kept before the fault aren't asked for again"
    assert await till.found("0003") == ["N3"]
    _, cards = await till.cache.read(everything)
    assert cards == till.stripe.cards


async def test_following_asks_for_cards_between_two_looks(till: Till) -> None:
    owner = till.stripe.create("Owner")
    till.stripe.attach(owner.id, "4242", silent=True)
    till.sync.start()
    while len(till.waits) < 2:
        till.slept.clear()
        await till.slept.wait()
    await till.sync.stop()
    assert await till.found("4242") == ["Owner"]
    assert till.clock.now() == NOW
