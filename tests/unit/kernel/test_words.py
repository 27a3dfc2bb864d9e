"""Ids, time, errors, events and paths."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.clock import SystemClock, from_timestamp, to_timestamp
from pos_app.kernel.errors import (
    Bug,
    EnvironmentFault,
    PosError,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import new_id
from pos_app.kernel.paths import resource_dir


@given(st.binary(min_size=10, max_size=10), st.binary(min_size=10, max_size=10))
def test_ids_tell_all_their_randomness(one: bytes, other: bytes) -> None:
    first, second = new_id("item", lambda count: one), new_id("item", lambda count: other)
    assert (first == second) == (one == other)
    assert len(first) == len("item_") + 16
    assert not set(first.removeprefix("item_")) & set("ilou")


def test_ids_ask_for_eighty_bits() -> None:
    asked: list[int] = []
    new_id("x", lambda count: asked.append(count) or os.urandom(count))
    assert asked == [10]


def test_the_machines_clock_tells_utc() -> None:
    clock = SystemClock()
    assert clock.now().tzinfo is UTC
    assert clock.monotonic() <= clock.monotonic()


@given(st.integers(0, 4_000_000_000))
def test_timestamps_go_both_ways(seconds: int) -> None:
    assert to_timestamp(from_timestamp(seconds)) == seconds


def test_a_moment_is_the_same_in_every_zone() -> None:
    moment = datetime(2026, 11, 23, 12, tzinfo=UTC)
    there = moment.astimezone(timezone(timedelta(hours=9)))
    assert to_timestamp(moment) == to_timestamp(there)


def test_errors_say_who_mends_them() -> None:
    refused = RemoteRefused("remote.refused", code="c", param="p", request_id="req_1")
    assert (refused.retryable, refused.params["code"], refused.param) == (False, "c", "p")
    assert RemoteUnreachable().retryable
    assert RemoteUnknown(request_id="req_2").request_id == "req_2"
    assert all(
        isinstance(error, EnvironmentFault) and isinstance(error, PosError)
        for error in (refused, RemoteUnreachable(), RemoteUnknown())
    )
    user = UserError("amount.zero", field="amount", smallest=1)
    assert (user.key, user.field, user.params) == ("amount.zero", "amount", {"smallest": 1})
    assert str(Bug("bug.plain")) == "bug.plain"
    assert "smallest" in str(user)


@dataclass(frozen=True)
class Rang:
    times: int


@dataclass(frozen=True)
class RangLouder(Rang):
    pass


def test_listeners_hear_exactly_their_kind_in_order() -> None:
    bus, heard = EventBus(), []
    bus.subscribe(Rang, lambda event: heard.append(("first", event)))
    bus.subscribe(Rang, lambda event: heard.append(("second", event)))
    bus.publish(Rang(1))
    bus.publish(RangLouder(2))
    assert heard == [("first", Rang(1)), ("second", Rang(1))]


def test_listeners_may_leave_also_while_it_rings() -> None:
    bus, heard = EventBus(), []

    def once(event: Rang) -> None:
        heard.append(event)
        leave()

    leave = bus.subscribe(Rang, once)
    bus.subscribe(Rang, heard.append)
    bus.publish(Rang(1))
    bus.publish(Rang(2))
    leave()
    assert heard == [Rang(1), Rang(1), Rang(2)]


@pytest.mark.logs_error("event_handler_failed event=Rang")
def test_a_listener_that_fails_stops_nobody() -> None:
    bus, heard = EventBus(), []
    bus.subscribe(Rang, lambda event: 1 // 0)
    bus.subscribe(Rang, heard.append)
    bus.publish(Rang(1))
    assert heard == [Rang(1)]


def test_resources_are_beside_the_packages_or_in_the_bundle(
    monkeypatch: pytest.MonkeyPatch, tmp_path: os.PathLike[str]
) -> None:
    assert (resource_dir() / "checkout").is_dir()
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert resource_dir().parent == tmp_path
