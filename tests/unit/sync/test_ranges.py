from bisect import bisect_left
from collections import deque
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.model import Customer
from pos_app.kernel.ids import CustomerId
from pos_app.sync.ranges import (
    FIRST_CUSTOMERS,
    PAGE,
    Range,
    advanced,
    divided,
    fair_pages,
    restarted,
)

NOW = 1_795_000_000
ROOM = (1 << 40, (1 << 40) + (1 << 36))


def customer(created: int) -> Customer:
    at = datetime.fromtimestamp(created, UTC)
    return Customer(CustomerId(f"cus_{created}"), "", "", "", "", "", at)


@given(
    since=st.sampled_from([0, FIRST_CUSTOMERS, NOW - 1000, NOW - 10_000_000]),
    reached=st.integers(FIRST_CUSTOMERS, NOW),
    density=st.floats(1e-9, 1e6),
    helpers=st.integers(0, 40),
    room=st.integers(1, 1 << 36),
)
def test_the_parts_hold_every_second_once(
    since: int, reached: int, density: float, helpers: int, room: int
) -> None:
    rank = ROOM[0]
    whole = Range(7, "customers", since, None, rank, rank + room, "cus_1", reached, density)
    parts = divided(whole, helpers)
    assert len(parts) <= helpers + 1
    assert parts[0].number == 7
    assert (parts[0].after, parts[0].reached) == ("cus_1", reached)
    assert parts[0].until is None
    assert parts[-1].since == since
    for newer, older in pairwise(parts):
        assert older.until == newer.since
        assert older.since < older.until
        assert older.number == 0
        assert newer.rank < newer.room <= older.rank
    assert parts[-1].room <= whole.room
    if len(parts) > 1:
        assert parts[0].since <= reached, "the rest of the second reached is not given away"


def test_a_page_moves_the_range_on() -> None:
    whole = Range(1, "customers", 0, None, *ROOM)
    listed = [customer(NOW - step * 10) for step in range(100)]
    then = advanced(whole, listed, "cus_x")
    assert then is not None
    assert (then.after, then.reached, then.rank) == ("cus_x", NOW - 990, ROOM[0] + 100)
    assert round(then.density, 2) == 0.1
    assert advanced(whole, listed, None) is None
    assert advanced(whole, [], "cus_x") is None, "a list that shows nothing would go on for ever"


def test_what_is_left_is_told_where_the_end_is_known() -> None:
    assert Range(1, "customers", 0, None, *ROOM, density=1).left is None
    assert Range(1, "customers", 100, None, *ROOM, density=1).left is None
    assert Range(1, "customers", 100, 300, *ROOM, density=0.5).left == 100
    assert Range(1, "customers", 100, 300, *ROOM, "cus", 200, 0.5).left == 50


def test_a_lost_place_begins_again_at_the_second_it_reached() -> None:
    lost = Range(1, "customers", 100, 300, *ROOM, "cus_1", 250, 1.0)
    again = restarted(lost)
    assert (again.since, again.until, again.after) == (100, 251, None)
    assert restarted(Range(1, "accounts", 0, None, *ROOM, "token")).until is None


YEARS = 3 * 365 * 86_400
MANY = 60_000


def evenly() -> list[int]:
    return [NOW - number * YEARS // MANY for number in range(MANY)]


def growing() -> list[int]:
    """Few at first, most of them lately."""
    return [NOW - int(YEARS * (number / MANY) ** 2) for number in range(MANY)]


def imported() -> list[int]:
    """Two thirds of them in one afternoon two years ago, ten a second."""
    then = NOW - 2 * YEARS // 3
    return [*evenly()[::3], *(then - number // 10 for number in range(2 * MANY // 3))]


def ticks_of(seconds: list[int], at_once: int, room: int) -> Iterator[int]:
    """How many requests were answered in each turn, when each that is asked takes one turn."""
    open_ = deque([Range(1, "customers", 0, None, ROOM[0], ROOM[0] + room)])
    seen = 0
    while open_:
        under_way = [open_.popleft() for _ in range(min(at_once, len(open_)))]
        yield len(under_way)
        for number, place in enumerate(under_way):
            first = bisect_left(seconds, place.since)
            end = bisect_left(seconds, place.until) if place.until is not None else len(seconds)
            end = end if place.after is None else int(place.after)
            listed = seconds[max(first, end - PAGE) : end][::-1]
            seen += len(listed)
            more = str(end - PAGE) if end - PAGE > first else None
            left = advanced(place, [customer(one) for one in listed], more)
            busy = len(under_way) - number - 1
            if left is not None:
                fair = fair_pages([*under_way[number:], *open_], at_once)
                open_.extend(divided(left, at_once - busy - len(open_) - 1, fair))
    assert seen == len(seconds)


@pytest.mark.parametrize("at_once", [7, 25])
@pytest.mark.parametrize("shape", [evenly, growing, imported])
def test_nobody_stands_idle_beside_a_long_list(
    shape: Callable[[], list[int]], at_once: int
) -> None:
    """At the end of a fill one range of a third of all pages was read alone: twice the time."""
    ticks = list(ticks_of(sorted(shape()), at_once, 1 << 31))
    fewest = MANY / PAGE / at_once
    assert len(ticks) <= fewest * 1.25 + 8, ticks[-40:]


@pytest.mark.parametrize(("at_once", "most"), [(7, 1.06), (25, 1.07)])
@pytest.mark.parametrize("shape", [evenly, growing])
def test_hardly_more_is_asked_than_there_are_pages(
    shape: Callable[[], list[int]], at_once: int, most: float
) -> None:
    """A tenth more was: Stripe's limit counts requests, not customers."""
    asked = sum(ticks_of(sorted(shape()), at_once, 1 << 31))
    assert asked <= MANY / PAGE * most, asked
