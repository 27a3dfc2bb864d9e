from datetime import UTC, date, datetime, timedelta, timezone
from functools import lru_cache

import pytest
from babel.localedata import load
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.money import Money, parse_amount
from pos_app.settings import formats
from pos_app.settings.formats import (
    currency_name,
    format_date,
    format_datetime,
    format_day_month,
    format_money,
    format_number_for_edit,
    language_name,
    plain_date,
    prepare,
)

NBSP, NARROW = "\u00a0", "\u202f"


@pytest.mark.parametrize(
    ("minor", "currency", "french", "english"),
    [
        (1250, "eur", f"12,50{NBSP}€", "€12.50"),
        (0, "eur", f"0,00{NBSP}€", "€0.00"),
        (-1250, "eur", f"-12,50{NBSP}€", "-€12.50"),
        (123456789, "eur", f"1{NARROW}234{NARROW}567,89{NBSP}€", "€1,234,567.89"),
        (500, "gbp", f"5,00{NBSP}£GB", "£5.00"),
        (1500, "xof", f"1{NARROW}500{NBSP}F{NARROW}CFA", f"F{NARROW}CFA1,500"),
        (1230, "kwd", f"1,230{NBSP}KWD", "KWD1.230"),
        (150000, "isk", f"1{NARROW}500{NBSP}ISK", "ISK1,500"),
        (150001, "isk", f"1{NARROW}500,01{NBSP}ISK", "ISK1,500.01"),
        (1234500, "huf", f"12{NARROW}345,00{NBSP}HUF", "HUF12,345.00"),
    ],
)
def test_money(minor: int, currency: str, french: str, english: str) -> None:
    money = Money(minor, currency)
    assert (format_money(money, "fr"), format_money(money, "en")) == (french, english)


@given(
    st.integers(-99_999_999, 99_999_999),
    st.sampled_from("eur usd jpy xof kwd tnd isk ugx huf chf".split()),
    st.sampled_from(["fr", "en"]),
)
def test_what_is_offered_for_editing_is_read_back_the_same(
    minor: int, currency: str, language: str
) -> None:
    money = Money(minor, currency)
    assert parse_amount(format_number_for_edit(money, language), currency) == money


def test_dates_are_told_in_the_given_zone() -> None:
    moment = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    paris = timezone(timedelta(hours=1))
    assert format_date(moment, "fr", paris) == "1\u00a0janv.\u00a02027"
    assert format_datetime(moment, "fr", paris) == "1\u00a0janv.\u00a02027 00:30"
    assert format_datetime(moment, "en", UTC) == "31\u00a0Dec\u00a02026 23:30"
    assert format_date(date(2026, 8, 5), "en") == "5\u00a0Aug\u00a02026"


def test_no_line_ends_within_a_date_but_what_is_signed_keeps_its_letters() -> None:
    day = date(2027, 2, 28)
    for language, written in (("fr", "28 févr. 2027"), ("en", "28 Feb 2027")):
        assert plain_date(day, language) == written
        assert format_date(day, language).split(" ") == [written.replace(" ", "\u00a0")]
        assert " " not in format_day_month(day, language)


def test_the_machines_own_zone_is_the_default() -> None:
    moment = datetime(2026, 6, 1, 12, 0, tzinfo=UTC)
    assert format_datetime(moment, "en") == format_datetime(
        moment, "en", moment.astimezone().tzinfo
    )


def test_names() -> None:
    assert language_name("en", "fr") == "anglais"
    assert language_name("fr", "en") == "French"
    assert language_name("??", "en") == ""
    assert currency_name("usd", "en") == "US Dollar"
    assert currency_name("qqq", "en") == "QQQ"


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """As in a till that has just been started; what is read of the languages from here on."""
    read: list[object] = []

    def reading(name: str, merge_inherited: bool = True) -> object:
        read.append(name)
        return load(name, merge_inherited)

    monkeypatch.setattr(formats, "_locale", lru_cache(formats._locale.__wrapped__))
    monkeypatch.setattr(formats, "_pattern", lru_cache(formats._pattern.__wrapped__))
    monkeypatch.setattr("babel.localedata.load", reading)
    return read


@pytest.mark.parametrize("language", ["fr", "en"])
def test_once_prepared_nothing_is_read_to_write_in_that_language(
    language: str, unread: list[object]
) -> None:
    prepare(language)
    assert unread
    unread.clear()
    assert "5" in format_money(Money(500, "usd"), language)
    assert "26" in format_date(date(2026, 11, 29), language)
    assert not unread
