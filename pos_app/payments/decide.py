"""What an attempt on a saved card does next, from the journal and what Stripe shows.

Charging and recovery ask the same function; it holds rules 2, 3, 4 and 9 of RELIABILITY.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import AgreementId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import Attempt, Capture, Decline, Outcome, OutcomeKind
from pos_app.payments.policy import Policy
from pos_app.payments.ports import IntentSnapshot

NEEDS_CUSTOMER: Final = "payment.needs_customer"
NOT_COMPLETED: Final = "payment.not_completed"
HELD: Final = "payment.held"
OPEN_ELSEWHERE: Final = "payment.open_elsewhere"
_BUSY: Final = {"processing": "payment.processing", "requires_capture": HELD}
_FINAL: Final = frozenset({"succeeded", "canceled", "requires_capture"})
_USABLE: Final = frozenset({"requires_payment_method", "requires_confirmation"})
_DAY_SECONDS: Final = 86_400


class Act(StrEnum):
    """FIND the item's PaymentIntent; SEND the confirm under its key; LOOK at the PaymentIntent;
    FENCE: cancel it, so that no late confirm can charge; SETTLE; WAIT: unknown for now."""

    FIND = "find"
    SEND = "send"
    LOOK = "look"
    FENCE = "fence"
    SETTLE = "settle"
    WAIT = "wait"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do; for SETTLE the kind, for SETTLE and FENCE the message key of why."""

    act: Act
    kind: OutcomeKind | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sight:
    """A PaymentIntent as just seen; `own_reply` when it answers this attempt's own key."""

    intent: IntentSnapshot
    own_reply: bool = False
    decline: Decline | None = None
    request_id: str | None = None


def decide(attempt: Attempt, sight: Sight | None, now: int, *, live: bool, policy: Policy) -> Step:
    """The next step. `now` is UTC seconds by Stripe's clock; `live` while a cashier waits.

    Without `live` nothing is sent that was never sent before.
    """
    if sight is not None:
        known = _known(attempt, sight)
        if known is not None:
            return known
    if attempt.in_doubt == 0:
        if not live:
            return Step(Act.SETTLE, OutcomeKind.NOT_CHARGED, "payment.not_sent")
        return Step(Act.FIND if attempt.payment_intent_id is None else Act.SEND)
    if sight is None:
        return Step(Act.LOOK)
    if attempt.fence:
        return Step(Act.FENCE, reason=attempt.fence)
    if _may_send_again(attempt, now, policy):
        return Step(Act.SEND)
    return Step(Act.FENCE, reason=NOT_COMPLETED)


def _known(attempt: Attempt, sight: Sight) -> Step | None:
    """The step that the PaymentIntent's state, or the reply to this very key, leaves no choice
    about. A usable PaymentIntent says nothing of this attempt (RELIABILITY rule 3)."""
    status = sight.intent.status
    if status in _FINAL:
        return _final(attempt, status)
    if sight.own_reply and sight.decline is not None:
        if sight.decline.code == "authentication_required":
            return Step(Act.SETTLE, OutcomeKind.NEEDS_CUSTOMER, NEEDS_CUSTOMER)
        return Step(Act.SETTLE, OutcomeKind.DECLINED)
    if status == "requires_action" and attempt.in_doubt:
        return Step(Act.FENCE, reason=NEEDS_CUSTOMER)
    if status in _USABLE and not sight.own_reply:
        return None
    processing = status == "processing"
    return Step(Act.WAIT, reason="payment.processing" if processing else "payment.unknown")


def _final(attempt: Attempt, status: str) -> Step:
    """The PaymentIntent is in a state that no confirm, however late, changes any more: a held one
    can only be captured or cancelled."""
    if status == "succeeded":
        return Step(Act.SETTLE, OutcomeKind.SUCCEEDED)
    if status == "canceled":
        return _fenced(attempt)
    if attempt.capture is Capture.MANUAL:
        return Step(Act.SETTLE, OutcomeKind.HELD)
    return Step(Act.SETTLE, OutcomeKind.NOT_CHARGED, HELD)


def _fenced(attempt: Attempt) -> Step:
    if attempt.fence == NEEDS_CUSTOMER:
        return Step(Act.SETTLE, OutcomeKind.NEEDS_CUSTOMER, NEEDS_CUSTOMER)
    return Step(Act.SETTLE, OutcomeKind.NOT_CHARGED, attempt.fence or "payment.cancelled")


def _may_send_again(attempt: Attempt, now: int, policy: Policy) -> bool:
    if attempt.sent_at is None or attempt.sends >= policy.most_sends:
        return False
    age = now - attempt.sent_at
    # A clock that went backwards can't vouch for a key's age.
    return -policy.clock_slack_seconds <= age <= policy.replay_seconds


class Choice(StrEnum):
    """What to do about an item's PaymentIntents before charging it."""

    CREATE = "create"
    USE = "use"
    CANCEL = "cancel"
    """Left half-way by an interrupted attempt, or made for another amount or under another
    agreement; then choose again."""
    PAID = "paid"
    BUSY = "busy"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The choice and the PaymentIntent it is about; for CREATE the generation, from 0."""

    choice: Choice
    intent: IntentSnapshot | None = None
    generation: int = 0
    reason: str = ""


def choose_intent(
    found: Sequence[IntentSnapshot], amount: Money, under: AgreementId | None = None
) -> Chosen:
    """Which of an item's PaymentIntents (oldest first) to confirm, under an agreement or none.

    One that names another agreement is cancelled first: whatever is charged through it counts
    there, at every till. So is one of another amount, from before what is owed was changed: a
    confirm on its way to it from another till is fenced by that, or has charged already, and then
    Stripe cancels nothing (rule 4).

    The generation of a new one counts the cancelled ones at Stripe, not this till's attempts, so
    that two tills make the same key and meet at the same PaymentIntent (RELIABILITY rule 1).
    """
    for intent in found:
        if intent.status == "succeeded":
            return Chosen(Choice.PAID, intent)
    for intent in found:
        if intent.status in _BUSY:
            return Chosen(Choice.BUSY, intent, reason=_BUSY[intent.status])
        if intent.attempt_id is not None and intent.status != "canceled":
            return Chosen(Choice.BUSY, intent, reason=OPEN_ELSEWHERE)
    for intent in found:
        if intent.status == "requires_action" or _is_for_another(intent, amount, under):
            return Chosen(Choice.CANCEL, intent)
    for intent in found:
        if intent.status in _USABLE:
            return Chosen(Choice.USE, intent)
    return Chosen(Choice.CREATE, generation=sum(i.attempt_id is None for i in found))


def _is_for_another(intent: IntentSnapshot, amount: Money, under: AgreementId | None) -> bool:
    """Of what nobody paid yet."""
    meant = intent.amount == amount and intent.agreements <= {under}
    return intent.status in _USABLE and not meant


def searched_since(attempt: Attempt, now: int) -> int:
    """From when on to list what was made for the item, UTC seconds by Stripe's clock, as `now`.

    The till's own clock said when the item was opened; where it was ahead, even by days, what was
    made for the item would be left out of the list.
    """
    return max(min(attempt.item_opened_at, attempt.prepared_at, now) - _DAY_SECONDS, 0)


def create_key(attempt: Attempt, generation: int, spent: int) -> str:
    """The same on every till that charges this item.

    `spent` counts keys of this generation that Stripe answers with a stored 500. Every till gets
    that same answer to them, so every till that goes on meets the others at the next key.
    """
    return f"{attempt.item_id}-intent-{generation}" + (f"-{spent}" if spent else "")


def confirm_key(intent_id: PaymentIntentId, till_id: str, attempt: Attempt) -> str:
    """One per attempt, the same for its retries.

    Not by the attempt's number: a ledger restored from a copy counts some of them again.
    """
    return f"{intent_id}-{till_id}-{attempt.id}"


def outcome_of(
    attempt: Attempt,
    kind: OutcomeKind,
    at: datetime,
    sight: Sight | None,
    reason: str = "",
    request_id: str | None = None,
) -> Outcome:
    """What a person is told of an attempt on a saved card. The amount of a success is what was
    taken: of a hold, part of it may have been."""
    amount, until = attempt.amount, None
    if sight is not None and kind is OutcomeKind.SUCCEEDED and sight.intent.amount_received:
        amount = Money(sight.intent.amount_received, attempt.amount.currency)
    if sight is not None and kind is OutcomeKind.HELD and sight.intent.held_until is not None:
        until = from_timestamp(sight.intent.held_until)
    return Outcome(
        kind=kind,
        item_id=attempt.item_id,
        attempt_id=attempt.id,
        amount=amount,
        at=at,
        customer_id=attempt.customer_id,
        payment_intent_id=attempt.payment_intent_id or (sight.intent.id if sight else None),
        session_id=attempt.session_id,
        card=sight.intent.card if sight else None,
        card_saved=sight is not None and sight.intent.card_redisplay == "always",
        decline=sight.decline if sight else None,
        request_id=request_id or (sight.request_id if sight else None),
        reason=reason,
        held_until=until,
        charged_at=charged_at(kind, sight.intent if sight else None),
    )


def charged_at(kind: OutcomeKind, intent: IntentSnapshot | None) -> datetime | None:
    """When a charge that was made, or held, was made at Stripe; None where that wasn't seen."""
    made = kind in (OutcomeKind.SUCCEEDED, OutcomeKind.HELD)
    if not made or intent is None or intent.charged_at is None:
        return None
    return from_timestamp(intent.charged_at)
