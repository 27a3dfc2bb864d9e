"""Risky acts: asked for, approved once, written down before they leave."""

import asyncio
from dataclasses import replace

import pytest

from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.money import Money
from pos_app.staff.audit import AuditKind
from pos_app.staff.model import NOBODY, Actor, Approval, Right, RiskyAct, Role, RoleRights
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, Staff

REFUND = RiskyAct(Right.REFUND, "pi_1", Money(2_500, "eur"))
CHARGE = RiskyAct(Right.USE_SAVED_CARD, "it_1", Money(2_500, "eur"))


class Work:
    """Something risky, counted."""

    def __init__(self) -> None:
        self.done = 0

    async def __call__(self) -> str:
        self.done += 1
        return "succeeded"


async def cashier(room: Staff) -> Actor:
    _, _, anna = await room.three()
    return await room.sign_in.sign_in(anna.id, CASHIER_PIN)


async def test_without_staff_everything_is_as_it_was(room: Staff) -> None:
    work = Work()
    assert await room.permissions.carry_out(NOBODY, REFUND, work) == "succeeded"
    assert await room.rows() == []


async def test_once_there_is_staff_nobody_may_do_nothing(room: Staff) -> None:
    work = Work()
    await room.three()
    assert room.sign_in.needed
    for actor in (NOBODY, Actor(None, frozenset(Right), None)):
        with pytest.raises(UserError, match=r"staff\.sign_in_first"):
            await room.permissions.carry_out(actor, CHARGE, work)
    assert work.done == 0


async def test_an_act_stands_in_the_log_before_it_leaves_and_its_end_after(
    room: Staff,
) -> None:
    anna = await cashier(room)
    seen: list[str] = []

    async def work() -> str:
        seen.extend(await room.kinds())
        return "succeeded"

    await room.permissions.carry_out(anna, CHARGE, work, lambda result: result)
    assert seen[-1] == "act"
    act, end = (await room.rows())[-2:]
    assert (act.noted.person.name, act.noted.right, act.noted.about, act.noted.amount) == (
        "Anna", Right.USE_SAVED_CARD, "it_1", Money(2_500, "eur"),
    )  # fmt: skip
    assert (end.noted.kind, end.noted.of, end.noted.outcome) == (
        AuditKind.OUTCOME, act.seq, "succeeded",
    )  # fmt: skip
    assert act.till == "till_1"
    assert act.at == room.clock.now()


async def test_what_is_asked_for_in_anothers_name_counts_for_nothing(room: Staff) -> None:
    """A screen may say what it likes: the ledger's rights count."""
    anna = await cashier(room)
    work = Work()
    marc = room.roster.active[1]
    lies = [
        Actor(anna.person, frozenset(Right), None),
        anna.approved(Approval("ok_invented", marc, REFUND)),
    ]
    for lie in lies:
        with pytest.raises(UserError) as caught:
            await room.permissions.carry_out(lie, REFUND, work)
        assert caught.value.key == "staff.not_allowed"
        assert caught.value.params == {"right": "refund", "act": REFUND}
    assert work.done == 0
    assert (await room.rows())[-1].noted.kind is AuditKind.REFUSED


async def test_a_manager_approves_one_act_once(room: Staff) -> None:
    anna = await cashier(room)
    work = Work()
    manager = room.sign_in.who_may(REFUND)[0]
    approval = await room.sign_in.approve(manager.id, MANAGER_PIN, REFUND)
    assert room.sign_in.actor.name == "Anna"  # and stays signed in
    other = RiskyAct(Right.REFUND, "pi_1", Money(2_501, "eur"))
    with pytest.raises(UserError, match=r"staff\.not_allowed"):
        await room.permissions.carry_out(anna.approved(approval), other, work)
    assert await room.permissions.carry_out(anna.approved(approval), REFUND, work) == "succeeded"
    with pytest.raises(UserError, match=r"staff\.not_allowed"):
        await room.permissions.carry_out(anna.approved(approval), REFUND, work)
    assert work.done == 1
    acts = [row.noted for row in await room.rows() if row.noted.kind is AuditKind.ACT]
    assert [(one.person.name, one.approver.name) for one in acts] == [("Anna", "Marc")]
    assert [(one.name) for one in room.sign_in.who_may(REFUND)] == ["Marc", "Olive"]


async def test_one_pin_covers_all_that_an_act_takes(room: Staff) -> None:
    anna = await cashier(room)
    kept = RiskyAct(Right.FORFEIT, "sale_1", Money(700, "eur"))
    ending = RiskyAct(Right.REFUND, "sale_1", Money(300, "eur"), (kept,), "wish")
    work = Work()
    with pytest.raises(UserError, match=r"staff\.not_allowed") as caught:
        await room.permissions.carry_out(anna, ending, work)
    assert caught.value.params["act"] == ending
    manager = room.sign_in.who_may(ending)[0]
    only = await room.sign_in.approve(manager.id, MANAGER_PIN, kept)
    with pytest.raises(UserError, match=r"staff\.not_allowed"):
        await room.permissions.carry_out(anna.approved(only), ending, work)
    assert work.done == 0
    approval = await room.sign_in.approve(manager.id, MANAGER_PIN, ending)
    await room.permissions.carry_out(anna.approved(approval), ending, work)
    assert work.done == 1
    told = [row.noted for row in await room.rows()]
    both = [(Right.REFUND, 300), (Right.FORFEIT, 700)]
    for kind in (AuditKind.REFUSED, AuditKind.APPROVED, AuditKind.ACT, AuditKind.OUTCOME):
        rows = [one for one in told if one.kind is kind][-2:]
        assert [(one.right, one.amount and one.amount.amount_minor) for one in rows] == both
    acts = [one for one in told if one.kind is AuditKind.ACT]
    assert {one.detail for one in acts} == {"wish"}
    assert {one.approver.name for one in acts} == {"Marc"}


async def test_who_lacks_one_of_the_rights_cannot_approve_both(room: Staff) -> None:
    await room.three()
    owner = room.roster.active[2]
    boss = await room.sign_in.sign_in(owner.id, "2839")
    rights = frozenset({Right.REFUND})
    await room.service.change_role(Role.MANAGER, RoleRights(rights), actor=boss)
    anna = next(one for one in room.roster.active if one.role is Role.CASHIER)
    manager = next(one for one in room.roster.active if one.role is Role.MANAGER)
    await room.sign_in.sign_in(anna.id, CASHIER_PIN)
    kept = RiskyAct(Right.FORFEIT, "sale_1", Money(700, "eur"))
    ending = RiskyAct(Right.REFUND, "sale_1", Money(300, "eur"), (kept,))
    assert [one.role for one in room.sign_in.who_may(ending)] == [Role.OWNER]
    with pytest.raises(UserError, match=r"staff\.cannot_approve") as caught:
        await room.sign_in.approve(manager.id, MANAGER_PIN, ending)
    assert caught.value.params["right"] == "forfeit"


async def test_who_may_not_cannot_approve(room: Staff) -> None:
    _, _, anna = await room.three()
    owner = room.roster.active[2]
    await room.sign_in.sign_in(owner.id, "2839")
    looked_at = room.pins.looked_at
    with pytest.raises(UserError, match=r"staff\.cannot_approve"):
        await room.sign_in.approve(anna.id, CASHIER_PIN, REFUND)
    assert room.pins.looked_at == looked_at


async def test_an_approval_ends_with_the_lock(room: Staff) -> None:
    anna = await cashier(room)
    manager = room.sign_in.who_may(REFUND)[0]
    approval = await room.sign_in.approve(manager.id, MANAGER_PIN, REFUND)
    await room.sign_in.lock(idle=True)
    with pytest.raises(UserError):
        await room.permissions.carry_out(NOBODY.approved(approval), REFUND, Work())
    await room.sign_in.sign_in(anna.person.id, CASHIER_PIN)
    with pytest.raises(UserError, match=r"staff\.not_allowed"):
        await room.permissions.carry_out(anna.approved(approval), REFUND, Work())


async def test_rights_taken_away_count_at_once(room: Staff) -> None:
    owner, _, person = await room.three()
    anna = await room.sign_in.sign_in(person.id, CASHIER_PIN)
    boss = room.roster.actor(owner)
    from dataclasses import replace

    await room.service.change(replace(person, active=False), actor=boss)
    with pytest.raises(UserError, match=r"staff\.sign_in_first"):
        await room.permissions.carry_out(anna, CHARGE, Work())
    assert room.sign_in.needed


async def test_begun_it_goes_on_without_its_caller_and_is_noted(room: Staff) -> None:
    anna = await cashier(room)
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def work() -> str:
        begun.set()
        await go_on.wait()
        return "succeeded"

    caller = asyncio.create_task(room.permissions.carry_out(anna, CHARGE, work, lambda r: r))
    await begun.wait()
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    go_on.set()
    await room.permissions.drain()
    assert (await room.rows())[-1].noted.outcome == "succeeded"


async def test_how_an_act_fails_is_noted_and_raised(room: Staff) -> None:
    anna = await cashier(room)
    for error, word in [
        (UserError("payment.already_paid"), "payment.already_paid"),
        (EnvironmentFault("clock.wrong", retryable=True), "clock.wrong"),
        (RuntimeError("torn"), "broke_off"),
    ]:

        async def work(error: Exception = error) -> str:
            raise error

        with pytest.raises(type(error)):
            await room.permissions.carry_out(anna, CHARGE, work)
        assert (await room.rows())[-1].noted.outcome == word


async def test_a_log_that_cannot_be_written_stops_the_act_but_hides_no_result(
    room: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna = await cashier(room)
    work = Work()

    async def full(noted) -> int:
        raise EnvironmentFault("storage.full", retryable=True)

    async def and_then_full() -> str:
        monkeypatch.setattr(room.log, "write_all", full)
        return "succeeded"

    assert await room.permissions.carry_out(anna, CHARGE, and_then_full) == "succeeded"
    with pytest.raises(EnvironmentFault, match=r"storage\.full"):
        await room.permissions.carry_out(anna, CHARGE, work)
    assert work.done == 0


async def test_each_part_of_a_run_is_written_down_and_nobody_is_asked_again(room: Staff) -> None:
    anna, work = await cashier(room), Work()
    run = replace(RiskyAct(Right.REFUND, amount=Money(2_500, "eur")), count=2)
    manager = room.sign_in.who_may(run)[0]
    actor = anna.approved(await room.sign_in.approve(manager.id, MANAGER_PIN, run))
    await room.permissions.carry_out(actor, run, work)
    for _ in range(2):
        await room.permissions.carry_out_part(actor, REFUND, work, lambda result: result)
    acts = [row.noted for row in await room.rows() if row.noted.about == "pi_1"]
    assert [(one.kind, one.person.name, one.approver.name, one.outcome) for one in acts] == [
        (AuditKind.ACT, "Anna", "Marc", ""), (AuditKind.OUTCOME, "Anna", "Marc", "succeeded"),
    ] * 2  # fmt: skip
