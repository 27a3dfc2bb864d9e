"""The screen “Import customers”, with the keyboard, over a service whose answers the test gives."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QLabel, QTableView
from pytestqt.qtbot import QtBot

from pos_app.customers.importing.model import (
    Counts,
    Field,
    Import,
    ImportProgressed,
    OnKnown,
    Reason,
    Row,
    RowState,
    Stage,
    Verdict,
)
from pos_app.customers.importing.reading import open_table
from pos_app.customers.importing.service import Opened
from pos_app.kernel.errors import PosError, RemoteRefused, UserError
from pos_app.kernel.events import EventBus
from tests.ui.customers.hands import act, click, named, press, rest
from ui.customers.importing.screen import ImportScreen
from ui.customers.importing.view_model import ImportViewModel, Step
from ui.customers.importing.words import reason_words, time_left
from ui.i18n.speech import spoken
from ui.shell.events import EventBridge
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.combo_box import ComboBox
from ui.widgets.labels import InlineError

HEADER = ("Nom", "Prénom", "Mail", "Solde")
MAPPING = (Field.LAST_NAME, Field.FIRST_NAME, Field.EMAIL, Field.SKIP)


class FakeImports:
    """Answers at once; what was asked is kept."""

    def __init__(self) -> None:
        self.running = False
        self.fault: PosError | None = None
        self.refusal: PosError | None = None
        self.begun: tuple[Import, Counts] | None = None
        self.counts = Counts(new=3, known=1, wrong=1, open=4, failed=1)
        self.checked_with: Sequence[Field] = ()
        self.started: list[OnKnown] = []
        self.saved: Path | None = None
        self.held: asyncio.Event | None = None
        self.looking: asyncio.Event | None = None

    def now(self, stage: Stage) -> Import:
        return Import("import_1", "file.csv", HEADER, MAPPING, ",", stage)

    async def open(self, path: Path) -> Opened:
        if self.fault is not None:
            raise self.fault
        table = await asyncio.to_thread(open_table, path)
        return Opened(table, MAPPING, False, tuple(table.rows()))

    async def check(
        self, opened: Opened, mapping: Sequence[Field], told: Callable[[int], None]
    ) -> Counts:
        self.checked_with = list(mapping)
        told(5)
        if self.held is not None:
            await self.held.wait()
        if self.fault is not None:
            raise self.fault
        self.begun = self.now(Stage.CHECKED), self.counts
        return self.counts

    async def current(self) -> tuple[Import, Counts] | None:
        if self.looking is not None:
            await self.looking.wait()
        return self.begun

    async def rows(
        self, verdicts: Sequence[Verdict], after: int = 0, limit: int = 200
    ) -> Sequence[Row]:
        reason = Reason("customer.bad_email", "email") if Verdict.WRONG in verdicts else None
        cells = ("Dupont", "Marie", "nobody", "")
        return [Row(2, cells, None, verdicts[0], reason, state=RowState.FAILED)]

    async def start(self, on_known: OnKnown) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.started.append(on_known)
        self.running = True
        self.begun = self.now(Stage.RUNNING), self.counts

    async def pause(self) -> None:
        self.running = False

    async def discard(self) -> None:
        self.begun = None

    async def save_corrections(self, path: Path, why: str, words: Callable[[Reason], str]) -> int:
        self.saved = path
        return 2


class World:
    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        self.bus = EventBus()
        self.imports = FakeImports()
        bridge = EventBridge(self.bus)
        self.model = ImportViewModel(self.imports, bridge)
        self.screen = ImportScreen(self.model)
        bridge.setParent(self.screen)
        self.model.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1024, 560)
        self.left: list[bool] = []
        self.said: list[tuple[str, str]] = []
        self.screen.left.connect(lambda: self.left.append(True))
        self.screen.said.connect(lambda said, kind: self.said.append((spoken(said), kind)))
        self.file = folder / "file.csv"
        self.file.write_text(
            "Nom,Prénom,Mail,Solde\nDupont,Marie,nobody,\nPetit,Léo,leo@example.org,5\n"
        )

    async def begin(self) -> None:
        def show() -> None:
            self.screen.show()
            self.screen.activateWindow()

        await act(show)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(10):
            while not condition():  # noqa: ASYNC110 - Qt tells no event of asyncio's
                await asyncio.sleep(0.005)
        await rest()

    async def to_columns(self) -> None:
        await self.begin()
        self.model.open_file(self.file)
        await self.until(lambda: self.model.step is Step.COLUMNS and not self.model.busy)

    async def to_check(self) -> None:
        await self.to_columns()
        await press(named(self.screen, "checkRows"), Qt.Key.Key_Return)
        await self.until(lambda: self.model.counts is not None and not self.model.busy)

    async def to_run(self) -> None:
        await self.to_check()
        await press(named(self.screen, "startImport"), Qt.Key.Key_Return)
        await self.until(lambda: self.model.now is not None and self.imports.running)

    async def progress(self, progress: ImportProgressed) -> None:
        assert self.imports.begun is not None
        self.imports.begun = self.imports.begun[0], progress.counts
        await act(lambda: self.bus.publish(progress))
        await self.until(lambda: self.model.counts == progress.counts)

    def seen(self, name: str) -> bool:
        return named(self.screen, name).isVisible()


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> World:
    return World(qtbot, tmp_path)


def texts(view: QTableView, column: int) -> list[str]:
    model = view.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


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
        assert texts(rows, 1) == ["Dupont Marie"]
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


def test_who_may_not_import_stays_where_they_were(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_check()
        world.imports.refusal = UserError("staff.not_allowed")
        said: list[str] = []
        world.screen.said.connect(lambda _words, kind: said.append(kind))
        await press(named(world.screen, "startImport"), Qt.Key.Key_Return)
        await world.until(lambda: said == ["danger"])
        assert world.model.step is Step.CHECK
        assert world.seen("startImport")
        world.imports.refusal = None
        await press(named(world.screen, "startImport"), Qt.Key.Key_Return)
        await world.until(lambda: world.model.step is Step.RUN)

    run(flow())


def test_running_paused_continued_and_done(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_run()
        counts = Counts(new=3, known=1, wrong=1, open=2, created=2, failed=1)
        await world.progress(ImportProgressed(counts, True, 30.0, "remote.busy"))
        banner = named(world.screen, "importBanner", Banner)
        assert banner.title() == "Waiting for Stripe"
        assert named(world.screen, "outcome_created").accessibleName() == "2 created"
        await press(named(world.screen, "pauseImport"), Qt.Key.Key_Return)
        await world.progress(ImportProgressed(counts, False))
        await world.until(lambda: world.seen("continueImport"))
        assert "2 rows wait" in banner.text()
        await press(named(world.screen, "continueImport"), Qt.Key.Key_Return)
        await world.until(lambda: len(world.imports.started) == 2)
        world.imports.running = False
        done = Counts(new=3, known=1, wrong=1, created=3, left=1, failed=1)
        world.imports.begun = world.imports.now(Stage.DONE), done
        await world.progress(ImportProgressed(done, False))
        await world.until(lambda: world.seen("importDone"))
        assert "1 row could not be imported" in banner.title()
        await press(named(world.screen, "importDone"), Qt.Key.Key_Return)
        await world.until(lambda: world.left == [True])
        assert world.imports.begun is None

    run(flow())


def test_a_refused_key_says_what_stays_and_what_to_do(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_run()
        await world.imports.pause()
        fault = RemoteRefused("remote.not_allowed", code=None, param=None, request_id=None)
        await world.progress(ImportProgressed(Counts(new=3, open=3), False, fault=fault))
        banner = named(world.screen, "importBanner", Banner)
        await world.until(lambda: banner.title() == "The import stopped")
        assert "What was created stays" in banner.text()
        assert "Nothing was charged" not in banner.text()

    run(flow())


def test_leaving_while_it_runs_says_that_it_goes_on(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_run()
        await act(world.screen.go_back)
        assert world.left == [True]
        assert "goes on" in world.said[-1][0]
        await act(world.screen.hide)
        await world.progress(ImportProgressed(Counts(new=3, created=3), False))
        await world.until(lambda: world.said[-1][1] == "success")
        assert world.said[-1][0] == "3 customers created by the import."

    run(flow())


def test_an_import_cut_off_is_there_again(world: World, run: Any) -> None:
    async def flow() -> None:
        world.imports.begun = world.imports.now(Stage.RUNNING), world.imports.counts
        await world.begin()
        await world.until(lambda: world.model.step is Step.RUN)
        assert world.seen("continueImport")
        assert world.seen("endImport")
        await press(named(world.screen, "endImport"), Qt.Key.Key_Return)
        await act(named(world.screen.window(), "choice_stop", QAbstractButton).click)
        await world.until(lambda: world.imports.begun is None)

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


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (20, "less than a minute left"), (600, "about 10 min left"),
     (7500, "about 2 h 05 min left")],
)  # fmt: skip
def test_time_left(qapp: QApplication, seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words


def test_every_reason_has_its_words(qapp: QApplication) -> None:
    for key in ("import.nothing", "import.too_many_cells", "import.unreadable",
                "import.too_long_row", "import.bad_quotes", "import.no_clear_answer"):  # fmt: skip
        assert reason_words(Reason(key))
    assert "row 3" in reason_words(Reason("import.first_failed", params={"row": 3}))
