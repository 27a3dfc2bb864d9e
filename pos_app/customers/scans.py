"""What a scanner or a link brings, as what one would have typed."""

import re
import unicodedata
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

# Left for `re` to compile once something is scanned: the first window waits for this module.
_SYMBOLOGY: Final = r"\][A-Za-z][0-9A-Za-z](?=.)"
"""What scanners may put first to name the kind of code (AIM), as in `]C1` or `]Q3`."""
_STRIPE_ID: Final = r"(?:cus|acct)_[A-Za-z0-9]+"
_LINK: Final = r"[A-Za-z][A-Za-z0-9+.-]*://\S+"
_CONTACT: Final = r"(?i:mailto|tel):(?:/*)([^?]+)(?:\?\S*)?"
_NAMED: Final = frozenset(
    {"customer", "client", "number", "no", "id", "c", "n", "member", "card", "code"}
)
"""Parameters of a link that hold whom it is about."""


def as_typed(text: str) -> str:
    """Without control characters, and of a link what names the customer."""
    plain = "".join(" " if unicodedata.category(one) == "Cc" else one for one in text).strip()
    plain = re.sub(_SYMBOLOGY, "", plain, count=1) if plain.startswith("]") else plain
    if ":" not in plain:
        return plain
    if contact := re.fullmatch(_CONTACT, plain):
        return unquote(contact[1])
    return _from_link(plain) if re.fullmatch(_LINK, plain) else plain


def _from_link(link: str) -> str:
    if found := re.search(_STRIPE_ID, link):
        return found[0]
    try:
        parts = urlsplit(link)
    except ValueError:  # brackets that don't close
        return link
    for name, value in parse_qsl(parts.query):
        if name.lower() in _NAMED and value.strip():
            return value
    path = [segment for segment in parts.path.split("/") if segment]
    return unquote(path[-1]) if path else link
