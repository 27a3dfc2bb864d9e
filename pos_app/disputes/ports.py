"""What disputes need of Stripe. All raise RemoteRefused, RemoteUnreachable, RemoteUnknown."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.ids import DisputeId, PaymentIntentId


class DisputeGateway(Protocol):
    """Disputes at Stripe, and the files that answer them."""

    async def list_disputes(self, intent_id: PaymentIntentId) -> Sequence[DisputeSeen]:
        """All of a payment's, newest first."""
        ...

    async def retrieve_dispute(self, dispute_id: DisputeId) -> DisputeSeen: ...

    async def upload_evidence(self, filename: str, content: bytes, key: str) -> str:
        """A PDF to show a bank; the id of the file."""
        ...

    async def submit_evidence(
        self, dispute_id: DisputeId, evidence: Mapping[str, str], key: str
    ) -> DisputeSeen:
        """Hand it to the bank: it can't be changed afterwards."""
        ...
