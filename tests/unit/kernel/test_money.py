from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.money import (
    LARGEST_CHARGE_MINOR,
    Money,
    check_chargeable,
    exponent_of,
    parse_amount,
    smallest_charge,
)

CURRENCIES = {0: ["jpy", "xof", "krw"], 2: ["eur", "usd", "isk"], 3: ["kwd", "tnd"]}
amounts = st.integers(-(10**12) + 1, 10**12 - 1)
currencies = st.sampled_from([code for codes in CURRENCIES.values() for code in codes])


def written(minor: int, exponent: int, group: str, point: str) -> str:
    """The number as a person writes it, digits in threes."""
    digits = str(abs(minor)).zfill(exponent + 1)
    whole, decimals = (digits[:-exponent], digits[-exponent:]) if exponent else (digits, "")
    grouped = f"{int(whole):,}".replace(",", group)
    return ("-" if minor < 0 else "") + grouped + (point + decimals if exponent else "")


def refusal(text: str, currency: str) -> str:
    with pytest.raises(UserError) as error:
        parse_amount(text, currency)
    assert error.value.field == "amount"
    return error.value.key


@pytest.mark.parametrize(("exponent", "codes"), CURRENCIES.items())
def test_exponents_are_stripes(exponent: int, codes: list[str]) -> None:
    assert {exponent_of(code) for code in codes} == {exponent}


@given(st.integers(-LARGEST_CHARGE_MINOR, LARGEST_CHARGE_MINOR), currencies,
       st.sampled_from(["", " ", "\u00a0", "\u202f", "'", "’"]), st.sampled_from(".,"))  # fmt: skip
def test_what_is_written_is_read_back(minor: int, currency: str, group: str, point: str) -> None:
    text = written(minor, exponent_of(currency), group, point)
    assert parse_amount(text, currency) == Money(minor, currency)


@given(st.integers(-LARGEST_CHARGE_MINOR, LARGEST_CHARGE_MINOR), st.sampled_from(["eur", "kwd"]),
       st.sampled_from([(".", ","), (",", ".")]))  # fmt: skip
def test_grouping_by_the_other_mark_is_read_back(
    minor: int, currency: str, marks: tuple[str, str]
) -> None:
    text = written(minor, exponent_of(currency), *marks)
    assert parse_amount(text, currency) == Money(minor, currency)


@given(st.text(max_size=20), currencies)
def test_anything_typed_is_money_or_told_beside_the_field(text: str, currency: str) -> None:
    with suppress(UserError):
        assert parse_amount(text, currency).currency == currency


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("12,50", "eur", 1250), ("12.5", "eur", 1250), ("12", "eur", 1200), ("12,", "eur", 1200),
        (",5", "eur", 50), ("0,05", "eur", 5), ("007", "eur", 700), ("+3", "eur", 300),
        ("\u22123,10", "eur", -310), ("1.234,56", "eur", 123456), ("1,234.56", "eur", 123456),
        ("1.234.567", "eur", 123456700), ("1 234 567,8", "eur", 123456780),
        ("1234", "jpy", 1234), ("1,234,567", "jpy", 1234567), ("1.234", "kwd", 1234),
        ("1,234.5", "kwd", 1234500), ("5", "kwd", 5000), ("1500", "isk", 150000),
    ],
)  # fmt: skip
def test_amounts_as_typed(text: str, currency: str, minor: int) -> None:
    assert parse_amount(text, currency) == Money(minor, currency)


@pytest.mark.parametrize(
    ("text", "currency", "key"),
    [
        ("", "eur", "amount.empty"), ("  \u00a0", "eur", "amount.empty"),
        ("abc", "eur", "amount.not_a_number"), ("12€", "eur", "amount.not_a_number"),
        ("-", "eur", "amount.not_a_number"), (",", "eur", "amount.not_a_number"),
        ("1e5", "eur", "amount.not_a_number"), ("\u0661\u0662", "eur", "amount.not_a_number"),
        ("--5", "eur", "amount.not_a_number"), ("+-5", "eur", "amount.not_a_number"),
        ("-+5", "eur", "amount.not_a_number"), ("5-", "eur", "amount.not_a_number"),
        ("1,23,456", "eur", "amount.not_a_number"), ("1.2.3", "eur", "amount.not_a_number"),
        ("1.,5", "eur", "amount.not_a_number"), ("1,234.567.8", "eur", "amount.not_a_number"),
        ("1.234", "eur", "amount.ambiguous"), ("123,456", "usd", "amount.ambiguous"),
        ("1.234", "jpy", "amount.ambiguous"), ("0.123", "eur", "amount.too_many_decimals"),
        ("1234.567", "eur", "amount.too_many_decimals"),
        ("1,2345", "kwd", "amount.too_many_decimals"), ("12,50", "jpy", "amount.no_decimals"),
        ("1234567890123", "eur", "amount.too_large"),
    ],
)  # fmt: skip
def test_what_is_refused(text: str, currency: str, key: str) -> None:
    assert refusal(text, currency) == key


@pytest.mark.parametrize(
    ("minor", "currency", "key"),
    [
        (0, "eur", "amount.zero"), (-1, "eur", "amount.negative"), (49, "eur", "amount.too_small"),
        (29, "gbp", "amount.too_small"), (100_000_000, "eur", "amount.too_large"),
        (150001, "isk", "amount.whole_units"), (1234, "kwd", "amount.last_digit"),
    ],
)  # fmt: skip
def test_what_stripe_would_not_charge(minor: int, currency: str, key: str) -> None:
    with pytest.raises(UserError) as error:
        check_chargeable(Money(minor, currency))
    assert (error.value.key, error.value.field) == (key, "amount")


@pytest.mark.parametrize(
    ("minor", "currency"),
    [(50, "eur"), (30, "gbp"), (99_999_999, "eur"), (1, "xof"), (50, "jpy"), (150000, "isk"),
     (1230, "kwd")],
)  # fmt: skip
def test_what_stripe_charges(minor: int, currency: str) -> None:
    assert check_chargeable(Money(minor, currency)) == Money(minor, currency)


def test_the_smallest_charge() -> None:
    assert smallest_charge("eur") == Money(50, "eur")
    assert smallest_charge("xof") == Money(1, "xof")


@given(amounts, amounts, currencies)
def test_adding_and_taking_away(left: int, right: int, currency: str) -> None:
    total = Money(left, currency) + Money(right, currency)
    assert total == Money(left + right, currency)
    assert total - Money(right, currency) == Money(left, currency)


@pytest.mark.parametrize("minor", [1.0, True, "1", None])
def test_only_whole_numbers_are_money(minor: object) -> None:
    with pytest.raises(Bug, match=r"money\.malformed"):
        Money(minor, "eur")  # type: ignore[arg-type]


@pytest.mark.parametrize("currency", ["EUR", "", "euro", "e1r", "eur\n"])
def test_only_stripes_way_of_writing_a_currency(currency: str) -> None:
    with pytest.raises(Bug, match=r"money\.malformed"):
        Money(1, currency)


def test_currencies_dont_mix() -> None:
    with pytest.raises(Bug, match=r"money\.mixed_currencies"):
        Money(1, "eur") + Money(1, "usd")
    with pytest.raises(Bug, match=r"money\.mixed_currencies"):
        Money(1, "eur") - Money(1, "usd")
    with pytest.raises(TypeError):
        assert Money(1, "eur") < Money(2, "eur")
