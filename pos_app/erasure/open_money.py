"""What Stripe says is still open of somebody's payments."""

from collections.abc import Sequence
from typing import Final, Protocol

from pos_app.erasure.model import Obstacle
from pos_app.erasure.ports import DisputeState
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import PaymentIntentId
from pos_app.payments.model import OutcomeKind, PastPayment

_MISSING: Final = "resource_missing"


class Disputes(Protocol):
    """Of Stripe. Raises the remote faults."""

    async def list_disputes(self, intent_id: PaymentIntentId) -> Sequence[DisputeState]: ...


async def open_among(
    payments: Sequence[PastPayment], gateway: Disputes, *, answered: bool = False
) -> set[Obstacle]:
    """Disputes are asked for where a payment has one, or where it can't be seen whether it has.
    `answered`: one that the shop answered and that nobody decided yet counts, too."""
    found = {Obstacle.HELD for one in payments if one.kind is OutcomeKind.HELD}
    found |= {Obstacle.PAYMENT for one in payments if one.kind is OutcomeKind.UNKNOWN}
    for one in payments:
        if one.disputed or not one.charge_seen:
            disputes = await _disputes(one, gateway)
            if any(dispute.open if answered else dispute.unanswered for dispute in disputes):
                found.add(Obstacle.DISPUTE)
    return found


async def _disputes(one: PastPayment, gateway: Disputes) -> Sequence[DisputeState]:
    """None of a payment that Stripe has no more; any other refusal is no answer."""
    try:
        return await gateway.list_disputes(one.payment_intent_id)
    except RemoteRefused as refusal:
        if refusal.code != _MISSING:
            raise
        return ()
