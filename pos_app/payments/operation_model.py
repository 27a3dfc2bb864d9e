"""Operations on a payment that exists: giving money back, taking or releasing what is held."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos_app.kernel.ids import ItemId, OperationId, PaymentIntentId, RefundId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind


class OperationKind(StrEnum):
    """REFUND gives back; CAPTURE takes a held amount or part of it; RELEASE lets it go."""

    REFUND = "refund"
    CAPTURE = "capture"
    RELEASE = "release"


class RefundReason(StrEnum):
    """Stripe's own words; FRAUDULENT also puts card and e-mail on the account's block lists."""

    REQUESTED = "requested_by_customer"
    DUPLICATE = "duplicate"
    FRAUDULENT = "fraudulent"


@dataclass(frozen=True, slots=True)
class OperationOutcome:
    """What is known of one operation, as fetched from Stripe and written in the journal.

    `kind` is SUCCEEDED, DECLINED (a refund the bank sent back), NOT_CHARGED (nothing changed) or
    UNKNOWN (blocks further operations on this payment until the truth is fetched).
    """

    kind: OutcomeKind
    operation_id: OperationId
    operation: OperationKind
    payment_intent_id: PaymentIntentId
    amount: Money
    """What moved: for a capture what Stripe took, which another till may have chosen."""
    at: datetime
    item_id: ItemId | None = None
    """None for a payment that another till took."""
    refund_id: RefundId | None = None
    failure: str = ""
    """Stripe's `failure_reason` of a refund that came back (declines.refund_failure)."""
    request_id: str | None = None
    reason: str = ""
    """Message key of why; with SUCCEEDED it may be refund.pending or capture.other_amount."""
    made_at: datetime | None = None
    """UTC; when Stripe made the refund, by its clock."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One order as the journal holds it. Times are UTC seconds by Stripe's clock; everything a
    retry must send again is here, so that it sends the same bytes."""

    id: OperationId
    kind: OperationKind
    payment_intent_id: PaymentIntentId
    item_id: ItemId | None
    amount: Money
    reason: str
    """Of a refund: Stripe's word, or empty."""
    prepared_at: int
    sent_at: int | None = None
    """When it was first sent."""
    last_sent_at: int | None = None
    sends: int = 0
    in_doubt: int = 0
    """Requests that may have reached Stripe: those sent but not known to have stayed here."""
    spent: int = 0
    """Keys that Stripe answers with a stored 500."""
    outcome: OperationOutcome | None = None
    """None while it is open."""
    refund_id: RefundId | None = None
    refund_status: str = ""
    """Stripe's word for the refund, as last seen."""
    looked_at: int = 0
    """When a settled refund was last looked at: a bank may still send it back."""


@dataclass(frozen=True, slots=True)
class OperationRecorded:
    """Event: an operation reached an outcome, also from recovery, or a refund's bank decided."""

    outcome: OperationOutcome
