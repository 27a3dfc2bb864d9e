"""Where a report's file goes, as a person chooses."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.shell.file_dialog import FileDialog


def ask_file(
    screen: QWidget, title: str, kind: str, name: str, chosen: Callable[[Path], None]
) -> None:
    """Ask where a file called `name` goes; `chosen` isn't told when nobody chooses."""
    documents = QStandardPaths.StandardLocation.DocumentsLocation
    folder = QStandardPaths.writableLocation(documents)
    dialog = FileDialog(screen.window(), title, folder)
    dialog.setObjectName("saveReportDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: chosen(Path(file)))
    dialog.open()
