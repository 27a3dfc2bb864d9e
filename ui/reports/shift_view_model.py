"""The running shift and those that were closed."""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.reports.export import as_csv
from pos_app.reports.model import Shift, ShiftReport
from ui.reports.files import write_table
from ui.reports.ports import Shifts
from ui.tasks import cancel, start, start_latest


class ShiftViewModel(QObject):
    """Signals: `changed` when any attribute did; `faulted(PosError)` when something was not done;
    `closed(ShiftReport)` once a Z is written down; `saved(Path)`."""

    changed = Signal()
    faulted = Signal(object)
    closed = Signal(object)
    saved = Signal(object)

    def __init__(self, shifts: Shifts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shifts = shifts
        self.running: Shift | None = None
        self.report: ShiftReport | None = None
        """What is shown: the X of the running shift, or a Z."""
        self.copy = False
        """Whether it is a Z that was shown before."""
        self.earlier: Sequence[ShiftReport] = ()
        self.asked = False
        """Whether the figures were read and the question is on the screen."""
        self.busy = False
        """Being opened or closed."""
        self.loaded = False

    def begin(self) -> None:
        """The running shift, as it is now."""
        self.asked = False
        start_latest(self, "shift", self._guarded(self._look))

    def forget(self) -> None:
        """What one may see, the next may not."""
        cancel(self, "shift")
        self.report, self.earlier = None, ()
        self.copy = self.asked = self.loaded = False
        self.changed.emit()

    def open(self) -> None:
        """Begin a shift."""
        if not self.busy:
            self._set_busy(busy=True)
            start(self, self._guarded(self._open))

    def ask(self) -> None:
        """Read the figures again, then ask whether to close with them."""
        if self.running is not None:
            start_latest(self, "shift", self._guarded(self._ask))

    def keep_open(self) -> None:
        """Not closed after all."""
        self.asked = False
        self.changed.emit()

    def close(self) -> None:
        """Close the shift that was asked about."""
        if self.asked and not self.busy and self.running is not None:
            number = self.running.number
            self.asked = False
            self._set_busy(busy=True)
            start(self, self._guarded(lambda: self._close(number)))

    def show(self, report: ShiftReport) -> None:
        """An earlier Z: a copy from now on."""
        self.report, self.copy, self.asked = report, True, False
        self.changed.emit()

    def save(self, path: Path) -> None:
        """What is shown, as a table."""
        if self.report is not None:
            table = as_csv(self.report, copy=self.copy)
            start(self, self._guarded(lambda: self._save(table, path)))

    async def _look(self) -> None:
        self.running = await self._shifts.running()
        report = await self._shifts.look() if self.running is not None else None
        earlier = await self._shifts.closed()
        self.report, self.earlier = report, earlier
        self.copy, self.loaded = False, True
        self.changed.emit()

    async def _open(self) -> None:
        await self._shifts.open()
        await self._look()

    async def _ask(self) -> None:
        self.report, self.copy = await self._shifts.look(), False
        self.asked = True
        self.changed.emit()

    async def _close(self, number: int) -> None:
        written = await self._shifts.close(number)
        self.running, self.report, self.copy = None, written, False
        self.earlier = [written, *self.earlier]
        self.changed.emit()
        self.closed.emit(written)

    async def _save(self, table: str, path: Path) -> None:
        await write_table(table, path)
        self.saved.emit(path)

    async def _guarded(self, work: Callable[[], Awaitable[None]]) -> None:
        try:
            await work()
        except (UserError, EnvironmentFault) as fault:
            self._say(fault)
        finally:
            self._set_busy(busy=False)

    def _say(self, fault: PosError) -> None:
        self.loaded = True
        self.faulted.emit(fault)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()
