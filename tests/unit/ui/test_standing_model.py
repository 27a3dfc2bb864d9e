"""What is said of the till's work, and of how Stripe is reached."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.settings.formats import format_time
from pos_app.settings.shop import LANGUAGES
from pos_app.sync.model import CaughtUp, LastCaughtUp, SyncProgressed, SyncState
from ui.shell.standing_model import Connection, Copy, Doing, Reach, Work
from ui.shell.standing_words import WIDEST_TIME

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
_FEW = st.integers(min_value=0, max_value=3)


@given(_FEW, _FEW, _FEW)
def test_what_needs_a_person_most_is_said(unknown: int, under_way: int, queued: int) -> None:
    work = Work(unknown, under_way, queued)
    if unknown:
        assert (work.doing, work.count) == (Doing.UNKNOWN, unknown)
    elif under_way:
        assert (work.doing, work.count) == (Doing.UNDER_WAY, under_way)
    elif queued:
        assert (work.doing, work.count) == (Doing.QUEUED, queued)
    else:
        assert (work.doing, work.count) == (Doing.NOTHING, 0)


def test_slow_is_a_way_of_being_connected() -> None:
    reach = Reach()
    assert reach.connection is Connection.CONNECTING
    reach = reach.heard(SyncState(True, AT))
    assert reach == Reach(Connection.ONLINE, AT)
    assert reach.heard(SyncState(True, AT, slow=True)).connection is Connection.SLOW
    assert reach.heard(SyncState(False, AT, slow=True)).connection is Connection.OFFLINE


def test_a_fill_ends_and_leaves_the_age_alone() -> None:
    copy = Copy().heard(CaughtUp(AT))
    filling = SyncProgressed(10, finished=False, anew=True)
    assert copy.heard(filling) == Copy(filling, AT)
    assert copy.heard(filling).heard(SyncProgressed(20, finished=True)) == copy


def test_what_was_known_before_counts_until_it_is_compared_again() -> None:
    later = AT.replace(hour=13)
    old = Copy().heard(LastCaughtUp(AT))
    assert old == Copy(None, AT, before=True)
    assert old.heard(SyncProgressed(1, finished=False)).before
    assert old.heard(CaughtUp(later)) == Copy(None, later)
    assert old.heard(CaughtUp(later)).heard(LastCaughtUp(AT)) == Copy(None, later)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_time_takes_more_room_than_is_kept(language: str) -> None:
    """The figures are of one width."""
    shape = re.sub(r"\d", "0", WIDEST_TIME)
    for hour in range(24):
        written = format_time(datetime(2026, 11, 29, hour, 48, tzinfo=UTC), language, UTC)
        assert re.sub(r"\d", "0", written) == shape
