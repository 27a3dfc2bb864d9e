"""Attempts at collecting an item, and what came of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SessionId,
)
from pos_app.kernel.money import Money


class OutcomeKind(StrEnum):
    """What a person is told. UNKNOWN blocks the item until the truth is fetched."""

    SUCCEEDED = "succeeded"
    DECLINED = "declined"
    NEEDS_CUSTOMER = "needs_customer"
    """The bank wants the customer to confirm; nothing was charged."""
    NOT_CHARGED = "not_charged"
    """Closed before anything was paid: expired, cancelled or refused as a request."""
    UNKNOWN = "unknown"
    OPEN = "open"
    """A Checkout Session that still waits for its customer."""


class Retry(StrEnum):
    """When staff may try the same card again."""

    NOW = "now"
    LATER = "later"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Decline:
    """Stripe's codes; `decline_code` and `advice_code` are empty when not given."""

    code: str
    decline_code: str
    advice_code: str


@dataclass(frozen=True, slots=True)
class CardUsed:
    """The card that paid or was declined, as printed on a receipt."""

    payment_method_id: PaymentMethodId | None
    brand: str
    last4: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is known of one attempt, as fetched from Stripe and written in the journal."""

    kind: OutcomeKind
    item_id: ItemId
    attempt_id: AttemptId
    amount: Money
    at: datetime
    customer_id: CustomerId | None = None
    """For a walk-in, the customer Checkout made."""
    payment_intent_id: PaymentIntentId | None = None
    session_id: SessionId | None = None
    card: CardUsed | None = None
    card_saved: bool = False
    """Whether Stripe now shows this card again (`allow_redisplay=always`) for this customer."""
    decline: Decline | None = None
    request_id: str | None = None
    reason: str = ""
    """Message key of why, when kind is NOT_CHARGED or UNKNOWN."""


@dataclass(frozen=True, slots=True)
class PastPayment:
    """A payment of a customer as Stripe lists it, whichever till took it. `at` is UTC."""

    payment_intent_id: PaymentIntentId
    amount: Money
    refunded_minor: int
    at: datetime
    kind: OutcomeKind
    description: str
    card: CardUsed | None


@dataclass(frozen=True, slots=True)
class PaymentRecorded:
    """Event: an attempt reached an outcome (also from recovery)."""

    outcome: Outcome
