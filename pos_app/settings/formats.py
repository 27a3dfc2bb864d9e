"""Amounts, dates and names as a language writes them, from Babel's tables.

Babel takes tens of milliseconds to import, and as many to read a language's tables, so both are
done at first use; or by `prepare`, while nobody waits.
"""

import copy
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pos_app.kernel.money import Money, exponent_of

if TYPE_CHECKING:
    from babel import Locale
    from babel.numbers import NumberPattern

_LOCALES: Final = {"fr": "fr_FR", "en": "en_GB"}


@lru_cache
def _locale(language: str) -> "Locale":
    from babel import Locale

    return Locale.parse(_LOCALES.get(language, "fr_FR"))


@lru_cache
def _pattern(language: str, decimals: int) -> "NumberPattern":
    pattern: NumberPattern = copy.copy(_locale(language).currency_formats["standard"])
    pattern.frac_prec = (decimals, decimals)
    return pattern


def prepare(language: str) -> None:
    """Read the tables of a language, in any thread: nothing written in it waits for them then."""
    format_money(Money(0, "eur"), language)
    format_date(date(2026, 1, 31), language)


def decimals_shown(money: Money) -> int:
    """Stripe's exponent; none where the currency is used in whole units (ISK, UGX) and it is."""
    from babel.numbers import get_currency_precision

    exponent = exponent_of(money.currency)
    whole = money.amount_minor % 10**exponent == 0
    if exponent and whole and get_currency_precision(money.currency.upper()) == 0:
        return 0
    return exponent


def _units(money: Money) -> Decimal:
    return Decimal(money.amount_minor).scaleb(-exponent_of(money.currency))


def format_money(money: Money, language: str) -> str:
    """`12,50 €` (with no-break spaces) or `€12.50`."""
    pattern, code = _pattern(language, decimals_shown(money)), money.currency.upper()
    text: str = pattern.apply(
        _units(money), _locale(language), currency=code, currency_digits=False
    )
    return text


def _whole(text: str) -> str:
    """In one line, wherever it stands."""
    return text.replace(" ", "\u00a0")


def format_number_for_edit(money: Money, language: str) -> str:
    """The amount without currency or grouping, as `kernel.money.parse_amount` reads it back."""
    text = f"{_units(money):.{decimals_shown(money)}f}"
    return text.replace(".", ",") if language == "fr" else text


def plain_date(day: date, language: str) -> str:
    """`23 nov. 2026` or `23 Nov 2026` with ordinary spaces, always the same letters: what is signed
    by its fingerprint, or read by Stripe, must not change with how a screen breaks its lines."""
    from babel.dates import format_date as written

    return written(day, "medium", locale=_locale(language))


def format_date(moment: date | datetime, language: str, zone: tzinfo | None = None) -> str:
    """`23 nov. 2026` or `23 Nov 2026`, with no-break spaces; a datetime is told in `zone`, by
    default the machine's."""
    day = moment.astimezone(zone).date() if isinstance(moment, datetime) else moment
    return _whole(plain_date(day, language))


def format_datetime(moment: datetime, language: str, zone: tzinfo | None = None) -> str:
    """Date and time to the minute, told in `zone`, by default the machine's. A line may end
    between the two only."""
    from babel.dates import format_time

    local = moment.astimezone(zone)
    clock = format_time(local.time(), "short", locale=_locale(language))
    return f"{format_date(local.date(), language)} {clock}"


def format_day_month(day: date, language: str) -> str:
    """A day of this year, short: 4 Nov, with a no-break space."""
    from babel.dates import format_skeleton

    return _whole(str(format_skeleton("MMMd", day, locale=_locale(language))))


def format_time(moment: datetime, language: str, zone: tzinfo | None = None) -> str:
    """Hours and minutes, told in `zone`, by default the machine's."""
    from babel.dates import format_time as written

    return written(moment.astimezone(zone).time(), "short", locale=_locale(language))


def format_count(number: int, language: str) -> str:
    """`12 300` (with a no-break space) or `12,300`."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=_locale(language))


def format_days(days: int, language: str) -> str:
    """`3 jours` (with a no-break space) or `3 days`."""
    from babel.units import format_unit

    return format_unit(days, "duration-day", locale=_locale(language))


def format_interval(every: int, unit: str, language: str) -> str:
    """`tous les mois`, `toutes les 2 semaines` or `every month`, `every 2 weeks`. `unit` is `day`,
    `week` or `month`."""
    if language == "fr":
        name = {"day": "jours", "week": "semaines", "month": "mois"}[unit]
        all_of = "toutes les" if unit == "week" else "tous les"
        return f"{all_of} {name}" if every == 1 else f"{all_of} {every}\u00a0{name}"
    return f"every {unit}" if every == 1 else f"every {every}\u00a0{unit}s"


def language_name(code: str, language: str) -> str:
    """What `language` calls the language `code`; empty for one Babel doesn't know."""
    name: str = _locale(language).languages.get(code, "")
    return name


def currency_name(currency: str, language: str) -> str:
    """`euro`, `US Dollar`; the code itself when it has no name."""
    from babel.numbers import get_currency_name

    return get_currency_name(currency.upper(), locale=_locale(language))
