"""The parts of the program, read once, when somebody first wants to know."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos_app.about.model import Part
from pos_app.about.parts import parts
from ui.tasks import OneAtATime, start_latest

Diagnose = Callable[[Path], Awaitable[None]]


class AboutViewModel(OneAtATime):
    """Signal: `changed` also when the parts were read or another one was chosen; `saved(Path)`."""

    saved = Signal(object)

    def __init__(
        self, read: Callable[[], Sequence[Part]] = parts, parent: QObject | None = None
    ) -> None:
        """`read` may take a tenth of a second; it is called on another thread."""
        super().__init__(parent)
        self._read_parts = read
        self.parts: Sequence[Part] = ()
        self.chosen: Part | None = None
        self.diagnose: Diagnose | None = None
        """Writes what helps whoever looks after the till into a file; None: not to be had here."""

    def offer(self, diagnose: Diagnose) -> None:
        """From now on a report can be saved."""
        self.diagnose = diagnose
        self.changed.emit()

    def save_report(self, file: Path) -> None:
        """Write the report there; nothing else waits for it."""
        self.do(lambda: self._save_report(file))

    def begin(self) -> None:
        """Read them, unless they are."""
        if not self.parts:
            start_latest(self, "parts", self._read())

    def choose(self, place: int) -> None:
        """The part in that row."""
        if 0 <= place < len(self.parts) and self.parts[place] is not self.chosen:
            self.chosen = self.parts[place]
            self.changed.emit()

    async def _read(self) -> None:
        self.parts = await asyncio.to_thread(self._read_parts)
        self.chosen = self.parts[0] if self.parts else None
        self.changed.emit()

    async def _save_report(self, file: Path) -> None:
        if self.diagnose is not None:
            await self.diagnose(file)
            self.saved.emit(file)
