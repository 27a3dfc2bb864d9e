import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.sync.model import LONGEST_WAIT_SECONDS, POLL_SECONDS, wait_seconds


@given(st.integers(0, 5_000), st.integers(0, 255))
def test_waiting_stays_within_its_limits(failures: int, byte: int) -> None:
    assert POLL_SECONDS * 0.79 < wait_seconds(failures, byte) < LONGEST_WAIT_SECONDS * 1.21


def test_waiting_doubles_and_spreads() -> None:
    middle = [round(wait_seconds(failures, 128)) for failures in range(6)]
    assert middle == [5, 10, 20, 40, 60, 60]
    assert wait_seconds(0, 0) == pytest.approx(4.0)
    assert wait_seconds(0, 255) == pytest.approx(6.0)
