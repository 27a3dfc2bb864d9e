"""The board is always what it would be if it were made from nothing, whatever changed."""

import asyncio
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.model import CardsChanged, CustomersLoaded
from pos_app.dues import keeping
from pos_app.dues.keeping import Kept
from pos_app.dues.model import Board, DueRow
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from tests.ui.dues.fakes import due_row

TODAY = date(2026, 12, 1)
PEOPLE = [CustomerId(f"cus_{number:04d}") for number in range(1, 5)]


class World:
    """Who owes what, by day; and how often the board was made of it."""

    def __init__(self) -> None:
        self.events = EventBus()
        self.owed: dict[CustomerId, list[int]] = {who: [0] for who in PEOPLE}
        """Days from TODAY."""
        self.under_way: set[CustomerId] = set()
        self.asked: list[Sequence[CustomerId] | None] = []
        self.meanwhile = 0
        self.fault: EnvironmentFault | None = None
        self.kept = Kept(self.events, self.make, self.waiting)

    async def make(self, today: date, owners: Sequence[CustomerId] | None) -> Board:
        self.asked.append(owners)
        if self.fault is not None:
            raise self.fault
        made = self.scratch(today, owners)
        if self.meanwhile:
            self.meanwhile -= 1
            self.change(PEOPLE[0], [self.meanwhile])
        await asyncio.sleep(0)
        return made

    async def waiting(self) -> frozenset[CustomerId]:
        return frozenset(self.under_way)

    def scratch(self, today: date, owners: Sequence[CustomerId] | None = None) -> Board:
        rows = sorted(
            (row for who in owners or PEOPLE for row in self._rows(who)),
            key=lambda row: (row.due_on, row.item.id),
        )
        return Board(
            today,
            tuple(row for row in rows if row.due_on < today),
            tuple(row for row in rows if row.due_on == today),
            tuple(row for row in rows if row.due_on > today),
        )

    def _rows(self, who: CustomerId) -> list[DueRow]:
        number, days = PEOPLE.index(who) + 1, self.owed[who]
        return [due_row(number, due=TODAY + timedelta(days=day)) for day in days]

    def change(self, who: CustomerId, days: list[int]) -> None:
        self.owed[who] = days
        self.events.publish(CardsChanged(who))


WHO = st.sampled_from(PEOPLE)
DAYS = st.lists(st.integers(-3, 3), max_size=2, unique=True)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("change"), WHO, DAYS),
        st.tuples(st.just("pay"), WHO, DAYS),
        st.tuples(st.just("many"), WHO, DAYS),
        st.tuples(st.just("ask"), st.integers(0, 2), st.none()),
    ),
    max_size=12,
)


@given(STEPS)
def test_it_equals_one_made_from_nothing(steps: list[tuple[str, object, object]]) -> None:
    async def play() -> None:
        world, today = World(), TODAY
        for what, which, days in steps:
            if what == "change":
                world.change(which, days)  # type: ignore[arg-type]
            elif what == "many":
                world.owed[which] = days  # type: ignore[index, assignment]
                world.events.publish(CustomersLoaded(4))
            elif what == "pay":  # begins and changes without an event, as a lost charge does
                world.under_way ^= {which}  # type: ignore[arg-type]
                world.owed[which] = days  # type: ignore[index, assignment]
                world.events.publish(CardsChanged(which))  # type: ignore[arg-type]
            else:
                today += timedelta(days=which)  # type: ignore[arg-type]
                assert await world.kept.board(today) == world.scratch(today)
        assert await world.kept.board(today) == world.scratch(today)

    asyncio.run(play())


async def test_only_those_are_read_of_whom_something_changed() -> None:
    world = World()
    first = await world.kept.board(TODAY)
    assert await world.kept.board(TODAY) is first
    world.change(PEOPLE[2], [1])
    second = await world.kept.board(TODAY)
    assert world.asked == [None, [PEOPLE[2]]]
    assert second.upcoming == (due_row(3, due=TODAY + timedelta(days=1)),)
    world.events.publish(CardsChanged(PEOPLE[1]))
    assert await world.kept.board(TODAY) is second, "nothing is different"


async def test_a_payment_under_way_is_looked_at_each_time_and_once_more_after_it() -> None:
    world = World()
    await world.kept.board(TODAY)
    world.under_way = {PEOPLE[1]}
    await world.kept.board(TODAY)
    world.under_way = set()
    world.owed[PEOPLE[1]] = []
    assert len((await world.kept.board(TODAY)).due_today) == 3
    await world.kept.board(TODAY)
    assert world.asked == [None, [PEOPLE[1]], [PEOPLE[1]]]


async def test_what_changed_while_it_was_made_is_taken_in() -> None:
    world = World()
    world.meanwhile = 2
    assert await world.kept.board(TODAY) == world.scratch(TODAY)


@pytest.mark.parametrize("first", [True, False])
async def test_a_fault_leaves_it_to_the_next_time(first: bool) -> None:
    world = World()
    if not first:
        await world.kept.board(TODAY)
    world.change(PEOPLE[0], [2])
    world.fault = EnvironmentFault("storage.busy", retryable=True)
    with pytest.raises(EnvironmentFault):
        await world.kept.board(TODAY)
    world.fault = None
    assert await world.kept.board(TODAY) == world.scratch(TODAY)


async def test_it_is_made_ahead_and_again_once_it_is_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "_QUIET_SECONDS", 0.01)
    world = World()
    today = TODAY
    ready = asyncio.ensure_future(world.kept.keep_ready(lambda: today))
    try:
        await until(lambda: len(world.asked) == 1)
        for _ in range(5):
            world.events.publish(CustomersLoaded(4))
        await until(lambda: len(world.asked) == 2)
        world.owed[PEOPLE[0]] = []
        world.events.publish(CardsChanged(PEOPLE[0]))
        assert len((await world.kept.board(TODAY)).due_today) == 3
        assert world.asked == [None, None, [PEOPLE[0]]]
    finally:
        ready.cancel()
        await asyncio.wait([ready])


async def test_it_is_made_for_the_new_day_before_anybody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(keeping, "_LOOK_SECONDS", 0.01)
    world, days = World(), [TODAY]
    ready = asyncio.ensure_future(world.kept.keep_ready(lambda: days[-1]))
    try:
        await until(lambda: len(world.asked) == 1)
        days.append(TODAY + timedelta(days=1))
        await until(lambda: len(world.asked) == 2)
        board = await world.kept.board(days[-1])
        assert (len(board.overdue), len(world.asked)) == (4, 2)
    finally:
        ready.cancel()
        await asyncio.wait([ready])


async def test_a_fault_ahead_of_time_is_logged_and_tried_again(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(keeping, "_LOOK_SECONDS", 0.01)
    world = World()
    world.fault = EnvironmentFault("storage.busy", retryable=True)
    ready = asyncio.ensure_future(world.kept.keep_ready(lambda: TODAY))
    try:
        await until(lambda: "board_not_ready reason=storage.busy" in caplog.text)
        world.fault, before = None, len(world.asked)
        await until(lambda: len(world.asked) > before)
        assert await world.kept.board(TODAY) == world.scratch(TODAY)
    finally:
        ready.cancel()
        await asyncio.wait([ready])


async def until(seen: "object") -> None:
    async with asyncio.timeout(5):
        while not seen():  # type: ignore[operator]  # noqa: ASYNC110 (counted, not told)
            await asyncio.sleep(0.001)
