"""Customers and saved cards, and the decisions about them that need nothing else."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final, NamedTuple

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId


class Redisplay(StrEnum):
    """Stripe's `allow_redisplay`: who may see a saved card again."""

    ALWAYS = "always"
    LIMITED = "limited"
    UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the till holds one. Empty text means not given; `created_at` is UTC."""

    id: CustomerId
    name: str
    email: str
    phone: str
    language: str
    """`fr`, `en` or empty."""
    note: str
    created_at: datetime
    number: str = ""
    """The shop's own customer number, as printed on their card or bar code."""
    postcode: str = ""
    tags: tuple[str, ...] = ()
    linked_to: CustomerId | None = None
    """The customer this one was merged into. Its cards stay where Stripe keeps them."""
    default_card: PaymentMethodId | None = None
    """The card Stripe charges unless told otherwise. None where there is none, and for accounts
    (v2), whose lists don't show it."""
    agreements_mark: str = ""
    """Another one whenever a till noted something of their agreements at Stripe; empty: none ever
    did."""
    sale_notes: str = ""
    """What tills noted at Stripe of sales that aren't over (`sales.metadata`); empty: nothing."""


@dataclass(frozen=True, slots=True)
class SavedCard:
    """A card kept at Stripe for a customer; never its number."""

    id: PaymentMethodId
    customer_id: CustomerId
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    fingerprint: str
    redisplay: Redisplay
    created_at: datetime

    def expired_on(self, day: date) -> bool:
        """Whether the card's last month is over on that day."""
        return (self.exp_year, self.exp_month) < (day.year, day.month)


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """What a cashier typed for a new or changed customer."""

    name: str
    email: str = ""
    phone: str = ""
    language: str = ""
    note: str = ""
    number: str = ""
    postcode: str = ""
    tags: tuple[str, ...] = ()


def shown_name(customer: Customer) -> str:
    """The name, or what else is known; never empty."""
    return customer.name or customer.email or customer.phone or customer.id


LONGEST_TAGS: Final = 500
"""Characters of all tags with what stands between them: one metadata value at Stripe."""
TAG_SEPARATOR: Final = ", "
"""Between the tags of a customer in one metadata value; no tag holds a comma."""
_LIMITS: Final = {
    "name": 256, "email": 512, "phone": 20, "note": 350, "number": 100, "postcode": 20,
}  # fmt: skip
# Left for `re` to compile and keep once one is typed: the first window waits for this module.
_EMAIL: Final = r"[^@\s\"(),:;<>\[\]\\]+@[^@\s.,]+(\.[^@\s.,]+)+"
_PHONE: Final = r"\+?[\d\s().\-/]{4,}"


def check_draft(draft: CustomerDraft) -> CustomerDraft:
    """The draft trimmed and normalised (NFC); each tag once, whatever its capitals.

    Raises UserError: customer.nameless (field name: neither name, e-mail nor phone given),
    customer.bad_email (email), customer.bad_phone (phone), customer.too_long (that field).
    """
    clean = CustomerDraft(
        name=_tidy(draft.name),
        email=_tidy(draft.email).replace(" ", ""),
        phone=_tidy(draft.phone),
        language=draft.language if draft.language in {"fr", "en"} else "",
        note=_tidy(draft.note, keep_lines=True),
        number=_tidy(draft.number),
        postcode=_tidy(draft.postcode),
        tags=tidy_tags(draft.tags),
    )
    if not (clean.name or clean.email or clean.phone):
        raise UserError("customer.nameless", field="name")
    for field, limit in _LIMITS.items():
        if len(getattr(clean, field)) > limit:
            raise UserError("customer.too_long", field=field, limit=limit)
    if len(TAG_SEPARATOR.join(clean.tags)) > LONGEST_TAGS:
        raise UserError("customer.too_long", field="tags", limit=LONGEST_TAGS)
    if clean.email:
        check_email(clean.email)
    if clean.phone and not re.fullmatch(_PHONE, clean.phone):
        raise UserError("customer.bad_phone", field="phone")
    return clean


def check_email(typed: str) -> str:
    """The address without the blanks. Raises UserError customer.bad_email (field email)."""
    email = _tidy(typed).replace(" ", "")
    if not re.fullmatch(_EMAIL, email) or ".." in email:
        raise UserError("customer.bad_email", field="email")
    return email


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """In the order given, the first writing of each. A comma ends a tag, since it separates them
    at Stripe."""
    once: dict[str, str] = {}
    for tag in ",".join(tags).split(","):
        if clean := _tidy(tag):
            once.setdefault(clean.casefold(), clean)
    return tuple(once.values())


def draft_of(customer: Customer) -> CustomerDraft:
    """What the customer is now, as a draft that changes nothing."""
    return CustomerDraft(
        name=customer.name,
        email=customer.email,
        phone=customer.phone,
        language=customer.language,
        note=customer.note,
        number=customer.number,
        postcode=customer.postcode,
        tags=customer.tags,
    )


def _tidy(text: str, *, keep_lines: bool = False) -> str:
    normal = unicodedata.normalize("NFC", text)
    if keep_lines:
        return "\n".join(" ".join(line.split()) for line in normal.strip().splitlines())
    return " ".join(normal.split())


class Hit(NamedTuple):
    """A customer that answers what was typed; `last4s` of all their cards known here."""

    customer: Customer
    last4s: tuple[str, ...]
    approximate: bool = False
    """Nobody answers what was typed; this one would with one typo less."""


class CustomerSaved(NamedTuple):
    """Event: a customer was made or changed, here or elsewhere."""

    customer: Customer


class CustomerRemoved(NamedTuple):
    """Event: a customer was deleted at Stripe."""

    customer_id: CustomerId


class CardsChanged(NamedTuple):
    """Event: the saved cards known of a customer changed."""

    customer_id: CustomerId


class CardRemoved(NamedTuple):
    """Event: Stripe tells that a card is no longer saved; `owner` is None where the copy never
    had it."""

    card_id: PaymentMethodId
    owner: CustomerId | None


class CustomersLoaded(NamedTuple):
    """Event: many customers came at once; `total` is how many the till holds now."""

    total: int
