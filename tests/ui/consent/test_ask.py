"""Choosing what a customer is asked to agree to: every purpose becomes its scope."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Purpose
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from tests.ui.consent.world import NAMED, World
from tests.ui.customers.hands import act, click, named, press, rest
from tests.ui.payments.test_fits import cut_in
from ui.widgets.money_field import MoneyField

NOW = Money(2_500, "eur")


class Asking(World):
    def __init__(self, qtbot: QtBot) -> None:
        super().__init__(qtbot, [])
        self.drafted: list[Any] = []
        self.showing.asking._shop = ("Atelier Zoé", "1 rue des Lilas")
        self.showing.asked.connect(lambda *told: self.drafted.append(told))

    async def begin(self) -> None:
        await self.show()
        await act(lambda: self.showing.ask_for(NAMED, NOW, "Bike"))

    async def fill(self, each: int, count: str = "", last: str = "31/12/2026") -> None:
        field = self.showing.ask.findChild(MoneyField)
        assert field is not None
        await act(lambda: field.set_amount(Money(each, "eur")))
        named(self.window, "lastField", QLineEdit).setText(last)
        if count:
            named(self.window, "countField", QLineEdit).setText(count)


@pytest.mark.parametrize(
    ("purpose", "count", "total"),
    [(Purpose.BALANCE, 1, 7_500), (Purpose.INSTALMENTS, 4, 30_000), (Purpose.TOP_UP, 6, 45_000)],
)
def test_each_purpose(qtbot: QtBot, run: Any, purpose: Purpose, count: int, total: int) -> None:
    async def flow() -> None:
        world = Asking(qtbot)
        await world.begin()
        await click(named(world.window, f"purpose_{purpose.value}"))
        await world.fill(7_500, str(count))
        await click(named(world.window, "eachField"))
        await press(named(world.window, "eachField"), Qt.Key.Key_Return)
        await rest()
        ((who, amount, what, draft),) = world.drafted
        assert (who, amount, what) == (NAMED, NOW, "Bike")
        scope = draft.scope
        assert (scope.purpose, scope.cap_minor) == (purpose, 7_500)
        assert (scope.total_minor, scope.count) == (total, count)
        assert scope.earliest.date() == world.showing.asking.today()
        assert scope.latest.date() == date(2026, 12, 31)
        assert (scope.card, scope.any_card) == (None, False)
        assert draft.subject.prepaid == NOW

    run(flow())


@pytest.mark.parametrize(
    ("count", "last", "says"),
    [
        ("0", "31/12/2026", "whole number"), ("x", "31/12/2026", "whole number"),
        ("4", "31/12/2025", "from today on"), ("4", "nonsense", "from today on"),
        ("4", "31/02/2027", "from today on"),
    ],
)  # fmt: skip
def test_what_can_t_be_agreed_to_is_said_beside_it(
    qtbot: QtBot, run: Any, count: str, last: str, says: str
) -> None:
    async def flow() -> None:
        world = Asking(qtbot)
        await world.begin()
        await click(named(world.window, "purpose_instalments"))
        await world.fill(3_000, count, last)
        await click(named(world.window, "handOver"))
        rows = (world.showing.ask._count_row, world.showing.ask._last_row)
        assert any(says in one.error() for one in rows)
        assert not world.drafted

    run(flow())


def test_a_wording_that_is_missing_is_said_and_back_leads_back(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = Asking(qtbot)
        left: list[bool] = []
        world.showing.notAsked.connect(lambda: left.append(True))
        await world.begin()
        wrong = UserError("terms.no_merchant", field="shop_name")
        world.agreements.faults["draft"] = [wrong]
        await world.fill(3_000)
        await click(named(world.window, "handOver"))
        await rest()
        assert "Type the shop’s name" in world.says("askFault")
        await act(world.showing.ask.go_back)
        assert left == [True]
        assert not world.drafted

    run(flow())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_is_whole(
    qtbot: QtBot, run: Any, dress: Callable[..., None], language: str, theme: str
) -> None:
    dress(theme, training=True, language=language)

    async def flow() -> None:
        world = Asking(qtbot)
        await world.begin()
        for purpose in ("balance", "instalments", "top_up"):
            await click(named(world.window, f"purpose_{purpose}"))
            assert not cut_in(world.window), purpose
        await world.fill(3_000, "0", "x")
        await click(named(world.window, "handOver"))
        assert not cut_in(world.window)
        world.window.close()

    run(flow())
