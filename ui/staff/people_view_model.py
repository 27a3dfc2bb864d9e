"""People and what their roles may do, as those who manage them see and change it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import UserError
from pos_app.staff.model import Actor, Person, PersonId, Right, Role, RoleRights, may_manage
from pos_app.staff.pins import check_pin
from pos_app.staff.room import StaffRoom
from pos_app.staff.service import StaffChanged
from pos_app.staff.sign_in import ActorChanged
from ui.shell.events import EventBridge
from ui.tasks import OneAtATime, start


class Done(Enum):
    """What was done; the sentence is the section's."""

    SET_UP = auto()
    ADDED = auto()
    CHANGED = auto()
    UNLOCKED = auto()
    RIGHTS = auto()
    MINUTES = auto()


class PeopleViewModel(OneAtATime):
    """Signals: `done(Done, str)` with a name, and those of OneAtATime."""

    done = Signal(object, str)

    def __init__(
        self, staff: StaffRoom, events: EventBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._staff = staff
        self.selected: Person | None = None
        """Whom it is about; None: somebody new."""
        self.locked: frozenset[PersonId] = frozenset()
        for kind in (StaffChanged, ActorChanged):
            events.listen(self, kind, lambda _: self.refresh())

    @property
    def set_up(self) -> bool:
        """Whether the shop has staff."""
        return self._staff.people.roster.set_up

    @property
    def people(self) -> Sequence[Person]:
        """Those who work here, then who did."""
        return sorted(self._staff.people.roster.people, key=lambda one: not one.active)

    @property
    def actor(self) -> Actor:
        """Who looks at it."""
        return self._staff.sign_in.actor

    @property
    def manages(self) -> bool:
        """Whether they may change whoever is selected."""
        role = self.selected.role if self.selected is not None else Role.CASHIER
        return may_manage(self.actor, role)

    @property
    def owns(self) -> bool:
        """Whether they may change what roles may do."""
        return may_manage(self.actor, Role.OWNER)

    @property
    def sets(self) -> bool:
        """Whether they may change settings."""
        return Right.SETTINGS in self.actor.rights

    @property
    def minutes(self) -> int:
        """Without a touch, until the till locks."""
        return self._staff.people.idle_minutes

    def roles(self) -> Sequence[Role]:
        """Those they may give."""
        return [one for one in Role if may_manage(self.actor, one)]

    def rights(self, role: Role) -> RoleRights:
        """What a role may do by now."""
        return self._staff.people.roster.rights(role)

    def refresh(self) -> None:
        """As things are now."""
        known = {one.id: one for one in self.people}
        self.selected = known.get(self.selected.id) if self.selected is not None else None
        self.changed.emit()
        start(self, self._look())

    def select(self, person: Person | None) -> None:
        """Change this one, or with None add somebody."""
        self.selected = person
        self.changed.emit()

    def begin_staff(self, name: str, pin: str, again: str) -> None:
        """The first owner, who is signed in at once. Raises UserError staff.pin_differs, and as
        check_pin does."""
        _check_pins(pin, again)
        self.do(lambda: self._begin_staff(name, pin))

    def save(
        self, name: str, role: Role, pin: str, again: str, *, active: bool = True,
        language: str = "",
    ) -> None:  # fmt: skip
        """Add somebody, or change who is selected; without a PIN theirs stays. Raises UserError
        staff.pin_differs, and as check_pin does."""
        _check_pins(pin, again)
        person = self.selected
        if person is None:
            self.do(lambda: self._add(name, role, pin, language))
        else:
            changed = replace(person, name=name, role=role, active=active, language=language)
            self.do(lambda: self._change(person, changed, pin))

    def unlock(self) -> None:
        """Six new tries for who is selected."""
        person = self.selected
        if person is not None:
            self.do(lambda: self._unlock(person))

    def change_roles(self, given: Mapping[Role, RoleRights]) -> None:
        """From now on."""
        self.do(lambda: self._change_roles(given))

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many without a touch."""
        self.do(lambda: self._set_minutes(minutes))

    async def _look(self) -> None:
        self.locked = await self._staff.people.locked()
        self.changed.emit()

    async def _begin_staff(self, name: str, pin: str) -> None:
        owner = await self._staff.people.set_up(name, pin)
        await self._staff.sign_in.sign_in(owner.id, pin)
        self.done.emit(Done.SET_UP, owner.name)

    async def _add(self, name: str, role: Role, pin: str, language: str) -> None:
        people = self._staff.people
        made = await people.add(name, role, pin, actor=self.actor, language=language)
        self.selected = made
        self.done.emit(Done.ADDED, made.name)

    async def _change(self, before: Person, changed: Person, pin: str) -> None:
        if changed != before:
            await self._staff.people.change(changed, actor=self.actor)
        if pin:
            await self._staff.people.set_pin(changed.id, pin, actor=self.actor)
        self.done.emit(Done.CHANGED, changed.name)

    async def _unlock(self, person: Person) -> None:
        await self._staff.people.unlock(person.id, actor=self.actor)
        self.done.emit(Done.UNLOCKED, person.name)

    async def _change_roles(self, given: Mapping[Role, RoleRights]) -> None:
        for role, rights in given.items():
            if rights != self.rights(role):
                await self._staff.people.change_role(role, rights, actor=self.actor)
        self.done.emit(Done.RIGHTS, "")

    async def _set_minutes(self, minutes: int) -> None:
        await self._staff.people.set_idle_minutes(minutes, actor=self.actor)
        self.done.emit(Done.MINUTES, str(minutes))


def _check_pins(pin: str, again: str) -> None:
    """Before anything is written: a name must not be changed where the PIN can't be."""
    if pin != again:
        raise UserError("staff.pin_differs", field="again")
    if pin:
        check_pin(pin)
