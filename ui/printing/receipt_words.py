"""A receipt in finished words, in the customer's language whatever the till speaks."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pos_app.receipts.model import Receipt
from pos_app.receipts.printed import PrintedReceipt
from pos_app.settings.formats import format_datetime, format_money
from ui.printing.speaker import PaperSpeaker
from ui.widgets.card_row import brand_name

_TITLE: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Receipt")
_COPY: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Receipt (copy)")
_PAID: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Paid by card")
_DATE: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Date")
_FOR: Final[object] = QT_TRANSLATE_NOOP("Receipt", "For")
_CUSTOMER: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Customer")
_CARD: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Card")
_SAVED: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Card saved")
_YES: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Yes, shown next time")
_TILL: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Till")
_REFERENCE: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Payment reference")
_THANKS: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Thank you and goodbye.")
_TRAINING: Final[object] = QT_TRANSLATE_NOOP("Receipt", "TRAINING")
_PRACTICE: Final[object] = QT_TRANSLATE_NOOP("Receipt", "TRAINING – no money was taken")


def printed(receipt: Receipt) -> PrintedReceipt:
    """The receipt's words, amounts and dates in its own language."""
    say = PaperSpeaker("Receipt", receipt.language)
    rows = [(say(_DATE), format_datetime(receipt.paid_at, receipt.language))]
    if receipt.description:
        rows.append((say(_FOR), receipt.description))
    if receipt.customer_name:
        rows.append((say(_CUSTOMER), receipt.customer_name))
    if receipt.card is not None:
        card = f"{brand_name(receipt.card.brand)} ••••\u00a0{receipt.card.last4}"
        rows.append((say(_CARD), card))
    if receipt.card_saved:
        rows.append((say(_SAVED), say(_YES)))
    if receipt.till_name:
        rows.append((say(_TILL), receipt.till_name))
    return PrintedReceipt(
        shop=receipt.shop_name,
        address=receipt.shop_address,
        title=say(_COPY if receipt.reprint else _TITLE),
        number=receipt.number,
        amount_label=say(_PAID),
        amount=format_money(receipt.amount, receipt.language),
        rows=tuple(rows),
        reference_label=say(_REFERENCE),
        reference=receipt.payment_intent_id,
        closing=say(_THANKS),
        watermark=say(_TRAINING) if receipt.training else "",
        practice=say(_PRACTICE) if receipt.training else "",
    )
