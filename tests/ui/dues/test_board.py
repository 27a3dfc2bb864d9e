"""What is due, collected in one go: asked first, told while it goes on, summed up, repeatable."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTableView
from pytestqt.qtbot import QtBot

from pos_app.customers.model import CardRemoved
from pos_app.dues.collecting import CollectProgressed, Result
from pos_app.dues.learning import DueLearned
from pos_app.dues.model import Board, DueRow, Risk
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from tests.ui.customers.fakes import StoppedClock
from tests.ui.customers.hands import act, click, named, press, rest
from tests.ui.dues.fakes import TODAY, FakeDues, came, due_row
from tests.ui.payments.test_fits import cut_in
from ui.dues.board import BoardScreen
from ui.dues.board_view_model import BoardViewModel, Part
from ui.dues.table_model import AMOUNT, DAY, STATE, WHAT, DueTable
from ui.dues.words import sums
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.broken_lines import broken_lines

LATE, SOON = TODAY - timedelta(days=3), TODAY + timedelta(days=9)
GONE = Risk("risk.no_card")


def five() -> list[DueRow]:
    return [
        due_row(1), due_row(2, name="James O'Connor"), due_row(3, due=LATE),
        due_row(4, due=LATE, reasons=[GONE]), due_row(5, due=SOON),
    ]  # fmt: skip


class World:
    def __init__(self, qtbot: QtBot, rows: list[DueRow]) -> None:
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.dues, self.bus = FakeDues(rows), EventBus()
        self.model = BoardViewModel(
            self.dues, EventBridge(self.bus, self.window), StoppedClock(), self.window
        )
        self.screen = BoardScreen(self.model)
        self.opened: list[DueRow] = []
        self.screen.opened.connect(self.opened.append)
        self.window.add_screen("board", self.screen)
        self.window.resize(1024, 700)

    async def show(self) -> None:
        def appear() -> None:
            self.window.show()
            self.window.activateWindow()
            self.window.show_screen("board")

        await act(appear)
        await rest()

    def says(self) -> str:
        said = named(self.window, "dueSaid", Banner)
        return f"{said.title()} {said.text()}" if said.isVisible() else ""

    async def tell(self, *results: Result, running: bool, stopped_by: str = "") -> None:
        run = self.dues.run
        assert run is not None
        progress = run.tell(*results, running=running, stopped_by=stopped_by)
        last = results[-1] if results else None
        await act(lambda: self.bus.publish(CollectProgressed(progress, last)))

    def state(self, place: int) -> str:
        model = named(self.window, "dueTable", QTableView).model()
        return str(model.index(place, STATE).data())


def test_collecting_is_asked_told_and_summed_up(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, five())
        await world.show()
        await click(named(world.window, "collectAll"))
        assert "Charge 3 saved cards? €945.00 in all" in world.says()
        assert "(nine hundred and forty-five euros)" in world.says()
        assert not world.dues.run, "asked only"
        await act(world.screen.go_back)
        assert not world.says()
        await click(named(world.window, "collectAll"))
        await click(named(world.window, "collectAll"))
        begun = [about for what, about in world.dues.asked if what == "all"]
        assert begun == [tuple(row.item.id for row in world.model.collectable())]
        await world.tell(Result(due_row(1).item.id, came(due_row(1))), running=True)
        assert "1 of 3 done 1 charged." in world.says()
        assert world.state(0) == "Paid"
        await click(named(world.window, "collectAll"))
        assert world.dues.run is not None
        assert world.dues.run.stopped, "the same button stops it"
        declined = Result(due_row(2).item.id, came(due_row(2), OutcomeKind.DECLINED))
        paid = Result(due_row(1).item.id, came(due_row(1)))
        await world.tell(paid, declined, running=False)
        assert "Stopped before the end 1 charged, 1 declined." in world.says()
        assert "1 was not tried" in world.says()
        assert world.state(1) == "Card declined, not charged"
        assert not cut_in(world.window)

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_it_is_of_is_whole_in_the_smallest_window(
    qtbot: QtBot, run: Any, dress: Callable[..., None], language: str
) -> None:
    """Two lines of it at most: it had three, a day two."""
    dress("contrast", language=language)

    async def flow() -> None:
        world = World(qtbot, five())
        await world.show()
        view = named(world.window, "dueTable", QTableView)
        said = str(view.model().index(0, WHAT).data())
        assert said.endswith("Dining table, oak")
        room = view.columnWidth(WHAT) - 2 * SPACE.s - 8
        lines = broken_lines(said, view.font(), room, QTextOption.WrapMode.WordWrap)
        assert len(lines) <= 2
        due = str(view.model().index(0, DAY).data())
        room = view.columnWidth(DAY) - 2 * SPACE.s - 8
        assert len(broken_lines(due, view.font(), room, QTextOption.WrapMode.WordWrap)) == 1
        assert view.rowHeight(0) >= len(lines) * view.fontMetrics().lineSpacing() + 2 * SPACE.xs

    run(flow())


def test_a_day_stands_in_one_line_in_the_smallest_window(
    qtbot: QtBot, run: Any, dress: Callable[..., None]
) -> None:
    async def flow() -> None:
        dress("contrast", language="fr")
        due = date(2027, 2, 28)
        world = World(qtbot, [due_row(number, due=due) for number in (1, 2)])
        await world.show()
        await click(named(world.window, f"segment_{Part.UPCOMING.value}"))
        view = named(world.window, "dueTable", QTableView)
        said = str(view.model().index(0, DAY).data())
        assert said == "28\u00a0févr.\u00a02027"
        room = view.columnWidth(DAY) - 2 * (SPACE.s + 2 + 3)  # padding, border, Qt's own margin
        assert view.fontMetrics().horizontalAdvance(said) <= room

    run(flow())


def test_another_language_leaves_the_keyboard_where_somebody_types(
    qtbot: QtBot, run: Any, dress: Callable[..., None]
) -> None:
    """It moved to the button that charges: the next Enter would have charged every card."""

    async def flow() -> None:
        world = World(qtbot, five())
        await world.show()
        await click(named(world.window, "collectAll"))
        assert named(world.window, "collectAll").hasFocus()
        field = named(world.window, "dueFilter")
        await act(field.setFocus)
        await act(lambda: dress(language="fr"))
        assert "Débiter 3 cartes enregistrées" in world.says().replace("\N{NO-BREAK SPACE}", " ")
        assert field.hasFocus()
        await press(field, Qt.Key.Key_Return)
        assert not world.dues.run
        await act(dress)

    run(flow())


def test_what_nobody_knows_is_said_and_so_is_what_stopped_it(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, five())
        await world.show()
        await act(lambda: world.model.collect({row.item.id for row in five()}))
        unknown = Result(due_row(1).item.id, came(due_row(1), OutcomeKind.UNKNOWN))
        refused = Result(due_row(2).item.id, None, UserError("sale.item_called_off"))
        before = Result(due_row(3, due=LATE).item.id, None, UserError("payment.already_paid"))
        await world.tell(unknown, refused, before, running=False, stopped_by="dues.no_answer")
        assert "1 not known yet: don’t charge again" in world.says()
        assert "Stripe stopped answering" in world.says()
        assert "called off" in world.state(1)
        await click(named(world.window, "segment_overdue"))
        assert world.state(0) == "Was paid already", "nothing went wrong"

    run(flow())


def test_what_was_read_back_is_charged_and_nothing_that_came_after(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, five()[:2])
        await world.show()
        await click(named(world.window, "collectAll"))
        assert "Charge 2 saved cards? €630.00 in all" in world.says()
        world.dues.rows = five()
        await act(world.model.refresh)
        assert named(world.window, "collectAll", QPushButton).text() == "Charge €630.00 now"
        await click(named(world.window, "collectAll"))
        (begun,) = [about for what, about in world.dues.asked if what == "all"]
        assert begun == (due_row(1).item.id, due_row(2).item.id)

    run(flow())


@pytest.mark.parametrize(
    "event",
    [
        DueLearned(due_row(1).customer_id),
        CardRemoved(PaymentMethodId("pm_1"), due_row(1).customer_id),
    ],
    ids=lambda one: type(one).__name__,
)
def test_what_is_learned_shows_at_once(qtbot: QtBot, run: Any, event: object) -> None:
    async def flow() -> None:
        world = World(qtbot, five()[:1])
        await world.show()
        world.dues.rows = five()
        await act(lambda: world.bus.publish(event))
        async with asyncio.timeout(30):
            while len(world.model.rows()) < 2:  # noqa: ASYNC110 - Qt gathers events for a while
                await asyncio.sleep(0.05)

    run(flow())


def test_a_log_that_can_not_be_written_is_said_and_nothing_begun(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, five())
        await world.show()
        await click(named(world.window, "collectAll"))
        world.dues.fault = EnvironmentFault("storage.full", retryable=True)
        await click(named(world.window, "collectAll"))
        assert world.says().startswith("Nothing was charged just now")
        assert world.dues.run is None

    run(flow())


def test_parts_filter_and_enter(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, five())
        await world.show()
        model = world.model
        counts = {part: len(model.all_of(part)) for part in Part}
        assert counts == {Part.DUE: 2, Part.OVERDUE: 2, Part.AT_RISK: 1, Part.UPCOMING: 1}
        await act(lambda: model.search("conn r-2"))
        assert [row.customer_name for row in model.rows()] == ["James O'Connor"]
        table = named(world.window, "dueTable", QTableView)
        await press(table, Qt.Key.Key_Return)
        assert [row.customer_name for row in world.opened] == ["James O'Connor"]
        await act(lambda: model.choose(Part.AT_RISK))
        await act(lambda: model.search(""))
        assert world.state(0) == "The card is not saved any more."

    run(flow())


def test_an_empty_table_says_why_it_is(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, five())
        await world.show()
        none = named(world.window, "dueNone", QLabel)
        assert not none.isVisible(), "there is something"
        await act(lambda: named(world.window, "dueFilter", QLineEdit).setText("nobody"))
        assert none.isVisible()
        assert "Nobody here" in none.text()
        await act(named(world.window, "dueFilter", QLineEdit).clear)
        assert not none.isVisible()
        world.dues.rows = []
        await act(world.model.refresh)
        await rest()
        assert none.text() == "Nothing is due today."

    run(flow())


def test_totals_keep_currencies_apart() -> None:
    rows = [due_row(1), due_row(3), _in(due_row(2), Money(500, "jpy"))]
    assert sums(rows) == "€630.00 + JP¥500"


def _in(row: DueRow, amount: Money) -> DueRow:
    return replace(row, part=replace(row.part, item=replace(row.part.item, amount=amount)))


def test_of_ten_thousand_rows_only_the_visible_ones_are_put_into_words(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: set[int] = set()
    text = DueTable._text

    def noted(table: DueTable, row: DueRow, column: int) -> str:
        said.add(table.place_of(row.item.id))
        return text(table, row, column)

    monkeypatch.setattr(DueTable, "_text", noted)
    rows = [due_row(number, due=LATE) for number in range(1, 10_001)]
    table, view = DueTable(), QTableView()
    qtbot.addWidget(view)
    view.setModel(table)
    view.resize(800, 600)
    table.show(rows, date(2026, 11, 23))
    with qtbot.waitExposed(view):
        view.show()
    view.grab()
    assert 0 < len(said) < 100
    assert table.index(9_999, AMOUNT).data() == "€315.00"
    assert Board(TODAY, tuple(rows), (), ()).overdue[-1].item.id == rows[-1].item.id
    assert table.place_of(rows[-1].item.id) == 9_999


def test_a_board_that_waits_to_be_read_again_outlives_no_loop(qtbot: QtBot, run: Any) -> None:
    """Its timer once went off between a test's end and its window's closing."""
    world = World(qtbot, five())

    async def flow() -> None:
        await world.show()
        await act(lambda: world.bus.publish(DueLearned(due_row(1).customer_id)))
        assert world.model._gather.isActive()

    run(flow())
    assert not world.model._gather.isActive()
