"""Everything about what customers take home, put together."""

from dataclasses import dataclass
from typing import Protocol

from pos_app.kernel.ids import Randomness
from pos_app.receipts.escpos_printer import EscposPrinter
from pos_app.receipts.mailing import MailingService
from pos_app.receipts.noting import ReceiptNoting
from pos_app.receipts.ports import ReceiptMail, ReceiptNotes
from pos_app.receipts.printing import PrintingService
from pos_app.receipts.service import ReceiptService
from pos_app.settings.live import LiveSettings
from pos_app.staff.model import Permissions
from pos_app.storage import Storage


class AtStripe(ReceiptMail, ReceiptNotes, Protocol):
    """What receipts need of Stripe."""


@dataclass(frozen=True, slots=True)
class ReceiptRoom:
    """The numbered documents, the shop's printer, and Stripe's e-mail."""

    numbers: ReceiptService
    noting: ReceiptNoting
    printing: PrintingService
    mailing: MailingService


def open_receipts(
    ledger: Storage, settings: LiveSettings, stripe: AtStripe, permits: Permissions,
    randomness: Randomness,
) -> ReceiptRoom:  # fmt: skip
    """As a till has it."""
    till_id = settings.shop.till_id
    noting = ReceiptNoting(ledger, stripe, randomness, till_id)
    return ReceiptRoom(
        ReceiptService(ledger, till_id, noting.start), noting,
        PrintingService(settings, EscposPrinter(), permits), MailingService(stripe, randomness),
    )  # fmt: skip
