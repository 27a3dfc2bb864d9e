"""The next step of a refund, a capture or a release, over every combination of what is known."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.ids import (
    CustomerId,
    ItemId,
    OperationId,
    PaymentIntentId,
    RefundId,
)
from pos_app.kernel.money import Money
from pos_app.payments.decide import Policy
from pos_app.payments.declines import refund_failure
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import Operation, OperationKind
from pos_app.payments.operations import (
    Do,
    Next,
    Seen,
    check_part,
    decide_operation,
    look_due,
    operation_key,
    own_refund,
)
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot
from pos_app.payments.timing import ClockState, clock_state

EUR = Money(500, "eur")
NOW = 1_800_000_000
POLICY = Policy()
PI = PaymentIntentId("pi_1")
REFUND_STATUSES = ["pending", "requires_action", "succeeded", "failed", "canceled", "new_word"]
INTENT_STATUSES = [
    "requires_payment_method", "requires_confirmation", "requires_action", "processing",
    "requires_capture", "canceled", "succeeded",
]  # fmt: skip


def operation(kind: OperationKind = OperationKind.REFUND, **changes: object) -> Operation:
    base = Operation(
        id=OperationId("op_1"),
        kind=kind,
        payment_intent_id=PI,
        item_id=ItemId("item_1"),
        amount=EUR,
        reason="",
        prepared_at=NOW - 100,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def sent(
    kind: OperationKind = OperationKind.REFUND, age: int = 5, sends: int = 1, in_doubt: int = 1,
    spent: int = 0,
) -> Operation:  # fmt: skip
    return operation(
        kind, sent_at=NOW - age, last_sent_at=NOW - age, sends=sends, in_doubt=in_doubt, spent=spent
    )


def refund(status: str, failure: str = "") -> RefundSnapshot:
    return RefundSnapshot(RefundId("re_1"), status, EUR, PI, failure, OperationId("op_1"), NOW - 50)


def intent(status: str, received: int = 0) -> IntentSnapshot:
    return IntentSnapshot(
        id=PI,
        status=status,
        amount=Money(1250, "eur"),
        amount_received=received,
        customer_id=CustomerId("cus_1"),
        card=None,
        card_redisplay="",
        last_error=None,
        item_id=ItemId("item_1"),
        created=NOW - 500,
    )


def step(known: Operation, seen: Seen | None, *, live: bool = True, now: int = NOW) -> Next:
    return decide_operation(known, seen, now, live=live, policy=POLICY)


refunds = st.builds(
    sent,
    age=st.integers(-100_000, 200_000),
    sends=st.integers(1, 8),
    in_doubt=st.integers(0, 1),
    spent=st.integers(0, 3),
)
looks = st.none() | st.sampled_from(REFUND_STATUSES).map(lambda s: Seen(refund=refund(s)))


@given(refunds, looks | st.just(Seen()), st.booleans())
def test_a_refund_in_doubt_is_never_settled_by_guessing(
    known: Operation, seen: Seen | None, live: bool
) -> None:
    decided = step(known, seen, live=live)
    if seen is None:
        assert decided.do is Do.LOOK, "it looks before it repeats"
        return
    if seen.refund is not None:
        assert decided.do is not Do.SEND, "there is one: never a second"
        given_back = seen.refund.status in ("pending", "requires_action", "succeeded")
        assert (decided.kind is OutcomeKind.SUCCEEDED) == given_back
        return
    assert decided.kind is not OutcomeKind.SUCCEEDED
    assert known.sent_at is not None
    age = NOW - known.sent_at
    if decided.do is Do.SEND:
        assert age <= POLICY.replay_seconds < 23 * 3600
    if decided.do is Do.SETTLE and known.in_doubt:
        assert age > POLICY.late_seconds, "one still on its way may arrive"


endings = st.sampled_from([OperationKind.CAPTURE, OperationKind.RELEASE])


@given(
    endings,
    st.integers(0, 3),
    st.none() | st.sampled_from(INTENT_STATUSES),
    st.integers(1, 1250),
    st.booleans(),
)
def test_a_hold_ends_only_by_what_its_payment_became(
    kind: OperationKind, in_doubt: int, status: str | None, received: int, live: bool
) -> None:
    known = sent(kind, sends=3, in_doubt=in_doubt)
    seen = None
    if status is not None:
        seen = Seen(intent=intent(status, received if status == "succeeded" else 0))
    decided = step(known, seen, live=live)
    final = status in ("succeeded", "canceled")
    if in_doubt:
        assert (decided.do is Do.SETTLE) == final
    if decided.kind is OutcomeKind.SUCCEEDED:
        assert status == ("succeeded" if kind is OperationKind.CAPTURE else "canceled")
    if decided.do is Do.SEND:
        assert status in (None, "requires_capture")
        assert live or in_doubt, "nothing is sent that was never sent before"


@pytest.mark.parametrize("kind", OperationKind)
def test_what_was_never_sent_is_not_sent_by_recovery(kind: OperationKind) -> None:
    assert step(operation(kind), None).do is Do.SEND
    known = step(operation(kind), None, live=False)
    assert (known.kind, known.reason) == (OutcomeKind.NOT_CHARGED, "operation.not_sent")


@pytest.mark.parametrize(
    ("kind", "status", "received", "outcome", "reason"),
    [
        (OperationKind.CAPTURE, "succeeded", 500, OutcomeKind.SUCCEEDED, ""),
        (OperationKind.CAPTURE, "succeeded", 1, OutcomeKind.SUCCEEDED, "capture.other_amount"),
        (OperationKind.CAPTURE, "canceled", 0, OutcomeKind.NOT_CHARGED, "hold.gone"),
        (OperationKind.RELEASE, "canceled", 0, OutcomeKind.SUCCEEDED, ""),
        (OperationKind.RELEASE, "succeeded", 1, OutcomeKind.NOT_CHARGED, "hold.already_taken"),
    ],
)
def test_ends_of_a_hold(
    kind: OperationKind, status: str, received: int, outcome: OutcomeKind, reason: str
) -> None:
    decided = step(sent(kind), Seen(intent=intent(status, received)))
    assert (decided.kind, decided.reason) == (outcome, reason)


@pytest.mark.parametrize(
    ("age", "sends", "in_doubt", "do"),
    [
        (0, 1, 1, Do.SEND),
        (POLICY.replay_seconds, 1, 1, Do.SEND),
        (POLICY.late_seconds + 1, 1, 1, Do.SETTLE),
        (25 * 3600, 1, 1, Do.SETTLE),
        (-POLICY.clock_slack_seconds - 1, 1, 1, Do.WAIT),
        (0, POLICY.most_sends, 1, Do.WAIT),
        (0, POLICY.most_sends, 0, Do.SETTLE),
    ],
)
def test_a_refund_that_is_not_there(age: int, sends: int, in_doubt: int, do: Do) -> None:
    known = sent(age=age, sends=sends, in_doubt=in_doubt)
    assert step(known, Seen(), live=False).do is do


def test_recovery_does_not_go_on_where_nothing_is_in_doubt() -> None:
    """Every request stayed here, or its key is spent: the cashier may order it anew."""
    decided = step(sent(in_doubt=0, spent=1), Seen(), live=False)
    assert (decided.kind, decided.reason) == (OutcomeKind.NOT_CHARGED, "refund.not_made")


def test_keys() -> None:
    keys = {operation_key(operation(kind, spent=n)) for kind in OperationKind for n in (0, 1, 2)}
    assert len(keys) == 9
    assert operation_key(sent(sends=1)) == operation_key(sent(sends=5)), "a retry, the same key"


@given(st.integers(-100, 2_000), st.integers(1, 1_999))
def test_a_part_is_never_more_than_the_whole(part: int, whole: int) -> None:
    """Refunds never above what was taken, captures never above what is held."""
    amount, most = Money(part, "eur"), Money(whole, "eur")
    if 0 < part <= whole:
        assert check_part(amount, most, "refund.too_much") == amount
        return
    with pytest.raises(UserError) as refused:
        check_part(amount, most, "refund.too_much")
    assert refused.value.field == "amount"


def test_a_part_in_another_currency() -> None:
    with pytest.raises(Bug):
        check_part(Money(1, "usd"), EUR, "refund.too_much")


def test_refunds_are_looked_at_ever_less_often() -> None:
    known, looks = operation(prepared_at=0, looked_at=0), 0
    for now in range(0, 30 * 86_400, 60):
        if look_due(known, now):
            known, looks = replace(known, looked_at=now), looks + 1
    assert 10 <= looks <= 20


@pytest.mark.parametrize(
    ("failure", "key"),
    [
        ("lost_or_stolen_card", "refund.back_lost_card"),
        ("expired_or_canceled_card", "refund.back_closed_card"),
        ("insufficient_funds", "refund.back_funds"),
        ("declined", "refund.back_declined"),
        ("charge_for_pending_refund_disputed", "refund.back_disputed"),
        ("merchant_request", "refund.back_cancelled"),
        ("unknown", "refund.failed"),
        ("", "refund.failed"),
        ("a_new_reason", "refund.failed"),
    ],
)
def test_why_a_refund_came_back(failure: str, key: str) -> None:
    assert refund_failure(failure) == key


@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_the_clock_matters_alike_ahead_and_behind(skew: float) -> None:
    assert clock_state(skew) is clock_state(-skew)
    wrong = clock_state(skew) is ClockState.WRONG
    assert wrong == (abs(skew) > 86_400)


def test_a_clock_a_minute_off_is_right() -> None:
    assert clock_state(60) is ClockState.RIGHT
    assert clock_state(3_600) is ClockState.OFF


@pytest.mark.parametrize(
    ("minor", "currency", "key"),
    [(1250, "isk", "amount.whole_units"), (1234, "kwd", "amount.last_digit")],
)
def test_a_part_that_stripe_takes_in_no_currency_like_that(
    minor: int, currency: str, key: str
) -> None:
    with pytest.raises(UserError, match=key):
        check_part(Money(minor, currency), Money(100_000, currency), "refund.too_much")


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, True),
        ({"note_gone": False}, False),
        ({"amount": Money(999, "eur")}, False),
        ({"created": NOW - 5 - POLICY.clock_slack_seconds - 1}, False),
        ({"created": NOW + POLICY.late_seconds + 1}, False),
        ({"operation_id": OperationId("op_2"), "note_gone": False}, False),
    ],
)
def test_a_refund_whose_note_was_redacted_is_known_by_amount_and_time(
    changes: dict[str, Any], found: bool
) -> None:
    """Else it would be said not to have been made, once Stripe redacted its customer's payments."""
    base = replace(refund("succeeded"), operation_id=None, note_gone=True, created=NOW - 4)
    one = replace(base, **changes)
    assert (own_refund(sent(), [one], POLICY) is not None) is found
    own = refund("failed")
    assert own_refund(sent(), [one, own], POLICY) == own, "its own note tells"
