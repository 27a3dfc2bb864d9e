"""One payment as a person is shown it: what Stripe says of it now, and what of it is not clear."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pos_app.consent.scope_check import ChargeSoFar
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, RefundId
from pos_app.kernel.money import Money
from pos_app.payments.model import CardUsed, OutcomeKind
from pos_app.payments.operation_model import OperationOutcome
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot

KIND_OF_STATUS: Final[Mapping[str, OutcomeKind]] = {
    "succeeded": OutcomeKind.SUCCEEDED,
    "canceled": OutcomeKind.NOT_CHARGED,
    "requires_action": OutcomeKind.NEEDS_CUSTOMER,
    "processing": OutcomeKind.UNKNOWN,
    "requires_capture": OutcomeKind.HELD,
}
"""What Stripe's word for a PaymentIntent means; any other: nobody has paid it."""

STILL_PAYABLE: Final = (OutcomeKind.OPEN, OutcomeKind.DECLINED, OutcomeKind.NEEDS_CUSTOMER)
"""What a confirm on its way can still change."""

_TAKING: Final = (OutcomeKind.SUCCEEDED, OutcomeKind.HELD, OutcomeKind.UNKNOWN)

_KIND_OF_REFUND: Final[Mapping[str, OutcomeKind]] = {
    "succeeded": OutcomeKind.SUCCEEDED,
    "pending": OutcomeKind.OPEN,
    "requires_action": OutcomeKind.OPEN,
    "failed": OutcomeKind.DECLINED,
    "canceled": OutcomeKind.NOT_CHARGED,
}


def charge_of(intent: IntentSnapshot) -> ChargeSoFar | None:
    """What it took, holds or is just taking, as it counts under an agreement; None: nothing."""
    kind = KIND_OF_STATUS.get(intent.status)
    if kind not in _TAKING:
        return None
    amount = intent.amount
    if kind is OutcomeKind.SUCCEEDED:
        amount = Money(intent.amount_received, amount.currency)
    item_id = intent.item_id or ItemId("")
    return ChargeSoFar(item_id, amount, from_timestamp(intent.created), intent.id)


@dataclass(frozen=True, slots=True)
class RefundSeen:
    """A refund of a payment, whoever made it. `at` is UTC.

    `kind` is SUCCEEDED, OPEN while its bank has yet to do it, DECLINED when the bank sent it
    back, NOT_CHARGED when it was cancelled.
    """

    id: RefundId
    amount: Money
    at: datetime
    kind: OutcomeKind
    failure: str
    """Stripe's `failure_reason` (declines.refund_failure)."""


@dataclass(frozen=True, slots=True)
class PaymentDetails:
    """A payment at one moment, whichever till took it. Times are UTC."""

    payment_intent_id: PaymentIntentId
    kind: OutcomeKind
    """HELD, SUCCEEDED, or why nothing was taken."""
    amount: Money
    """What was asked for, or is held."""
    taken: Money
    """Less than `amount` where a part of a held amount was taken."""
    refunds: Sequence[RefundSeen]
    """Newest first."""
    at: datetime
    seen_at: datetime
    """When Stripe said so, by Stripe's clock: what a countdown starts from."""
    customer_id: CustomerId | None
    card: CardUsed | None
    description: str
    held_until: datetime | None
    """When the bank lets a held amount go by itself; None when Stripe didn't say."""
    held_item: ItemId | None
    """What this till has it held for; None when another till does."""
    unclear: OperationOutcome | None
    """The refund, capture or release that must become clear before another can begin."""
    charge_unclear: bool = False
    """A charge or a hold of this till's at it has no outcome yet, and Stripe shows it unpaid."""
    disputed: bool = False
    """Whether its cardholder disputes it, or did."""

    @property
    def given_back(self) -> Money:
        """What was refunded or is on its way back."""
        minor = sum(
            one.amount.amount_minor
            for one in self.refunds
            if one.kind in (OutcomeKind.SUCCEEDED, OutcomeKind.OPEN)
        )
        return Money(minor, self.taken.currency)

    @property
    def left(self) -> Money:
        """What can still be refunded; never below zero."""
        minor = self.taken.amount_minor - self.given_back.amount_minor
        return Money(max(0, minor), self.taken.currency)


def details_of(
    intent: IntentSnapshot,
    refunds: Sequence[RefundSnapshot],
    now: int,
    *,
    held_item: ItemId | None,
    unclear: OperationOutcome | None,
    charge_open: bool,
) -> PaymentDetails:
    """`now` in UTC seconds by Stripe's clock; `refunds` oldest first; `charge_open`: an attempt
    of this till's at it has no outcome yet."""
    unpaid = OutcomeKind.OPEN if intent.last_error is None else OutcomeKind.DECLINED
    kind = KIND_OF_STATUS.get(intent.status, unpaid)
    # An earlier card's decline says nothing of a confirm that may still arrive (rule 3), and a
    # hold that this till has yet to write down is no other till's.
    charge_unclear = charge_open and kind in (*STILL_PAYABLE, OutcomeKind.HELD)
    return PaymentDetails(
        payment_intent_id=intent.id,
        kind=OutcomeKind.UNKNOWN if charge_unclear else kind,
        amount=intent.amount,
        taken=Money(intent.amount_received, intent.amount.currency),
        refunds=[_seen(one) for one in reversed(refunds)],
        at=from_timestamp(intent.created),
        seen_at=from_timestamp(now),
        customer_id=intent.customer_id,
        card=intent.card,
        description=intent.description,
        held_until=from_timestamp(intent.held_until) if intent.held_until else None,
        held_item=held_item,
        unclear=unclear,
        charge_unclear=charge_unclear,
        disputed=intent.disputed,
    )


def _seen(refund: RefundSnapshot) -> RefundSeen:
    return RefundSeen(
        id=refund.id,
        amount=refund.amount,
        at=from_timestamp(refund.created),
        kind=_KIND_OF_REFUND.get(refund.status, OutcomeKind.UNKNOWN),
        failure=refund.failure,
    )
