"""Of what is in the way of a part that is owed or of calling off: the main button is what works."""

from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.consent.scope_check import Reason
from pos_app.dues.model import Risk, RiskKind
from pos_app.dues.settling import Proposal
from pos_app.kernel.money import Money
from tests.ui.customers.fakes import customer
from tests.ui.customers.hands import act, click, keys, named, rest
from tests.ui.dues.fakes import TODAY, due_row, sale
from tests.ui.dues.test_due import NONE, World
from tests.ui.payments.test_fits import cut_in
from tests.ui.screens.allowed import found
from ui.setting_up.switching import SwitchedOff
from ui.widgets.buttons import Button


@pytest.mark.parametrize("key", [RiskKind.NO_CARD, Reason.REVOKED])
def test_what_is_sure_to_be_refused_is_off_and_paid_by_the_customer(
    qtbot: QtBot, run: Any, key: str
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        row = due_row(1, reasons=[Risk(key)])
        world.services.service.rows = [row]
        await world.show()
        await act(lambda: world.showing._open(row))
        go = named(world.window, "collectDue", Button)
        assert go.text() == "On the customer’s screen"
        assert go.hasFocus()
        charge = named(world.window, "chargeOff", Button)
        assert charge.isVisible()
        assert not charge.isEnabled()
        assert charge.accessibleDescription()
        assert charge.accessibleDescription() in world.says("dueRisk")
        assert "can’t be charged" in world.says("dueRisk")
        assert not named(world.window, "onScreen").isVisible(), "it stands below already"
        assert not cut_in(world.window)
        await click(go)
        await rest()
        asked = [what for what, _ in world.services.service.asked if what != "board"]
        assert asked == ["checkout"]

    run(flow())


def test_what_may_still_go_through_can_be_tried(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.show()
        row = due_row(1, reasons=[Risk(RiskKind.NEEDS_CUSTOMER)])
        await act(lambda: world.showing._open(row))
        assert named(world.window, "collectDue", Button).text() == "Charge the saved card…"
        assert named(world.window, "onScreen").isVisible()
        assert not named(world.window, "chargeOff").isVisible()

    run(flow())


def test_giving_back_is_off_before_where_the_key_lacks_it(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        back = Money(13_500, "eur")
        world.services.endings.proposed = Proposal(back, NONE, True, TODAY)
        await act(lambda: SwitchedOff(world.window).show(found(("refund_write",))))
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await rest()
        go = named(world.window, "confirmCallOff", Button)
        assert not go.isEnabled()
        assert "refunded" in go.accessibleDescription()
        line = named(world.window, "refundField", QLineEdit)
        assert line.hasFocus()
        await act(line.clear)
        await keys(line, "0")
        assert go.isEnabled(), "keeping everything gives nothing back"
        await click(go)
        assert go.hasFocus()
        await click(go)
        await rest()
        assert [refund for _, refund, *_ in world.services.endings.asked] == [NONE]

    run(flow())
