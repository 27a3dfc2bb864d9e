"""What receipts need of the world: a printer, and Stripe's e-mail."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Protocol

from pos_app.kernel.ids import PaymentIntentId, RefundId
from pos_app.receipts.places import Place
from pos_app.receipts.roll import RollLine


class Handed(StrEnum):
    """What is known once everything was sent. SENT: the printer doesn't tell how it is, so whoever
    stands there looks."""

    PRINTED = "printed"
    SENT = "sent"


class Printer(Protocol):
    """Something that prints lines and cuts the paper."""

    async def print(self, place: Place, lines: Sequence[RollLine]) -> Handed:
        """Never on the caller's thread. Raises EnvironmentFault printer.not_reached (address),
        printer.no_paper, printer.not_ready, printer.broke_off (address), printer.no_usb,
        printer.not_a_device (address): of the last part of it may be on paper."""
        ...


class ReceiptNotes(Protocol):
    """Metadata of payments and refunds at Stripe. Moves no money. Both raise RemoteRefused,
    RemoteUnreachable or RemoteUnknown."""

    async def note_receipt_of_payment(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> None:
        """Put these beside what is noted there; the same keys are replaced."""
        ...

    async def note_receipt_of_refund(
        self, refund_id: RefundId, notes: Mapping[str, str], key: str
    ) -> None: ...


class ReceiptMail(Protocol):
    """Stripe sends the receipt of a payment by e-mail."""

    async def mail_receipt(self, intent_id: PaymentIntentId, email: str, key: str) -> None:
        """Moves no money. Raises the remote faults."""
        ...
