"""A card as typed on the page: checked as people expect, then forgotten but for the test card."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from pos_app.training.bank import cards
from pos_app.training.bank.cards import TestCard
from pos_app.training.wire.errors import Body


class WrongEntry(Exception):
    """`args[0]` is the sentence to show beside the field; nothing was charged."""


class NotATestCard(Exception):
    """A number that may be real: declined, and not kept in any form."""


@dataclass(frozen=True)
class Entry:
    """A known test card with what was typed beside its number."""

    card: TestCard
    exp_month: int
    exp_year: int
    name: str | None
    postal_code: str | None


def read(given: Body, now: int) -> Entry:
    """Raises WrongEntry or NotATestCard. `now` in UTC seconds."""
    number = re.sub(r"[\s-]", "", _text(given, "number"))
    if not number:
        raise WrongEntry("Your card number is incomplete.")
    if not number.isascii() or not number.isdigit() or not cards.passes_luhn(number):
        raise WrongEntry("Your card number is invalid.")
    month, year = _expiry(given, now)
    card = cards.by_number(number)
    cvc = _text(given, "cvc")
    wanted = card.cvc_length if card is not None else len(cvc)
    if not cvc.isascii() or not cvc.isdigit() or len(cvc) not in (3, 4) or len(cvc) != wanted:
        raise WrongEntry("Your card's security code is incomplete.")
    if card is None:
        raise NotATestCard
    name, postal_code = _text(given, "name"), _text(given, "postalCode")
    return Entry(card, month, year, name or None, postal_code or None)


def _text(given: Body, name: str) -> str:
    value = given.get(name)
    return "" if value is None else str(value).strip()


def _expiry(given: Body, now: int) -> tuple[int, int]:
    month_text, year_text = _text(given, "expMonth"), _text(given, "expYear")
    if not (month_text.isdecimal() and year_text.isdecimal()):
        raise WrongEntry("Your card's expiration date is incomplete.")
    month, year = int(month_text), int(year_text)
    year += 2000 if year < 100 else 0
    if not 1 <= month <= 12:
        raise WrongEntry("Your card's expiration date is invalid.")
    today = datetime.fromtimestamp(now, UTC)
    if (year, month) < (today.year, today.month):
        raise WrongEntry("Your card's expiration date is in the past.")
    if year > today.year + 50:
        raise WrongEntry("Your card's expiration year is invalid.")
    return month, year
