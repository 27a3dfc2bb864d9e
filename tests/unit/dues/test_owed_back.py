"""What the shop owes its customers: the sums, and each kind of difference from Stripe's."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.dues.liability import received_of
from pos_app.dues.owed_back import Difference, DifferenceKind, Received, differences, liability
from pos_app.kernel.ids import ItemId, PaymentIntentId, RefundId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot
from pos_app.sales.model import ItemState, Sale, SaleState
from tests.unit.dues.test_settling import a_sale, eur


def paid(taken: int = 3_000, back: int = 0, number: int = 0) -> Received:
    return Received(
        PaymentIntentId(f"pi_{number}"), SaleId("sale_1"), ItemId(f"item_{number}"), None,
        eur(taken), eur(back),
    )  # fmt: skip


def the_only(sale: Sale, *received: Received) -> Difference:
    (one,) = differences([sale], received)
    return one


def test_by_sale_and_in_total_for_each_currency() -> None:
    first = a_sale((3_000, 500), (1_000, 0))
    kept = replace(a_sale((2_000, 0)), state=SaleState.CALLED_OFF, forfeited=eur(1_500))
    over = replace(a_sale((9_000, 0)), state=SaleState.COMPLETED)
    found = liability([first, kept, over, a_sale()])
    assert [row.held for row in found.rows] == [eur(3_500), eur(500)]
    assert found.totals == (eur(4_000),)
    assert not found.ties  # Stripe wasn't asked yet
    yen = replace(first, total=Money(5, "jpy"), parts=())
    assert liability([first, yen]).totals == (eur(3_500),)


def test_what_agrees_to_the_cent_is_no_difference() -> None:
    assert differences([a_sale((3_000, 500))], [paid(3_000, 500)]) == ()


@pytest.mark.parametrize(
    ("received", "kind", "at_stripe"),
    [
        ([], DifferenceKind.NOTED_NOT_PAID, 0),
        ([paid(2_999)], DifferenceKind.OTHER_AMOUNT, 2_999),
        ([paid(3_000, 1)], DifferenceKind.OTHER_AMOUNT, 2_999),
        ([paid(), paid()], DifferenceKind.OTHER_AMOUNT, 6_000),
    ],
)
def test_each_kind_with_both_figures(
    received: list[Received], kind: DifferenceKind, at_stripe: int
) -> None:
    one = the_only(a_sale((3_000, 0)), *received)
    assert (one.kind, one.noted, one.at_stripe) == (kind, eur(3_000), eur(at_stripe))


def test_paid_and_given_back_whole_without_a_note_is_a_difference_too() -> None:
    sale = a_sale((3_000, 0))
    part = replace(sale.parts[0], state=ItemState.OWED, taken=None, payment_intent_id=None)
    one = the_only(replace(sale, parts=(part,)), paid(3_000, 3_000))
    assert (one.kind, one.noted, one.at_stripe) == (
        DifferenceKind.PAID_NOT_NOTED, eur(0), eur(0),
    )  # fmt: skip


def test_what_is_received_is_of_these_sales_and_what_came_back_failed_or_not() -> None:
    def intent(
        number: int, sale: str | None, received: int = 3_000, item: str = "item_1_1"
    ) -> IntentSnapshot:
        name, whose = PaymentIntentId(f"pi_{number}"), SaleId(sale) if sale else None
        return IntentSnapshot(
            name, "succeeded", eur(3_000), received, None, None, "", None, ItemId(item), 0,
            sale_id=whose,
        )  # fmt: skip

    def refund(status: str, minor: int) -> RefundSnapshot:
        return RefundSnapshot(
            RefundId("re"), status, eur(minor), PaymentIntentId("pi_0"), "", None, 0
        )

    made = received_of(
        [
            intent(0, "sale_1"),
            intent(1, "sale_2"),
            intent(2, None),
            intent(3, "sale_1", 0),
            intent(4, "sale_3", item="item_3"),
        ],
        [
            refund("succeeded", 100),
            refund("pending", 20),
            refund("failed", 3),
            refund("canceled", 4),
        ],
    )
    assert [(one.payment_intent_id, one.kept) for one in made] == [
        ("pi_0", eur(2_880)),
        ("pi_1", eur(3_000)),
    ]


def test_a_payment_whose_sale_has_no_note_is_listed_to_the_cent() -> None:
    listed = differences([], [paid(3_000, 1), paid(2_000, 2_000, number=1)])
    assert [(one.kind, one.payment_intent_id, one.noted, one.at_stripe) for one in listed] == [
        (DifferenceKind.SALE_NOT_NOTED, "pi_0", eur(0), eur(2_999))
    ]
    (other,) = differences([a_sale((3_000, 0))], [paid(), paid(number=7)])
    assert (other.kind, other.item_id) == (DifferenceKind.SALE_NOT_NOTED, "item_7")


def test_a_sale_that_was_completed_or_called_off_rightly_has_none() -> None:
    both = [paid(), paid(1_000, number=1)]
    sale = a_sale((3_000, 0), (1_000, 0))
    rest = replace(sale.parts[1], state=ItemState.OWED, taken=None, payment_intent_id=None)
    before = replace(sale, parts=(sale.parts[0], rest))
    assert differences([], both, [before]) == ()  # completed after it was noted last
    assert differences([], both[:1], [replace(before, state=SaleState.CALLED_OFF)]) == ()
    assert differences([], both[:1], [replace(before, state=SaleState.COMPLETED)]) == ()
    (lost,) = differences([], both[:1], [before])
    assert (lost.kind, lost.at_stripe) == (DifferenceKind.SALE_NOT_NOTED, eur(3_000))


@given(
    st.lists(
        st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(1, 9_999), st.integers(0, 99)),
        max_size=12,
    ),
    st.booleans(),
)
def test_held_and_differences_are_what_stripe_has(
    payments: list[tuple[int, int, int, int]], noted: bool
) -> None:
    """To the cent: what the notes hold, corrected by every difference, is what Stripe kept."""
    sale = a_sale((3_000, 500), (1_000, 0))
    received = [
        replace(
            paid(taken, min(back, taken), number=item),
            sale_id=SaleId(f"sale_{whose}"),
            payment_intent_id=PaymentIntentId(f"pi_{place}"),
        )
        for place, (whose, item, taken, back) in enumerate(payments)
    ]
    sales = [sale] if noted else []
    held = sum(row.held.amount_minor for row in liability(sales).rows)
    made = differences(sales, received)
    shift = sum((one.at_stripe - one.noted).amount_minor for one in made)
    assert held + shift == sum(one.kept.amount_minor for one in received)
