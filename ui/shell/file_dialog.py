"""The question for a file or a folder: anywhere, or where a kiosk may reach."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QTimer, QUrl
from PySide6.QtWidgets import QFileDialog, QFileSystemModel, QLineEdit, QWidget

from ui.shell.kiosk import in_kiosk, is_within, reachable


class FileDialog(QFileDialog):
    """In kiosk mode it shows, takes and writes nothing outside `reachable`, and can neither rename
    nor delete."""

    def __init__(self, parent: QWidget, title: str, folder: str) -> None:
        self._folders = reachable() if in_kiosk() else ()
        if self._folders and not is_within(Path(folder), self._folders):
            folder = str(self._folders[0])
        super().__init__(parent, title, folder)
        self._look_again = QTimer(self, singleShot=True, interval=0)
        self._look_again.timeout.connect(self._stay_here)
        if self._folders:
            self.setOption(QFileDialog.Option.DontUseNativeDialog)
            self.setOption(QFileDialog.Option.ReadOnly)
            self.setSidebarUrls([QUrl.fromLocalFile(str(one)) for one in self._folders])
            self.setHistory([])
            self._stay()

    def accept(self) -> None:
        """Not for a name that was typed with another folder."""
        if self._folders:
            chosen = [Path(one) for one in self.selectedFiles()]
            if not all(is_within(one, self._folders) for one in chosen):
                self._stay_within("")
                return
        super().accept()

    def _look_soon(self, _folder: str) -> None:
        """Once Qt has done all it does to enter it."""
        self._look_again.start()

    def _stay_here(self) -> None:
        self._stay_within(self.directory().path())

    def _stay(self) -> None:
        """By whatever way it would be left. Back and Forward enter a folder without a word of the
        dialog's, but what it lists is another then; and a path that is typed is completed with
        what lies there."""
        self.directoryEntered.connect(self._stay_within)
        for listed in self.findChildren(QFileSystemModel):
            listed.rootPathChanged.connect(self._look_soon)
        for typed in self.findChildren(QLineEdit):
            typed.setCompleter(None)  # type: ignore[arg-type]  # the stubs know no None

    def _stay_within(self, folder: str) -> None:
        if not folder or not is_within(Path(folder), self._folders):
            self.setDirectory(str(self._folders[0]))


def documents() -> str:
    """The folder that people look in first."""
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def ask_where_to_save(
    window: QWidget, dialog_name: str, title: str, kind: str, name: str,
    chosen: Callable[[Path], None], folder: str = "",
) -> None:  # fmt: skip
    """Ask where a file called `name` goes, in `folder` or among the documents; returns at once.
    `chosen` isn't told when nobody chooses. `kind` is what the list of kinds says; empty: any."""
    dialog = FileDialog(window, title, folder or documents())
    dialog.setObjectName(dialog_name)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if kind:
        dialog.setNameFilter(kind)
    dialog.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    dialog.selectFile(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda file: chosen(Path(file)))
    dialog.open()
