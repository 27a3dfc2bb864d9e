"""The next step of an attempt, over every combination of what may be known."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.ids import (
    AgreementId,
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SaleId,
)
from pos_app.kernel.money import Money
from pos_app.payments.decide import (
    NEEDS_CUSTOMER,
    NOT_COMPLETED,
    Act,
    Choice,
    Chosen,
    Policy,
    Sight,
    choose_intent,
    confirm_key,
    create_key,
    decide,
)
from pos_app.payments.model import Attempt, AttemptKind, Capture, Decline, OutcomeKind
from pos_app.payments.ports import IntentSnapshot

EUR = Money(1250, "eur")
ONE, OTHER = AgreementId("agr_1"), AgreementId("agr_2")
NOW = 1_800_000_000
POLICY = Policy()
STATUSES = (
    "requires_payment_method requires_confirmation requires_action processing requires_capture "
    "canceled succeeded".split()
)


def attempt(**changes: object) -> Attempt:
    base = Attempt(
        id=AttemptId("att_1"),
        item_id=ItemId("item_1"),
        sale_id=SaleId("sale_1"),
        kind=AttemptKind.SAVED_CARD,
        number=1,
        customer_id=CustomerId("cus_1"),
        amount=EUR,
        description="",
        item_opened_at=NOW - 60,
        prepared_at=NOW - 30,
        payment_method_id=PaymentMethodId("pm_1"),
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def sent(
    age: int = 5, sends: int = 1, in_doubt: int = 1, fence: str = "",
    capture: Capture = Capture.AUTOMATIC,
) -> Attempt:  # fmt: skip
    return attempt(
        payment_intent_id=PaymentIntentId("pi_1"), confirm_key="k", sent_at=NOW - age,
        sends=sends, in_doubt=in_doubt, fence=fence, capture=capture,
    )  # fmt: skip


def intent(status: str, **changes: object) -> IntentSnapshot:
    base = IntentSnapshot(
        id=PaymentIntentId("pi_1"),
        status=status,
        amount=EUR,
        amount_received=0,
        customer_id=CustomerId("cus_1"),
        card=None,
        card_redisplay="",
        last_error=None,
        item_id=ItemId("item_1"),
        created=NOW - 50,
    )
    return replace(base, **changes)  # type: ignore[arg-type]


def step(known: Attempt, sight: Sight | None, *, live: bool = True, now: int = NOW) -> Act:
    return decide(known, sight, now, live=live, policy=POLICY).act


decline = Decline("card_declined", "insufficient_funds", "")
FINAL = ("succeeded", "canceled", "requires_capture")
attempts = st.builds(
    sent,
    capture=st.sampled_from(Capture),
    age=st.integers(-100_000, 200_000),
    sends=st.integers(1, 8),
    fence=st.sampled_from(["", NEEDS_CUSTOMER, NOT_COMPLETED]),
)
sights = st.none() | st.builds(
    Sight,
    st.sampled_from(STATUSES).map(intent),
    st.booleans(),
    st.sampled_from([None, decline, Decline("authentication_required", "", "")]),
)


@given(attempts, sights, st.booleans())
def test_a_confirm_in_doubt_is_never_settled_by_guessing(
    known: Attempt, sight: Sight | None, live: bool
) -> None:
    """Rules 3 and 4: only an own reply or a final PaymentIntent settles; one in
    requires_capture is as final to a confirm, since none can change it."""
    decided = decide(known, sight, NOW, live=live, policy=POLICY)
    final = sight is not None and sight.intent.status in FINAL
    own = sight is not None and sight.own_reply and sight.decline is not None
    assert (decided.act is Act.SETTLE) == (final or own)
    if decided.kind is OutcomeKind.SUCCEEDED:
        assert sight is not None
        assert sight.intent.status == "succeeded"
    if decided.kind is OutcomeKind.HELD:
        assert sight is not None
        assert (sight.intent.status, known.capture) == ("requires_capture", Capture.MANUAL)
    if decided.act is Act.SEND:
        assert known.sent_at is not None
        assert NOW - known.sent_at <= POLICY.replay_seconds < 23 * 3600
        assert not known.fence, "a fence is never followed by a confirm"
        assert sight is not None, "it looks before it repeats"
    assert decided.act is not Act.FIND


@given(sights)
def test_recovery_never_sends_what_was_never_sent(sight: Sight | None) -> None:
    for known in (attempt(), attempt(payment_intent_id=PaymentIntentId("pi_1"))):
        decided = decide(known, sight, NOW, live=False, policy=POLICY)
        assert decided.act in (Act.SETTLE, Act.WAIT, Act.FENCE)
        assert decided.act is not Act.FENCE or known.in_doubt


def test_the_way_of_a_charge() -> None:
    assert step(attempt(), None) is Act.FIND
    assert step(attempt(payment_intent_id=PaymentIntentId("pi_1")), None) is Act.SEND
    assert step(sent(), None) is Act.LOOK
    assert step(sent(), Sight(intent("requires_payment_method"))) is Act.SEND
    assert step(sent(), Sight(intent("requires_payment_method"), True, decline)) is Act.SETTLE
    assert step(sent(), Sight(intent("requires_action"), True)) is Act.FENCE
    assert step(sent(), Sight(intent("processing"), True)) is Act.WAIT
    assert step(sent(), Sight(intent("requires_capture"))) is Act.SETTLE


def test_a_stale_requires_payment_method_is_nobodys_decline() -> None:
    stale = intent("requires_payment_method", last_error=decline)
    assert step(sent(), Sight(stale)) is Act.SEND


@pytest.mark.parametrize(
    ("age", "sends", "act"),
    [
        (0, 1, Act.SEND),
        (POLICY.replay_seconds, 1, Act.SEND),
        (POLICY.replay_seconds + 1, 1, Act.FENCE),
        (25 * 3600, 1, Act.FENCE),
        (-POLICY.clock_slack_seconds, 1, Act.SEND),
        (-POLICY.clock_slack_seconds - 1, 1, Act.FENCE),
        (0, POLICY.most_sends, Act.FENCE),
    ],
)
def test_old_or_tired_keys_are_fenced(age: int, sends: int, act: Act) -> None:
    known = sent(age=age, sends=sends, in_doubt=sends)
    for live in (True, False):
        assert step(known, Sight(intent("requires_confirmation")), live=live) is act


def test_outcomes_of_a_fence() -> None:
    def ended(known: Attempt, status: str) -> tuple[OutcomeKind | None, str]:
        decided = decide(known, Sight(intent(status)), NOW, live=False, policy=POLICY)
        return decided.kind, decided.reason

    assert ended(sent(fence=NOT_COMPLETED), "canceled") == (OutcomeKind.NOT_CHARGED, NOT_COMPLETED)
    assert ended(sent(fence=NEEDS_CUSTOMER), "canceled")[0] is OutcomeKind.NEEDS_CUSTOMER
    assert ended(sent(), "canceled") == (OutcomeKind.NOT_CHARGED, "payment.cancelled")
    assert ended(sent(fence=NOT_COMPLETED), "succeeded")[0] is OutcomeKind.SUCCEEDED


def test_authentication_is_not_a_decline() -> None:
    asked = Sight(
        intent("requires_payment_method"), True, Decline("authentication_required", "", "")
    )
    assert decide(sent(), asked, NOW, live=True, policy=POLICY).kind is OutcomeKind.NEEDS_CUSTOMER


@pytest.mark.parametrize(
    ("found", "choice"),
    [
        ([], Choice.CREATE),
        ([intent("canceled")], Choice.CREATE),
        ([intent("requires_payment_method")], Choice.USE),
        ([intent("canceled"), intent("requires_confirmation")], Choice.USE),
        ([intent("requires_action")], Choice.CANCEL),
        ([intent("requires_payment_method"), intent("succeeded")], Choice.PAID),
        ([intent("processing"), intent("requires_payment_method")], Choice.BUSY),
        ([intent("requires_capture"), intent("requires_payment_method")], Choice.BUSY),
        ([intent("requires_payment_method", attempt_id=AttemptId("att_9"))], Choice.BUSY),
        ([intent("canceled", attempt_id=AttemptId("att_9"))], Choice.CREATE),
        ([intent("requires_payment_method", amount=Money(1, "eur"))], Choice.CANCEL),
        ([intent("requires_confirmation", amount=Money(1, "eur"))], Choice.CANCEL),
        ([intent("canceled", amount=Money(1, "eur"))], Choice.CREATE),
        ([intent("succeeded", amount=Money(1, "eur"))], Choice.PAID),
    ],
)
def test_which_payment_intent(found: list[IntentSnapshot], choice: Choice) -> None:
    assert choose_intent(found, EUR).choice is choice


@pytest.mark.parametrize(
    ("named", "under", "choice"),
    [
        ((), None, Choice.USE),
        ((), ONE, Choice.USE),
        ((ONE,), ONE, Choice.USE),
        ((ONE,), None, Choice.CANCEL),
        ((ONE,), OTHER, Choice.CANCEL),
        ((ONE, OTHER), ONE, Choice.CANCEL),
    ],
)
def test_what_names_another_agreement_is_not_charged_through(
    named: tuple[AgreementId, ...], under: AgreementId | None, choice: Choice
) -> None:
    """Wherever it counts, it counts for good: the PaymentIntent's word outlives the till's."""
    found = [intent("requires_payment_method", agreements=frozenset(named))]
    assert choose_intent(found, EUR, under).choice is choice
    done = [intent("canceled", agreements=frozenset(named))]
    assert choose_intent(done, EUR, under) == Chosen(Choice.CREATE, generation=1)


INTENTS = st.lists(
    st.builds(
        intent,
        st.sampled_from(STATUSES),
        amount=st.sampled_from([EUR, Money(1, "eur")]),
        attempt_id=st.sampled_from([None, None, AttemptId("att_9")]),
        agreements=st.sampled_from([frozenset(), frozenset({ONE}), frozenset({OTHER})]),
    ),
    max_size=5,
)


@given(INTENTS, st.sampled_from([None, ONE]))
def test_whatever_is_found_at_most_one_payment_comes_of_it(
    found: list[IntentSnapshot], under: AgreementId | None
) -> None:
    """Money that moved or may be moving ends it; what is charged is what is owed; a new one is
    made only where every other is cancelled, and its key is new."""
    chosen = choose_intent(found, EUR, under)
    statuses = [one.status for one in found]
    if "succeeded" in statuses:
        assert chosen.choice is Choice.PAID
        return
    moving = {"processing", "requires_capture"} & set(statuses)
    elsewhere = [one for one in found if one.attempt_id and one.status != "canceled"]
    assert (chosen.choice is Choice.BUSY) is bool(moving or elsewhere)
    if chosen.choice is Choice.USE:
        assert chosen.intent is not None
        assert (chosen.intent.amount, chosen.intent.agreements <= {under}) == (EUR, True)
    if chosen.choice is Choice.CANCEL:
        assert chosen.intent is not None
        assert chosen.intent.status not in ("canceled", "processing", "requires_capture")
    if chosen.choice is Choice.CREATE:
        assert set(statuses) <= {"canceled"}
        assert chosen.generation == sum(one.attempt_id is None for one in found)


def test_two_tills_make_the_same_create_key() -> None:
    """The generation is Stripe's, not a till's own count (RELIABILITY, 20,000 schedules, 15)."""
    cancelled = [intent("canceled"), intent("canceled", attempt_id=AttemptId("att_9"))]
    chosen = choose_intent(cancelled, EUR)
    keys = {create_key(attempt(number=number), chosen.generation, 0) for number in (1, 4)}
    assert keys == {"item_1-intent-1"}


def test_a_new_attempt_asks_anew() -> None:
    """Rule 9: a constant confirm key would replay a decline for ever."""
    pi = PaymentIntentId("pi_1")
    keys = {
        confirm_key(pi, till, attempt(id=AttemptId(each)))
        for till in "ab"
        for each in ("att_1", "att_2")
    }
    assert len(keys) == 4
    assert all(len(key) <= 255 for key in keys)
