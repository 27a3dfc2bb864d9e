"""Weeks that pass in a moment, for the till and for its stand-in."""

from datetime import datetime, timedelta
from typing import Final

from pos_app.kernel.clock import SystemClock
from pos_app.training.remote import Remote

DAY_SECONDS: Final = 86_400


class MovedClock(SystemClock):
    """The machine's, moved forward by whole days."""

    def __init__(self) -> None:
        self.days = 0

    def now(self) -> datetime:
        return super().now() + timedelta(days=self.days)


async def pass_days(clock: MovedClock, controls: Remote, days: int) -> None:
    """So many days later."""
    await controls.advance(days * DAY_SECONDS)
    clock.days += days
