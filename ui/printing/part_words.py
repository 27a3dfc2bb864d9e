"""What a receipt says of a sale that is paid in parts."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pos_app.consent.model import Cancellation
from pos_app.receipts.in_parts import PaidInParts
from pos_app.receipts.printed import Rows
from pos_app.sales.model import ItemKind
from pos_app.settings.formats import format_date, format_money
from ui.printing.speaker import PaperSpeaker

_TOTAL: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Total of the sale")
_BEFORE: Final[dict[ItemKind, object]] = {
    ItemKind.PAYMENT: QT_TRANSLATE_NOOP("Receipt", "Paid before"),
    ItemKind.DEPOSIT: QT_TRANSLATE_NOOP("Receipt", "Deposit paid before"),
    ItemKind.BALANCE: QT_TRANSLATE_NOOP("Receipt", "Balance paid before"),
    ItemKind.INSTALMENT: QT_TRANSLATE_NOOP("Receipt", "Instalment paid before"),
}
_LEFT: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Left to pay")
_ON: Final[object] = QT_TRANSLATE_NOOP("Receipt", "On {day}")
_NOW: Final[object] = QT_TRANSLATE_NOOP("Receipt", "At once")
_PAID: Final[object] = QT_TRANSLATE_NOOP("Receipt", "This sale is paid in full.")
_AGREEMENT: Final[object] = QT_TRANSLATE_NOOP(
    "Receipt", "The rest is charged to your card under agreement {number}."
)
_ANY_TIME: Final[object] = QT_TRANSLATE_NOOP(
    "Receipt", "You may call it off until each charge is made"
)
_IN_TIME: Final[object] = QT_TRANSLATE_NOOP(
    "Receipt", "You may call it off until {days} days before a charge"
)
_BACK: Final[object] = QT_TRANSLATE_NOOP(
    "Receipt", "; what was paid in advance is then given back within {days} days."
)
_KEPT: Final[object] = QT_TRANSLATE_NOOP(
    "Receipt", "; what was paid in advance is then kept, unless the law says otherwise."
)


def paid_before(parts: PaidInParts, language: str) -> Rows:
    """The sale's total, then what was paid of it earlier."""
    say = PaperSpeaker("Receipt", language)
    before = [(say(_BEFORE[kind]), format_money(paid, language)) for kind, paid in parts.before]
    return ((say(_TOTAL), format_money(parts.total, language)), *before)


def left_to_pay(parts: PaidInParts, language: str) -> tuple[Rows, tuple[str, ...]]:
    """What is left and when it falls due; under which agreement, and how it is called off."""
    say = PaperSpeaker("Receipt", language)
    if not parts.due:
        return (), (say(_PAID),)
    left = (say(_LEFT), format_money(parts.left, language))
    due = tuple(
        (
            say(_ON).format(day=format_date(day, language)) if day is not None else say(_NOW),
            format_money(amount, language),
        )
        for day, amount in parts.due
    )
    notes: tuple[str, ...] = ()
    if parts.agreement_id is not None:
        words = say(_AGREEMENT).format(number=parts.agreement_id)
        notes = (f"{words} {_cancelling(say, parts.cancellation)}".strip(),)
    return (left, *due), notes


def _cancelling(say: PaperSpeaker, promised: Cancellation | None) -> str:
    """In one line; empty where it isn't known."""
    if promised is None:
        return ""
    until = say(_IN_TIME if promised.notice_days else _ANY_TIME).format(days=promised.notice_days)
    then = say(_BACK if promised.prepaid_back else _KEPT).format(days=promised.refund_days)
    return until + then
