"""Figures of the last days, read beside whatever else goes on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from pos_app.dues.knowing import Files
from pos_app.dues.liability import LiabilityService
from pos_app.kernel.clock import Clock, local_day, to_timestamp
from pos_app.reports import series, series_store
from pos_app.reports.model import Place
from pos_app.reports.series import Figure, Series
from pos_app.reports.service import Readers
from pos_app.staff.model import NOBODY, Actor, Right

PERIODS: Final = (7, 30, 90)
"""Days, today with them."""


@dataclass(frozen=True, slots=True)
class About:
    """Whose figures they are, and of which days: what a file of them says of itself."""

    place: Place
    made: date
    """The day they were read; a span of days ends with it."""
    first: date | None
    """None where they are as of that day."""


class PictureService:
    """Reads only. Faults are those of `Storage`."""

    def __init__(
        self, files: Files, liability: LiabilityService, clock: Clock, readers: Readers,
        place: Callable[[], Place],
    ) -> None:  # fmt: skip
        self._files = files
        self._liability = liability
        self._clock = clock
        self._readers = readers
        self._place = place

    def about(self, days: int | None) -> About:
        """Of figures over the last `days`, or as they are now."""
        today = local_day(self._clock)
        return About(self._place(), today, None if days is None else _first(today, days))

    async def draw(self, figure: Figure, days: int, *, actor: Actor = NOBODY) -> Sequence[Series]:
        """The figure over the last `days`, today with them, one series for each currency. Open
        deposits and cards are as they are now. Raises UserError staff.sign_in_first,
        staff.no_right (right)."""
        self._readers.check(actor, Right.SEE_REPORTS)
        today = local_day(self._clock)
        first = _first(today, days)
        since = to_timestamp(datetime(first.year, first.month, first.day).astimezone())
        ledger, cache = self._files.ledger, self._files.cache
        if figure is Figure.DEPOSITS:
            return series.by_age((await self._liability.known()).rows, today)
        if figure is Figure.EXPIRING:
            return [series.expiring(await cache.read(series_store.ending_cards), today)]
        if figure is Figure.COLLECTED:
            tries = await ledger.read(lambda db: series_store.tries_since(db, since))
            return series.collected(tries)
        took = await ledger.read(lambda db: series_store.took_since(db, since))
        if figure is Figure.BY_HOUR:
            return series.by_hour(took)
        return series.by_day(took, first, today)


def _first(today: date, days: int) -> date:
    """Of so many days, today with them."""
    return today - timedelta(days=days - 1)
