"""What the lookup index holds of a customer: one row of tokens.

Marks before a token keep kinds apart, since the index has one column: a piece of a domain, the
last digits of a card, a phone number from its end, a Stripe id.
"""

from collections.abc import Iterable, Iterator
from typing import Final

from pos_app.customers.folding import fold, joined, pieces
from pos_app.customers.model import Customer
from pos_app.customers.phones import phone_digits

DOMAIN: Final = "@"
CARD: Final = "#"
PHONE_END: Final = "<"
STRIPE_ID: Final = "$"


def tokens_of(customer: Customer, last4s: Iterable[str]) -> str:
    """Every token once, separated by spaces."""
    return " ".join(dict.fromkeys(_tokens(customer, last4s)))


def _tokens(customer: Customer, last4s: Iterable[str]) -> Iterator[str]:
    for word in fold(customer.name).split():
        yield from _with_joined(word)
    if customer.email:
        yield from _email(customer.email)
    if customer.phone:
        yield from _phone(customer.phone)
    yield STRIPE_ID + joined(fold(customer.id))
    for last4 in last4s:
        yield CARD + last4


def _with_joined(word: str) -> list[str]:
    parts = pieces(word)
    return parts if len(parts) < 2 else [*parts, "".join(parts)]


def _email(email: str) -> Iterator[str]:
    local, _, domain = fold(email).rpartition("@")
    yield from _with_joined(local)
    for label in domain.split("."):
        if name := joined(label):
            yield DOMAIN + name


def _phone(phone: str) -> Iterator[str]:
    digits = phone_digits(phone)
    for form in (digits.international, digits.national):
        if form:
            yield form
    if digits.longest:
        yield PHONE_END + digits.longest[::-1]
