"""What a refund, a capture or a release does next, from the journal and what Stripe shows.

A capture and a release end a hold: a held PaymentIntent can be captured once or cancelled, so
asking again, under whatever key, takes nothing twice, and its final state is the whole truth. A
refund can be made again and again until everything is given back: it is only repeated with the same
bytes under the same key, after a look at the payment's refunds, and soon.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import inf

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money, check_digits
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import Operation, OperationKind
from pos_app.payments.policy import Policy
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot


class Do(StrEnum):
    """SEND the request; LOOK at what it is about; SETTLE; WAIT: unknown for now."""

    SEND = "send"
    LOOK = "look"
    SETTLE = "settle"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Next:
    """What to do; for SETTLE the kind, and the message key of why where there is one."""

    do: Do
    kind: OutcomeKind | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a look or a reply showed: of a refund, itself or that there is none; else the
    PaymentIntent."""

    refund: RefundSnapshot | None = None
    intent: IntentSnapshot | None = None
    asked_at: int | None = None
    """When a look began: through a sleep its answer may have lain waiting. None for a reply."""
    quiet_seconds: float = inf
    """For how long, when it began, no request of the operation had left this machine."""
    forbidden: str = ""
    """Message key of why a capture may not leave: its agreement ended. `intent` is then what
    became of one that may be on its way, once the hold was cancelled."""


_NOT_SENT = Next(Do.SETTLE, OutcomeKind.NOT_CHARGED, "operation.not_sent")
_NOT_MADE = Next(Do.SETTLE, OutcomeKind.NOT_CHARGED, "refund.not_made")
_REFUNDS = {
    "succeeded": Next(Do.SETTLE, OutcomeKind.SUCCEEDED),
    "pending": Next(Do.SETTLE, OutcomeKind.SUCCEEDED, "refund.pending"),
    "requires_action": Next(Do.SETTLE, OutcomeKind.SUCCEEDED, "refund.pending"),
    "failed": Next(Do.SETTLE, OutcomeKind.DECLINED, "refund.failed"),
    "canceled": Next(Do.SETTLE, OutcomeKind.NOT_CHARGED, "refund.cancelled"),
}


def decide_operation(
    operation: Operation, seen: Seen | None, now: int, *, live: bool, policy: Policy
) -> Next:
    """The next step. `now` is UTC seconds by Stripe's clock; `live` while a cashier waits.

    Without `live` nothing is sent that was never sent before.
    """
    if operation.kind is OperationKind.REFUND:
        return _refund(operation, seen, now, live=live, policy=policy)
    return _ending(operation, seen, live=live)


def _ending(operation: Operation, seen: Seen | None, *, live: bool) -> Next:
    if seen is not None and seen.intent is not None:
        known = _ended(operation, seen.intent)
        if known is not None:
            return known
    elif seen is not None and seen.forbidden:
        return Next(Do.SETTLE, OutcomeKind.NOT_CHARGED, seen.forbidden)
    if operation.in_doubt == 0:
        return Next(Do.SEND) if live else _NOT_SENT
    # Ordered, and perhaps done: whatever became of it, asking again ends the same way.
    return Next(Do.LOOK if seen is None else Do.SEND)


def _ended(operation: Operation, intent: IntentSnapshot) -> Next | None:
    """How the hold ended; None while it is still there."""
    capture = operation.kind is OperationKind.CAPTURE
    if intent.status == "succeeded":
        if not capture:
            return Next(Do.SETTLE, OutcomeKind.NOT_CHARGED, "hold.already_taken")
        other = intent.amount_received != operation.amount.amount_minor
        reason = "capture.other_amount" if other else ""
        return Next(Do.SETTLE, OutcomeKind.SUCCEEDED, reason)
    if intent.status == "canceled":
        if capture:
            return Next(Do.SETTLE, OutcomeKind.NOT_CHARGED, "hold.gone")
        return Next(Do.SETTLE, OutcomeKind.SUCCEEDED)
    if intent.status == "requires_capture":
        return None
    return Next(Do.WAIT, reason="operation.unknown")


def _refund(
    operation: Operation, seen: Seen | None, now: int, *, live: bool, policy: Policy
) -> Next:
    if seen is not None and seen.refund is not None:
        unknown = Next(Do.WAIT, reason="operation.unknown")
        return _REFUNDS.get(seen.refund.status, unknown)
    if operation.sends == 0:
        return Next(Do.SEND) if live else _NOT_SENT
    if seen is None:
        return Next(Do.LOOK)
    if (live or operation.in_doubt) and may_repeat(operation, now, policy):
        return Next(Do.SEND)
    looked_at = now if seen.asked_at is None else seen.asked_at
    quiet = seen.quiet_seconds > policy.late_seconds
    late = quiet and _too_late_to_arrive(operation, looked_at, policy)
    if operation.in_doubt == 0 or late:
        return _NOT_MADE
    return Next(Do.WAIT, reason="operation.unknown")


def own_refund(
    operation: Operation, made: Sequence[RefundSnapshot], policy: Policy
) -> RefundSnapshot | None:
    """The operation's own among its payment's refunds, by what was noted of it. Of one whose note
    Stripe redacted (an erased customer's) the amount and the time have to tell: it is said rather
    to have been made, when it can't be made any more, than not."""
    for one in made:
        if one.operation_id == operation.id:
            return one
    begin, end = operation.sent_at, operation.last_sent_at
    if begin is None or end is None:
        return None
    since, until = begin - policy.clock_slack_seconds, end + policy.late_seconds
    like = (r for r in made if r.note_gone and r.amount == operation.amount)
    return next((one for one in like if since <= one.created <= until), None)


def may_repeat(operation: Operation, now: int, policy: Policy) -> bool:
    """Whether a refund's key is surely young enough to stand for the same request."""
    if operation.sent_at is None or operation.sends >= policy.most_sends:
        return False
    # A clock that went backwards can't vouch for a key's age.
    return -policy.clock_slack_seconds <= now - operation.sent_at <= policy.replay_seconds


def _too_late_to_arrive(operation: Operation, now: int, policy: Policy) -> bool:
    last = operation.last_sent_at
    return last is not None and now - last > policy.late_seconds


def operation_key(operation: Operation) -> str:
    """The same for every repetition, until Stripe answers it with a stored 500."""
    return f"{operation.id}-{operation.kind.value}" + (
        f"-{operation.spent}" if operation.spent else ""
    )


def check_part(amount: Money, whole: Money, too_much: str) -> Money:
    """The amount itself when it is a part of `whole`, or all of it.

    Raises UserError with field "amount": amount.zero, amount.negative, `too_much` (largest),
    amount.whole_units, amount.last_digit.
    """
    left = whole - amount  # other currencies are a bug
    if amount.amount_minor == 0:
        raise UserError("amount.zero", field="amount")
    if amount.amount_minor < 0:
        raise UserError("amount.negative", field="amount")
    if left.amount_minor < 0:
        raise UserError(too_much, field="amount", largest=whole)
    return check_digits(amount)


_LOOK_SOONEST_SECONDS = 300
WATCHED_SECONDS = 30 * 86_400
"""How long a bank may send a refund back; Stripe's documentation names 30 days."""


def look_due(operation: Operation, now: int) -> bool:
    """Whether to look at a settled refund again: after five minutes, then ever less often."""
    waited = max(_LOOK_SOONEST_SECONDS, operation.looked_at - operation.prepared_at)
    # A clock behind the one that was looked by last must not put the look off for days.
    return abs(now - operation.looked_at) >= waited
