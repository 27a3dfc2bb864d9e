"""Who stands at the till, and who approves what they may not do alone."""

from dataclasses import dataclass

from pos_app.kernel.errors import UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import Randomness, new_id
from pos_app.staff.audit import AuditKind, Noted
from pos_app.staff.audit_log import AuditLog
from pos_app.staff.model import (
    NOBODY,
    Actor,
    Approval,
    Person,
    PersonId,
    RiskyAct,
    lacking,
    may_alone,
)
from pos_app.staff.pin_check import PinCheck
from pos_app.staff.roster import Roster, who


@dataclass(frozen=True, slots=True)
class ActorChanged:
    """Somebody signed in, or the till was locked and nobody is."""

    actor: Actor


class SignIn:
    """One person at a time. Faults are those of `Storage`."""

    def __init__(
        self, roster: Roster, log: AuditLog, pins: PinCheck, events: EventBus,
        randomness: Randomness,
    ) -> None:  # fmt: skip
        self._roster = roster
        self._log = log
        self._pins = pins
        self._events = events
        self._randomness = randomness
        self._person: Person | None = None
        self._given: dict[str, Approval] = {}

    @property
    def actor(self) -> Actor:
        """Whoever is signed in, with what they may do by now."""
        return self._roster.actor(self._person)

    @property
    def needed(self) -> bool:
        """Whether somebody has to sign in before anything else."""
        return self._roster.set_up and self.actor.person is None

    async def sign_in(self, person_id: PersonId, pin: str) -> Actor:
        """In place of whoever was; publishes ActorChanged. Raises as PinCheck.check does."""
        before = self.actor.name
        noted = Noted(
            AuditKind.SIGNED_IN, who(self._roster.person(person_id)),
            detail=f"after {before}" if before else "",
        )  # fmt: skip
        self._person = await self._pins.check(person_id, pin, noted)
        self._given.clear()  # an approval ends with who asked for it
        self._events.publish(ActorChanged(self.actor))
        return self.actor

    async def lock(self, *, idle: bool = False) -> None:
        """Nobody is signed in any more, at once; publishes ActorChanged. `idle`: because nobody
        touched the till. Nothing while nobody is."""
        person, self._person = self._person, None
        if person is None:
            return
        self._events.publish(ActorChanged(NOBODY))
        detail = "idle" if idle else ""
        await self._log.write(Noted(AuditKind.LOCKED, who(person), detail=detail))

    async def approve(self, person_id: PersonId, pin: str, act: RiskyAct) -> Approval:
        """For whoever is signed in to do this once, with all that belongs to it. Raises UserError
        staff.cannot_approve (right) where they may not do all of it themselves,
        staff.sign_in_first, and as PinCheck.check does."""
        asking = self.actor
        if asking.person is None:
            raise UserError("staff.sign_in_first")
        by = self._roster.actor(self._roster.person(person_id))
        if by.person is None or not may_alone(by, act):
            missing = next(iter(lacking(by, act)), act.right)
            raise UserError("staff.cannot_approve", right=missing.value)
        noted = [
            Noted(AuditKind.APPROVED, who(asking.person), who(by.person), one.right, one.about,
                  one.amount, detail=act.detail)
            for one in act.each
        ]  # fmt: skip
        approval = Approval(new_id("ok", self._randomness), by.person, act)
        await self._pins.check(person_id, pin, *noted)
        if self.actor.person is None or self.actor.person.id != asking.person.id:
            raise UserError("staff.sign_in_first")  # locked meanwhile
        self._given[approval.id] = approval
        return approval

    def who_may(self, act: RiskyAct) -> list[Person]:
        """Who could approve it, by name."""
        mine = self.actor.person
        return [
            one
            for one in self._roster.active
            if one != mine and may_alone(self._roster.actor(one), act)
        ]

    def spend(self, approval: Approval | None) -> bool:
        """Whether it was given here and not spent yet. It is now."""
        if approval is None or self._given.get(approval.id) != approval:
            return False
        del self._given[approval.id]
        return True
