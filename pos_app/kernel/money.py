"""Money: whole minor units and a currency, never a float.

Exponents are Stripe's, not ISO's, because they decide what an integer means on the wire
(docs.stripe.com/currencies: zero-decimal, three-decimal and special-case currencies).
"""

import re
from dataclasses import dataclass
from typing import Final

from pos_app.kernel.errors import Bug, UserError

_ZERO_DECIMAL: Final = frozenset(
    "bif clp djf gnf jpy kmf krw mga pyg rwf vnd vuv xaf xof xpf".split()
)
_THREE_DECIMAL: Final = frozenset("bhd jod kwd omr tnd".split())
_WHOLE_UNITS_ONLY: Final = frozenset({"isk", "ugx"})
"""Sent with two decimals that must both be zero (backwards compatibility at Stripe)."""
_SMALLEST_CHARGE: Final = {
    "usd": 50, "aed": 200, "aud": 50, "brl": 50, "cad": 50, "chf": 50, "czk": 1500, "dkk": 250,
    "eur": 50, "gbp": 30, "hkd": 400, "huf": 17500, "inr": 50, "jpy": 50, "mxn": 1000,
    "myr": 200, "nok": 300, "nzd": 50, "pln": 200, "ron": 200, "sek": 300, "sgd": 50, "thb": 1000,
}  # fmt: skip
"""Minor units; docs.stripe.com/currencies#minimum-and-maximum-charge-amounts."""
LARGEST_CHARGE_MINOR: Final = 99_999_999
"""Eight digits, Stripe's general limit for one charge."""
_CODE = re.compile(r"[a-z]{3}")
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009 '\u2019"), None)


def exponent_of(currency: str) -> int:
    """How many of an amount's last digits stand behind the decimal separator: 0, 2 or 3."""
    if currency in _ZERO_DECIMAL:
        return 0
    return 3 if currency in _THREE_DECIMAL else 2


@dataclass(frozen=True, slots=True, order=False)
class Money:
    """`amount_minor` in the currency's smallest unit; `currency` as Stripe writes it (`eur`)."""

    amount_minor: int
    currency: str

    def __post_init__(self) -> None:
        if type(self.amount_minor) is not int or not _CODE.fullmatch(self.currency):
            raise Bug("money.malformed")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount_minor + self._same(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount_minor - self._same(other), self.currency)

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise Bug("money.mixed_currencies")
        return other.amount_minor


def smallest_charge(currency: str) -> Money:
    """The least Stripe charges in this currency; one unit where Stripe names no minimum."""
    return Money(_SMALLEST_CHARGE.get(currency, 1), currency)


def step_of(currency: str) -> int:
    """What every amount that Stripe charges is a multiple of, in minor units."""
    if currency in _WHOLE_UNITS_ONLY:
        return 100
    return 10 if exponent_of(currency) == 3 else 1


def check_chargeable(money: Money) -> Money:
    """The amount itself if Stripe would take it.

    Raises UserError with field "amount": amount.zero, amount.negative, amount.too_small,
    amount.too_large, amount.whole_units, amount.last_digit.
    """
    minor = money.amount_minor
    if minor == 0:
        raise UserError("amount.zero", field="amount")
    if minor < 0:
        raise UserError("amount.negative", field="amount")
    smallest = smallest_charge(money.currency)
    if minor < smallest.amount_minor:
        raise UserError("amount.too_small", field="amount", smallest=smallest)
    if minor > LARGEST_CHARGE_MINOR:
        largest = Money(LARGEST_CHARGE_MINOR, money.currency)
        raise UserError("amount.too_large", field="amount", largest=largest)
    return check_digits(money)


def check_digits(money: Money) -> Money:
    """The amount itself if its last digits are ones that Stripe takes, as a charge or a part of it.

    Raises UserError with field "amount": amount.whole_units, amount.last_digit.
    """
    if money.currency in _WHOLE_UNITS_ONLY and money.amount_minor % 100:
        raise UserError("amount.whole_units", field="amount", currency=money.currency.upper())
    if exponent_of(money.currency) == 3 and money.amount_minor % 10:
        raise UserError("amount.last_digit", field="amount", currency=money.currency.upper())
    return money


def parse_amount(text: str, currency: str) -> Money:
    """What a person typed, as money; French and English ways of writing numbers.

    The last comma or point is the decimal separator unless it can only group thousands
    (it stands more than once, or three digits follow where the currency has another exponent).
    Raises UserError with field "amount": amount.empty, amount.not_a_number,
    amount.too_many_decimals, amount.ambiguous, amount.too_large.
    """
    compact = text.translate(_SPACES)
    if not compact:
        raise UserError("amount.empty", field="amount")
    sign = -1 if compact[0] in "-\u2212" else 1
    body = compact[1:] if compact[0] in "+-\u2212" else compact
    if not re.fullmatch(r"\d[\d.,]*|[.,]\d+", body, re.ASCII):
        raise UserError("amount.not_a_number", field="amount")
    whole, decimals = _split(body, exponent_of(currency))
    if len(whole.lstrip("0")) > 12:
        largest = Money(LARGEST_CHARGE_MINOR, currency)
        raise UserError("amount.too_large", field="amount", largest=largest)
    exponent = exponent_of(currency)
    if len(decimals) > exponent:
        key = "amount.no_decimals" if exponent == 0 else "amount.too_many_decimals"
        raise UserError(key, field="amount", currency=currency.upper(), decimals=exponent)
    return Money(sign * int((whole or "0") + decimals.ljust(exponent, "0")), currency)


def _split(body: str, exponent: int) -> tuple[str, str]:
    """Digits before and after the decimal separator of an unsigned, compact number."""
    separators = [(place, mark) for place, mark in enumerate(body) if mark in ".,"]
    if not separators:
        return body, ""
    last_place, last_mark = separators[-1]
    marks = {mark for _, mark in separators}
    tail = body[last_place + 1 :]
    repeated = len(separators) > 1 and len(marks) == 1
    if repeated:
        return _ungroup(body, last_mark), ""
    if len(separators) == 1:
        head = body[:last_place]
        if len(tail) == 3 and exponent != 3 and head.strip("0") and len(head) <= 3:
            # 1.234 is a thousand to one reader and one to another: money must not guess.
            raise UserError("amount.ambiguous", field="amount", text=body)
        return head, tail
    other = (marks - {last_mark}).pop()
    if sum(mark == last_mark for _, mark in separators) > 1:
        raise UserError("amount.not_a_number", field="amount")
    return _ungroup(body[:last_place], other), tail


def _ungroup(body: str, mark: str) -> str:
    """Digits of a number grouped in threes by `mark`."""
    first, *groups = body.split(mark)
    if not 1 <= len(first) <= 3 or any(len(group) != 3 or not group.isdigit() for group in groups):
        raise UserError("amount.not_a_number", field="amount")
    return first + "".join(groups)
