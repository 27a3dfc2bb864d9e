"""A till's staff on a real ledger, with PINs that cost no time."""

import os
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import TillId
from pos_app.settings.live import LiveSettings
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from pos_app.staff.audit import AuditFilter, AuditRow
from pos_app.staff.audit_store import find
from pos_app.staff.model import Person, Role
from pos_app.staff.room import open_staff
from pos_app.storage import Storage

OWNER_PIN, MANAGER_PIN, CASHIER_PIN = "2839", "74021", "5518"


class QuickPins:
    """As argon2 is used, without its cost."""

    def __init__(self) -> None:
        self.looked_at = 0

    async def hash(self, pin: str) -> str:
        return f"kept:{pin[::-1]}"

    async def matches(self, pin: str, kept: str) -> bool:
        self.looked_at += 1
        return kept == f"kept:{pin[::-1]}"


@dataclass
class HandClock:
    """Stands until it is moved."""

    at: datetime = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    asleep: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return (self.at - self.asleep).timestamp()

    def move(self, **by: float) -> None:
        self.at += timedelta(**by)

    def sleep(self, **by: float) -> None:
        """The computer does, and its count of seconds with it (Linux, macOS)."""
        self.move(**by)
        self.asleep += timedelta(**by)


@dataclass
class Staff:
    """Everything about staff over one ledger."""

    ledger: Storage
    folder: Path
    clock: HandClock = field(default_factory=HandClock)
    events: EventBus = field(default_factory=EventBus)

    async def open(self) -> "Staff":
        """Built as bootstrap does."""
        self.pins = QuickPins()
        self.live = LiveSettings(
            SettingsStore(self.folder / "settings.json"), Shop(till_id=TillId("till_1"))
        )
        made = await open_staff(
            self.ledger, self.live, self.events, self.clock, os.urandom, self.pins
        )
        self.room = made
        self.service, self.roster = made.people, made.people.roster
        self.sign_in, self.permissions, self.log = made.sign_in, made.permissions, made.log
        return self

    async def three(self) -> tuple[Person, Person, Person]:
        """An owner, a manager and a cashier; nobody is signed in."""
        owner = await self.service.set_up("Olive", OWNER_PIN)
        boss = self.roster.actor(owner)
        manager = await self.service.add("Marc", Role.MANAGER, MANAGER_PIN, actor=boss)
        cashier = await self.service.add("Anna", Role.CASHIER, CASHIER_PIN, actor=boss)
        return owner, manager, cashier

    async def rows(self) -> list[AuditRow]:
        """The whole log, oldest first."""
        found = await self.ledger.read(lambda db: find(db, AuditFilter()))
        return list(reversed(found))

    async def kinds(self) -> list[str]:
        """What its rows tell of, oldest first."""
        return [row.noted.kind.value for row in await self.rows()]
