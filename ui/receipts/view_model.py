"""Making a receipt and keeping it as a file."""

import asyncio
import re
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.payments.model import Outcome
from pos_app.receipts.model import Receipt
from pos_app.sales.model import SaleItem
from pos_app.settings.shop import Shop
from ui.printing.pdf import receipt_pdf, write_file
from ui.printing.practice import file_prefix
from ui.tasks import start, start_latest


class Receipts(Protocol):
    """What receipts need of `ReceiptService`."""

    async def issue(
        self, outcome: Outcome, item: SaleItem, customer: Customer | None, shop: Shop,
        *, training: bool,
    ) -> Receipt: ...  # fmt: skip


class ReceiptViewModel(QObject):
    """One receipt at a time.

    Signals: `issued(Receipt)` when there is one to save; `saved(Path)`; `faulted(PosError)`: the
    payment stands all the same.
    """

    issued = Signal(object)
    saved = Signal(object)
    faulted = Signal(object)

    def __init__(
        self,
        receipts: Receipts,
        shop: Callable[[], Shop],
        *,
        training: bool,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._receipts = receipts
        self._shop = shop
        self._training = training
        self.receipt: Receipt | None = None

    def issue(self, outcome: Outcome, item: SaleItem, customer: Customer | None) -> None:
        """Give the payment its receipt, or a marked copy of the one it has."""
        start_latest(self, "issue", self._issue(outcome, item, customer))

    def offer(self, receipt: Receipt) -> None:
        """One that was issued already is to be saved."""
        self.receipt = receipt
        self.issued.emit(receipt)

    def file_name(self) -> str:
        """A name for the file, safe on every system."""
        number = self.receipt.number if self.receipt else ""
        prefix = file_prefix(pretend=self._training)
        return prefix + re.sub(r"[^A-Za-z0-9-]", "-", number or "receipt") + ".pdf"

    def save(self, path: Path) -> None:
        """Write the receipt as a PDF file; `.pdf` is added when missing."""
        if self.receipt is None:
            return
        target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        start(self, self._write(receipt_pdf(self.receipt), target))

    async def _issue(self, outcome: Outcome, item: SaleItem, customer: Customer | None) -> None:
        try:
            self.receipt = await self._receipts.issue(
                outcome, item, customer, self._shop(), training=self._training
            )
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
            return
        self.issued.emit(self.receipt)

    async def _write(self, data: bytes, path: Path) -> None:
        try:
            await asyncio.to_thread(write_file, data, path)
        except EnvironmentFault as fault:
            self.faulted.emit(fault)
            return
        self.saved.emit(path)
