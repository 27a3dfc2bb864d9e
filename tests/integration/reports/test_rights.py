"""Who may open, close and look, on a real ledger with staff; and what the audit log keeps of it."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest
import pytest_asyncio

from pos_app.dues.knowing import Files
from pos_app.dues.liability import LiabilityService
from pos_app.files import LEDGER_SCHEMAS, wrong_in_file
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.reports.model import Place
from pos_app.reports.pictures import PictureService
from pos_app.reports.series import Figure
from pos_app.reports.service import ShiftService
from pos_app.staff.audit import AuditKind
from pos_app.staff.model import NOBODY, Actor, Right, Role, RoleRights
from pos_app.storage import Storage
from tests.helpers.staff import Staff


@dataclass
class Room:
    staff: Staff
    shifts: ShiftService
    pictures: PictureService
    owner: Actor
    marc: Actor
    anna: Actor


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Room]:
    ledger = Storage.open(tmp_path / "ledger.db", None, LEDGER_SCHEMAS, durable=True)
    await ledger.ready()
    staff = await Staff(ledger, tmp_path).open()
    owner, marc, anna = map(staff.roster.actor, await staff.three())

    async def nothing() -> Sequence[Money]:
        return ()

    place = Place("Vélos", "Caisse 1", "till_1", training=True)
    shifts = ShiftService(
        ledger, lambda: place, lambda: int(staff.clock.now().timestamp()), nothing,
        staff.permissions, staff.roster,
    )  # fmt: skip
    unasked = cast(LiabilityService, None)  # by day nothing is asked of it
    pictures = PictureService(
        Files(ledger, ledger), unasked, staff.clock, staff.roster, lambda: place
    )
    yield Room(staff, shifts, pictures, owner, marc, anna)
    await staff.permissions.drain()
    await ledger.close()


async def test_a_cashier_opens_and_closes_and_it_is_noted(room: Room) -> None:
    await room.shifts.open(actor=room.anna)
    assert (await room.shifts.look(actor=room.anna)).shift.opened_by == "Anna"
    z = await room.shifts.close(1, actor=room.marc)
    assert (z.shift.opened_by, z.closed_by) == ("Anna", "Marc")
    acts = [row.noted for row in await room.staff.rows() if row.noted.kind is AuditKind.ACT]
    assert [(one.person.name, one.right, one.about) for one in acts] == [
        ("Anna", Right.CLOSE_SHIFT, "shift"), ("Marc", Right.CLOSE_SHIFT, "shift_1"),
    ]  # fmt: skip
    assert await room.staff.ledger.read(wrong_in_file) == ""


async def test_nobody_and_who_lost_the_right_are_refused(room: Room) -> None:
    for ask in (
        lambda: room.shifts.open(actor=NOBODY),
        lambda: room.shifts.closed(actor=NOBODY),
        lambda: room.pictures.draw(Figure.BY_DAY, 7, actor=NOBODY),
    ):
        with pytest.raises(UserError, match=r"staff\.sign_in_first"):
            await ask()  # type: ignore[no-untyped-call]
    none = RoleRights(frozenset({Right.TAKE_PAYMENT}))
    await room.staff.service.change_role(Role.CASHIER, none, actor=room.owner)
    with pytest.raises(UserError, match=r"staff\.not_allowed"):
        await room.shifts.open(actor=room.anna)
    with pytest.raises(UserError, match=r"staff\.no_right"):
        await room.shifts.look(actor=room.anna)
    assert await room.shifts.running() is None


async def test_reports_are_for_managers(room: Room) -> None:
    with pytest.raises(UserError, match=r"staff\.no_right") as refused:
        await room.pictures.draw(Figure.BY_DAY, 7, actor=room.anna)
    assert refused.value.params["right"] == "see_reports"
    assert await room.pictures.draw(Figure.BY_DAY, 7, actor=room.marc) == []


async def test_two_who_close_at_once_close_once(room: Room) -> None:
    await room.shifts.open(actor=room.anna)
    both = await asyncio.gather(
        room.shifts.close(1, actor=room.anna), room.shifts.close(1, actor=room.marc),
        return_exceptions=True,
    )  # fmt: skip
    refused = [one for one in both if isinstance(one, UserError)]
    assert [one.key for one in refused] == ["shift.none_open"]
    assert len(await room.shifts.closed(actor=room.anna)) == 1


async def test_a_screen_that_is_late_closes_no_other_shift(room: Room) -> None:
    await room.shifts.open(actor=room.anna)
    await room.shifts.close(1, actor=room.anna)
    await room.shifts.open(actor=room.anna)
    with pytest.raises(UserError, match=r"shift\.other_open"):
        await room.shifts.close(1, actor=room.anna)
    running = await room.shifts.running()
    assert running is not None
    assert running.number == 2
