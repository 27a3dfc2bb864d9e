"""Receipts asked for on any screen: made, printed, saved, sent, and said."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from pos_app.bootstrap import Till
from pos_app.customers.model import Customer
from pos_app.kernel.errors import PosError, UserError
from pos_app.kernel.ids import ItemId
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.operation_model import OperationKind, OperationOutcome
from pos_app.receipts.ports import Handed
from pos_app.sales.model import SaleItem
from ui.i18n import messages
from ui.printing.sample_words import sample
from ui.receipts.handing_view_model import HandingViewModel, Make
from ui.receipts.printer_section import PrinterSection
from ui.receipts.printer_view_model import PrinterViewModel, Printing
from ui.receipts.screen import SaveReceipt, open_file
from ui.receipts.sheet import ReceiptSheet
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
        self._training = till.environment.pretend
        room = till.receipts
        self.model = ReceiptViewModel(
            room.numbers, lambda: till.shop, training=self._training, parent=self
        )
        self._save = SaveReceipt(self.model, window, show_file or open_file)
        self.handing = HandingViewModel(room.printing, room.mailing, self)
        self._sheet: ReceiptSheet | None = None
        self.model.faulted.connect(window.report)
        self.model.saved.connect(self._say_saved)
        self.handing.opened.connect(self._open)
        self.handing.saving.connect(self.model.offer)
        self.handing.printed.connect(self._say_printed)
        self.handing.faulted.connect(self._say_fault)

    def printer_tab(self, printing: Printing) -> PrinterSection:
        """Of the settings."""
        model = PrinterViewModel(
            printing, lambda: sample(self._till.shop, training=self._training), self
        )
        return PrinterSection(model)

    def issue(self, outcome: Outcome, item: SaleItem, customer: Customer | None) -> None:
        """Of a payment, or the slip of a hold: as a file where there is no printer, else as the
        customer likes."""
        if self._till.receipts.printing.ready():
            self._offer(outcome, item, customer)
        else:
            self.model.issue(outcome, item, customer)

    def mail(self, outcome: Outcome, item: SaleItem | None, customer: Customer | None) -> None:
        """By e-mail, if the customer likes that."""
        self._offer(outcome, item, customer)

    def print_by_itself(self, outcome: Outcome, item: SaleItem, customer: Customer | None) -> None:
        """Right after a payment, where the shop wants that."""
        if outcome.kind is OutcomeKind.SUCCEEDED:
            make = self._maker(outcome, item, customer)
            self.handing.print_by_itself(outcome.payment_intent_id or "", make)

    def issue_for_operation(
        self, outcome: OperationOutcome, customer: Customer | None, paid: PaymentDetails | None
    ) -> None:
        """Of a held amount that was taken, or of money that was given back."""
        if outcome.operation is OperationKind.REFUND:
            self._offer_refund(outcome, customer, paid)
        elif outcome.item_id is not None:
            start(self, self._issue_for_item(outcome.item_id, customer))

    def issue_past(self, paid: PaymentDetails, customer: Customer | None) -> None:
        """Of a payment made earlier, at this till or another."""
        start(self, self._issue_past(paid, customer))

    def _offer(self, outcome: Outcome, item: SaleItem | None, customer: Customer | None) -> None:
        payment = outcome.payment_intent_id
        make = self._maker(outcome, item, customer) if item is not None else None
        taken = outcome.kind is OutcomeKind.SUCCEEDED
        email = customer.email if customer is not None else ""
        self.handing.begin(payment or "", make, payment if taken else None, email)

    def _maker(self, outcome: Outcome, item: SaleItem, customer: Customer | None) -> Make:
        till = self._till
        return partial(
            till.receipts.numbers.issue, outcome, item, customer, till.shop,
            training=self._training,
        )  # fmt: skip

    def _offer_refund(
        self, outcome: OperationOutcome, customer: Customer | None, paid: PaymentDetails | None
    ) -> None:
        till = self._till
        make = partial(
            till.receipts.numbers.issue_refund, outcome, paid, customer, till.shop,
            training=self._training,
        )  # fmt: skip
        self.handing.begin(outcome.refund_id or "", make, None, "")

    async def _issue_for_item(self, item_id: ItemId, customer: Customer | None) -> None:
        """The receipt is its payment's, as the journal has it."""
        item = await self._till.sales.item(item_id)
        paid = await self._till.payments.last_outcome(item_id)
        if paid is not None:
            self.issue(paid, item, customer)

    async def _issue_past(self, paid: PaymentDetails, customer: Customer | None) -> None:
        known = await self._till.receipts.numbers.taken_here(paid.payment_intent_id)
        if known is not None:
            self._offer(*known, customer)
            return
        email = customer.email if customer is not None else ""
        self.handing.begin(paid.payment_intent_id, None, paid.payment_intent_id, email)

    def _open(self) -> None:
        if self._sheet is not None:
            self._sheet.dismiss()
        self._sheet = ReceiptSheet(self._window, self.handing, training=self._training)
        self._sheet.destroyed.connect(self._closed)
        self._sheet.appear()

    def _closed(self) -> None:
        self._sheet = None

    def _say_saved(self, path: Path) -> None:
        self._window.status(
            lambda: self.tr("Receipt saved: {file}").format(file=path.name), "success"
        )

    def _say_printed(self, handed: Handed) -> None:
        if self._sheet is None:
            self._window.status(lambda: self._printed_words(handed), "info")

    def _printed_words(self, handed: Handed) -> str:
        if handed is Handed.PRINTED:
            return self.tr("The receipt was printed.")
        return self.tr("The receipt was sent to the printer: look at it.")

    def _say_fault(self, fault: PosError) -> None:
        """Printed by itself: nobody is waiting, so it is said without standing in the way."""
        if self._sheet is None and not isinstance(fault, UserError):

            def words() -> str:
                stands = self.tr("What was paid stands; press Receipt to try again.")
                return f"{messages.text(fault)} {stands}"

            self._window.status(words, "warning")
