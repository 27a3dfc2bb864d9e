"""What the till says about cards and past payments, in plain words."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from pos_app.customers.model import Redisplay, SavedCard
from pos_app.payments.model import CardUsed, OutcomeKind, PastPayment
from ui.theme.tokens import Kind
from ui.widgets.card_row import brand_name

_REDISPLAY: Final[Mapping[Redisplay, object]] = {
    Redisplay.ALWAYS: QT_TRANSLATE_NOOP("Cards", "Shown to the customer at the next checkout"),
    Redisplay.LIMITED: QT_TRANSLATE_NOOP(
        "Cards", "Kept for agreed charges only; not shown at checkout"
    ),
    Redisplay.UNSPECIFIED: QT_TRANSLATE_NOOP(
        "Cards", "Saved, but the customer did not agree to see it again"
    ),
}
_SHORT: Final[Mapping[Redisplay, object]] = {
    Redisplay.ALWAYS: QT_TRANSLATE_NOOP("Cards", "Shown at the next checkout"),
    Redisplay.LIMITED: QT_TRANSLATE_NOOP("Cards", "For agreed charges, not shown"),
    Redisplay.UNSPECIFIED: QT_TRANSLATE_NOOP("Cards", "Saved, not shown at checkout"),
}
_OUTCOMES: Final[Mapping[OutcomeKind, tuple[object, Kind, str]]] = {
    OutcomeKind.SUCCEEDED: (QT_TRANSLATE_NOOP("Payments", "Paid"), "success", "success"),
    OutcomeKind.SAVED: (QT_TRANSLATE_NOOP("Payments", "Card saved"), "success", "success"),
    OutcomeKind.DECLINED: (QT_TRANSLATE_NOOP("Payments", "Declined"), "danger", "danger"),
    OutcomeKind.NEEDS_CUSTOMER: (
        QT_TRANSLATE_NOOP("Payments", "Customer must confirm"), "warning", "warning",
    ),
    OutcomeKind.NOT_CHARGED: (QT_TRANSLATE_NOOP("Payments", "Not charged"), "neutral", "neutral"),
    OutcomeKind.HELD: (QT_TRANSLATE_NOOP("Payments", "Held on the card"), "info", "lock"),
    OutcomeKind.UNKNOWN: (QT_TRANSLATE_NOOP("Payments", "Not known yet"), "unknown", "unknown"),
    OutcomeKind.OPEN: (QT_TRANSLATE_NOOP("Payments", "Not paid yet"), "info", "clock"),
}  # fmt: skip
_REFUNDED: Final[object] = QT_TRANSLATE_NOOP("Payments", "Refunded")
_PARTLY: Final[object] = QT_TRANSLATE_NOOP("Payments", "Partly refunded")


def card_name(card: SavedCard | CardUsed) -> str:
    """`Visa •••• 4242`, its figures kept on one line."""
    return f"{brand_name(card.brand)} ••••\u00a0{card.last4}"


def expiry(card: SavedCard) -> str:
    """`08/28`, as the card itself shows it."""
    return f"{card.exp_month:02d}/{card.exp_year % 100:02d}"


def redisplay_words(redisplay: Redisplay) -> str:
    """Who may see the card again."""
    return QCoreApplication.translate("Cards", str(_REDISPLAY[redisplay]))


def redisplay_short(redisplay: Redisplay) -> str:
    """`redisplay_words` where there is little room."""
    return QCoreApplication.translate("Cards", str(_SHORT[redisplay]))


def payment_state(payment: PastPayment, *, unclear: bool = False) -> tuple[str, Kind, str]:
    """Words, kind and icon of what came of a past payment; `unclear`: something done to it."""
    if unclear:
        named, kind, icon = _OUTCOMES[OutcomeKind.UNKNOWN]
        return QCoreApplication.translate("Payments", str(named)), kind, icon
    if payment.kind is OutcomeKind.SUCCEEDED and payment.refunded_minor:
        whole = payment.refunded_minor >= payment.amount.amount_minor
        words = QCoreApplication.translate("Payments", str(_REFUNDED if whole else _PARTLY))
        return words, "neutral", "refund"
    named, kind, icon = _OUTCOMES[payment.kind]
    return QCoreApplication.translate("Payments", str(named)), kind, icon
