"""What was typed to look somebody up, as the beginning of a new customer."""

import re
from itertools import groupby
from typing import Final

from pos_app.customers.model import CustomerDraft
from pos_app.customers.scans import as_typed

_SHORTEST_PHONE: Final = 7
_BEGUN_PHONE: Final = 4
"""Digits after which a number that begins as a phone does is one, with nothing beside it."""
# Left for `re` to compile once somebody is made: the first window waits for this module.
_NUMBER: Final = r"[0-9+()./-]*[0-9][0-9+()./-]*"
_STRIPE_ID: Final = r"(?:cus|acct)_[A-Za-z0-9]+"
_CODE: Final = r"(?=.*\d)[A-Za-z]{1,4}[-_/.]?\d[\w/.-]*"
_BESIDE: Final = ",;<>\"'"
"""What stands around an address or a number where it is copied from a list or a mail."""


def draft_from(text: str, *, scanned: bool = False) -> CustomerDraft:
    """A draft with each part of what was typed where it belongs; what was scanned is the shop's
    own number, and one of Stripe's ids is nobody's name."""
    if scanned:
        return CustomerDraft(name="", number=" ".join(text.split()))
    words = [one for one in as_typed(text).split() if not re.fullmatch(_STRIPE_ID, one)]
    email = next((bare for bare in map(_bare, words) if "@" in bare), "")
    words = _without(words, email) if email else words
    alone = not email and all(map(_is_number, words))
    groups = [(number, list(group)) for number, group in groupby(words, key=_is_number)]
    at = next((at for at, one in enumerate(groups) if one[0] and _is_phone(one[1], alone)), None)
    phone = " ".join(map(_bare, groups.pop(at)[1])) if at is not None else ""
    rest = " ".join(word for _, group in groups for word in group)
    rest = rest.strip(_BESIDE + " ") if email or phone else rest
    number = rest if re.fullmatch(rf"{_CODE}|{_NUMBER}", rest) or (alone and rest) else ""
    return CustomerDraft(name="" if number else rest, email=email, phone=phone, number=number)


def _bare(word: str) -> str:
    return word.strip(_BESIDE)


def _without(words: list[str], email: str) -> list[str]:
    at = [_bare(word) for word in words].index(email)
    return words[:at] + words[at + 1 :]


def _is_number(word: str) -> bool:
    return re.fullmatch(_NUMBER, _bare(word)) is not None


def _is_phone(words: list[str], alone: bool) -> bool:
    """Beside a name, few digits may be part of it: `Room 0204 Smith`."""
    written = "".join(map(_bare, words))
    digits = sum(sign.isdigit() for sign in written)
    begun = written[0] in "+0(" if alone else written[0] == "+"
    return digits >= _SHORTEST_PHONE or (begun and digits >= _BEGUN_PHONE)
