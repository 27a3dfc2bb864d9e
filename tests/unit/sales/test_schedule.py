"""A total spread over days: always adds up, in every kind of currency."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.model import Interval, Unit
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money, check_chargeable, smallest_charge, step_of
from pos_app.sales.model import ItemKind
from pos_app.sales.schedule import (
    AllLater,
    DepositAndBalance,
    Instalments,
    PayNow,
    Plan,
    first_is_more,
    schedule,
    share,
)

TODAY = date(2026, 11, 28)
CURRENCIES = ("eur", "usd", "jpy", "kwd", "tnd", "isk", "huf", "xof")
LATER = TODAY + timedelta(days=30)
MONTHLY = Interval(1, Unit.MONTH)
TOO_SMALL = ("sale.deposit_too_small", "sale.balance_too_small", "sale.instalment_too_small")

plans = st.one_of(
    st.just(PayNow()),
    st.builds(AllLater, st.dates(TODAY + timedelta(days=1), date(2030, 1, 1))),
    st.builds(DepositAndBalance, st.integers(1, 9_999), st.just(LATER)),
    st.builds(Instalments, st.integers(2, 60), st.builds(Interval, st.integers(1, 12),
                                                        st.sampled_from(Unit))),
)  # fmt: skip


@st.composite
def totals(draw: st.DrawFn) -> Money:
    currency = draw(st.sampled_from(CURRENCIES))
    step = step_of(currency)
    least = -(-smallest_charge(currency).amount_minor // step)
    return Money(draw(st.integers(least, 99_999_999 // step)) * step, currency)


@given(totals(), plans)
def test_every_way_of_paying_adds_up_and_can_be_charged(total: Money, plan: Plan) -> None:
    try:
        parts = schedule(total, plan, TODAY)
    except UserError as refusal:
        if refusal.key not in TOO_SMALL:
            raise
        return
    assert sum(part.amount.amount_minor for part in parts) == total.amount_minor
    for part in parts:
        check_chargeable(part.amount)
    days = [part.on for part in parts[1:]]
    assert all(day is not None and day > TODAY for day in days)
    assert days == sorted(set(days))


@given(totals(), st.integers(2, 60))
def test_all_instalments_but_the_first_are_the_same(total: Money, count: int) -> None:
    try:
        parts = schedule(total, Instalments(count, MONTHLY), TODAY)
    except UserError:
        return
    assert len(parts) == count
    assert len({part.amount for part in parts[1:]}) == 1
    more = first_is_more(parts)
    spread = parts[0].amount.amount_minor - parts[1].amount.amount_minor
    assert 0 <= spread < count * step_of(total.currency)
    assert (more.amount_minor if more else 0) == spread


@pytest.mark.parametrize(
    ("total", "hundredths", "expected"),
    [
        (Money(10_000, "eur"), 3_000, 3_000),
        (Money(9_999, "eur"), 3_000, 3_000),
        (Money(1_005, "jpy"), 5_000, 503),
        (Money(10_010, "kwd"), 3_333, 3_340),
        (Money(1_000_100, "isk"), 2_500, 250_000),
    ],
)
def test_a_share_is_rounded_to_what_can_be_charged(
    total: Money, hundredths: int, expected: int
) -> None:
    assert share(total, hundredths).amount_minor == expected


def test_the_days_of_a_month_that_is_too_short() -> None:
    parts = schedule(Money(9_000, "eur"), Instalments(3, MONTHLY), date(2027, 1, 31))
    assert [part.on for part in parts] == [None, date(2027, 2, 28), date(2027, 3, 31)]
    assert {part.kind for part in parts} == {ItemKind.INSTALMENT}


@pytest.mark.parametrize(
    ("plan", "key"),
    [
        (AllLater(TODAY), "sale.not_later"),
        (DepositAndBalance(Money(30, "eur"), LATER), "sale.deposit_too_small"),
        (DepositAndBalance(Money(9_990, "eur"), LATER), "sale.balance_too_small"),
        (DepositAndBalance(Money(20_000, "eur"), LATER), "sale.balance_too_small"),
        (Instalments(1, MONTHLY), "sale.instalment_count"),
        (Instalments(61, MONTHLY), "sale.instalment_count"),
    ],
)
def test_what_cannot_be_is_said(plan: Plan, key: str) -> None:
    with pytest.raises(UserError) as refusal:
        schedule(Money(10_000, "eur"), plan, TODAY)
    assert refusal.value.key == key
