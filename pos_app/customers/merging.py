"""Two customers that are one person: which stays, what it takes over. Pure decisions.

At Stripe nothing can be merged: cards stay with the customer they were saved for. So the other one
stays too, and its metadata say whom it belongs to (`linked_to`), which every till reads.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from pos_app.customers.model import (
    LONGEST_TAGS,
    TAG_SEPARATOR,
    Customer,
    CustomerDraft,
    draft_of,
    tidy_tags,
)
from pos_app.kernel.ids import CustomerId

FILLED: Final = ("name", "email", "phone", "number", "postcode", "language", "note")
"""Fields of the kept customer that are filled from the other one where they are empty."""


@dataclass(frozen=True, slots=True)
class MergePlan:
    """What merging will do. `draft` is the kept customer as it will be; `taken` names the fields
    that change in it, in the order of FILLED, then `tags`."""

    kept: Customer
    other: Customer
    draft: CustomerDraft
    taken: tuple[str, ...]


def plan(kept: Customer, other: Customer) -> MergePlan:
    """`kept` stays as it is, its empty fields filled from `other`, and gets the tags of both as
    far as there is room. Planning again after it was done takes nothing over."""
    own = draft_of(kept)
    filled = {
        name: getattr(other, name)
        for name in FILLED
        if not getattr(kept, name) and getattr(other, name)
    }
    if (tags := _tags_of_both(kept, other)) != own.tags:
        filled["tags"] = tags
    return MergePlan(kept, other, replace(own, **filled), tuple(filled))


def _tags_of_both(kept: Customer, other: Customer) -> tuple[str, ...]:
    tags = kept.tags
    for tag in other.tags:
        more = tidy_tags((*tags, tag))
        if len(more) > len(tidy_tags(tags)) and len(TAG_SEPARATOR.join(more)) <= LONGEST_TAGS:
            tags = (*tags, tag)
    return tags


def end_of_links(start: Customer, known: Callable[[CustomerId], Customer | None]) -> Customer:
    """The customer that stays, following links from `start`.

    A link to nobody ends there. Two tills may each have linked one of a pair to the other at the
    same moment: of such a ring the oldest counts as the one that stays, at every till.
    """
    seen = [start]
    here = start
    while here.linked_to is not None:
        following = known(here.linked_to)
        if following is None:
            return here
        if any(following.id == one.id for one in seen):
            first = next(at for at, one in enumerate(seen) if one.id == following.id)
            return min(seen[first:], key=lambda one: (one.created_at, one.id))
        seen.append(following)
        here = following
    return here
