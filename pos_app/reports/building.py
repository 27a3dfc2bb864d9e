"""The reports of a till, made from what it stands on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pos_app.dues.knowing import Files
from pos_app.dues.liability import LiabilityService
from pos_app.kernel.clock import Clock
from pos_app.kernel.money import Money
from pos_app.reports.model import Place
from pos_app.reports.pictures import PictureService
from pos_app.reports.service import ShiftService
from pos_app.settings.live import LiveSettings
from pos_app.staff.room import StaffRoom


@dataclass(frozen=True, slots=True)
class Reports:
    """What can be looked at."""

    shifts: ShiftService
    pictures: PictureService


def build_reports(
    files: Files, liability: LiabilityService, live: LiveSettings, skew: Callable[[], float],
    clock: Clock, staff: StaffRoom, *, training: bool,
) -> Reports:  # fmt: skip
    """`skew`: how many seconds Stripe's clock is ahead of this machine's."""

    def place() -> Place:
        shop = live.shop
        return Place(shop.shop_name, shop.till_name, shop.till_id, training)

    def now() -> int:
        return int(clock.now().timestamp() + skew())

    async def deposits() -> Sequence[Money]:
        return (await liability.known()).totals

    roster = staff.people.roster
    return Reports(
        ShiftService(files.ledger, place, now, deposits, staff.permissions, roster),
        PictureService(files, liability, clock, roster, place),
    )
