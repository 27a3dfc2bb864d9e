"""Attempts at collecting an item, and what came of them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos_app.consent.scope_check import Under
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SaleId,
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
    HELD = "held"
    """The card's bank keeps the amount for us; it is taken or released later."""
    SAVED = "saved"
    """The card was saved for what was agreed to; no money moved, and none was asked for."""
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
    kept_at: datetime | None = None
    """UTC, by Stripe's clock; when its customer ticked, in this very payment, that the card be
    shown again. None: they didn't."""
    decline: Decline | None = None
    request_id: str | None = None
    reason: str = ""
    """Message key of why, when kind is NOT_CHARGED or UNKNOWN."""
    held_until: datetime | None = None
    """UTC; when the bank lets a HELD amount go by itself. None when Stripe didn't say."""
    charged_at: datetime | None = None
    """UTC; when Stripe made the charge, by its clock, the same for every till that ever asks."""


class Capture(StrEnum):
    """Whether a confirmed PaymentIntent takes the money at once or only has it held."""

    AUTOMATIC = "automatic"
    MANUAL = "manual"


class AttemptKind(StrEnum):
    """How an attempt collects: by confirming a PaymentIntent, or through a Checkout Session."""

    SAVED_CARD = "saved_card"
    CHECKOUT = "checkout"


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try at collecting an item, as the journal holds it. Times are UTC seconds by Stripe's
    clock; everything a retry must send again is here, so that it sends the same bytes."""

    id: AttemptId
    item_id: ItemId
    sale_id: SaleId
    kind: AttemptKind
    number: int
    """Counts an item's attempts from 1; part of the confirm key, so a new attempt asks anew."""
    customer_id: CustomerId | None
    amount: Money
    description: str
    item_opened_at: int
    prepared_at: int
    payment_method_id: PaymentMethodId | None = None
    off_session: bool = False
    """The customer isn't there to answer their bank."""
    capture: Capture = Capture.AUTOMATIC
    home_till: str = ""
    """The till that opened the item, whichever charges it; empty for items from before it was
    written down."""
    under: Under | None = None
    """The agreement it is charged under; always there when the customer isn't."""
    create_key: str = ""
    """Of a session; a PaymentIntent's follows from the item."""
    expires_at: int = 0
    """Of a session."""
    by_link: bool = False
    """Its session is paid on Stripe's own page, at an address that the customer was sent: it stays
    open while nobody at the till looks at it."""
    only_saves: bool = False
    """Its session saves the card for what is charged later: by itself it can move no money."""
    payment_intent_id: PaymentIntentId | None = None
    session_id: SessionId | None = None
    confirm_key: str = ""
    sent_at: int | None = None
    """When the confirm was first sent."""
    sends: int = 0
    in_doubt: int = 0
    """Confirms that may have reached Stripe: those sent but not known to have stayed here."""
    fence: str = ""
    """Why the PaymentIntent is being cancelled, once that was decided."""
    outcome: Outcome | None = None
    """None while it is open."""


@dataclass(frozen=True, slots=True)
class PastPayment:
    """A payment of a customer as Stripe lists it, whichever till took it. `at` is UTC."""

    payment_intent_id: PaymentIntentId
    amount: Money
    """What was taken; of a payment that took nothing, what was asked for or is held."""
    refunded_minor: int
    at: datetime
    kind: OutcomeKind
    description: str
    card: CardUsed | None
    held_until: datetime | None = None
    """When the bank lets a HELD amount go by itself; None when Stripe didn't say."""
    disputed: bool = False
    """Whether its cardholder disputes it, or did."""
    charge_seen: bool = True
    """Whether Stripe showed its charge; without it neither disputes nor refunds are known."""


@dataclass(frozen=True, slots=True)
class PaymentRecorded:
    """Event: an attempt reached an outcome (also from recovery). `by_link`: it was made to be paid
    by a link, maybe before this till was started."""

    outcome: Outcome
    by_link: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRestored:
    """Event: the ledger came back from a copy taken at `at` (UTC), and what Stripe knew since was
    written into it again: `found` payments, holds and refunds."""

    at: datetime
    found: int
