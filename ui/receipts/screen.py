"""Asking where a receipt goes, without stopping anything else."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.receipts.view_model import ReceiptViewModel
from ui.shell.file_dialog import FileDialog


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
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        )
        view_model.issued.connect(lambda _: self._ask())
        view_model.saved.connect(self._show)

    def _ask(self) -> None:
        dialog = FileDialog(self._window, self.tr("Save the receipt"), str(self._folder))
        dialog.setObjectName("saveReceiptDialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(self.tr("PDF files (*.pdf)"))
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile(self._model.file_name())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._save)
        dialog.open()

    def _save(self, file: str) -> None:
        path = Path(file)
        self._folder = path.parent
        self._model.save(path)

    def _show(self, path: Path) -> None:
        self._open_saved(path)
        self.saved.emit(path)
