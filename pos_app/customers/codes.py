"""What a scanner read from a customer's card, bar code or QR code."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from pos_app.customers.scans import as_typed
from pos_app.kernel.ids import CustomerId

_STRIPE_ID: Final = re.compile(r"(?<![A-Za-z0-9])(?:cus|acct)_[A-Za-z0-9]+")


@dataclass(frozen=True, slots=True)
class CustomerCode:
    """Either a Stripe id, or what may be the shop's own number; `number` is what to look for."""

    number: str
    customer_id: CustomerId | None = None


def customer_code(scanned: str) -> CustomerCode:
    """The code in what was scanned, itself or inside an address, without control characters."""
    text = as_typed(printable(scanned))
    found = _STRIPE_ID.search(text)
    if found:
        return CustomerCode(found.group(), CustomerId(found.group()))
    return CustomerCode(text)


def printable(text: str) -> str:
    """Without what a scanner sends for its own ends: group separators, escapes, line ends."""
    return "".join(sign for sign in text if unicodedata.category(sign)[0] != "C").strip()
