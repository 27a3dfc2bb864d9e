"""Writing the audit log, and reading it for those who may."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from pos_app.kernel.clock import Clock
from pos_app.kernel.ids import TillId
from pos_app.staff import audit_store
from pos_app.staff.audit import (
    AuditFilter,
    AuditKind,
    AuditRow,
    Noted,
    Reach,
    as_csv,
    kept_since,
)
from pos_app.staff.model import Actor, Right
from pos_app.staff.roster import Roster, who
from pos_app.storage import Database, Storage

PAGE: Final = 200
"""Rows at once."""


class AuditLog:
    """Rows are only appended. Faults are those of `Storage`."""

    def __init__(self, ledger: Storage, roster: Roster, clock: Clock, till_id: TillId) -> None:
        self._ledger = ledger
        self._roster = roster
        self._clock = clock
        self._till_id = till_id

    def note(self, db: Database, noted: Noted) -> int:
        """One row in the caller's transaction; its number."""
        return audit_store.append(db, noted, self._clock.now(), self._till_id)

    async def write(self, noted: Noted) -> int:
        """One row, on the disk when this returns; its number."""
        return await self._ledger.write(partial(self.note, noted=noted))

    async def write_all(self, noted: Sequence[Noted]) -> Sequence[int]:
        """All of them or none, as `write`; their numbers."""
        return await self._ledger.write(lambda db: [self.note(db, one) for one in noted])

    async def read(
        self, wanted: AuditFilter, *, before: int | None = None, actor: Actor
    ) -> Sequence[AuditRow]:
        """The newest rows first, at most `PAGE` of them, older than the row numbered `before`.
        Raises UserError staff.sign_in_first, staff.no_right."""
        self._roster.require(actor, Right.SEE_AUDIT)
        return await self._ledger.read(
            partial(audit_store.find, wanted=wanted, most=PAGE, before=before)
        )

    async def reach(self, *, actor: Actor) -> Reach:
        """How far back it goes. Raises as `read` does."""
        self._roster.require(actor, Right.SEE_AUDIT)
        return await self._ledger.read(audit_store.reach)

    async def last_let_go(self) -> datetime | None:
        """When old rows left last (UTC)."""
        return await self._ledger.read(audit_store.last_sealed)

    async def let_go(self) -> int:
        """Take out what is older than twelve months, sealed, and write that down; how many rows.
        By the till's own clock: whoever calls knows that it is right."""
        now = self._clock.now()

        def work(db: Database) -> int:
            old = audit_store.old_rows(db, kept_since(now))
            if old is None:
                return 0
            first, last = old
            audit_store.let_go(db, last, now)
            self.note(db, Noted(AuditKind.LET_GO, detail=f"{first}–{last}"))
            return last - first + 1

        return await self._ledger.write(work)

    async def export(self, wanted: AuditFilter, *, actor: Actor) -> str:
        """All of these rows, oldest first, as CSV; that they were exported is noted first. Raises
        as `read` does."""
        fresh = self._roster.require(actor, Right.SEE_AUDIT)
        await self.write(Noted(AuditKind.EXPORTED, who(fresh.person)))
        rows = await self._ledger.read(partial(audit_store.find, wanted=wanted))
        return as_csv(reversed(rows))
