"""Asking where an export goes, and writing it without stopping anything else."""

from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from ui.customers.importing.tiles import number_words
from ui.i18n import messages
from ui.i18n.language import language_of
from ui.shell.file_dialog import ask_where_to_save, documents
from ui.tasks import start


class Exporter(Protocol):
    """What exporting needs of `ExportService`."""

    async def export(self, path: Path, language: str, text: str = "") -> int: ...


class ExportCustomers(QObject):
    """Opens a save dialog and writes the customers. Signal: `said(Speech, str)`, a sentence for the
    status line and its kind."""

    said = Signal(object, str)

    def __init__(self, exports: Exporter, window: QWidget) -> None:
        super().__init__(window)
        self._exports = exports
        self._window = window
        self._folder = documents()

    def ask(self, text: str = "") -> None:
        """Ask where those who answer `text` go; everyone without a text."""
        ask_where_to_save(
            self._window, "exportDialog", self.tr("Export customers"),
            self.tr("CSV files (*.csv)"), self.tr("customers.csv"),
            lambda path: self._save(path, text), self._folder,
        )  # fmt: skip

    def _save(self, path: Path, text: str) -> None:
        self._folder = str(path.parent)
        self.said.emit(lambda: self.tr("Exporting customers…"), "info")
        start(self, self._export(path, text), self._say_fault)

    async def _export(self, path: Path, text: str) -> None:
        written = await self._exports.export(path, language_of(), text)

        def words() -> str:
            said = self.tr("%n customer(s) exported: {file}", "", written)
            return said.format(file=path.name, number=number_words(written))

        self.said.emit(words, "success")

    def _say_fault(self, fault: PosError) -> None:
        self.said.emit(lambda: messages.text(fault), "danger")
