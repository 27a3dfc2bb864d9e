"""A receipt in finished words, in the customer's language whatever the till speaks."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pos_app.receipts.model import PaperKind, Receipt
from pos_app.receipts.printed import PrintedReceipt, Rows
from pos_app.settings.formats import format_datetime, format_money
from ui.printing import practice
from ui.printing.part_words import left_to_pay, paid_before
from ui.printing.speaker import PaperSpeaker
from ui.widgets.card_row import brand_name

Say = Callable[[object], str]
_TITLE: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Receipt")
_COPY: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Receipt (copy)")
_REFUND: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Refund receipt")
_REFUND_COPY: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Refund receipt (copy)")
_SLIP: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Reserved, not taken")
_LABELS: Final[dict[PaperKind, object]] = {
    PaperKind.PAYMENT: QT_TRANSLATE_NOOP("Receipt", "Paid by card"),
    PaperKind.DEPOSIT: QT_TRANSLATE_NOOP("Receipt", "Deposit paid by card"),
    PaperKind.BALANCE: QT_TRANSLATE_NOOP("Receipt", "Balance paid by card"),
    PaperKind.INSTALMENT: QT_TRANSLATE_NOOP("Receipt", "Instalment paid by card"),
    PaperKind.HOLD: QT_TRANSLATE_NOOP("Receipt", "Reserved on the card"),
    PaperKind.REFUND: QT_TRANSLATE_NOOP("Receipt", "Given back to the card"),
}
_DATE: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Date")
_FOR: Final[object] = QT_TRANSLATE_NOOP("Receipt", "For")
_CUSTOMER: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Customer")
_CARD: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Card")
_SAVED: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Card saved")
_YES: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Yes, shown next time")
_TILL: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Till")
_UNTIL: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Until")
_REFUND_OF: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Of receipt")
_REFUND_NO: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Refund")
_NOT_TAKEN: Final[object] = QT_TRANSLATE_NOOP(
    "Receipt",
    "No money was taken. The bank keeps the amount aside until it is taken in whole or in part, or "
    "released; what is taken gets a receipt.",
)
_ARRIVES: Final[object] = QT_TRANSLATE_NOOP(
    "Receipt",
    "The money goes back to the card it was paid with. Banks show it within 5 to 10 working days.",
)
_REFERENCE: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Payment reference")
_THANKS: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Thank you and goodbye.")
_PRACTICE: Final[object] = QT_TRANSLATE_NOOP("Receipt", "TRAINING – no money was taken")


def printed(receipt: Receipt) -> PrintedReceipt:
    """The receipt's words, amounts and dates in its own language."""
    say = PaperSpeaker("Receipt", receipt.language)
    sums, notes = _rest(say, receipt)
    return PrintedReceipt(
        shop=receipt.shop_name,
        address=receipt.shop_address,
        title=_title(say, receipt),
        number=receipt.number,
        amount_label=say(_LABELS[receipt.kind]),
        amount=format_money(receipt.amount, receipt.language),
        rows=tuple((label, value) for label, value in _rows(say, receipt) if value),
        reference_label=say(_REFERENCE),
        reference=receipt.payment_intent_id,
        closing=say(_THANKS),
        watermark=practice.mark(receipt.language, pretend=receipt.training),
        practice=practice.sentence(receipt.language, say(_PRACTICE), pretend=receipt.training),
        sums=sums,
        notes=notes,
    )


def _title(say: Say, receipt: Receipt) -> str:
    if receipt.kind is PaperKind.HOLD:
        return say(_SLIP)
    if receipt.kind is PaperKind.REFUND:
        return say(_REFUND_COPY if receipt.reprint else _REFUND)
    return say(_COPY if receipt.reprint else _TITLE)


def _rows(say: Say, receipt: Receipt) -> Rows:
    card, until = receipt.card, receipt.held_until
    number = f"{brand_name(card.brand)} ••••\u00a0{card.last4}" if card is not None else ""
    return (
        (say(_DATE), format_datetime(receipt.paid_at, receipt.language)),
        (say(_UNTIL), format_datetime(until, receipt.language) if until is not None else ""),
        (say(_FOR), receipt.description),
        (say(_CUSTOMER), receipt.customer_name),
        (say(_CARD), number),
        (say(_SAVED), say(_YES) if receipt.card_saved else ""),
        (say(_REFUND_OF), receipt.refund_of),
        (say(_REFUND_NO), receipt.refund_id or ""),
        (say(_TILL), receipt.till_name),
    )


def _rest(say: Say, receipt: Receipt) -> tuple[Rows, tuple[str, ...]]:
    """What was paid before and what is left, and the sentences below."""
    if receipt.kind is PaperKind.HOLD:
        return (), (say(_NOT_TAKEN),)
    if receipt.kind is PaperKind.REFUND:
        return (), (say(_ARRIVES),)
    parts = receipt.parts
    if parts is None:
        return (), ()
    rest, notes = left_to_pay(parts, receipt.language)
    return (*paid_before(parts, receipt.language), *rest), notes
