"""Who is who and may do what, in memory as in the ledger: every act asks it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pos_app.kernel.errors import UserError
from pos_app.staff import store
from pos_app.staff.audit import Who
from pos_app.staff.model import (
    NOBODY,
    Actor,
    Person,
    PersonId,
    Right,
    RiskyAct,
    Role,
    RoleRights,
    default_rights,
    may_alone,
)
from pos_app.storage import Database, Storage


class Roster:
    """One for a till, which is the only one that writes its ledger."""

    def __init__(self, currency: str) -> None:
        """`currency`: the shop's, of the limit that cashiers begin with."""
        self._currency = currency
        self._people: Sequence[Person] = ()
        self._changed: Mapping[Role, RoleRights] = {}

    async def load(self, ledger: Storage) -> None:
        """What the ledger holds; called while building and after each change."""

        def read(db: Database) -> tuple[Sequence[Person], Mapping[Role, RoleRights]]:
            return store.people(db), store.roles(db)

        self._people, self._changed = await ledger.read(read)

    @property
    def set_up(self) -> bool:
        """Whether the shop has staff; until then everybody may do everything."""
        return bool(self._people)

    @property
    def people(self) -> Sequence[Person]:
        """Everybody, also who is no longer active, by name."""
        return self._people

    @property
    def active(self) -> Sequence[Person]:
        """Who works here now, by name."""
        return [one for one in self._people if one.active]

    def person(self, person_id: PersonId) -> Person:
        """Raises UserError staff.unknown."""
        for one in self._people:
            if one.id == person_id:
                return one
        raise UserError("staff.unknown")

    def rights(self, role: Role) -> RoleRights:
        """What a role may do here. An owner's can't be changed, whatever a ledger says."""
        given = default_rights(role, self._currency)
        return given if role is Role.OWNER else self._changed.get(role, given)

    def actor(self, person: Person | None) -> Actor:
        """Somebody with what they may do by now; nobody for who isn't here, or not any more."""
        known = next((one for one in self._people if person and one.id == person.id), None)
        if known is None or not known.active:
            return NOBODY
        given = self.rights(known.role)
        return Actor(known, given.rights, given.limits)

    def refreshed(self, actor: Actor) -> Actor:
        """Whoever it says they are, with what the ledger says they may do."""
        return replace(self.actor(actor.person), approved_by=actor.approved_by)

    def require(self, actor: Actor, right: Right) -> Actor:
        """The actor, refreshed, for what nobody can approve in their place. Raises UserError
        staff.sign_in_first, staff.no_right (right)."""
        fresh = self.refreshed(actor)
        if fresh.person is None:
            raise UserError("staff.sign_in_first")
        if not may_alone(fresh, RiskyAct(right)):
            raise UserError("staff.no_right", right=right.value)
        return fresh

    def check(self, actor: Actor, *rights: Right) -> None:
        """For what is only looked at: one of these rights is enough, and without staff everybody
        may. Raises UserError staff.sign_in_first, staff.no_right (right: the first of them)."""
        if not self.set_up:
            return
        fresh = self.refreshed(actor)
        if fresh.person is None:
            raise UserError("staff.sign_in_first")
        if not fresh.rights.intersection(rights):
            raise UserError("staff.no_right", right=rights[0].value)


def who(person: Person | None) -> Who:
    """As the audit log names them."""
    return Who() if person is None else Who(person.id, person.name)
