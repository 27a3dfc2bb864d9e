from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.model import Customer
from pos_app.kernel.ids import CustomerId
from pos_app.sync.ranges import FIRST_CUSTOMERS, Range, advanced, divided, restarted

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
