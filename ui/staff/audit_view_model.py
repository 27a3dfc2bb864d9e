"""The audit log, a page after another, and saved as a table."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import EnvironmentFault, PosError
from pos_app.staff.audit import AuditFilter, AuditRow, Reach
from pos_app.staff.audit_log import PAGE
from pos_app.staff.model import Actor, Person, PersonId, Right
from pos_app.staff.room import StaffRoom
from pos_app.staff.sign_in import ActorChanged
from ui.shell.events import EventBridge
from ui.tasks import cancel, start, start_latest


class AuditViewModel(QObject):
    """Signals: `changed` when any attribute did; `saved(Path)`; `faulted(PosError)` when the log
    could not be read or saved."""

    changed = Signal()
    saved = Signal(object)
    faulted = Signal(object)

    def __init__(
        self, staff: StaffRoom, events: EventBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._staff = staff
        self.wanted = AuditFilter()
        self.rows: Sequence[AuditRow] = ()
        """The newest first."""
        self.more = False
        """Whether there may be older ones."""
        self.reach = Reach(None, None)
        # what one may read, the next may not
        events.listen(self, ActorChanged, lambda _: self.begin())

    @property
    def actor(self) -> Actor:
        """Who reads it."""
        return self._staff.sign_in.actor

    @property
    def set_up(self) -> bool:
        """Whether the shop has staff."""
        return self._staff.people.roster.set_up

    @property
    def may(self) -> bool:
        """Whether they may."""
        return Right.SEE_AUDIT in self.actor.rights

    @property
    def people(self) -> Sequence[Person]:
        """Whose rows there may be."""
        return self._staff.people.roster.people

    def begin(self) -> None:
        """The newest, as they are now; nothing for who may not read it."""
        if not self.may:
            cancel(self, "rows")
            self.rows, self.more, self.reach = (), False, Reach(None, None)
            self.changed.emit()
            return
        start_latest(self, "rows", self._read(None))

    def filter(self, person: PersonId | None, right: Right | None, first: date | None) -> None:
        """Only these, from that day on."""
        self.wanted = replace(self.wanted, person=person, right=right, first=first)
        self.begin()

    def older(self) -> None:
        """The next page, below what is shown."""
        if self.more:
            start_latest(self, "rows", self._read(self.rows[-1].seq))

    def save(self, path: Path) -> None:
        """All that the filter lets through, oldest first, as CSV."""
        start(self, self._save(path))

    async def _read(self, before: int | None) -> None:
        try:
            found = await self._staff.log.read(self.wanted, before=before, actor=self.actor)
            self.reach = await self._staff.log.reach(actor=self.actor)
        except PosError as fault:
            self.faulted.emit(fault)
            return
        self.rows = found if before is None else [*self.rows, *found]
        self.more = len(found) == PAGE
        self.changed.emit()

    async def _save(self, path: Path) -> None:
        try:
            table = await self._staff.log.export(self.wanted, actor=self.actor)
            await asyncio.to_thread(_write, path, table)
        except PosError as fault:
            self.faulted.emit(fault)
            return
        self.saved.emit(path)
        self.begin()


def _write(path: Path, table: str) -> None:
    """With the mark by which spreadsheets know UTF-8."""
    try:
        path.write_bytes(table.encode("utf-8-sig"))
    except OSError as error:
        raise EnvironmentFault(
            "staff.not_written", retryable=True, reason=error.strerror or ""
        ) from error
