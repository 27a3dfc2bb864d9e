"""The screen “Import customers”, over a service whose answers a test gives."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTableView
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
from pos_app.kernel.errors import PosError
from pos_app.kernel.events import EventBus
from tests.ui.customers.hands import act, named, press, rest
from ui.customers.importing.screen import ImportScreen
from ui.customers.importing.view_model import ImportViewModel, Step
from ui.i18n.speech import spoken
from ui.shell.events import EventBridge

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
        self.asking: asyncio.Event | None = None
        """While somebody types a PIN."""
        self.asked = 0

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
        self.asked += 1
        if self.asking is not None:
            await self.asking.wait()
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


def texts(view: QTableView, column: int) -> list[str]:
    model = view.model()
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]
