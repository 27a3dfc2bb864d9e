"""What disputes need of Stripe. All raise RemoteRefused, RemoteUnreachable, RemoteUnknown."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.ids import DisputeId, PaymentIntentId
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot


class DisputeGateway(Protocol):
    """Disputes at Stripe, and the files that answer them."""

    async def list_disputes(self, intent_id: PaymentIntentId) -> Sequence[DisputeSeen]:
        """All of a payment's, newest first."""
        ...

    async def retrieve_dispute(self, dispute_id: DisputeId) -> DisputeSeen: ...

    async def retrieve_intent(self, intent_id: PaymentIntentId) -> IntentSnapshot:
        """The payment itself, as Stripe has it now."""
        ...

    async def list_refunds(
        self, intent_id: PaymentIntentId | None, since: int = 0
    ) -> Sequence[RefundSnapshot]:
        """Those of one payment, oldest first."""
        ...

    async def upload_evidence(self, filename: str, content: bytes, key: str) -> str:
        """A PDF to show a bank; the id of the file."""
        ...

    async def submit_evidence(
        self, dispute_id: DisputeId, evidence: Mapping[str, str], key: str
    ) -> DisputeSeen:
        """Hand it to the bank: it can't be changed afterwards."""
        ...
