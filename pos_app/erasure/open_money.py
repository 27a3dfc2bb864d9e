"""What Stripe says is still open of somebody's payments."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.erasure.model import Obstacle
from pos_app.erasure.ports import Unanswered
from pos_app.kernel.ids import PaymentIntentId
from pos_app.payments.model import OutcomeKind, PastPayment


class Disputes(Protocol):
    """Of Stripe. Raises the remote faults."""

    async def list_disputes(self, intent_id: PaymentIntentId) -> Sequence[Unanswered]: ...


async def open_among(payments: Sequence[PastPayment], gateway: Disputes) -> set[Obstacle]:
    """Disputes are asked for where a payment has one, or where it can't be seen whether it has."""
    found = {Obstacle.HELD for one in payments if one.kind is OutcomeKind.HELD}
    found |= {Obstacle.PAYMENT for one in payments if one.kind is OutcomeKind.UNKNOWN}
    for one in payments:
        if one.disputed or not one.charge_seen:
            disputes = await gateway.list_disputes(one.payment_intent_id)
            if any(dispute.unanswered for dispute in disputes):
                found.add(Obstacle.DISPUTE)
    return found
