"""Names on payment screens."""

from typing import Final

from pos_app.customers.model import SavedCard
from pos_app.payments.model import CardUsed
from pos_app.settings.formats import currency_name
from ui.widgets.card_row import brand_name

CURRENCIES: Final = ("eur", "gbp", "usd", "chf", "cad", "jpy", "sek", "pln", "bhd")
"""Offered beside the shop's own, one of each kind of exponent among them."""


def card_name(card: SavedCard | CardUsed) -> str:
    """`Visa •••• 4242`, its figures kept on one line."""
    return f"{brand_name(card.brand)} ••••\u00a0{card.last4}"


def currencies(own: str) -> list[str]:
    """The shop's own currency first, then the others offered."""
    return [own, *(code for code in CURRENCIES if code != own)]


def currency_label(code: str, language: str) -> str:
    """`EUR – euro`."""
    return f"{code.upper()} – {currency_name(code, language)}"
