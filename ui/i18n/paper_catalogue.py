"""Sentences about papers that leave the till: saved, printed, e-mailed, signed by pen."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

PAPERS: Final[Mapping[str, object]] = {
    "paper.not_written": QT_TRANSLATE_NOOP(
        "messages",
        "The file {file} could not be written ({reason}). No money moved. Choose another folder "
        "or free some space.",
    ),
    "printing.failed": QT_TRANSLATE_NOOP(
        "messages",
        "The printer did not take it, so nothing was printed. No money moved. Look at the "
        "printer, then print again, or save it as PDF.",
    ),
    "mail.no_program": QT_TRANSLATE_NOOP(
        "messages",
        "No mail program opened on this computer, so nothing was sent. The file {file} is saved: "
        "send it from another program, or print it.",
    ),
}
