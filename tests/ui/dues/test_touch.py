"""A till without a keyboard: what is owed is changed, and a sale called off, by fingers alone."""

from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from pos_app.kernel.money import Money
from tests.ui.customers.fakes import customer
from tests.ui.customers.fingers import tap, type_by_pad
from tests.ui.customers.hands import act, rest
from tests.ui.dues.fakes import due_row, sale
from tests.ui.dues.test_due import World


def test_another_amount_and_another_day_by_fingers_alone(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing._open(due_row(1)))
        await tap(world.window, "changeAmount")
        await type_by_pad(world.window, "newAmount", "250")
        await tap(world.window, "collectDue")
        await rest()
        await tap(world.window, "moveDate")
        await type_by_pad(world.window, "newDay", "31/12/2026")
        await tap(world.window, "collectDue")
        await rest()
        changed = [(what, value) for what, _, _, value in world.services.changes.asked]
        assert changed == [("amount", Money(25_000, "eur")), ("move", date(2026, 12, 31))]

    run(flow())


def test_a_sale_is_called_off_by_fingers_alone(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await rest()
        await type_by_pad(world.window, "refundField", "100.5")
        assert "€34.50" in world.says("callOffKept")
        await tap(world.window, "confirmCallOff")
        await tap(world.window, "confirmCallOff")
        await rest()
        ((_, refund, _),) = world.services.endings.asked
        assert refund == Money(10_050, "eur")

    run(flow())
