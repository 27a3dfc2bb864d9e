"""A sale's course: every thing once, in order, by whom where it is known."""

import json
from datetime import UTC, date, datetime, timedelta

from pos_app.dues.history_model import (
    Done,
    Edited,
    SaleEvent,
    Told,
    in_order,
    own_events,
    with_names,
    with_stripe,
)
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.ids import (
    AgreementId,
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    RefundId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import Attempt, AttemptKind, Decline, Outcome, OutcomeKind
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot
from pos_app.sales.edits import CallOff, GiveAgreement, MoveDate, Paid, edited, merged
from pos_app.sales.model import CalledOffFor, OffReason, Sale
from pos_app.sales.records import edit_record
from pos_app.staff.model import Right
from tests.unit.sales.sales import OPENED, a_sale

PI = PaymentIntentId("pi_1")
DECLINE = Decline("card_declined", "insufficient_funds", "")
ITEM, BALANCE = (part.item.id for part in a_sale().parts)
AGREED = edited(a_sale(), GiveAgreement(AgreementId("agr_1")))


def eur(minor: int) -> Money:
    return Money(minor, "eur")


def at(minutes: int) -> datetime:
    return OPENED + timedelta(minutes=minutes)


def an_attempt(kind: OutcomeKind, minutes: int, item: ItemId = ITEM) -> Attempt:
    attempt, minor = AttemptId(f"att_{minutes}"), 20_000
    decline = DECLINE if kind is OutcomeKind.DECLINED else None
    outcome = Outcome(
        kind, item, attempt, eur(minor), at(minutes), payment_intent_id=PI, decline=decline
    )
    return Attempt(
        attempt, item, a_sale().id, AttemptKind.SAVED_CARD, 1, CustomerId("cus_Zoe"), eur(minor),
        "", 0, 0, outcome=outcome,
    )  # fmt: skip


def an_intent(status: str, minutes: int, **said: object) -> IntentSnapshot:
    taken = 20_000 if status == "succeeded" else 0
    return IntentSnapshot(
        PI, status, eur(20_000), taken, CustomerId("cus_Zoe"), None, "",
        DECLINE if status != "succeeded" else None, ITEM, to_timestamp(at(minutes)),
        sale_id=a_sale().id,
    )  # fmt: skip


def a_refund(status: str, minutes: int) -> RefundSnapshot:
    made = to_timestamp(at(minutes))
    return RefundSnapshot(RefundId(f"re_{minutes}"), status, eur(500), PI, "", None, made)


def told(events: list[SaleEvent]) -> list[tuple[Told, ItemId | None]]:
    return [(one.what, one.item_id) for one in in_order(events)]


def an_edit(minutes: int, edit: object) -> Edited:
    return Edited(at(minutes), json.loads(edit_record(edit)))  # type: ignore[arg-type]


def test_all_that_this_till_did_oldest_first() -> None:
    why = CalledOffFor(OffReason.OTHER, "Moved abroad")
    day = date(2027, 2, 1)
    events = own_events(
        AGREED,
        [
            an_edit(1, GiveAgreement(AgreementId("agr_1"))),
            an_edit(5, MoveDate(BALANCE, day)),
            an_edit(9, CallOff(eur(0), eur(0), why)),
        ],
        [an_attempt(OutcomeKind.DECLINED, 2), an_attempt(OutcomeKind.SUCCEEDED, 3)],
        at(0),
    )
    assert told(events) == [
        (Told.OPENED, None), (Told.AGREED, None), (Told.DECLINED, ITEM), (Told.PAID, ITEM),
        (Told.MOVED, BALANCE), (Told.CALLED_OFF, None),
    ]  # fmt: skip
    by_what = {one.what: one for one in events}
    assert by_what[Told.DECLINED].decline == DECLINE
    assert by_what[Told.MOVED].day == day
    assert by_what[Told.CALLED_OFF].off_for == why
    assert by_what[Told.OPENED].amount == eur(80_000)


def test_what_another_till_did_comes_from_stripe_and_the_note() -> None:
    sale: Sale = merged(AGREED, Paid(ITEM, eur(20_000), PI))
    off = edited(sale, CallOff(eur(500), eur(19_500), CalledOffFor(OffReason.SHOP)))
    own = own_events(off, [], [], at(1))
    whole = with_stripe(off, own, [an_intent("succeeded", 3)], [a_refund("succeeded", 8)])
    assert told(whole) == [
        (Told.OPENED, None), (Told.AGREED, None), (Told.PAID, ITEM), (Told.REFUNDED, ITEM),
        (Told.CALLED_OFF, None),
    ]  # fmt: skip
    last = in_order(whole)[-1]
    assert (last.at, last.off_for) == (None, CalledOffFor(OffReason.SHOP))


def test_nothing_is_told_twice_and_a_decline_here_hides_no_payment_elsewhere() -> None:
    paid = own_events(AGREED, [], [an_attempt(OutcomeKind.SUCCEEDED, 3)], None)
    assert with_stripe(AGREED, paid, [an_intent("succeeded", 3)], []) == paid
    declined = own_events(AGREED, [], [an_attempt(OutcomeKind.DECLINED, 3)], None)
    again = with_stripe(AGREED, declined, [an_intent("requires_payment_method", 3)], [])
    assert again == declined
    elsewhere = with_stripe(AGREED, declined, [an_intent("succeeded", 3)], [])
    assert [one.what for one in elsewhere].count(Told.PAID) == 1


def test_a_payment_of_another_sale_is_none_of_it() -> None:
    other = a_sale(sale_id=a_sale().id.replace("0123", "9999"))  # type: ignore[arg-type]
    assert with_stripe(other, [], [an_intent("succeeded", 3)], []) == []


def test_a_refund_that_came_back_gave_nothing_back() -> None:
    found = with_stripe(AGREED, [], [], [a_refund("failed", 4), a_refund("pending", 5)])
    assert [one.what for one in found] == [Told.REFUND_SENT_BACK, Told.REFUNDED]


def test_who_did_it_is_the_newest_act_before_it_of_that_right_and_thing() -> None:
    paid = SaleEvent(Told.PAID, at(10), ITEM, payment=PI)
    acts = [
        Done(at(1), Right.COLLECT_DUE, ITEM, "Anna"),
        Done(at(9), Right.COLLECT_DUE, ITEM, "Marc"),
        Done(at(9), Right.REFUND, ITEM, "Olive"),
        Done(at(9), Right.COLLECT_DUE, BALANCE, "Olive"),
        Done(at(30), Right.COLLECT_DUE, ITEM, "Olive"),
    ]
    (named,) = with_names(AGREED, [paid], acts)
    assert named.who == "Marc"
    (off,) = with_names(
        AGREED, [SaleEvent(Told.CALLED_OFF, at(20))],
        [Done(at(20), Right.FORFEIT, AGREED.id, "Anna (Marc)")],
    )  # fmt: skip
    assert off.who == "Anna (Marc)"
    unknown = SaleEvent(Told.CALLED_OFF, None)
    assert with_names(AGREED, [unknown], acts) == [unknown]


def test_times_are_utc() -> None:
    assert all(one.at is None or one.at.tzinfo == UTC for one in own_events(AGREED, [], [], None))
