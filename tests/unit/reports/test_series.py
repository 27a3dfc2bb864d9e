"""Figures add up, whatever was taken and whenever."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from pos_app.dues.owed_back import SaleLiability
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.reports import series_store
from pos_app.reports.series import (
    Bar,
    Series,
    Took,
    Try,
    by_age,
    by_day,
    by_hour,
    collected,
    expiring,
)
from tests.unit.reports.ledger import Day, in_memory
from tests.unit.sales.sales import a_sale

PARIS = ZoneInfo("Europe/Paris")
FIRST, LAST = date(2026, 10, 20), date(2026, 10, 30)  # over the night the clocks go back
BEGAN = datetime(2026, 10, 19, 22, tzinfo=UTC)  # midnight in Paris
MOMENTS = st.integers(0, 11 * 24 * 60).map(lambda minutes: BEGAN + timedelta(minutes=minutes))
TOOK = st.lists(
    st.builds(
        Took, MOMENTS,
        st.builds(Money, st.integers(1, 99_999_999), st.sampled_from(["eur", "jpy"])),
    )
)  # fmt: skip


def total(found: Sequence[Series]) -> dict[str, int]:
    return {
        one.currency: sum(bar.total.amount_minor for bar in one.bars if bar.total) for one in found
    }


@given(TOOK)
def test_days_and_hours_hold_everything_once(took: list[Took]) -> None:
    sums: dict[str, int] = {}
    for one in took:
        sums[one.amount.currency] = sums.get(one.amount.currency, 0) + one.amount.amount_minor
    days = by_day(took, FIRST, LAST, PARIS)
    assert total(days) == sums == total(by_hour(took, PARIS))
    for one in days:
        assert [bar.key for bar in one.bars] == [
            (FIRST + timedelta(days=n)).isoformat() for n in range(11)
        ]


def test_a_day_begins_at_the_shops_midnight() -> None:
    late = Took(datetime(2026, 10, 20, 22, 30, tzinfo=UTC), Money(100, "eur"))
    (one,) = by_day([late], FIRST, FIRST + timedelta(days=1), PARIS)
    assert [bar.count for bar in one.bars] == [0, 1]
    (one,) = by_hour([late], PARIS)
    assert [bar.key for bar in one.bars] == ["00"]


def test_deposits_by_age_on_each_side_of_a_bound() -> None:
    sale = a_sale()
    opened = sale.opened_at.astimezone().date()
    ages = []
    for days in (0, 30, 31, 90, 91, 400):
        rows = [SaleLiability(sale, Money(500, "eur"))]
        (one,) = by_age(rows, opened + timedelta(days=days))
        ages += [bar.key for bar in one.bars if bar.count]
    assert ages == ["0-30", "0-30", "31-60", "61-90", "91-", "91-"]
    assert by_age([SaleLiability(sale, Money(0, "eur"))], opened) == []


def test_what_failed_is_grouped_by_reason_the_most_first() -> None:
    ten = Money(1_000, "eur")
    tries = [
        Try(ten), Try(ten, "do_not_honor"), Try(ten, "insufficient_funds"),
        Try(ten, "generic_decline"), Try(ten, "not_charged"),
    ]  # fmt: skip
    (one,) = collected(tries)
    assert [(bar.key, bar.count) for bar in one.bars] == [
        ("collected", 1), ("bank", 2), ("amount", 1), ("not_charged", 1),
    ]  # fmt: skip


def test_cards_of_the_next_six_months_over_the_year() -> None:
    found = {(2026, 10): 9, (2026, 11): 2, (2027, 4): 5, (2027, 5): 7}
    one = expiring(found, date(2026, 11, 29))
    assert one.bars[0] == Bar("2026-11", 2)
    assert one.bars[-1] == Bar("2027-04", 5)
    assert not one.empty


def test_it_is_read_from_the_ledger() -> None:
    db = in_memory()
    day = Day(db)
    day.learn(day.begin(), OutcomeKind.SUCCEEDED)
    day.learn(day.begin(), OutcomeKind.DECLINED)
    assert [one.amount for one in series_store.took_since(db, day.now - 60)] == [
        Money(1_000, "eur")
    ]
    assert series_store.took_since(db, day.now + 1) == []
    db.execute("UPDATE attempts SET off_session = 1")
    assert [one.reason for one in series_store.tries_since(db, 0)] == ["", "insufficient_funds"]
    db.conn.close()
