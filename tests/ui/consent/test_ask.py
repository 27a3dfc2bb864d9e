"""Choosing what a customer is asked to agree to: every purpose becomes its scope."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Interval, Purpose, Unit
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
        await world.fill(7_500, str(count), "31/12/2027")
        await click(named(world.window, "eachField"))
        await press(named(world.window, "eachField"), Qt.Key.Key_Return)
        await rest()
        ((who, amount, what, (draft, other)),) = world.drafted
        assert (who, amount, what) == (NAMED, NOW, "Bike")
        scope = draft.scope
        assert (scope.purpose, scope.cap_minor) == (purpose, 7_500)
        assert (scope.total_minor, scope.count) == (total, count)
        assert scope.earliest.date() == world.showing.asking.today()
        assert scope.latest.date() == date(2027, 12, 31)
        assert (scope.card, scope.any_card) == (None, False)
        assert draft.subject.prepaid == NOW
        assert scope.interval == (None if purpose is Purpose.BALANCE else Interval(1, Unit.MONTH))
        assert (draft.wording.language, other.wording.language) == ("en", "fr")
        assert replace(other, wording=draft.wording) == draft, "one agreement, told twice"

    run(flow())


def test_what_has_its_days_can_be_sold_by_a_plan_instead(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = Asking(qtbot)
        planned: list[Any] = []
        world.showing.planned.connect(lambda *told: planned.append(told))
        await world.begin()
        await press(world.window, Qt.Key.Key_F4)
        assert planned == [(NAMED, NOW, "Bike")]
        await click(named(world.window, "purpose_top_up"))
        assert not named(world.window, "planInstead").isVisible(), "it has no fixed days"
        await click(named(world.window, "purpose_instalments"))
        await click(named(world.window, "planInstead"))
        assert len(planned) == 2
        assert world.drafted == []

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


class Often(Asking):
    """Where instalments are asked for."""

    async def begin(self) -> None:
        await super().begin()
        await click(named(self.window, "purpose_instalments"))
        field = self.showing.ask.findChild(MoneyField)
        assert field is not None
        await act(lambda: field.set_amount(Money(3_000, "eur")))

    async def choose(self, box: str, data: object) -> None:
        found = named(self.window, box, QComboBox)

        def pick() -> None:
            at = next(n for n in range(found.count()) if found.itemData(n) == data)
            found.setCurrentIndex(at)
            found.activated.emit(at)

        await act(pick)

    def last(self) -> str:
        return named(self.window, "lastField", QLineEdit).text()


def test_the_last_day_follows_until_it_is_typed(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = Often(qtbot)
        await world.begin()
        today = world.showing.asking.today()
        assert world.last() == f"{Interval(3, Unit.MONTH).after(today):%d/%m/%Y}"
        await world.choose("oftenBox", Interval(2, Unit.WEEK))
        assert world.last() == f"{today + timedelta(weeks=6):%d/%m/%Y}"
        line = named(world.window, "lastField", QLineEdit)
        await act(lambda: (line.clear(), QTest.keyClicks(line, "01/01/2030")))  # type: ignore[arg-type,return-value]
        await world.choose("oftenBox", Interval(1, Unit.WEEK))
        assert world.last() == "01/01/2030"

    run(flow())


def test_instalments_that_have_no_time_are_said_beside_the_day(qtbot: QtBot, run: Any) -> None:
    """Their last one would be refused later, and the money lost."""

    async def flow() -> None:
        world = Often(qtbot)
        await world.begin()
        turn = Interval(2, Unit.MONTH).after(world.showing.asking.today())
        for day, drafted in ((turn - timedelta(days=1), 0), (turn, 1)):
            named(world.window, "lastField", QLineEdit).setText(f"{day:%d/%m/%Y}")
            await click(named(world.window, "handOver"))
            await rest()
            assert len(world.drafted) == drafted
            said = world.showing.ask._last_row.error()
            assert ("Too early for that many" in said) is not drafted

    run(flow())


@pytest.mark.parametrize(
    ("own", "till", "first"),
    [("fr", "en", "fr"), ("en", "fr", "en"), ("", "fr", "fr"), ("", "en", "en")],
)
def test_it_is_in_the_customers_language_else_the_tills(
    qtbot: QtBot, run: Any, dress: Callable[..., None], own: str, till: str, first: str
) -> None:
    dress(language=till)

    async def flow() -> None:
        world = Often(qtbot)
        await world.show()
        who = replace(NAMED, language=own)
        await act(lambda: world.showing.ask_for(who, NOW, "Bike"))
        await world.fill(3_000)
        await click(named(world.window, "handOver"))
        await rest()
        assert world.drafted[0][3][0].wording.language == first
        await world.choose("pageLanguageBox", "fr" if first == "en" else "en")
        await click(named(world.window, "handOver"))
        await rest()
        assert world.drafted[1][3][1].wording.language == first

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
