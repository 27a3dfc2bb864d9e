"""Values for tables that spreadsheets read."""

from typing import Final

from pos_app.kernel.money import Money, exponent_of

_FORMULAS: Final = ("=", "+", "-", "@", "\t", "\r")


def units(amount: Money) -> str:
    """With a point, in every language: 12.30."""
    places = exponent_of(amount.currency)
    sign, figures = "-" if amount.amount_minor < 0 else "", str(abs(amount.amount_minor))
    if not places:
        return sign + figures
    figures = figures.rjust(places + 1, "0")
    return f"{sign}{figures[:-places]}.{figures[-places:]}"


def harmless(text: str) -> str:
    """A text that a spreadsheet takes for a formula is marked as text (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(_FORMULAS) else text
