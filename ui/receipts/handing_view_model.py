"""A receipt on its way to the customer: printed, saved or sent by e-mail."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import PaymentIntentId
from pos_app.receipts.model import Receipt
from pos_app.receipts.ports import Handed
from pos_app.receipts.printed import PrintedReceipt
from ui.printing.receipt_words import printed
from ui.tasks import OneAtATime

Make = Callable[[], Awaitable[Receipt]]


class Prints(Protocol):
    """What handing out needs of `PrintingService`."""

    def ready(self) -> bool: ...

    def by_itself(self) -> bool: ...

    async def print(self, receipt: PrintedReceipt) -> Handed: ...


class Mails(Protocol):
    """What handing out needs of `MailingService`."""

    async def send(self, payment: PaymentIntentId, email: str) -> str: ...


class HandingViewModel(OneAtATime):
    """One paper at a time. It gets its number when it is printed or saved, and is a copy only
    once it came out.

    Signals: `opened()` to be offered; `printed(Handed)`; `saving(Receipt)`; `mailed(str)`, the
    address; `faulted(PosError)`, of which `changed` tells when it is over: the payment stands.
    """

    opened = Signal()
    printed = Signal(object)
    saving = Signal(object)
    mailed = Signal(str)

    def __init__(self, prints: Prints, mails: Mails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prints = prints
        self._mails = mails
        self._make: Make | None = None
        self._not_out: dict[str, Receipt] = {}
        self.paper = ""
        """Whose paper it is, by Stripe's id of the payment or refund."""
        self.payment: PaymentIntentId | None = None
        """Whose receipt Stripe can send; None for what it sends none of."""
        self.email = ""

    def begin(
        self, paper: str, make: Make | None, payment: PaymentIntentId | None, email: str
    ) -> None:
        """Offer a paper; `make` issues it, None where this till has no number for it."""
        self.paper, self._make, self.payment, self.email = paper, make, payment, email
        self.opened.emit()

    def may_print(self) -> bool:
        """Whether there is a paper, and a printer for it."""
        return self._make is not None and self._prints.ready()

    def may_save(self) -> bool:
        """Whether there is a paper."""
        return self._make is not None

    def print(self) -> None:
        """On the shop's printer."""
        paper, make = self.paper, self._make
        if make is not None:
            self.do(lambda: self._print(paper, make))

    def save(self) -> None:
        """As a file."""
        paper, make = self.paper, self._make
        if make is not None:
            self.do(lambda: self._save(paper, make))

    def mail(self, email: str) -> None:
        """By Stripe, to that address."""
        payment = self.payment
        if payment is not None:
            self.do(lambda: self._mail(payment, email))

    def print_by_itself(self, paper: str, make: Make) -> None:
        """After a payment, where the shop wants that; what was printed before isn't again."""
        if self._prints.by_itself():
            self.do(lambda: self._print(paper, make, again=False))

    async def _print(self, paper: str, make: Make, *, again: bool = True) -> None:
        receipt = await self._receipt(paper, make)
        if receipt.reprint and not again:
            return
        try:
            handed = await self._prints.print(printed(receipt))
        except EnvironmentFault:
            self._not_out[paper] = receipt
            raise
        self._not_out.pop(paper, None)
        self.printed.emit(handed)

    async def _save(self, paper: str, make: Make) -> None:
        self.saving.emit(await self._receipt(paper, make))
        self._not_out.pop(paper, None)

    async def _receipt(self, paper: str, make: Make) -> Receipt:
        return self._not_out.get(paper) or await make()

    async def _mail(self, payment: PaymentIntentId, email: str) -> None:
        self.mailed.emit(await self._mails.send(payment, email))
