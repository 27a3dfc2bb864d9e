"""A till without a keyboard: what customers agree to, and what is charged under it, by fingers."""

from datetime import date
from typing import Any

from pytestqt.qtbot import QtBot

from pos_app.consent.model import Purpose
from pos_app.consent.service import Standing
from pos_app.kernel.money import Money
from tests.ui.consent.fakes import agreement
from tests.ui.consent.test_ask import Asking
from tests.ui.consent.test_paper import OnPaper
from tests.ui.consent.world import World
from tests.ui.customers.fingers import tap, type_by_pad
from tests.ui.customers.hands import rest


def test_an_agreement_is_put_together_by_fingers_alone(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = Asking(qtbot)
        await world.begin()
        await tap(world.window, "purpose_top_up")
        await type_by_pad(world.window, "eachField", "75.5")
        await type_by_pad(world.window, "countField", "6")
        await type_by_pad(world.window, "lastField", "31/12/2027")
        await tap(world.window, "handOver")
        await rest()
        ((_, _, _, (draft, _)),) = world.drafted
        assert (draft.scope.purpose, draft.scope.cap_minor) == (Purpose.TOP_UP, 7_550)
        assert (draft.scope.count, draft.scope.latest.date()) == (6, date(2027, 12, 31))

    run(flow())


def test_a_charge_under_an_agreement_is_made_by_fingers_alone(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [Standing(agreement(Purpose.TOP_UP, cap_minor=5_000), [])])
        await world.list()
        await tap(world.window, "agreement_agr_0001")
        await rest()
        await tap(world.window, "chargeUnder")
        await rest()
        await type_by_pad(world.window, "underAmount", "12.9")
        await tap(world.window, "reviewUnder")
        await rest()
        assert "€12.90" in world.says("underQuestion")
        await tap(world.window, "confirmUnder")
        await rest()
        assert [one.amount for one in world.charging.charged] == [Money(1_290, "eur")]

    run(flow())


def test_a_signed_paper_is_recorded_by_its_figures_alone(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = OnPaper(qtbot)
        await world.begin()
        await world.save()
        await type_by_pad(world.window, "paperNumberField", "000000001")
        await type_by_pad(world.window, "paperShowField", "000000001")
        await tap(world.window, "recordPaper")
        await rest()
        assert world.wrong().strip() == ""
        assert len(world.to_pay) == 1

    run(flow())
