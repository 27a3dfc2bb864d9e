"""Whether what is typed for a customer looks like one the shop has already."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from pos_app.customers.folding import fold, joined, pieces
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.customers.phones import phone_digits

_SHORTEST_PHONE: Final = 6
"""Fewer figures are an extension, which many share."""
_SHORTEST_END: Final = 7
"""Figures that must agree where the country's way of dialling at home is not known."""
_SHORTEST_TYPO: Final = 3
"""Letters of a name part in which one may be wrong: `Li` and `Lu` are two people."""


class Likeness(StrEnum):
    """Why two customers look like one person, the surest first."""

    NUMBER = "number"
    EMAIL = "email"
    PHONE = "phone"
    NAME_AND_POSTCODE = "name_and_postcode"


_ORDER: Final = list(Likeness)


@dataclass(frozen=True, slots=True)
class Lookalike:
    """An existing customer who may be the one being written; `reasons` is never empty."""

    customer: Customer
    reasons: tuple[Likeness, ...]


def lookalike(draft: CustomerDraft, existing: Customer) -> Lookalike | None:
    """Why `existing` may be the same person; None when nothing speaks for it."""
    found = []
    if draft.number.strip() and fold(draft.number.strip()) == fold(existing.number):
        found.append(Likeness.NUMBER)
    if "@" in draft.email and fold(draft.email.strip()) == fold(existing.email.strip()):
        found.append(Likeness.EMAIL)
    if same_phone(draft.phone, existing.phone):
        found.append(Likeness.PHONE)
    postcode = joined(fold(draft.postcode))
    if (
        postcode
        and postcode == joined(fold(existing.postcode))
        and similar_names(draft.name, existing.name)
    ):
        found.append(Likeness.NAME_AND_POSTCODE)
    return Lookalike(existing, tuple(found)) if found else None


def also(known: Lookalike | None, more: Lookalike) -> Lookalike:
    """The same customer for what spoke for them before and for this."""
    both = {*(known.reasons if known is not None else ()), *more.reasons}
    return Lookalike(more.customer, tuple(sorted(both, key=_ORDER.index)))


def surest_first(found: list[Lookalike]) -> list[Lookalike]:
    """By the best reason, then by how many there are; otherwise in the order given."""
    return sorted(found, key=lambda one: (_ORDER.index(one.reasons[0]), -len(one.reasons)))


def same_phone(one: str, other: str) -> bool:
    """Whether both are one number, however written: `+33 6 12…`, `0033612…`, `06.12…`."""
    first, second = phone_digits(one), phone_digits(other)
    if min(len(first.longest), len(second.longest)) < _SHORTEST_PHONE:
        return False
    if first.international and second.international:
        return first.international == second.international
    if second.international:
        first, second = second, first
    # `second` was written as at home, or abroad without its plus
    written = second.national
    if not first.international or written in (first.international, first.national):
        return written in (first.international, first.national)
    at_home = written.lstrip("0")
    unknown_plan = not first.national and len(at_home) >= _SHORTEST_END
    return unknown_plan and first.international.endswith(at_home)


def similar_names(one: str, other: str) -> bool:
    """The same parts in any order, whatever the accents, with at most one typo in one of them."""
    first, second = pieces(fold(one)), pieces(fold(other))
    if not first or not second:
        return False
    if "".join(first) == "".join(second):
        return True
    if len(first) != len(second):  # a space too many or too few
        return _one_typo("".join(first), "".join(second))
    for part in list(first):
        if part in second:
            first.remove(part)
            second.remove(part)
    return not first or (len(first) == 1 and _one_typo(first[0], second[0]))


def _one_typo(one: str, other: str) -> bool:
    """A letter missing, too many, wrong, or two next to each other swapped; or none at all."""
    if one == other:
        return True
    if min(len(one), len(other)) < _SHORTEST_TYPO or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest, other_rest = one[start:], other[start:]
    return (
        rest[1:] == other_rest[1:]
        or rest[1:] == other_rest
        or rest == other_rest[1:]
        or (rest[:2] == other_rest[1::-1] and rest[2:] == other_rest[2:])
    )
