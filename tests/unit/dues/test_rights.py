"""Collecting and ending take rights: who lacks one is refused before anything is asked for."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, TypeVar, cast

import pytest

from pos_app.dues.collecting import Tempo
from pos_app.dues.model import act_to_collect
from pos_app.dues.service import DuesService
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AgreementId, ItemId
from pos_app.kernel.money import Money
from pos_app.sales.edits import CallOff, ChangeAmount, GiveAgreement, MoveDate
from pos_app.sales.model import CalledOffFor, OffReason
from pos_app.sales.rights import act_to_change, act_to_open
from pos_app.staff.model import Actor, Person, PersonId, Right, RiskyAct, Role, lacking
from tests.unit.dues.test_settling import a_sale, eur
from tests.unit.sales.sales import a_sale as scheduled

T = TypeVar("T")


class Refusing:
    def __init__(self) -> None:
        self.asked: list[RiskyAct] = []

    async def carry_out(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],
        outcome: Callable[[T], str] = str,
    ) -> T:  # fmt: skip
        self.asked.append(act)
        raise UserError("staff.not_allowed", right=act.right, act=act)

    def may(self, actor: Actor, right: Right) -> bool:
        return False

    async def carry_out_part(
        self, actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[T]],
        outcome: Callable[[T], str] = str,
    ) -> T:  # fmt: skip
        raise AssertionError("nothing was allowed")


async def test_a_run_is_one_act_and_refused_before_it_begins() -> None:
    nothing = cast(Any, None)
    permissions, clock = Refusing(), SystemClock()
    knowing = cast(Any, SimpleNamespace(waiting=nothing))
    charging = cast(Any, SimpleNamespace(today=lambda: date(2027, 1, 9)))
    service = DuesService(
        knowing, nothing, charging, nothing, nothing, Tempo(1.0, clock), EventBus(), permissions
    )
    row = SimpleNamespace(item=SimpleNamespace(id=ItemId("item_1"), amount=eur(9_000)))
    other = SimpleNamespace(item=SimpleNamespace(id=ItemId("item_2"), amount=eur(99_000)))

    async def board(_: date) -> Any:
        return SimpleNamespace(due=(row, other))

    service.board = board  # type: ignore[method-assign]
    for _ in range(2):
        with pytest.raises(UserError, match="not_allowed"):
            await service.collect_all([ItemId("item_1")])
    assert permissions.asked == [act_to_collect([eur(9_000)])] * 2
    assert service.run is None


def test_a_limit_is_held_against_the_largest_charge_of_a_run() -> None:
    chf = Money(70_000, "chf")
    act = act_to_collect([eur(9_000), eur(60_000), chf, eur(1_000)])
    assert (act.count, act.in_all) == (4, (chf, eur(70_000)))
    anna = Person(PersonId("staff_1"), "Anna", Role.CASHIER)
    may = Actor(anna, frozenset({Right.COLLECT_DUE}), (Money(60_000, "eur"), Money(70_000, "chf")))
    assert lacking(may, act) == ()
    for limits in [(eur(59_999), chf), (eur(60_000),), ()]:
        assert lacking(replace(may, limits=limits), act) == (Right.CHARGE_ABOVE_LIMIT,)
    assert lacking(may, act_to_collect([])) == ()


def test_ending_asks_for_all_it_takes_at_once() -> None:
    sale = a_sale((3_000, 0))
    kept = RiskyAct(Right.FORFEIT, sale.id, eur(2_000))
    both = RiskyAct(Right.REFUND, sale.id, eur(1_000), (kept,), "shop")
    shop = CalledOffFor(OffReason.SHOP)
    assert act_to_change(sale, CallOff(eur(3_000), eur(0))) == (
        RiskyAct(Right.REFUND, sale.id, eur(3_000))
    )
    assert act_to_change(sale, CallOff(eur(0), eur(3_000))) == (
        RiskyAct(Right.FORFEIT, sale.id, eur(3_000))
    )
    assert act_to_change(sale, CallOff(eur(1_000), eur(2_000), shop)) == both
    assert act_to_change(a_sale(), CallOff(eur(0), eur(0))) == RiskyAct(Right.MOVE_DATE, sale.id)


def test_each_edit_and_each_way_of_selling_takes_its_right() -> None:
    sale = a_sale((3_000, 0))
    item = sale.parts[0].item.id
    assert act_to_change(sale, MoveDate(item, date(2027, 1, 9))) == RiskyAct(Right.MOVE_DATE, item)
    changed = act_to_change(sale, ChangeAmount(item, eur(500)))
    assert changed == RiskyAct(Right.MOVE_DATE, item, eur(500))
    given = act_to_change(sale, GiveAgreement(AgreementId("agr_1")))
    assert given == RiskyAct(Right.SAVE_CARD, sale.id)
    later = scheduled()
    at_once = replace(later, parts=later.parts[:1])
    assert act_to_open(later) == RiskyAct(Right.TAKE_DEPOSIT, later.id)
    assert act_to_open(at_once) == RiskyAct(Right.TAKE_PAYMENT, later.id)
