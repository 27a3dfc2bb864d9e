"""Collecting and ending take rights: who lacks one is refused before anything is asked for."""

from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any, TypeVar, cast

import pytest

from pos_app.dues.collecting import Tempo
from pos_app.dues.ending import act_of
from pos_app.dues.service import DuesService
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import ItemId
from pos_app.staff.model import NOBODY, Actor, Right, RiskyAct
from tests.unit.dues.test_settling import a_sale, eur

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


async def test_a_run_is_one_act_and_refused_before_it_begins() -> None:
    nothing = cast(Any, None)
    permissions, clock = Refusing(), SystemClock()
    knowing = cast(Any, SimpleNamespace(waiting=nothing))
    service = DuesService(
        knowing, nothing, nothing, nothing, Tempo(1.0, clock), EventBus(), permissions
    )
    for _ in range(2):
        with pytest.raises(UserError, match="not_allowed"):
            await service.collect_all([ItemId("item_1")])
    assert permissions.asked == [RiskyAct(Right.COLLECT_DUE)] * 2
    assert service.run is None


def test_ending_asks_for_the_right_that_is_lacking() -> None:
    sale = a_sale((3_000, 0))
    manager = Actor(rights=frozenset(Right))
    refunds = Actor(rights=frozenset({Right.REFUND}))
    assert act_of(sale, eur(3_000), NOBODY) == RiskyAct(Right.REFUND, sale.id, eur(3_000))
    assert act_of(sale, eur(0), NOBODY) == RiskyAct(Right.FORFEIT, sale.id, eur(3_000))
    assert act_of(sale, eur(1_000), refunds) == RiskyAct(Right.FORFEIT, sale.id, eur(2_000))
    assert act_of(sale, eur(1_000), manager) == RiskyAct(Right.REFUND, sale.id, eur(1_000))
    assert act_of(a_sale(), eur(0), NOBODY) == RiskyAct(Right.MOVE_DATE, sale.id)
