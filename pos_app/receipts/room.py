"""Everything about what customers take home, put together."""

from dataclasses import dataclass

from pos_app.kernel.ids import Randomness
from pos_app.receipts.escpos_printer import EscposPrinter
from pos_app.receipts.mailing import MailingService
from pos_app.receipts.ports import ReceiptMail
from pos_app.receipts.printing import PrintingService
from pos_app.receipts.service import ReceiptService
from pos_app.settings.live import LiveSettings
from pos_app.staff.model import Permissions
from pos_app.storage import Storage


@dataclass(frozen=True, slots=True)
class ReceiptRoom:
    """The numbered documents, the shop's printer, and Stripe's e-mail."""

    numbers: ReceiptService
    printing: PrintingService
    mailing: MailingService


def open_receipts(
    ledger: Storage, settings: LiveSettings, mail: ReceiptMail, permits: Permissions,
    randomness: Randomness,
) -> ReceiptRoom:  # fmt: skip
    """As a till has it."""
    return ReceiptRoom(
        ReceiptService(ledger), PrintingService(settings, EscposPrinter(), permits),
        MailingService(mail, randomness),
    )  # fmt: skip
