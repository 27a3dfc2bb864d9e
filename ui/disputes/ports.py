"""What these screens need of `DisputeService`."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Protocol

from pos_app.consent.evidence import DisputePack
from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.ids import DisputeId, PaymentIntentId


class Disputes(Protocol):
    """Disputes, seen and answered."""

    async def of_payments(self, payments: Sequence[PaymentIntentId]) -> Sequence[DisputeSeen]: ...

    async def look(self, dispute_id: DisputeId) -> DisputeSeen: ...

    async def pack(
        self, dispute: DisputeSeen, name: str = "", email: str = "",
        service_date: date | None = None,
    ) -> DisputePack: ...  # fmt: skip

    async def submit(
        self, dispute_id: DisputeId, texts: Mapping[str, str], files: Mapping[str, bytes]
    ) -> DisputeSeen: ...
