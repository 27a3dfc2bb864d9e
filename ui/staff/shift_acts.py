"""Shifts and reports, as their screens see them once somebody is signed in."""

from collections.abc import Sequence

from pos_app.reports.model import Shift, ShiftReport
from pos_app.reports.pictures import PictureService
from pos_app.reports.series import Figure, Series
from pos_app.reports.service import ShiftService
from ui.acting import Acting


class ActingShifts:
    """Opened, looked at and closed by whoever stands at the till."""

    def __init__(self, shifts: ShiftService, acting: Acting) -> None:
        self._shifts = shifts
        self._acting = acting
        self.running = shifts.running

    async def open(self) -> Shift:
        """See ShiftService."""
        return await self._acting.act(lambda actor: self._shifts.open(actor=actor))

    async def look(self) -> ShiftReport:
        """See ShiftService."""
        return await self._acting.act(lambda actor: self._shifts.look(actor=actor))

    async def close(self, number: int) -> ShiftReport:
        """See ShiftService."""
        return await self._acting.act(lambda actor: self._shifts.close(number, actor=actor))

    async def closed(self) -> Sequence[ShiftReport]:
        """See ShiftService."""
        return await self._acting.act(lambda actor: self._shifts.closed(actor=actor))


class ActingPictures:
    """Figures, looked at by whoever stands at the till."""

    def __init__(self, pictures: PictureService, acting: Acting) -> None:
        self._pictures = pictures
        self._acting = acting
        self.about = pictures.about

    async def draw(self, figure: Figure, days: int) -> Sequence[Series]:
        """See PictureService."""
        return await self._acting.act(lambda actor: self._pictures.draw(figure, days, actor=actor))
