"""Putting a sale together: the preview follows, Enter goes on, and nothing wrong gets further."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from pos_app.kernel.money import Money
from pos_app.sales.model import ItemKind
from pos_app.sales.schedule import AllLater, DepositAndBalance, Instalments, PayNow
from tests.ui.customers.fakes import StoppedClock, customer
from tests.ui.customers.hands import act, click, keys, named, press, rest
from tests.ui.payments.test_fits import cut_in
from tests.ui.screens.looks import sized
from ui.sales.plan import PlanScreen
from ui.sales.plan_model import Selling
from ui.sales.plan_view_model import PlanViewModel
from ui.shell.main_window import MainWindow
from ui.widgets.scrolling import Scrolling

WHO = customer(name="Marie-Antoinette de la Rochefoucauld-Montmorency")


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.model = PlanViewModel(StoppedClock())
        self.screen = PlanScreen(self.model, "eur")
        self.sold: list[Selling] = []
        self.model.sold.connect(self.sold.append)
        self.window.add_screen("plan", self.screen)
        self.window.resize(1024, 700)

    async def begin(self, amount: Money | None = None) -> None:
        def show() -> None:
            self.window.show()
            self.window.activateWindow()
            self.window.show_screen("plan")
            self.screen.begin(WHO, amount, "Table")

        await act(show)

    def preview(self) -> str:
        shown = named(self.window, "schedulePreview")
        return " ".join(one.text() for one in shown.findChildren(QLabel) if one.isVisible())

    def field(self, name: str) -> QLineEdit:
        return named(self.window, name, QLineEdit)


def test_a_total_and_enter_is_a_deposit_with_its_balance_in_a_month(qtbot: QtBot, run: Any) -> None:
    """Four keys from here: with three for the search, one to open and F4, nine in all."""

    async def flow() -> None:
        world = World(qtbot)
        await world.begin()
        await keys(world.field("totalField"), "450")
        assert "€135.00" in world.preview()
        assert "23\u00a0Dec\u00a02026" in world.preview()
        assert "€315.00" in world.preview()
        await press(world.field("totalField"), Qt.Key.Key_Return)
        (sold,) = world.sold
        assert sold.total == Money(45_000, "eur")
        assert [one.kind for one in sold.parts] == [ItemKind.DEPOSIT, ItemKind.BALANCE]
        assert [one.amount.amount_minor for one in sold.parts] == [13_500, 31_500]
        assert (sold.customer, sold.details.description, sold.on_paper) == (WHO, "Table", False)

    run(flow())


def test_share_and_amount_of_a_deposit_follow_each_other(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin(Money(45_000, "eur"))
        assert world.field("depositAmount").text() == "135.00"
        await act(world.field("depositAmount").clear)
        await keys(world.field("depositAmount"), "90")
        assert world.field("depositShare").text() == "20"
        await act(lambda: world.screen._form.total.set_amount(Money(60_000, "eur")))
        assert world.field("depositAmount").text().startswith("90"), "an amount stays one"
        assert world.field("depositShare").text() == "15"
        await act(world.field("depositShare").clear)
        await keys(world.field("depositShare"), "50")
        await press(world.field("depositShare"), Qt.Key.Key_Return)
        (sold,) = world.sold
        assert isinstance(sold.plan, DepositAndBalance)
        assert (sold.plan.deposit, sold.parts[0].amount) == (5_000, Money(30_000, "eur"))

    run(flow())


def test_instalments_say_what_does_not_divide(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin(Money(10_001, "eur"))
        await click(named(world.window, "segment_instalments"))
        await keys(world.field("instalmentCount"), "4")  # selected, so it is replaced
        assert "The first is €0.01 more" in world.preview()
        await press(world.field("instalmentCount"), Qt.Key.Key_Return)
        (sold,) = world.sold
        assert isinstance(sold.plan, Instalments)
        assert [one.amount.amount_minor for one in sold.parts] == [2_501, 2_500, 2_500, 2_500]

    run(flow())


def test_arrow_keys_choose_the_way_and_all_now_asks_for_no_agreement(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin(Money(10_000, "eur"))
        await act(lambda: named(world.window, "segment_deposit").setFocus())
        await press(named(world.window, "segment_deposit"), Qt.Key.Key_Left)
        assert not named(world.window, "saleOnPaper").isVisible()
        await click(named(world.window, "handOverSale"))
        (sold,) = world.sold
        assert sold.plan == PayNow()

    run(flow())


@pytest.mark.parametrize(
    ("field", "text", "says"),
    [("depositShare", "100", "between 0 and 100"), ("depositShare", "0.01", "less than a card"),
     ("balanceDay", "23/11/2026", "after today"), ("balanceDay", "soon", "Type a day")],
)  # fmt: skip
def test_what_can_not_be_is_said_beside_its_field(
    qtbot: QtBot, run: Any, field: str, text: str, says: str
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin(Money(45_000, "eur"))
        await act(world.field(field).clear)
        await keys(world.field(field), text)
        assert says in world.preview(), "while it is typed"
        await press(world.field(field), Qt.Key.Key_Return)
        assert not world.sold
        assert says in world.field(field).accessibleDescription()
        assert says not in world.preview(), "said once"
        assert "appear here" in world.preview()
        await act(lambda: world.field(field).setText("40"))
        await keys(world.field(field), "0")
        assert world.field(field).accessibleDescription() == ""
        assert "appear here" not in world.preview()

    run(flow())


def test_a_total_that_can_not_be_is_said_once(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin(Money(45_000, "eur"))
        await keys(world.field("totalField"), "0")
        await press(world.field("totalField"), Qt.Key.Key_Return)
        assert not world.sold
        assert "zero" in world.field("totalField").accessibleDescription()
        assert "Type an amount" not in world.preview()
        assert "appear here" in world.preview()

    run(flow())


def test_what_was_wrong_for_another_total_is_said_no_more(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin(Money(100, "eur"))
        await press(world.field("totalField"), Qt.Key.Key_Return)
        assert "less than a card" in world.field("depositShare").accessibleDescription()
        await act(world.field("totalField").selectAll)
        await keys(world.field("totalField"), "450")
        assert world.field("depositShare").accessibleDescription() == ""
        assert "€135.00" in world.preview()

    run(flow())


def test_all_later_asks_for_the_day_alone_and_is_not_signed_on_paper(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin(Money(45_000, "eur"))
        await click(named(world.window, "segment_later"))
        for hidden in ("depositShare", "depositAmount", "saleOnPaper"):
            assert not named(world.window, hidden).isVisible(), hidden
        assert "All of it" in world.preview()
        day = world.field("balanceDay")
        assert day.hasFocus(), "Enter goes on from there"
        await press(day, Qt.Key.Key_Return)
        (sold,) = world.sold
        assert isinstance(sold.plan, AllLater)
        assert [(one.amount, one.on) for one in sold.parts] == [(sold.total, sold.plan.on)]
        await click(named(world.window, "segment_deposit"))
        assert world.field("depositShare").isVisible()

    run(flow())


def test_lines_are_told_and_must_add_up(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin(Money(45_000, "eur"))
        await click(named(world.window, "moreOfSale"))
        lines = named(world.window, "linesField", QPlainTextEdit)
        await act(lambda: lines.setPlainText("Table 300"))
        await click(named(world.window, "handOverSale"))
        assert not world.sold
        assert "€300.00" in lines.accessibleDescription()
        await act(lambda: lines.setPlainText("Table 300\nChairs 150"))
        await keys(world.field("referenceField"), "R-17")
        await click(named(world.window, "saleOnPaper"))
        (sold,) = world.sold
        assert sold.on_paper
        assert sold.details.reference == "R-17"
        assert [one.description for one in sold.details.lines] == ["Table", "Chairs"]

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_is_whole(qtbot: QtBot, run: Any, dress: Any, language: str) -> None:
    async def flow() -> None:
        dress("light", training=True, language=language)
        world = World(qtbot)
        await world.begin(Money(1_234_567, "eur"))
        assert not cut_in(world.window)
        await click(named(world.window, "segment_instalments"))
        assert not cut_in(world.window)
        await click(named(world.window, "moreOfSale"))
        assert not cut_in(world.window)

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_of_a_deposit_is_seen_on_the_smallest_screen(
    qtbot: QtBot, run: Any, dress: Callable[..., None], language: str
) -> None:
    dress(language=language, training=True)

    async def flow() -> None:
        world = World(qtbot)
        world.window.resize(1024, 768)
        await world.begin(Money(123_450, "eur"))
        await rest()
        areas = world.screen.findChildren(Scrolling)
        assert [one.verticalScrollBar().maximum() for one in areas] == [0]
        assert cut_in(world.screen) == []
        assert not named(world.window, "moreOfSale").visibleRegion().isEmpty()

    run(flow())


def test_the_ways_stand_beside_the_total_or_below_it(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin(Money(123_450, "eur"))

        def places() -> tuple[QPoint, QPoint]:
            total, way = world.field("totalField"), named(world.window, "segment_now")
            return total.mapTo(world.window, QPoint()), way.mapTo(world.window, QPoint())

        total, way = places()
        assert way.x() > total.x() + world.field("totalField").width()
        with sized(world.window, QSize(640, 700)):  # as at 200 %
            total, way = places()
            assert way.y() > total.y()
            assert way.y() < world.field("depositShare").mapTo(world.window, QPoint()).y()
        total, way = places()
        assert way.x() > total.x() + world.field("totalField").width()

    run(flow())
