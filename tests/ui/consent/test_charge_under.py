"""Charging under an agreement from its screen: checked, read back, charged once."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Purpose
from pos_app.consent.service import Standing
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import OperationId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from pos_app.payments.operation_model import OperationKind, OperationOutcome, OperationRecorded
from pos_app.sales.model import SaleItem
from tests.ui.consent.fakes import WHO, agreement, ended
from tests.ui.consent.world import World
from tests.ui.customers.fakes import NOW, outcome
from tests.ui.customers.hands import act, click, keys, named, press, rest
from ui.widgets.banner import Banner


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


TWELVE = Money(1_200, "eur")


async def refused_as_unclear(world: World) -> Banner:
    world.unknown = {(WHO, TWELVE)}
    await begin(world)
    await keys(named(world.window, "underAmount", QLineEdit), "12")
    await press(named(world.window, "underAmount", QLineEdit), Qt.Key.Key_Return)
    await rest()
    said = named(world.window, "underRefused", Banner)
    assert "may already have been charged" in said.text()
    assert said.action_button().text() == "Check now"
    return said


async def becomes(world: World, kind: OutcomeKind, **changes: Any) -> None:
    known = replace(outcome(kind, amount=TWELVE), **changes)
    await act(lambda: world.bus.publish(PaymentRecorded(known)))


KNOWN = {
    OutcomeKind.SUCCEEDED: ("success", "succeeded", "€12.00 was charged"),
    OutcomeKind.DECLINED: ("danger", "declined", "Nothing was charged"),
    OutcomeKind.NEEDS_CUSTOMER: ("warning", "must confirm", "Nothing was charged"),
    OutcomeKind.NOT_CHARGED: ("neutral", "was not charged", "Nothing was charged"),
    OutcomeKind.HELD: ("info", "held", "no money was taken"),
}


@pytest.mark.parametrize("kind", KNOWN)
def test_what_was_unclear_is_said_once_it_is_known(
    qtbot: QtBot, run: Any, kind: OutcomeKind
) -> None:
    """The warning stood until Continue was pressed, though the answer had come."""

    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(Purpose.TOP_UP, cap_minor=5_000), [])])
        said = await refused_as_unclear(world)
        world.unknown.clear()
        await becomes(world, kind)
        colour, title, words = KNOWN[kind]
        assert said.isVisible()
        assert (said.kind(), title in said.title(), words in said.text()) == (colour, True, True)
        assert said.action_button().isHidden(), "there is nothing to check any more"
        assert "may already" not in said.text()
        await click(named(world.window, "reviewUnder"))
        await rest()
        assert "€12.00" in world.says("underQuestion")

    run(flow())


def test_nothing_is_said_to_be_known_while_it_is_not(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(Purpose.TOP_UP, cap_minor=5_000), [])])
        said = await refused_as_unclear(world)
        await becomes(world, OutcomeKind.UNKNOWN)  # asked again, and still no answer
        await becomes(world, OutcomeKind.SUCCEEDED, amount=Money(700, "eur"))  # another one
        assert "may already have been charged" in said.text()
        world.unknown.clear()  # another till's hold, say
        taken = OperationOutcome(
            OutcomeKind.SUCCEEDED, OperationId("op_1"), OperationKind.CAPTURE,
            PaymentIntentId("pi_other"), TWELVE, NOW,
        )  # fmt: skip
        await act(lambda: world.bus.publish(OperationRecorded(taken)))
        assert said.kind() == "info"
        assert "Nothing is unclear" in said.title()

    run(flow())


def test_on_the_step_that_reads_back_it_is_said_too(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(Purpose.TOP_UP, cap_minor=5_000), [])])
        await begin(world)
        await keys(named(world.window, "underAmount", QLineEdit), "12")
        await press(named(world.window, "underAmount", QLineEdit), Qt.Key.Key_Return)
        await rest()
        world.unknown = {(WHO, TWELVE)}  # meanwhile, somewhere else at this till
        await click(named(world.window, "confirmUnder"))
        await rest()
        said = named(world.window, "underFault", Banner)
        assert said.kind() == "unknown"
        await click(said.action_button())
        assert "may already have been charged" in said.text(), "until there is an answer"
        world.unknown.clear()
        await becomes(world, OutcomeKind.SUCCEEDED)
        assert "€12.00 was charged" in said.text()
        assert said.kind() == "success"
        assert world.charging.charged == []

    run(flow())
