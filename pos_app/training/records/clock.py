"""The stand-in's own time: the machine's, plus what it was moved forward by."""

import time
from email.utils import formatdate

from pos_app.training.records.database import Database

_OFFSET = "clock_offset_s"


class TrainingClock:
    """Whole UTC seconds since 1970; the offset survives restarts."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._offset_s = int(database.setting(_OFFSET) or 0)

    def now(self) -> int:
        return int(time.time()) + self._offset_s

    def http_date(self) -> str:
        """For the `Date` header, which tills compare with their own clock."""
        return formatdate(self.now(), usegmt=True)

    def advance(self, seconds: int) -> int:
        """Move forward (never back: Stripe's objects are ordered by time). The new time."""
        if seconds < 0:
            raise ValueError("the clock only moves forward")
        self._offset_s += seconds
        with self._database.transaction():
            self._database.set_setting(_OFFSET, str(self._offset_s))
        return self.now()

    def reset(self) -> None:
        """After the settings were cleared."""
        self._offset_s = 0
