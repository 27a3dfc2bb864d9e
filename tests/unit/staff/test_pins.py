"""Which PINs are refused, and how long who mistyped theirs waits."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.errors import UserError
from pos_app.staff.pins import Argon2Pins, Tries, check_pin, weak

NOW = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "pin", ["0000", "1111", "1212", "98989898", "1234", "01234567", "7890", "4321", "09876"]
)
def test_what_is_tried_first_is_refused(pin: str) -> None:
    with pytest.raises(UserError, match=r"staff\.pin_weak"):
        check_pin(pin)


@pytest.mark.parametrize(
    "pin", ["", "123", "123456789", "12a4", "\uff11\uff12\uff13\uff19", "28 39", "-2839"]
)
def test_only_four_to_eight_figures(pin: str) -> None:
    with pytest.raises(UserError, match=r"staff\.pin_form"):
        check_pin(pin)


@given(st.text("0123456789", min_size=4, max_size=8))
def test_the_others_are_taken_as_they_are(pin: str) -> None:
    if not weak(pin):
        assert check_pin(pin) == pin
    else:
        steps = {(ord(after) - ord(before)) % 10 for before, after in pairwise(pin)}
        assert len(set(pin)) <= 2 or steps in ({1}, {9})


@pytest.mark.parametrize(
    ("wrong", "minutes"), [(0, 0), (5, 0), (6, 15), (7, 30), (8, 60), (13, 1440), (10_000, 1440)]
)
def test_each_further_try_is_waited_for_twice_as_long(wrong: int, minutes: int) -> None:
    tried = Tries(wrong, NOW)
    assert tried.locked is (wrong >= 6)
    assert tried.wait(NOW) == timedelta(minutes=minutes)
    assert tried.wait(NOW + timedelta(minutes=minutes)) == timedelta(0)
    assert tried.wait(NOW - timedelta(days=400)) == timedelta(minutes=minutes)


async def test_what_is_kept_is_not_the_pin() -> None:
    pins = Argon2Pins()
    kept = await pins.hash("2839")
    assert kept.startswith("$argon2id$")
    assert "2839" not in kept.split("$")[-1]
    assert kept != await pins.hash("2839")
    assert await pins.matches("2839", kept)
    assert not await pins.matches("2838", kept)
