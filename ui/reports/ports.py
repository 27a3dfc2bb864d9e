"""What these screens need of the services."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.reports.model import Shift, ShiftReport
from pos_app.reports.pictures import About
from pos_app.reports.series import Figure, Series


class Shifts(Protocol):
    """Of `ShiftService`."""

    async def running(self) -> Shift | None: ...

    async def open(self) -> Shift: ...

    async def look(self) -> ShiftReport: ...

    async def close(self, number: int) -> ShiftReport: ...

    async def closed(self) -> Sequence[ShiftReport]: ...


class Pictures(Protocol):
    """Of `PictureService`."""

    def about(self, days: int | None) -> About: ...

    async def draw(self, figure: Figure, days: int) -> Sequence[Series]: ...
