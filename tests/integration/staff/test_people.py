"""People, roles and the log itself."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.staff.audit import AuditFilter
from pos_app.staff.model import NOBODY, Right, RiskyAct, Role, RoleRights
from pos_app.storage import ConstraintBroken
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, OWNER_PIN, Staff


async def test_the_first_is_an_owner_and_comes_once(room: Staff) -> None:
    assert not room.sign_in.needed
    owner = await room.service.set_up("Olive", OWNER_PIN)
    assert owner.role is Role.OWNER
    assert room.sign_in.needed
    with pytest.raises(UserError, match=r"staff\.set_up_already"):
        await room.service.set_up("Eve", "4071")


async def test_people_and_rights_are_there_at_the_next_start(room: Staff) -> None:
    owner, _, anna = await room.three()
    boss = room.roster.actor(owner)
    given = RoleRights(frozenset({Right.REFUND, Right.TAKE_PAYMENT}), (Money(900, "eur"),))
    await room.service.change_role(Role.CASHIER, given, actor=boss)
    await room.service.change(replace(anna, name="Anna B.", language="fr"), actor=boss)
    assert (await room.rows())[-1].noted.detail == "name=Anna B., language=fr"
    await room.service.add("Luc", Role.CASHIER, "4071", actor=boss, language="en")
    with pytest.raises(UserError, match=r"settings\.bad_value"):
        await room.service.change(replace(anna, language="de"), actor=boss)
    again = await Staff(room.ledger, room.folder, room.clock).open()
    assert [(one.name, one.language) for one in again.roster.people] == [
        ("Anna B.", "fr"), ("Luc", "en"), ("Marc", ""), ("Olive", ""),
    ]  # fmt: skip
    assert again.roster.rights(Role.CASHIER) == given
    assert again.roster.actor(anna).rights == given.rights
    assert again.sign_in.needed


@pytest.mark.parametrize("who", ["nobody", "cashier", "manager"])
async def test_nobody_gives_themselves_more(room: Staff, who: str) -> None:
    owner, manager, anna = await room.three()
    actor = {
        "nobody": NOBODY, "cashier": room.roster.actor(anna), "manager": room.roster.actor(manager)
    }[who]  # fmt: skip
    everything = RoleRights(frozenset(Right))
    tries = [
        lambda: room.service.add("Eve", Role.OWNER, "4071", actor=actor),
        lambda: room.service.change(replace(manager, role=Role.OWNER), actor=actor),
        lambda: room.service.change(replace(owner, role=Role.CASHIER), actor=actor),
        lambda: room.service.change_role(Role.CASHIER, everything, actor=actor),
    ]
    for attempt in tries:
        with pytest.raises(UserError, match=r"staff\.(owners_only|no_right|sign_in_first)"):
            await attempt()
    assert [one.role.value for one in room.roster.people] == ["cashier", "manager", "owner"]


async def test_the_last_owner_stays(room: Staff) -> None:
    owner, _, _ = await room.three()
    boss = room.roster.actor(owner)
    for changed in (replace(owner, active=False), replace(owner, role=Role.MANAGER)):
        with pytest.raises(UserError, match=r"staff\.last_owner"):
            await room.service.change(changed, actor=boss)
    with pytest.raises(UserError, match=r"staff\.owner_may_all"):
        await room.service.change_role(Role.OWNER, RoleRights(frozenset()), actor=boss)


async def test_the_log_holds_no_pin_and_every_change(room: Staff) -> None:
    owner, manager, anna = await room.three()
    marc = await room.sign_in.sign_in(manager.id, MANAGER_PIN)
    await room.service.set_pin(anna.id, "6610", actor=marc)
    with pytest.raises(UserError):
        await room.sign_in.sign_in(anna.id, CASHIER_PIN)
    await room.sign_in.sign_in(anna.id, "6610")
    await room.service.set_idle_minutes(10, actor=marc)
    assert room.service.idle_minutes == 10
    kinds = await room.kinds()
    assert kinds == [
        "person_added", "person_added", "person_added", "signed_in", "pin_changed", "wrong_pin",
        "signed_in", "settings_changed",
    ]  # fmt: skip
    whole = repr([row.noted for row in await room.rows()])
    for pin in (OWNER_PIN, MANAGER_PIN, CASHIER_PIN, "6610"):
        assert pin not in whole.replace(owner.id, "").replace(manager.id, "").replace(anna.id, "")


async def test_rows_are_kept_and_a_changed_one_shows(room: Staff) -> None:
    await room.three()
    for sql in ("UPDATE audit SET person = 'Eve'", "DELETE FROM audit WHERE seq = 2"):
        with pytest.raises(ConstraintBroken):
            await room.ledger.write(lambda db, sql=sql: db.execute(sql))
    assert await room.ledger.read(wrong_in_ledger) == ""

    def tamper(db) -> None:
        db.execute("DROP TRIGGER audit_keep_update")
        db.execute("UPDATE audit SET person = 'Eve' WHERE seq = 2")

    await room.ledger.write(tamper)
    assert await room.ledger.read(wrong_in_ledger) == "row 2 of audit was changed"


async def test_the_log_is_read_filtered_and_exported_by_who_may(room: Staff) -> None:
    _, manager, anna = await room.three()
    cashier = await room.sign_in.sign_in(anna.id, CASHIER_PIN)
    refund = RiskyAct(Right.REFUND, "pi_1", Money(1_205, "eur"))
    approval = await room.sign_in.approve(manager.id, MANAGER_PIN, refund)

    async def work() -> str:
        return "succeeded"

    await room.permissions.carry_out(cashier.approved(approval), refund, work, lambda r: r)
    room.clock.move(days=2)
    marc = await room.sign_in.sign_in(manager.id, MANAGER_PIN)
    for actor in (cashier, NOBODY):
        with pytest.raises(UserError):
            await room.log.read(AuditFilter(), actor=actor)
        with pytest.raises(UserError):
            await room.log.export(AuditFilter(), actor=actor)

    async def found(**wanted) -> list[str]:
        rows = await room.log.read(AuditFilter(**wanted), actor=marc)
        return [row.noted.kind.value for row in rows]

    assert await found(right=Right.REFUND) == ["outcome", "act", "approved"]
    assert await found(person=manager.id) == ["signed_in", "outcome", "act", "approved"]
    day = room.clock.now().astimezone().date()
    assert await found(first=day) == ["signed_in"]
    assert len(await found(last=date(2026, 11, 28))) == 7
    assert await found(last=date(2026, 11, 20)) == []

    table = await room.log.export(AuditFilter(right=Right.REFUND), actor=marc)
    lines = list(csv.DictReader(io.StringIO(table)))
    assert [line["what"] for line in lines] == ["approved", "act", "outcome"]
    assert lines[1]["amount"] == "12.05"
    assert lines[1]["person"] == "Anna"
    assert lines[1]["approved_by"] == "Marc"
    assert lines[2]["outcome_of"] == lines[1]["number"]
    assert (await room.kinds())[-1] == "exported"


async def test_no_cell_of_the_export_is_a_formula(room: Staff) -> None:
    owner = await room.service.set_up("=1+1", OWNER_PIN)
    table = await room.log.export(AuditFilter(), actor=room.roster.actor(owner))
    assert next(csv.DictReader(io.StringIO(table)))["person"] == "'=1+1"
