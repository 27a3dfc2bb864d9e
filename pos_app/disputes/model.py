"""A dispute as Stripe shows it, and whether it can still be answered."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import DisputeId, PaymentIntentId
from pos_app.kernel.money import Money


class DisputeStatus(StrEnum):
    """Stripe's words (`Dispute.status`); those of an inquiry, which asks before any money moves,
    begin with `warning`."""

    NEEDS_RESPONSE = "needs_response"
    UNDER_REVIEW = "under_review"
    WON = "won"
    LOST = "lost"
    PREVENTED = "prevented"
    WARNING_NEEDS_RESPONSE = "warning_needs_response"
    WARNING_UNDER_REVIEW = "warning_under_review"
    WARNING_CLOSED = "warning_closed"


_UNANSWERED = (DisputeStatus.NEEDS_RESPONSE, DisputeStatus.WARNING_NEEDS_RESPONSE)
_WAITING = (DisputeStatus.UNDER_REVIEW, DisputeStatus.WARNING_UNDER_REVIEW)


@dataclass(frozen=True, slots=True)
class DisputeSeen:
    """One dispute at one moment. Times are UTC."""

    id: DisputeId
    payment_intent_id: PaymentIntentId | None
    amount: Money
    """What the bank took back, or asks about."""
    reason: str
    """Stripe's `reason`, such as `fraudulent`."""
    status: DisputeStatus
    at: datetime
    due_by: datetime | None
    """Until when evidence is taken; None where Stripe didn't say."""
    submissions: int
    """How often evidence was submitted; more than once is for the bank to allow."""
    evidence: Mapping[str, str] = field(default_factory=dict)
    """What it has, by Stripe's field names; files by their ids."""

    @property
    def inquiry(self) -> bool:
        return self.status.value.startswith("warning_")

    @property
    def unanswered(self) -> bool:
        """Whether evidence can be given."""
        return self.status in _UNANSWERED

    @property
    def open(self) -> bool:
        """Whether nothing is decided yet."""
        return self.status in (*_UNANSWERED, *_WAITING)


def check_unanswered(seen: DisputeSeen, now: datetime) -> None:
    """Raises UserError dispute.answered, dispute.decided, dispute.too_late (due_by) for one that
    takes no evidence any more. `now` is aware."""
    if not seen.open:
        raise UserError("dispute.decided")
    if not seen.unanswered:
        raise UserError("dispute.answered")
    if seen.due_by is not None and now > seen.due_by:
        raise UserError("dispute.too_late", due_by=seen.due_by)


def upload_key(dispute_id: DisputeId, name: str, content: bytes) -> str:
    """The idempotency key of a file: the same bytes are one upload."""
    return f"file-{dispute_id}-{name}-{hashlib.sha256(content).hexdigest()[:32]}"


def evidence_key(dispute_id: DisputeId, evidence: Mapping[str, str]) -> str:
    """The idempotency key of a submission: the same evidence is one submission."""
    text = json.dumps(dict(evidence), sort_keys=True)
    return f"evidence-{dispute_id}-{hashlib.sha256(text.encode()).hexdigest()[:32]}"
