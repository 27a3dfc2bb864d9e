"""Opening and closing shifts, and looking at them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Protocol

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.reports import store
from pos_app.reports.fact_store import Gathered, gather
from pos_app.reports.model import Place, Shift, ShiftReport
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Database, Storage


class Readers(Protocol):
    """Who may look: the staff's roster, or `Everybody`."""

    def check(self, actor: Actor, *rights: Right) -> None:
        """Raises UserError staff.sign_in_first, staff.no_right (right) where none is theirs."""
        ...


class Everybody:
    """Implements Readers for a till without staff."""

    def check(self, actor: Actor, *rights: Right) -> None:
        """Nobody is refused."""


class ShiftService:
    """Shifts of this till. No payment waits for one: what is taken while none is open falls into
    the next. Faults are those of `Storage`."""

    def __init__(
        self, ledger: Storage, place: Callable[[], Place], now: Callable[[], int],
        deposits: Callable[[], Awaitable[Sequence[Money]]],
        permissions: Permissions | None = None, readers: Readers | None = None,
    ) -> None:  # fmt: skip
        """`now`: UTC seconds by Stripe's clock, as payments count them. `deposits`: what the shop
        owes for open sales, by currency."""
        self._ledger = ledger
        self._place = place
        self._now = now
        self._deposits = deposits
        self._permits = permissions or OpenHouse()
        self._readers = readers or Everybody()

    async def running(self) -> Shift | None:
        """The shift that is open."""
        return await self._ledger.read(store.running)

    async def open(self, *, actor: Actor = NOBODY) -> Shift:
        """Begin the next shift. Raises UserError shift.open_already (number), and what
        `Permissions.carry_out` raises."""
        person, now = _person(actor), self._now()
        return await self._permits.carry_out(
            actor,
            RiskyAct(Right.CLOSE_SHIFT, "shift"),
            lambda: self._ledger.write(partial(store.add_opened, person=person, now=now)),
        )

    async def look(self, *, actor: Actor = NOBODY) -> ShiftReport:
        """The X of the running shift: figures up to now; nothing changes, and it has no number of
        its own. Raises UserError shift.none_open, staff.sign_in_first, staff.no_right."""
        self._readers.check(actor, Right.CLOSE_SHIFT, Right.SEE_REPORTS)
        owed, now = tuple(await self._deposits()), self._now()

        def read(db: Database) -> ShiftReport:
            shift, found = _found(db)
            return self._report(shift, found, owed, now)

        return await self._ledger.read(read)

    async def close(self, number: int, *, actor: Actor = NOBODY) -> ShiftReport:
        """The Z: the shift `number` ends with what happened until now, in one transaction, so that
        it is written whole or not at all. What is unclear forbids nothing; it is listed.

        Raises UserError shift.none_open, shift.other_open (number): somebody was first; what
        `Permissions.carry_out` raises.
        """
        act = RiskyAct(Right.CLOSE_SHIFT, f"shift_{number}")
        return await self._permits.carry_out(actor, act, lambda: self._close(number, actor))

    async def closed(self, *, actor: Actor = NOBODY) -> Sequence[ShiftReport]:
        """The newest Zs first. Raises UserError staff.sign_in_first, staff.no_right."""
        self._readers.check(actor, Right.CLOSE_SHIFT, Right.SEE_REPORTS)
        return await self._ledger.read(store.newest_closed)

    async def _close(self, number: int, actor: Actor) -> ShiftReport:
        owed, now, person = tuple(await self._deposits()), self._now(), _person(actor)

        def write(db: Database) -> ShiftReport:
            shift, found = _found(db)
            if shift.number != number:
                raise UserError("shift.other_open", number=shift.number)
            report = replace(
                self._report(shift, found, owed, now), closed=True, closed_by=person.name
            )
            return store.add_closed(db, report, person, found.reach, found.counted)

        return await self._ledger.write(write)

    def _report(
        self, shift: Shift, found: Gathered, owed: tuple[Money, ...], now: int
    ) -> ShiftReport:
        at = from_timestamp(now)
        return ShiftReport(shift, self._place(), at, found.facts, found.unclear, owed)


def _found(db: Database) -> tuple[Shift, Gathered]:
    """Raises UserError shift.none_open."""
    shift = store.running(db)
    if shift is None:
        raise UserError("shift.none_open")
    return shift, gather(db, store.reached(db), to_timestamp(shift.opened_at))


def _person(actor: Actor) -> store.Person:
    person = actor.person
    return store.Person(person.id, person.name) if person is not None else store.Person()
