"""Importing customers, step by step: a file, its columns, every row judged, the rows sent."""

from collections.abc import Callable, Coroutine, Sequence
from enum import IntEnum
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.importing.correcting import Words
from pos_app.customers.importing.model import (
    Counts,
    Field,
    Import,
    ImportProgressed,
    OnKnown,
    Reason,
    Row,
    Stage,
    Verdict,
    Wanted,
)
from pos_app.customers.importing.service import Opened
from pos_app.kernel.errors import PosError
from ui.shell.events import EventBridge
from ui.tasks import cancel, start, start_latest


class Importer(Protocol):
    """What the screen needs of `ImportService`."""

    @property
    def running(self) -> bool: ...

    async def open(self, path: Path) -> Opened: ...

    async def check(
        self, opened: Opened, mapping: Sequence[Field], told: Callable[[int], None]
    ) -> Counts: ...

    async def current(self) -> tuple[Import, Counts] | None: ...

    async def rows(
        self, verdicts: Sequence[Verdict], after: int = 0, limit: int = 200
    ) -> Sequence[Row]: ...

    async def start(self, on_known: OnKnown) -> None: ...

    async def pause(self) -> None: ...

    async def discard(self) -> None: ...

    async def save_corrections(self, path: Path, why: str, words: Words) -> int: ...


class Step(IntEnum):
    """The pages of the screen, in order."""

    FILE = 0
    COLUMNS = 1
    CHECK = 2
    RUN = 3


class ImportViewModel(QObject):
    """Signals: `changed` (step, or anything of it), `rowsChanged`, `progressed`,
    `faulted(PosError)`, `corrected(Path, int)`, `ended` when nothing is left of the import.
    """

    changed = Signal()
    rowsChanged = Signal()
    progressed = Signal()
    faulted = Signal(object)
    corrected = Signal(object, int)
    ended = Signal()

    def __init__(
        self, imports: Importer, events: EventBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._imports = imports
        self.step = Step.FILE
        self.busy = False
        """Something is asked for and not there yet."""
        self.opened: Opened | None = None
        self.mapping: list[Field] = []
        self._ordering = False
        self.checked = 0
        """Rows judged so far, while a check runs."""
        self.counts: Counts | None = None
        self.now: Import | None = None
        self.rows: Sequence[Row] = ()
        self.shown: tuple[Verdict, ...] = ()
        self.on_known = OnKnown.LEAVE
        self.progress: ImportProgressed | None = None
        events.listen(self, ImportProgressed, self._hear)

    @property
    def running(self) -> bool:
        """Whether rows are being sent."""
        return self._imports.running

    @property
    def checking(self) -> bool:
        """Whether the file is being judged."""
        return self.step is Step.CHECK and self.busy

    def begin(self) -> None:
        """Show where the import stands; a new one begins with its file."""
        if self.busy or self.opened is not None:
            return
        start_latest(self, "begin", self._begin())

    def open_file(self, path: Path) -> None:
        """Look at a file."""
        self._set_busy(True)
        start_latest(self, "open", self._guarded(self._open(path)))

    def set_field(self, column: int, which: Field) -> None:
        """Choose what a column becomes."""
        self.mapping[column] = which
        self.changed.emit()

    def preview(self) -> Sequence[Wanted | Reason]:
        """The first rows with the columns as they are chosen now."""
        return self.opened.become(self.mapping) if self.opened else ()

    def check(self) -> None:
        """Judge every row."""
        if self.opened is None or self.busy:
            return
        self.checked, self.counts, self.rows = 0, None, ()
        self.step = Step.CHECK
        self._set_busy(True)
        start_latest(self, "check", self._guarded(self._check(self.opened)))

    def show_only(self, verdict: Verdict) -> None:
        """List the rows of one verdict."""
        self.shown = (verdict,)
        start_latest(self, "rows", self._load_rows())

    def choose_on_known(self, on_known: OnKnown) -> None:
        """What happens to customers who are there already."""
        self.on_known = on_known
        self.rowsChanged.emit()

    def start(self) -> None:
        """Send the rows, or go on sending them."""
        self._order(self._start)

    def pause(self) -> None:
        """Send no more."""
        self._order(self._imports.pause)

    def discard(self) -> None:
        """End the import; what was created stays."""
        self._order(self._discard)

    def save_corrections(self, path: Path, why: str, words: Words) -> None:
        """Write the rows to correct."""
        start(self, self._guarded(self._save(path, why, words)))

    def back(self) -> bool:
        """One step back; False when there is none."""
        if self.step is Step.RUN or self.step is Step.FILE:
            return False
        if self.checking:
            cancel(self, "check")
        self.busy = False
        known = self.step is Step.CHECK and self.opened is not None
        self.step = Step.COLUMNS if known else Step.FILE
        if self.step is Step.FILE:
            self.opened = None
        self.changed.emit()
        return True

    async def _begin(self) -> None:
        found = await self._imports.current()
        if found is None:
            if self.opened is not None:
                return  # somebody was quicker, and is past the first step
            self.step = Step.FILE
        else:
            self.now, self.counts = found
            self.on_known = self.now.on_known
            checked = self.now.stage is Stage.CHECKED and not self.running
            self.step = Step.CHECK if checked else Step.RUN
            await self._show_first()
        self.changed.emit()

    async def _open(self, path: Path) -> None:
        opened = await self._imports.open(path)
        self.opened, self.mapping = opened, list(opened.mapping)
        self.step = Step.COLUMNS

    async def _check(self, opened: Opened) -> None:
        try:
            self.counts = await self._imports.check(opened, self.mapping, self._count)
        except PosError:
            self.step = Step.COLUMNS
            raise
        found = await self._imports.current()
        self.now = found[0] if found else None
        await self._show_first()

    def _count(self, done: int) -> None:
        self.checked = done
        self.progressed.emit()

    async def _show_first(self) -> None:
        """What has to be looked at comes first."""
        counts = self.counts or Counts()
        order = (
            (Verdict.WRONG, counts.wrong), (Verdict.KNOWN, counts.known),
            (Verdict.REPEATED, counts.repeated), (Verdict.NEW, counts.new),
        )  # fmt: skip
        self.shown = (next((verdict for verdict, number in order if number), Verdict.NEW),)
        await self._load_rows()

    async def _load_rows(self) -> None:
        self.rows = await self._imports.rows(self.shown)
        self.rowsChanged.emit()

    async def _start(self) -> None:
        await self._imports.start(self.on_known)
        self.step = Step.RUN
        self.progress = None
        found = await self._imports.current()
        if found:
            self.now, self.counts = found

    async def _discard(self) -> None:
        await self._imports.discard()
        self.step, self.opened, self.now, self.counts = Step.FILE, None, None, None
        self.progress, self.rows, self.on_known = None, (), OnKnown.LEAVE
        self.ended.emit()

    async def _save(self, path: Path, why: str, words: Words) -> None:
        written = await self._imports.save_corrections(path, why, words)
        self.corrected.emit(path, written)

    def _order(self, order: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """One at a time: pressed again while somebody types a PIN, it would be asked twice."""
        if not self._ordering:
            self._ordering = True
            start(self, self._ordered(order))

    async def _ordered(self, order: Callable[[], Coroutine[Any, Any, object]]) -> None:
        try:
            await self._guarded(order())
        finally:
            self._ordering = False

    async def _guarded(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except PosError as fault:
            self.faulted.emit(fault)
        finally:
            self._set_busy(False)

    def _hear(self, progress: ImportProgressed) -> None:
        self.progress, self.counts = progress, progress.counts
        if not progress.running:
            start_latest(self, "begin", self._after_run())
        self.progressed.emit()

    async def _after_run(self) -> None:
        found = await self._imports.current()
        if found is not None:
            self.now, self.counts = found
        self.changed.emit()

    def _set_busy(self, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()
