"""Whether somebody's PIN is right. Every try is counted before it is looked at."""

import asyncio
import math
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import UserError
from pos_app.staff import store
from pos_app.staff.audit import AuditKind, Noted
from pos_app.staff.audit_log import AuditLog
from pos_app.staff.model import Person, PersonId, Role
from pos_app.staff.pins import PinHasher, Tries
from pos_app.staff.roster import Roster, who
from pos_app.storage import Database, Storage


class PinCheck:
    """Counted first, so that ending the till while it looks gives nobody a try for nothing."""

    def __init__(
        self, ledger: Storage, roster: Roster, log: AuditLog, hasher: PinHasher, clock: Clock
    ) -> None:
        self._ledger = ledger
        self._roster = roster
        self._log = log
        self._hasher = hasher
        self._clock = clock
        self._turn = asyncio.Lock()

    async def check(self, person_id: PersonId, pin: str, *then: Noted) -> Person:
        """The person whose PIN it is; `then` is noted with that.

        Raises UserError staff.unknown, staff.wrong_pin (left), staff.locked_out, and for an owner
        staff.locked_wait (minutes): nothing was looked at then, unless it was the last try.
        """
        person = self._roster.person(person_id)
        if not person.active:
            raise UserError("staff.unknown")
        async with self._turn:  # each takes 64 MiB for a moment
            tried = await self._ledger.write(partial(self._count, person=person))
            if tried is None:
                raise await self._locked(person)
            kept = await self._ledger.read(partial(store.pin_of, person_id=person.id))
            if not await self._hasher.matches(pin, kept):
                await self._ledger.write(partial(self._note_wrong, person=person, tried=tried))
                if tried.locked:
                    raise await self._locked(person)
                raise UserError("staff.wrong_pin", field="pin", left=tried.left)
            await self._ledger.write(partial(self._right, person=person, then=then))
            return person

    def _count(self, db: Database, person: Person) -> Tries | None:
        """As it stands when this one is wrong; None where there is none left."""
        now = self._clock.now()
        tried = store.tries(db, person.id)
        if tried.last is not None and tried.last > now:  # the clock was set back
            tried = replace(tried, last=now)
            store.set_tries(db, person.id, tried)
        if tried.locked and (person.role is not Role.OWNER or tried.wait(now)):
            return None
        counted = Tries(tried.wrong + 1, now)
        store.set_tries(db, person.id, counted)
        return counted

    async def _locked(self, person: Person) -> UserError:
        """Who unlocks others isn't left to others: they wait, ever longer."""
        if person.role is not Role.OWNER:
            return UserError("staff.locked_out", field="pin", name=person.name)
        tried = await self._ledger.read(partial(store.tries, person_id=person.id))
        minutes = math.ceil(tried.wait(self._clock.now()).total_seconds() / 60)
        return UserError("staff.locked_wait", field="pin", minutes=max(1, minutes))

    def _note_wrong(self, db: Database, person: Person, tried: Tries) -> None:
        self._log.note(db, Noted(AuditKind.WRONG_PIN, who(person), about=person.id))
        if tried.locked:
            self._log.note(db, Noted(AuditKind.LOCKED_OUT, who(person), about=person.id))

    def _right(self, db: Database, person: Person, then: Sequence[Noted]) -> None:
        store.set_tries(db, person.id, Tries())
        for noted in then:
            self._log.note(db, noted)
