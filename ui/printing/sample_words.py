"""A page to try a printer with: accents, the euro, the widest line and the last one."""

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP

from pos_app.kernel.money import Money
from pos_app.receipts.printed import PrintedReceipt
from pos_app.settings.formats import format_money
from pos_app.settings.shop import Shop
from ui.printing import practice
from ui.printing.speaker import PaperSpeaker

_TITLE: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Test page")
_AMOUNT: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Amounts")
_ACCENTS: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Accents")
_TILL: Final[object] = QT_TRANSLATE_NOOP("Receipt", "Till")
_LOOK: Final[object] = QT_TRANSLATE_NOOP(
    "Receipt",
    "If every accent, the euro sign and both edges are right, this printer is set up. This is not "
    "a receipt.",
)


def sample(shop: Shop, *, training: bool) -> PrintedReceipt:
    """In the shop's language; no money is named that anybody paid."""
    say = PaperSpeaker("Receipt", shop.language)
    return PrintedReceipt(
        shop=shop.shop_name,
        address=tuple(shop.shop_address.splitlines()),
        title=say(_TITLE),
        number="",
        amount_label=say(_AMOUNT),
        amount=format_money(Money(0, shop.currency), shop.language),
        rows=((say(_ACCENTS), "é è ê ë à â ç ï î ô œ ù û € £"), (say(_TILL), shop.till_name)),
        reference_label="",
        reference="",
        closing=say(_LOOK),
        watermark="",
        practice=practice.mark(shop.language, pretend=training),
    )
