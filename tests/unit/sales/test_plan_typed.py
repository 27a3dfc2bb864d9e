"""What people type of a sale: shares, plans, lines."""

from datetime import date

import pytest

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.sales.model import Line
from pos_app.sales.schedule import DepositAndBalance, Instalments, PayNow
from ui.sales.plan_model import MONTHLY, Typed, Way, lines_of, per_cent, plan_of

TOTAL = Money(45_000, "eur")
DAY = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("text", "share"),
    [("30", 3_000), ("33,3", 3_330), ("12.50", 1_250), (" 30 % ", 3_000), ("0.5", 50),
     ("100", None), ("0", None), ("", None), ("-5", None), ("x", None), ("12.345", None),
     ("1e2", None), ("٣٠", None)],
)  # fmt: skip
def test_a_share(text: str, share: int | None) -> None:
    assert per_cent(text) == share


def test_each_way_is_its_plan() -> None:
    def typed(way: Way) -> Typed:
        return Typed(way, TOTAL, 3_000, DAY, 4, MONTHLY)

    assert plan_of(typed(Way.NOW)) == PayNow()
    assert plan_of(typed(Way.DEPOSIT)) == DepositAndBalance(3_000, DAY)
    assert plan_of(typed(Way.INSTALMENTS)) == Instalments(4, MONTHLY)


@pytest.mark.parametrize(
    ("deposit", "day", "key"), [(None, DAY, "sale.no_deposit"), (3_000, None, "sale.no_day")]
)
def test_what_is_missing_is_named(deposit: int | None, day: date | None, key: str) -> None:
    with pytest.raises(UserError) as refused:
        plan_of(Typed(Way.DEPOSIT, TOTAL, deposit, day, 3, MONTHLY))
    assert refused.value.key == key


def test_lines_with_their_prices() -> None:
    text = "Table 300\n\n  Two chairs   150,00 \n"
    assert lines_of(text, TOTAL) == (
        Line("Table", Money(30_000, "eur")), Line("Two chairs", Money(15_000, "eur")),
    )  # fmt: skip
    assert lines_of("", TOTAL) == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [("Table", "sale.line_without_price"), ("300", "sale.line_without_price"),
     ("Table -300", "sale.line_without_price"), ("Table 300", "sale.lines_differ")],
)  # fmt: skip
def test_lines_that_can_not_be(text: str, key: str) -> None:
    with pytest.raises(UserError) as refused:
        lines_of(text, TOTAL)
    assert refused.value.key == key
