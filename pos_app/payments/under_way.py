"""What a till that is told to quit waits for."""

from dataclasses import dataclass

from pos_app.kernel.ids import AttemptId, CustomerId, ItemId, OperationId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import Attempt
from pos_app.payments.operation_model import Operation, OperationKind


@dataclass(frozen=True, slots=True)
class UnderWay:
    """An open attempt that somebody is busy with: a charge, a recovery, a customer at the page."""

    attempt_id: AttemptId
    item_id: ItemId
    amount: Money
    customer_id: CustomerId | None
    """None for a walk-in."""
    seconds: int
    """Since it was begun, by Stripe's clock."""


@dataclass(frozen=True, slots=True)
class OperationUnderWay:
    """A refund, capture or release that is being carried out, or looked into."""

    operation_id: OperationId
    operation: OperationKind
    payment_intent_id: PaymentIntentId
    amount: Money
    customer_id: CustomerId | None
    """None where this till doesn't know the payment."""
    seconds: int
    """Since it was begun, by Stripe's clock."""


def under_way(attempt: Attempt, now: int) -> UnderWay:
    """`now` in UTC seconds by Stripe's clock."""
    return UnderWay(
        attempt_id=attempt.id,
        item_id=attempt.item_id,
        amount=attempt.amount,
        customer_id=attempt.customer_id,
        seconds=max(0, now - attempt.prepared_at),
    )


def operation_under_way(
    operation: Operation, customer_id: CustomerId | None, now: int
) -> OperationUnderWay:
    """`now` in UTC seconds by Stripe's clock."""
    return OperationUnderWay(
        operation_id=operation.id,
        operation=operation.kind,
        payment_intent_id=operation.payment_intent_id,
        amount=operation.amount,
        customer_id=customer_id,
        seconds=max(0, now - operation.prepared_at),
    )
