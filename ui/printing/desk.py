"""Where papers leave the till: into a file that somebody chooses, or to a printer."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from pos_app.kernel.errors import EnvironmentFault
from ui.printing.pages import PrintedPages
from ui.printing.pages_pdf import pages_pdf, print_pages
from ui.printing.pdf import write_file
from ui.shell.file_dialog import ask_where_to_save, documents
from ui.shell.kiosk import in_kiosk
from ui.tasks import start

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Saved = Callable[[Path], None]


class PaperDesk(QObject):
    """Signals: `printed(str)`, the paper's title, once it was handed to a printer;
    `faulted(EnvironmentFault)`: nothing was written or printed."""

    printed = Signal(str)
    faulted = Signal(object)

    def __init__(
        self, window: QWidget, open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl
    ) -> None:
        """`open_url` opens what it is given in the desktop's own program; whether one did."""
        super().__init__(window)
        self._window = window
        self._open_url = open_url
        self._folder = Path(documents())

    def save(self, paper: PrintedPages, file_name: str, saved: Saved) -> None:
        """Ask where it goes, write it there, and tell `saved`; nothing when nobody chooses."""
        ask_where_to_save(
            self._window, "savePaperDialog", self.tr("Save as PDF"), self.tr("PDF files (*.pdf)"),
            file_name, lambda path: self.write(paper, path, saved), str(self._folder),
        )  # fmt: skip

    def write(self, paper: PrintedPages, path: Path, saved: Saved) -> None:
        """Write it as a PDF file; `.pdf` is added when missing."""
        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self._folder = target.parent
        start(self, self._write(pages_pdf(paper), target, saved))

    def print(self, paper: PrintedPages) -> None:
        """Ask which printer, and print it there; nothing when nobody chooses."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self._window)
        dialog.setObjectName("printPaperDialog")
        if in_kiosk():  # it would write to any place; `save` keeps within what a kiosk may reach
            dialog.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda *_: self.send(printer, paper))
        QDialog.open(dialog)  # its own `open` wants a slot of old

    def send(self, printer: "QPrinter", paper: PrintedPages) -> None:
        """To a printer that was chosen."""
        try:
            print_pages(printer, paper)
        except EnvironmentFault as fault:
            self.faulted.emit(fault)
        else:
            self.printed.emit(paper.title)

    def open(self, url: QUrl) -> bool:
        """Whether the desktop has a program for it, which then shows it."""
        return bool(self._open_url(url))

    async def _write(self, data: bytes, path: Path, saved: Saved) -> None:
        try:
            await asyncio.to_thread(write_file, data, path, "paper.not_written")
        except EnvironmentFault as fault:
            self.faulted.emit(fault)
        else:
            saved(path)
