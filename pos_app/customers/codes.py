"""What a scanner read from a customer's card, bar code or QR code."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, urlsplit

from pos_app.kernel.ids import CustomerId

_STRIPE_ID: Final = re.compile(r"(?<![A-Za-z0-9])(?:cus|acct)_[A-Za-z0-9]+")
_NAMES: Final = ("number", "customer", "client", "id", "n", "c")
"""Parameters of an address under which a shop may put its own number."""


@dataclass(frozen=True, slots=True)
class CustomerCode:
    """Either a Stripe id, or what may be the shop's own number; `number` is what to look for."""

    number: str
    customer_id: CustomerId | None = None


def customer_code(scanned: str) -> CustomerCode:
    """The code in what was scanned, itself or inside an address, without control characters."""
    text = printable(scanned)
    found = _STRIPE_ID.search(text)
    if found:
        return CustomerCode(found.group(), CustomerId(found.group()))
    if re.match(r"https?://", text, re.IGNORECASE):
        return CustomerCode(_in_address(text) or text)
    return CustomerCode(text)


def printable(text: str) -> str:
    """Without what a scanner sends for its own ends: group separators, escapes, line ends."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] != "C").strip()


def _in_address(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError:  # half an IPv6 address
        return ""
    named = dict(parse_qsl(parts.query))
    for name in _NAMES:
        if named.get(name):
            return named[name]
    return parts.path.rstrip("/").rpartition("/")[2]
