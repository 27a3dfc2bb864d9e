"""The screen “Import customers”, with the keyboard: a file, its columns, and every row judged."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QTableView
from pytestqt.qtbot import QtBot

from pos_app.customers.importing.model import (
    Field,
    OnKnown,
    Reason,
    Verdict,
)
from pos_app.kernel.errors import UserError
from tests.ui.customers.hands import act, click, named, press, rest
from tests.ui.customers.importing import HEADER, World, texts
from ui.customers.importing.view_model import Step
from ui.customers.importing.words import reason_words
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.combo_box import ComboBox
from ui.widgets.labels import InlineError


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> World:
    return World(qtbot, tmp_path)


def test_a_file_opened_while_it_is_looked_for_an_earlier_import_stays_open(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        world.imports.looking = asyncio.Event()
        await world.to_columns()
        world.imports.looking.set()
        await rest()
        assert world.model.step is Step.COLUMNS

    run(flow())


def test_choosing_a_file_never_blocks(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        assert named(world.screen, "chooseFile").hasFocus()
        await press(named(world.screen, "chooseFile"), Qt.Key.Key_Return)
        dialog = world.screen.window().findChild(QFileDialog, "importFileDialog")
        assert dialog is not None
        await act(lambda: dialog.fileSelected.emit(str(world.file)))
        await act(dialog.close)
        await world.until(lambda: world.model.step is Step.COLUMNS)
        table = named(world.screen, "columnsTable")
        await world.until(lambda: world.screen.window().focusWidget() is table)

    run(flow())


def test_a_file_that_cant_be_used_says_why_and_the_next_can(world: World, run: Any) -> None:
    async def flow() -> None:
        world.imports.fault = UserError("import.empty")
        await world.begin()
        world.model.open_file(world.file)
        banner = named(world.screen, "fileFault", Banner)
        await world.until(banner.isVisible)
        assert "nothing in this file" in banner.text()
        await rest()
        choose = named(world.screen, "chooseFile")
        assert world.screen.window().focusWidget() is choose, "the next file is a key away"
        world.imports.fault = None
        await world.to_columns()

    run(flow())


def test_a_column_is_changed_with_the_keyboard(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_columns()
        columns = named(world.screen, "columnsTable", QTableView)
        assert texts(columns, 0) == list(HEADER)
        assert texts(columns, 1)[0] == "Dupont · Petit"
        assert texts(columns, 2) == ["Last name", "First name", "E-mail", "Not imported"]
        drafts = named(world.screen, "draftsTable", QTableView)
        assert "not an e-mail address" in texts(drafts, 0)[0]
        assert texts(drafts, 0)[1] == "Léo Petit"
        await act(lambda: columns.selectRow(3))
        await press(columns, Qt.Key.Key_Return)
        box = named(world.screen, "fieldBox", ComboBox)
        await world.until(lambda: box.view().isVisible())
        await act(lambda: box.setCurrentIndex(box.findData(Field.NOTE)))
        await act(lambda: (box.hidePopup(), box.activated.emit(box.currentIndex())))
        assert world.model.mapping[3] is Field.NOTE
        assert texts(drafts, 7)[1] == "5"

    run(flow())


def test_who_the_rows_become_is_whole_in_the_smallest_window(world: World, run: Any) -> None:
    """Columns that nothing becomes took the room that names need."""

    async def flow() -> None:
        await world.to_columns()
        drafts = named(world.screen, "draftsTable", QTableView)
        shown = [place for place in range(8) if not drafts.isColumnHidden(place)]
        assert shown == [0, 1], "name and e-mail"
        for place in shown:
            words = drafts.fontMetrics().horizontalAdvance(texts(drafts, place)[1])
            assert drafts.columnWidth(place) >= words + 2 * SPACE.s + 8
        columns = named(world.screen, "columnsTable", QTableView)
        model = columns.model()
        await act(lambda: model.setData(model.index(3, 2), Field.NOTE))
        assert not drafts.isColumnHidden(7), "what is chosen is shown"

    run(flow())


def test_where_columns_have_no_room_each_row_is_told_in_words(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_columns()
        drafts = named(world.screen, "draftsTable", QTableView)
        across = drafts.model().columnCount()
        wide = world.screen.size()
        world.screen.setMinimumWidth(1)
        columns = named(world.screen, "columnsTable", QTableView).model()
        await act(lambda: columns.setData(columns.index(3, 2), Field.NOTE))
        await act(lambda: world.screen.resize(300, 700))
        assert drafts.model().columnCount() == 1
        reason, customer = texts(drafts, 0)[:2]
        assert "not an e-mail address" in reason
        assert "Name: Léo Petit · E-mail: " in customer
        assert drafts.horizontalScrollBar().maximum() == 0
        await act(lambda: world.screen.resize(wide))
        assert drafts.model().columnCount() == across
        assert "not an e-mail address" in texts(drafts, 0)[0]
        assert drafts.columnSpan(0, 0) == across
        assert texts(drafts, 0)[1] == "Léo Petit"

    run(flow())


def test_a_check_that_is_refused_stays_at_the_columns(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_columns()
        world.imports.fault = UserError("import.no_naming_column")
        await press(named(world.screen, "checkRows"), Qt.Key.Key_Return)
        fault = named(world.screen, "columnsFault", InlineError)
        await world.until(fault.isVisible)
        assert "says who a customer is" in fault.text()

    run(flow())


def test_a_check_under_way_is_left_with_escape(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_columns()
        world.imports.held = asyncio.Event()
        await press(named(world.screen, "checkRows"), Qt.Key.Key_Return)
        waiting = named(world.screen, "checkWaiting", QLabel)
        await world.until(lambda: "5 rows checked" in waiting.text())
        await act(world.screen.go_back)
        assert world.model.step is Step.COLUMNS
        assert not world.left

    run(flow())


def test_what_was_judged_is_shown_and_chosen(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_check()
        rows = named(world.screen, "rowsTable", QTableView)
        assert texts(rows, 1) == ["Marie Dupont"], "as everywhere, however the file has it"
        assert texts(rows, 2) == ["nobody"]
        assert texts(rows, 3)[0].startswith("E-mail: This is not an e-mail address.")
        start = named(world.screen, "startImport", QAbstractButton)
        assert start.text() == "Import 3 customers"
        assert named(world.screen, "tile_wrong").accessibleName() == "1 to look at"
        await click(named(world.screen, "tile_known"))
        await act(named(world.screen, "fillKnown", QAbstractButton).click)
        assert world.model.shown == (Verdict.KNOWN,)
        await press(start, Qt.Key.Key_Return)
        await world.until(lambda: world.imports.started == [OnKnown.FILL])

    run(flow())


def test_rows_to_correct_are_saved(world: World, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        await world.to_check()
        await press(named(world.screen, "saveCorrections"), Qt.Key.Key_Return)
        dialog = world.screen.window().findChild(QFileDialog, "correctionsDialog")
        assert dialog is not None
        target = tmp_path / "correct.csv"
        await act(lambda: dialog.fileSelected.emit(str(target)))
        await act(dialog.close)
        await world.until(lambda: world.imports.saved == target)
        assert world.said[-1] == ("2 rows to correct saved: correct.csv", "success")

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_follows_the_language(
    world: World, run: Any, dress: Callable[..., None], language: str
) -> None:
    async def flow() -> None:
        await world.to_check()
        dress(language=language)
        start = named(world.screen, "startImport", QAbstractButton)
        assert start.text().startswith("Import" if language == "en" else "Importer")
        dress()

    run(flow())


def test_every_reason_has_its_words(qapp: QApplication) -> None:
    for key in ("import.nothing", "import.too_many_cells", "import.unreadable",
                "import.too_long_row", "import.bad_quotes", "import.no_clear_answer"):  # fmt: skip
        assert reason_words(Reason(key))
    assert "row 3" in reason_words(Reason("import.first_failed", params={"row": 3}))
