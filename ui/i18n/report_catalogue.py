"""Sentences about shifts and reports: why one was not opened, closed or shown."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

REPORTS: Final[Mapping[str, object]] = {
    "shift.open_already": QT_TRANSLATE_NOOP(
        "messages",
        "Shift {number} is open already. Nothing was opened twice, and no money moved. Close it "
        "first.",
    ),
    "shift.none_open": QT_TRANSLATE_NOOP(
        "messages",
        "No shift is open. Nothing was closed, and no money moved. Open one first.",
    ),
    "shift.other_open": QT_TRANSLATE_NOOP(
        "messages",
        "This shift was closed meanwhile; shift {number} is open now. Nothing was closed twice. "
        "Look at the figures again.",
    ),
    "shift.not_written": QT_TRANSLATE_NOOP(
        "messages",
        "{file} was not written: {reason}. The report itself is kept in the till. Choose another "
        "folder.",
    ),
}
