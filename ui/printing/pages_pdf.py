"""Papers of several pages as PDF files, and on a printer."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF
from PySide6.QtGui import QPagedPaintDevice, QPageLayout, QPageSize, QPainter, QPdfWriter

from pos_app.kernel.errors import EnvironmentFault
from ui.printing.pages import PrintedPages, count, draw
from ui.theme.apply import load_fonts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_DOTS_PER_INCH: Final = 600
_HUNDREDTHS_PER_INCH: Final = 2_540


def pages_pdf(paper: PrintedPages) -> bytes:
    """A4, as many pages as it needs; its text can be searched.

    Call on the UI thread: it uses fonts.
    """
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(paper.title)
    writer.setCreator("pos-app")
    writer.setResolution(_DOTS_PER_INCH)
    _paint(writer, paper, _DOTS_PER_INCH)
    buffer.close()
    return bytes(data.data())


def print_pages(printer: "QPrinter", paper: PrintedPages) -> None:
    """Send it to a printer that was chosen. On the UI thread, as `pages_pdf`.

    Raises EnvironmentFault printing.failed.
    """
    printer.setDocName(paper.title)
    printer.setFullPage(True)
    _paint(printer, paper, printer.resolution())


def _paint(device: QPagedPaintDevice, paper: PrintedPages, dots_per_inch: int) -> None:
    load_fonts()
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF()
        )
    )
    pages = count(paper)
    painter = QPainter()
    if not painter.begin(device):
        raise EnvironmentFault("printing.failed", retryable=True)
    painter.scale(dots_per_inch / _HUNDREDTHS_PER_INCH, dots_per_inch / _HUNDREDTHS_PER_INCH)
    draw(painter, paper, device.newPage, pages)
    painter.end()
