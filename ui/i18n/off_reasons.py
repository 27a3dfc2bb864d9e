"""Why a sale was called off, in the language in force: its own screen and the board both say it."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pos_app.sales.model import CalledOffFor, OffReason

_WORDS: Final[Mapping[OffReason, object]] = {
    OffReason.WISH: QT_TRANSLATE_NOOP("offReasons", "The customer’s wish"),
    OffReason.SHOP: QT_TRANSLATE_NOOP("offReasons", "The shop can’t deliver"),
    OffReason.MISTAKE: QT_TRANSLATE_NOOP("offReasons", "A mistake"),
    OffReason.OTHER: QT_TRANSLATE_NOOP("offReasons", "Another reason"),
}


def off_reason(off_for: CalledOffFor) -> str:
    """The reason, or what was typed in its place."""
    return off_for.words or QCoreApplication.translate("offReasons", str(_WORDS[off_for.why]))
