"""Everything about staff over one ledger, built together."""

from dataclasses import dataclass

from pos_app.kernel.clock import Clock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import Randomness
from pos_app.settings.live import LiveSettings
from pos_app.staff.audit_log import AuditLog
from pos_app.staff.kiosk import KioskMode
from pos_app.staff.permissions import StaffPermissions
from pos_app.staff.pin_check import PinCheck
from pos_app.staff.pins import Argon2Pins, PinHasher
from pos_app.staff.roster import Roster
from pos_app.staff.service import StaffService
from pos_app.staff.sign_in import SignIn
from pos_app.storage import Storage


@dataclass(frozen=True, slots=True)
class StaffRoom:
    """Who works here, who stands at the till, what they may do, and what they did."""

    people: StaffService
    sign_in: SignIn
    permissions: StaffPermissions
    log: AuditLog
    kiosk: KioskMode


async def open_staff(
    ledger: Storage, settings: LiveSettings, events: EventBus, clock: Clock,
    randomness: Randomness, hasher: PinHasher | None = None,
) -> StaffRoom:  # fmt: skip
    """Staff as the ledger knows them. `hasher`: argon2 unless given. Raises the faults of
    `Storage`."""
    shop, pins = settings.shop, hasher or Argon2Pins()
    roster = Roster(shop.currency)
    await roster.load(ledger)
    log = AuditLog(ledger, roster, clock, shop.till_id)
    check = PinCheck(ledger, roster, log, pins, clock)
    sign_in = SignIn(roster, log, check, events, randomness)
    people = StaffService(ledger, roster, log, pins, settings, events, randomness)
    permissions = StaffPermissions(roster, log, sign_in)
    return StaffRoom(people, sign_in, permissions, log, KioskMode(settings, permissions))
