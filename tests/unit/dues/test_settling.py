"""A sale that is called off: the split is always all that was paid, and each payment gives back no
more than it has."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.model import Cancellation
from pos_app.dues.settling import check_refund, settle, split
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, SaleId
from pos_app.kernel.money import Money
from pos_app.sales.model import ItemState, Part, Sale, SaleItem

DUE = date(2027, 1, 9)
POLICY = Cancellation(notice_days=7, prepaid_back=True, refund_days=14)


def eur(minor: int) -> Money:
    return Money(minor, "eur")


def a_sale(*payments: tuple[int, int]) -> Sale:
    """Of each: what was taken, and what was given back."""
    sale_id, whose, at = SaleId("sale_1"), CustomerId("cus_1"), datetime(2026, 11, 1, tzinfo=UTC)
    parts = []
    for n, (taken, back) in enumerate(payments):
        item = SaleItem(ItemId(f"item_{n}"), sale_id, whose, eur(taken), "", at, position=n + 1)
        intent = PaymentIntentId(f"pi_{n}")
        parts.append(Part(item, ItemState.PAID, eur(taken), eur(back) if back else None, intent))
    total = eur(sum(taken for taken, _ in payments))
    return Sale(sale_id, whose, total, tuple(parts), at, "till_1")


@pytest.mark.parametrize(
    ("policy", "today", "refund", "in_time"),
    [
        (None, DUE, 5_000, True),
        (POLICY, DUE - timedelta(days=7), 5_000, True),
        (POLICY, DUE - timedelta(days=6), 0, False),
        (Cancellation(7, False, 14), DUE - timedelta(days=30), 0, True),
        (Cancellation(0, True, 14), DUE, 5_000, True),
        (Cancellation(0, True, 14), DUE + timedelta(days=1), 0, False),
    ],
)
def test_what_was_agreed_says_what_comes_back(
    policy: Cancellation | None, today: date, refund: int, in_time: bool
) -> None:
    made = settle(policy, today, DUE, eur(5_000))
    assert (made.refund, made.in_time) == (eur(refund), in_time)
    assert made.refund + made.forfeit == eur(5_000)


def test_the_last_day_is_told_where_there_is_one() -> None:
    assert settle(POLICY, DUE, DUE, eur(1)).last_day == date(2027, 1, 2)
    assert settle(POLICY, DUE, None, eur(1)).last_day is None
    assert settle(None, DUE, DUE, eur(1)).last_day is None


def test_the_newest_payment_gives_back_first() -> None:
    sale = a_sale((3_000, 0), (2_000, 500), (1_000, 0))
    shares = [(one.payment_intent_id, one.amount.amount_minor) for one in split(sale, eur(3_000))]
    assert shares == [("pi_2", 1_000), ("pi_1", 1_500), ("pi_0", 500)]
    assert split(sale, eur(0)) == []


payments = st.lists(
    st.integers(50, 9_000).flatmap(lambda taken: st.tuples(st.just(taken), st.integers(0, taken))),
    max_size=6,
)


@given(payments, st.integers(0, 60_000))
def test_never_more_than_each_payment_still_has(made: list[tuple[int, int]], wanted: int) -> None:
    sale = a_sale(*made)
    held = sale.held_for_customer
    if wanted > held.amount_minor:
        with pytest.raises(UserError, match="too_much") as refused:
            split(sale, eur(wanted))
        assert refused.value.params["largest"] == held
        return
    shares = split(sale, eur(wanted))
    assert sum(one.amount.amount_minor for one in shares) == wanted
    for one in shares:
        taken, back = made[int(one.payment_intent_id[3:])]
        assert 0 < one.amount.amount_minor <= taken - back


@given(st.integers(-10, 10_000), st.integers(0, 5_000))
def test_a_refund_and_what_is_forfeited_are_all_that_is_held(refund: int, held: int) -> None:
    if not 0 <= refund <= held:
        with pytest.raises(UserError, match=r"too_much|negative") as refused:
            check_refund(eur(refund), eur(held))
        assert refused.value.field == "refund"
        return
    assert eur(refund) + check_refund(eur(refund), eur(held)) == eur(held)
