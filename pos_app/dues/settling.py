"""What becomes of money paid in advance when a sale is called off: by the policy agreed to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pos_app.consent.model import Cancellation
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import ItemId, PaymentIntentId
from pos_app.kernel.money import Money, check_digits
from pos_app.sales.model import Sale


@dataclass(frozen=True, slots=True)
class Proposal:
    """How what was paid is split; the two are always all of it."""

    refund: Money
    forfeit: Money
    in_time: bool
    last_day: date | None
    """The last day to call off in time; None where nothing was agreed or nothing is due."""


@dataclass(frozen=True, slots=True)
class PartRefund:
    """What goes back to one payment."""

    item_id: ItemId
    payment_intent_id: PaymentIntentId
    amount: Money


def settle(
    policy: Cancellation | None, today: date, next_due: date | None, held: Money
) -> Proposal:
    """What the agreement says should come back of `held`, which is what was paid and not given
    back yet. Where nothing was agreed, all of it comes back: a manager may choose otherwise."""
    nothing = Money(0, held.currency)
    if policy is None:
        return Proposal(held, nothing, True, None)
    last = next_due - timedelta(days=policy.notice_days) if next_due is not None else None
    in_time = last is None or today <= last
    if in_time and policy.prepaid_back:
        return Proposal(held, nothing, in_time, last)
    return Proposal(nothing, held, in_time, last)


def check_refund(refund: Money, held: Money) -> Money:
    """What is forfeited when `refund` of `held` goes back.

    Raises UserError with field refund: amount.negative, refund.too_much (largest), and what
    check_digits raises; Bug for another currency.
    """
    left = held - refund
    if refund.amount_minor < 0:
        raise UserError("amount.negative", field="refund")
    if left.amount_minor < 0:
        raise UserError("refund.too_much", field="refund", largest=held)
    if refund.amount_minor:
        check_digits(refund)
    return left


def split(sale: Sale, refund: Money) -> Sequence[PartRefund]:
    """Which payments give `refund` back, the newest first; never more than each still has.

    Raises UserError refund.too_much (field refund, largest) when all of them together don't.
    """
    left, shares = refund.amount_minor, []
    for part in reversed(sale.parts):
        if left == 0:
            break
        if part.taken is None or part.payment_intent_id is None:
            continue
        given = part.refunded.amount_minor if part.refunded is not None else 0
        share = min(left, part.taken.amount_minor - given)
        if share > 0:
            amount = Money(share, refund.currency)
            shares.append(PartRefund(part.item.id, part.payment_intent_id, amount))
            left -= share
    if left > 0:
        largest = Money(refund.amount_minor - left, refund.currency)
        raise UserError("refund.too_much", field="refund", largest=largest)
    return shares
