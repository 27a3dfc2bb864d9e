"""Receipts asked for on any screen: made, saved, and said."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from pos_app.bootstrap import Till
from pos_app.customers.model import Customer
from pos_app.kernel.ids import ItemId
from pos_app.payments.model import Outcome
from pos_app.payments.operation_model import OperationOutcome
from pos_app.sales.model import SaleItem
from ui.receipts.screen import SaveReceipt, open_file
from ui.receipts.view_model import ReceiptViewModel
from ui.shell.main_window import MainWindow
from ui.tasks import start


class IssuingReceipts(QObject):
    """`show_file` opens a saved one; by default the system's own program for it."""

    def __init__(
        self, till: Till, window: MainWindow, show_file: Callable[[Path], None] | None
    ) -> None:
        super().__init__(window)
        self._till = till
        self._window = window
        self.model = ReceiptViewModel(
            till.receipts.numbers,
            lambda: till.shop,
            training=till.environment.training,
            parent=self,
        )
        self._save = SaveReceipt(self.model, window, show_file or open_file)
        self.model.faulted.connect(window.report)
        self.model.saved.connect(self._say_saved)

    def issue(self, outcome: Outcome, item: SaleItem, customer: Customer | None) -> None:
        """Of a payment."""
        self.model.issue(outcome, item, customer)

    def issue_for_capture(self, outcome: OperationOutcome, customer: Customer | None) -> None:
        """Of a held amount that was taken."""
        if outcome.item_id is not None:
            start(self, self._issue_for_item(outcome.item_id, customer))

    async def _issue_for_item(self, item_id: ItemId, customer: Customer | None) -> None:
        """The receipt is its payment's, as the journal has it."""
        item = await self._till.sales.item(item_id)
        paid = await self._till.payments.last_outcome(item_id)
        if paid is not None:
            self.model.issue(paid, item, customer)

    def _say_saved(self, path: Path) -> None:
        words = self.tr("Receipt saved: {file}").format(file=path.name)
        self._window.status(words, "success")
