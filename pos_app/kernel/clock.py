"""Time as a parameter: nothing below the services asks the machine for it."""

import time
from datetime import UTC, date, datetime
from typing import Protocol


class Clock(Protocol):
    """Wall clock in UTC for records, monotonic seconds for waiting."""

    def now(self) -> datetime: ...

    def monotonic(self) -> float: ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


def local_day(clock: Clock) -> date:
    """Today by this machine's own calendar, as the people at the till tell it."""
    return day_of(clock.now())


def day_of(moment: datetime) -> date:
    """Of an aware moment the day that `local_day` said then."""
    return moment.astimezone().date()


def to_timestamp(moment: datetime) -> int:
    """Whole UTC seconds since 1970, as Stripe and the databases keep them."""
    return int(moment.timestamp())


def from_timestamp(seconds: int) -> datetime:
    """The UTC moment of whole seconds since 1970."""
    return datetime.fromtimestamp(seconds, UTC)
