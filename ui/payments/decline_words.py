"""A refused card in two voices, as finished sentences in the language of the screen.

Which sentence fits, and when the same card may be tried again, is `pos_app/payments/declines.py`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pos_app.payments.declines import BY_CODE, voices_of
from pos_app.payments.model import Decline, Retry
from ui.i18n import messages


@dataclass(frozen=True, slots=True)
class DeclineWords:
    """What to say, what to know, and when to try the same card again."""

    to_customer: str
    for_staff: str
    retry: str


_RETRY: Final[Mapping[Retry, object]] = {
    Retry.NOW: QT_TRANSLATE_NOOP("Declines", "Trying the same card again now may work."),
    Retry.LATER: QT_TRANSLATE_NOOP("Declines", "The same card may work later."),
    Retry.NEVER: QT_TRANSLATE_NOOP("Declines", "Do not try this card again."),
}


def decline_words(decline: Decline) -> DeclineWords:
    """Both voices. Staff are also told a code nobody wrote a sentence for."""
    voices = voices_of(decline)
    code = decline.decline_code or decline.code
    unheard = "" if code in BY_CODE else f" ({code or '–'})"
    return DeclineWords(
        to_customer=messages.sentence(voices.customer),
        for_staff=messages.sentence(voices.staff) + unheard,
        retry=QCoreApplication.translate("Declines", str(_RETRY[voices.retry])),
    )
