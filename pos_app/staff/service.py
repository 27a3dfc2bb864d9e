"""People and roles: who is added, changed, unlocked, and by whom. Every change is noted with it."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pos_app.kernel.errors import UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import Randomness, new_id
from pos_app.settings.live import LiveSettings
from pos_app.staff import store
from pos_app.staff.audit import AuditKind, Noted
from pos_app.staff.audit_log import AuditLog
from pos_app.staff.model import (
    Actor,
    Person,
    PersonId,
    Right,
    Role,
    RoleRights,
    check_language,
    check_name,
    check_owner_left,
    may_manage,
)
from pos_app.staff.pins import PinHasher, Tries, check_pin
from pos_app.staff.roster import Roster, who
from pos_app.storage import Database, Storage


@dataclass(frozen=True, slots=True)
class StaffChanged:
    """People, roles or rights are others now."""


class StaffService:
    """Only those with the right to manage staff; owners and roles only an owner. Nobody else can
    approve it in their place. Faults are those of `Storage`.

    Raises, where it says so: UserError staff.sign_in_first, staff.no_right (right),
    staff.owners_only.
    """

    def __init__(
        self, ledger: Storage, roster: Roster, log: AuditLog, hasher: PinHasher,
        settings: LiveSettings, events: EventBus, randomness: Randomness,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._roster = roster
        self._log = log
        self._hasher = hasher
        self._settings = settings
        self._events = events
        self._randomness = randomness
        self._turn = asyncio.Lock()

    @property
    def roster(self) -> Roster:
        """Who is who by now."""
        return self._roster

    @property
    def idle_minutes(self) -> int:
        """After how long without a touch the till locks itself."""
        return self._settings.shop.lock_minutes

    async def locked(self) -> frozenset[PersonId]:
        """Who typed too many wrong PINs."""
        return await self._ledger.read(store.locked)

    async def set_up(self, name: str, pin: str) -> Person:
        """The first owner: from now on nobody does anything without signing in. Raises UserError
        staff.set_up_already, and as `add` does for name and PIN."""
        async with self._turn:
            if self._roster.set_up:
                raise UserError("staff.set_up_already")
            return await self._add(name, Role.OWNER, pin, None)

    async def add(
        self, name: str, role: Role, pin: str, *, actor: Actor, language: str = ""
    ) -> Person:
        """Somebody new. Raises UserError as check_name, check_language and check_pin do, and those
        of the class."""
        async with self._turn:
            manager = self._manager(actor, role)
            return await self._add(name, role, pin, manager, check_language(language))

    async def change(self, changed: Person, *, actor: Actor) -> None:
        """Another name, role or language, or no longer active, or active again. Raises UserError
        staff.unknown, staff.last_owner, as check_name and check_language do, and those of the
        class."""
        async with self._turn:
            before = self._roster.person(changed.id)
            manager = self._manager(actor, before.role, changed.role)
            others = [one for one in self._roster.people if one.id != changed.id]
            after = replace(changed, name=check_name(changed.name, others))
            check_owner_left([*others, after])
            check_language(after.language)
            noted = Noted(
                AuditKind.PERSON_CHANGED, who(manager.person), about=after.id,
                detail=_differences(before, after),
            )  # fmt: skip
            await self._write(lambda db: store.change(db, after), noted)

    async def set_pin(self, person_id: PersonId, pin: str, *, actor: Actor) -> None:
        """Another PIN, which also unlocks them. Raises UserError staff.unknown, as check_pin does,
        and those of the class."""
        async with self._turn:
            person = self._roster.person(person_id)
            manager = self._manager(actor, person.role)
            kept = await self._hasher.hash(check_pin(pin))
            noted = Noted(AuditKind.PIN_CHANGED, who(manager.person), about=person_id)
            await self._write(lambda db: store.set_pin(db, person_id, kept), noted)

    async def unlock(self, person_id: PersonId, *, actor: Actor) -> None:
        """Six new tries. Raises UserError staff.unknown, and those of the class."""
        async with self._turn:
            person = self._roster.person(person_id)
            manager = self._manager(actor, person.role)
            noted = Noted(AuditKind.UNLOCKED, who(manager.person), about=person_id)
            await self._write(lambda db: store.set_tries(db, person_id, Tries()), noted)

    async def change_role(self, role: Role, given: RoleRights, *, actor: Actor) -> None:
        """What everybody in a role may do from now on. Raises UserError staff.owner_may_all, and
        those of the class."""
        async with self._turn:
            if role is Role.OWNER:
                raise UserError("staff.owner_may_all")
            manager = self._manager(actor, Role.OWNER)
            noted = Noted(
                AuditKind.ROLE_CHANGED, who(manager.person), about=role.value,
                detail=_told(given),
            )  # fmt: skip
            await self._write(lambda db: store.set_role(db, role, given), noted)

    async def set_idle_minutes(self, minutes: int, *, actor: Actor) -> None:
        """Raises UserError settings.bad_value (field), staff.sign_in_first, staff.no_right;
        EnvironmentFault settings.not_saved."""
        manager = self._roster.require(actor, Right.SETTINGS)
        detail = f"lock_minutes={minutes}"
        await self._log.write(
            Noted(AuditKind.SETTINGS_CHANGED, who(manager.person), right=Right.SETTINGS,
                  detail=detail)
        )  # fmt: skip
        await self._settings.change(lock_minutes=minutes)
        self._events.publish(StaffChanged())

    def _manager(self, actor: Actor, *roles: Role) -> Actor:
        fresh = self._roster.require(actor, Right.MANAGE_STAFF)
        if not may_manage(fresh, *roles):
            raise UserError("staff.owners_only")
        return fresh

    async def _add(
        self, name: str, role: Role, pin: str, manager: Actor | None, language: str = ""
    ) -> Person:
        kept_name = check_name(name, self._roster.people)
        kept = await self._hasher.hash(check_pin(pin))
        person_id = PersonId(new_id("staff", self._randomness))
        person = Person(person_id, kept_name, role, language=language)
        by = who(manager.person if manager is not None else person)
        noted = Noted(
            AuditKind.PERSON_ADDED, by, about=person.id, detail=_differences(None, person)
        )
        await self._write(lambda db: store.add(db, person, kept), noted)
        return person

    async def _write(self, change: Callable[[Database], None], noted: Noted) -> None:
        """Both or neither."""

        def work(db: Database) -> None:
            change(db)
            self._log.note(db, noted)

        await self._ledger.write(work)
        await self._roster.load(self._ledger)
        self._events.publish(StaffChanged())


def _differences(before: Person | None, after: Person) -> str:
    """What is said of a person now that wasn't before."""
    told: Sequence[tuple[str, object, object]] = (
        ("name", before and before.name, after.name),
        ("role", before and before.role.value, after.role.value),
        ("active", before and before.active, after.active),
        ("language", before.language if before else "", after.language),
    )
    return ", ".join(f"{name}={new}" for name, old, new in told if old != new)


def _told(given: RoleRights) -> str:
    rights = " ".join(sorted(right.value for right in given.rights))
    if given.limits is None:
        return f"rights={rights}; no limit"
    limits = " ".join(f"{one.amount_minor} {one.currency}" for one in given.limits)
    return f"rights={rights}; limits={limits or 'nothing'}"
