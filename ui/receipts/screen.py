"""Asking where a receipt goes, without stopping anything else."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from ui.receipts.view_model import ReceiptViewModel
from ui.shell.file_dialog import ask_where_to_save, documents


def open_file(path: Path) -> None:
    """Show a file in the program the desktop uses for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


class SaveReceipt(QObject):
    """Opens a save dialog for each issued receipt, and the saved file afterwards.

    Signal: `saved(Path)`, after the file was handed to `open_saved`.
    """

    saved = Signal(object)

    def __init__(
        self,
        view_model: ReceiptViewModel,
        window: QWidget,
        open_saved: Callable[[Path], None] = open_file,
    ) -> None:
        super().__init__(window)
        self._model = view_model
        self._window = window
        self._open_saved = open_saved
        self._folder = Path(documents())
        view_model.issued.connect(lambda _: self._ask())
        view_model.saved.connect(self._show)

    def _ask(self) -> None:
        ask_where_to_save(
            self._window, "saveReceiptDialog", self.tr("Save the receipt"),
            self.tr("PDF files (*.pdf)"), self._model.file_name(), self._save, str(self._folder),
        )  # fmt: skip

    def _save(self, path: Path) -> None:
        self._folder = path.parent
        self._model.save(path)

    def _show(self, path: Path) -> None:
        self._open_saved(path)
        self.saved.emit(path)
