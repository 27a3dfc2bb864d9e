"""What of a typed text Stripe itself can be asked for, while the copy is still being filled."""

import re
from dataclasses import dataclass
from enum import Enum
from typing import Final

from pos_app.customers.phones import TRUNK_PREFIXES, phone_digits

_ID: Final = re.compile(r"(cus|acct)_[A-Za-z0-9]{1,240}")
_EMAIL: Final = re.compile(r"[^@\s\"]+@[^@\s\"]+\.[^@\s\".]+")
_PHONE: Final = re.compile(r"\+?[\d\s().\-/]+")
_SHORTEST_PHONE: Final = 6
_AT_HOME: Final = "33"
"""The country whose numbers people write without one; where else the shop is, they type `+`."""


class Kind(Enum):
    """How to ask."""

    ID = "id"
    EMAIL = "email"
    PHONE = "phone"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Wanted:
    """`forms`: the id, or the ways the e-mail or the phone may be written at Stripe."""

    kind: Kind
    forms: tuple[str, ...] = ()


def wanted(text: str) -> Wanted:
    """What to ask Stripe for; NOTHING for names and for what is too short."""
    typed = " ".join(text.split())
    if _ID.fullmatch(typed):
        return Wanted(Kind.ID, (typed,))
    if _EMAIL.fullmatch(typed):
        # Stripe tells capitals apart (docs.stripe.com/api/customers/list); most write none.
        return Wanted(Kind.EMAIL, tuple(dict.fromkeys((typed, typed.lower()))))
    digits = phone_digits(typed)
    if _PHONE.fullmatch(typed) and len(digits.longest) >= _SHORTEST_PHONE:
        return Wanted(Kind.PHONE, tuple(dict.fromkeys(_ways(typed, digits.longest))))
    return Wanted(Kind.NOTHING)


def _ways(typed: str, longest: str) -> list[str]:
    """Stripe compares phones letter by letter, so as many ways as its search takes clauses."""
    digits = phone_digits(typed)
    trunk = TRUNK_PREFIXES[_AT_HOME]
    abroad, home = digits.international, digits.national
    if not abroad and longest.startswith(trunk):
        abroad = _AT_HOME + longest.removeprefix(trunk)
    ways = [typed, longest, *([f"+{abroad}"] if abroad else []), *([home] if home else [])]
    if abroad.startswith(_AT_HOME):
        rest = abroad.removeprefix(_AT_HOME)
        pairs = " ".join(rest[start : start + 2] for start in range(1, len(rest), 2))
        ways += [f"+{_AT_HOME} {rest[:1]} {pairs}", f"{trunk}{rest[:1]} {pairs}"]
    return ways
