"""Charging under an agreement from its screen: checked, read back, charged once."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Purpose
from pos_app.consent.service import Standing
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.sales.model import SaleItem
from tests.ui.consent.fakes import agreement, ended
from tests.ui.consent.world import World
from tests.ui.customers.hands import click, keys, named, press, rest


async def begin(world: World) -> list[tuple[Outcome, SaleItem]]:
    done: list[tuple[Outcome, SaleItem]] = []
    world.showing.charged.connect(lambda outcome, item, _who: done.append((outcome, item)))
    await world.open()
    await click(named(world.window, "chargeUnder"))
    await rest()
    return done


def test_read_back_and_charged_once_however_often_it_is_pressed(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(Purpose.TOP_UP, cap_minor=5_000), [])])
        done = await begin(world)
        await keys(named(world.window, "underAmount", QLineEdit), "12")
        await press(named(world.window, "underAmount", QLineEdit), Qt.Key.Key_Return)
        await rest()
        assert "€12.00" in world.says("underQuestion")
        assert world.charging.charged == []
        confirm = named(world.window, "confirmUnder")
        confirm.click()  # type: ignore[attr-defined]  # a button
        confirm.click()  # type: ignore[attr-defined]  # a button
        await rest()
        assert [one.amount for one in world.charging.charged] == [Money(1_200, "eur")]
        assert len(done) == 1

    run(flow())


def test_what_is_left_of_a_balance_is_proposed_and_a_refusal_stands_beside_it(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        made = agreement(cap_minor=5_000, total_minor=5_000)
        world = World(qtbot, [Standing(made, [])])
        world.agreements.open = {made.id: Money(4_000, "eur")}
        world.charging.refuses = UserError("agreement.over_cap", cap=Money(5_000, "eur"))
        done = await begin(world)
        assert named(world.window, "underAmount", QLineEdit).text() == "40.00"
        await click(named(world.window, "reviewUnder"))
        await rest()
        assert "€50.00" in world.says("underRefused")
        assert "Nothing was charged" in world.says("underRefused")
        await click(named(world.window, "cancelUnder"))
        assert world.window.current_screen() == "agreement"
        assert (done, world.charging.charged) == ([], [])

    run(flow())


def test_one_that_has_ended_is_not_offered(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [ended(agreement(Purpose.TOP_UP))])
        await world.open()
        assert named(world.window, "chargeUnder").isHidden()

    run(flow())
