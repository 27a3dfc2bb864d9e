"""Why a charge came to nothing, in a few words: under a bar, in a line of a shift."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

_WORDS: Final[Mapping[str, object]] = {
    "bank": QT_TRANSLATE_NOOP("FigureSpeaker", "Bank refused"),
    "amount": QT_TRANSLATE_NOOP("FigureSpeaker", "Not enough money"),
    "details": QT_TRANSLATE_NOOP("FigureSpeaker", "Wrong card details"),
    "later": QT_TRANSLATE_NOOP("FigureSpeaker", "Try again later"),
    "unsupported": QT_TRANSLATE_NOOP("FigureSpeaker", "Card not supported"),
    "authenticate": QT_TRANSLATE_NOOP("FigureSpeaker", "Customer must confirm"),
    "pin": QT_TRANSLATE_NOOP("FigureSpeaker", "PIN"),
    "expired": QT_TRANSLATE_NOOP("FigureSpeaker", "Card expired"),
    "duplicate": QT_TRANSLATE_NOOP("FigureSpeaker", "Charged twice"),
    "not_charged": QT_TRANSLATE_NOOP("FigureSpeaker", "Closed before it was charged"),
}


def short_reason(key: str) -> str:
    """In the language in force; `key` as `pos_app.reports.series.reason_of` gives it. A code that
    nobody has words for is said as Stripe does."""
    words = _WORDS.get(key)
    return QCoreApplication.translate("FigureSpeaker", str(words)) if words is not None else key
