"""How long something still lasts, in words."""

from datetime import datetime
from typing import Final

from PySide6.QtCore import QObject

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAY: Final = 24 * _HOUR
SOON_SECONDS: Final = _DAY
"""A hold that ends within a day is warned about."""


class Countdown(QObject):
    """Words for the time that is left, in the language in force."""

    def words(self, until: datetime, now: datetime) -> str:
        """Two units at most; what is left is never rounded up."""
        seconds = int((until - now).total_seconds())
        if seconds <= 0:
            return self.tr("the time is over")
        if seconds < _MINUTE:
            return self.tr("less than a minute left")
        days, hours = seconds // _DAY, seconds % _DAY // _HOUR
        minutes = seconds % _HOUR // _MINUTE
        if days:
            first, second = self.tr("%n day(s)", "", days), self.tr("%n hour(s)", "", hours)
            coarse, fine = days, hours
        else:
            first, second = self.tr("%n hour(s)", "", hours), self.tr("%n minute(s)", "", minutes)
            coarse, fine = hours, minutes
        if not fine:
            return self.tr("{time} left").format(time=first)
        if not coarse:
            return self.tr("{time} left").format(time=second)
        return self.tr("{first} and {second} left").format(first=first, second=second)


def is_soon(until: datetime, now: datetime) -> bool:
    """Whether little time is left."""
    return (until - now).total_seconds() < SOON_SECONDS
