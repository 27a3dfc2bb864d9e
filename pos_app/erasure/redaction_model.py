"""How far Stripe is with making an erased customer's payments unreadable."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos_app.kernel.ids import CustomerId


class RedactionState(StrEnum):
    """ASKED: written down, and whether Stripe has it isn't known yet. CHECKING: Stripe looks, or
    redacts. BLOCKED: something is in the way, and it is tried again. BY_HAND: somebody must do
    it."""

    ASKED = "asked"
    CHECKING = "checking"
    BLOCKED = "blocked"
    BY_HAND = "by_hand"
    DONE = "done"


class Why(StrEnum):
    """What is in the way. The first six are a job's `Hindrance`."""

    PAYMENT = "payment"
    UNFINISHED = "unfinished"
    DISPUTE = "dispute"
    CARD = "card"
    OTHER_JOB = "other_job"
    OTHER = "other"
    HELD = "held"
    """An amount is held on a card."""
    ORDER = "order"
    """A refund, or another order on a payment, isn't known to be done."""
    OPEN = "open"
    """Something else of theirs isn't over, by Stripe or by this ledger."""
    NO_PERMISSION = "no_permission"
    """The till's key may not."""
    NO_PREVIEW = "no_preview"
    """The account has no redaction jobs."""
    REFUSED = "refused"
    """Stripe doesn't take this customer for a job, or has the job no more."""
    CANCELED = "canceled"
    """Somebody cancelled the job."""
    ACCOUNT = "account"
    """The customer is an account (v2), of which jobs know nothing."""
    NO_ANSWER = "no_answer"


MAY_CHANGE = frozenset({Why.NO_PERMISSION, Why.NO_PREVIEW})
"""Of what somebody must do by hand, what the till tries again by itself."""


@dataclass(frozen=True, slots=True)
class Offer:
    """Whether Stripe would redact somebody's payments, as far as can be told before. UTC."""

    in_the_way: Why | None = None
    since: datetime | None = None
    """When it may at the earliest; None for at once."""


@dataclass(frozen=True, slots=True)
class Redaction:
    """One that was asked for. Times in UTC."""

    customer_id: CustomerId
    state: RedactionState
    asked_at: datetime
    why: tuple[Why, ...] = ()
    next_at: datetime | None = None
    """When the till asks again; None for never by itself."""
    job_id: str | None = None
    """`prj_…`."""
    run_at: datetime | None = None
    """When Stripe was ordered to redact, which it may not have heard."""
    paid_at: datetime | None = None
    """Of their newest payment, as Stripe said before they were deleted."""
