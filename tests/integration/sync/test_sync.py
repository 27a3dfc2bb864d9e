"""Following a made-up Stripe into a real cache."""

import asyncio
from dataclasses import replace

import pytest

from pos_app.customers import store as customers
from pos_app.customers import version_store
from pos_app.customers.model import (
    CardsChanged,
    CustomerDraft,
    CustomerRemoved,
    CustomerSaved,
    CustomersLoaded,
)
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.storage import Database
from pos_app.sync import store
from pos_app.sync.handlers import CUSTOMERS, take_events
from pos_app.sync.model import (
    PROMPT_AGAIN,
    SLOW_SECONDS,
    CaughtUp,
    LastCaughtUp,
    SyncProgressed,
    SyncState,
)
from tests.integration.sync.till import NOW, Till


async def test_the_first_fill_brings_everyone_newest_first(till: Till) -> None:
    for number in range(7):
        till.stripe.create(f"N{number}")
    await till.sync.catch_up()
    assert await till.names() == [f"N{number}" for number in range(6, -1, -1)]
    progress = till.told(SyncProgressed)
    assert progress[0] == SyncProgressed(0, finished=False)
    assert progress[-1] == SyncProgressed(7, finished=True, seconds_left=progress[-1].seconds_left)
    assert till.told(CustomersLoaded)[-1] == CustomersLoaded(7)
    assert till.told(CustomerSaved) == []
    assert till.told(CaughtUp) == [CaughtUp(NOW)]


async def test_an_empty_account(till: Till) -> None:
    await till.sync.catch_up()
    assert till.told(SyncProgressed)[-1] == SyncProgressed(0, True)
    till.stripe.create("First ever")
    await till.sync.catch_up()
    assert await till.names() == ["First ever"]


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
    assert till.heard == [CaughtUp(NOW)]


async def test_own_writes_are_not_told_twice(till: Till) -> None:
    await till.sync.catch_up()
    mine = await till.customers.create(CustomerDraft("Mine"))
    await till.sync.catch_up()
    assert till.told(CustomerSaved) == [CustomerSaved(mine)]


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

    def fails(db: Database, *given: object) -> None:
        raise EnvironmentFault("storage.full", retryable=True)

    with monkeypatch.context() as patch:
        patch.setattr(store, "put_cursor", fails)
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


async def test_a_till_opened_offline_tells_how_old_its_copy_is(till: Till) -> None:
    till.stripe.create("There")
    await till.sync.catch_up()

    def cut_off(what: str) -> None:
        raise RemoteUnreachable

    till.stripe.before_reply = cut_off
    till.clock.pass_(days=2)
    for _ in range(2):
        till.heard.clear()
        reopened = till.service()
        for told in ([LastCaughtUp(NOW)], []):  # once, not at each attempt
            with pytest.raises(RemoteUnreachable):
                await reopened.catch_up()
            assert till.heard == told
            till.heard.clear()


async def test_no_age_is_told_of_a_copy_that_was_never_whole(till: Till) -> None:
    till.stripe.create("There")

    def cut_off(what: str) -> None:
        if what == "customers":
            raise RemoteUnreachable

    till.stripe.before_reply = cut_off
    for _ in range(2):
        with pytest.raises(RemoteUnreachable):
            await till.service().catch_up()
    assert till.told(LastCaughtUp) == []


async def test_no_age_is_told_that_no_clock_may_say(till: Till) -> None:
    """Neither of a copy to be listed once more, nor one noted while the clock was ahead."""
    await till.sync.catch_up()
    till.clock.pass_(hours=-2)
    await till.service().catch_up()
    await till.cache.write(store.m004_list_once_more)
    await till.service().catch_up()
    assert till.told(LastCaughtUp) == []


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


async def test_repeated_events_change_nothing(till: Till) -> None:
    await till.sync.catch_up()
    one = till.stripe.create("Before")
    await till.sync.catch_up()
    till.stripe.rename(one.id, "After")
    await till.sync.catch_up()
    page = await till.stripe.list_events(None, ())
    again = await till.cache.write(lambda db: take_events(db, "customers", page, [CUSTOMERS]))
    assert again == []
    assert await till.names() == ["After"]


async def test_a_copy_of_the_version_before_is_listed_once_more(till: Till) -> None:
    """Which brings what customers have since: their default card, and the mark of notes."""
    who = till.stripe.create("Ann").id
    gone = till.stripe.create("Ben").id
    await till.sync.catch_up()
    till.stripe.delete(gone)
    await till.sync.catch_up()
    marked = replace(till.stripe.customers[who], default_card="pm_1", agreements_mark="1 till_2 x")
    till.stripe.customers[who] = marked
    await till.cache.write(store.m004_list_once_more)
    for lists in (1, 0):
        asked = len(till.stripe.asked)
        await till.sync.catch_up()
        assert len(till.stripe.asked) == asked + lists
    assert await till.cache.read(lambda db: customers.customer(db, who)) == marked
    assert await till.cache.read(lambda db: version_store.is_gone(db, gone)), "stays known"


async def test_late_answers_are_told_and_again_once_they_come_in_time(till: Till) -> None:
    """Judged by the looks at events that are made anyway: nothing more is asked."""
    await till.sync.catch_up()
    till.heard.clear()
    late = True

    def on_its_way(_what: str) -> None:
        if late:
            till.clock.pass_(seconds=SLOW_SECONDS + 1)

    till.stripe.before_reply = on_its_way
    await till.sync.catch_up()
    assert [(one.connected, one.slow) for one in till.states()] == [(True, True)]
    late = False
    for _ in range(PROMPT_AGAIN):
        await till.sync.catch_up()
    assert [(one.connected, one.slow) for one in till.states()] == [(True, True), (True, False)]
