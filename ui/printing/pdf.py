"""A receipt as a PDF file."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter

from pos_app.kernel.errors import EnvironmentFault
from pos_app.receipts.model import Receipt
from ui.printing.layout import PAGE_WIDTH, draw, height_of
from ui.printing.receipt_words import printed
from ui.theme.apply import load_fonts

_DOTS_PER_INCH: Final = 600
_HUNDREDTHS_PER_INCH: Final = 2_540


def receipt_pdf(receipt: Receipt) -> bytes:
    """The receipt on one page, A6 unless it is longer; its text can be searched.

    Call on the UI thread: it uses fonts.
    """
    load_fonts()
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    words = printed(receipt)
    writer.setTitle(f"{words.title} {words.number}".strip())
    writer.setCreator("pos-app")
    writer.setResolution(_DOTS_PER_INCH)
    size = QSizeF(PAGE_WIDTH / 100, height_of(words) / 100)
    exactly = QPageSize.SizeMatchPolicy.ExactMatch
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Millimeter, "", exactly))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.scale(_DOTS_PER_INCH / _HUNDREDTHS_PER_INCH, _DOTS_PER_INCH / _HUNDREDTHS_PER_INCH)
    draw(painter, words)
    painter.end()
    buffer.close()
    return bytes(data.data())


def write_file(data: bytes, path: Path, fault: str = "receipt.not_written") -> None:
    """Write the file whole or not at all; blocks, so call it off the UI thread.

    Raises EnvironmentFault `fault` (file, reason).
    """
    partial = path.with_name(f".{path.name}.part")
    try:
        partial.write_bytes(data)
        partial.replace(path)
    except OSError as error:
        partial.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise EnvironmentFault(fault, retryable=True, file=path.name, reason=reason) from error
