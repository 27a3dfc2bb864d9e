"""How often cards may be refused before somebody has to allow another try. Decisions only.

Who tests stolen cards tries one after another and watches which are refused. A shop pays for that:
Stripe blocks accounts it is done with (docs.stripe.com/disputes/prevention/card-testing).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.kernel.ids import CustomerId, ItemId

PAGE_CLOSED: Final = "tries.page_closed"
"""Message key: a page that was closed since too many cards were refused on it."""
_SLACK_SECONDS: Final = 120
"""What lies further ahead was dated by a clock that was wrong."""


@dataclass(frozen=True, slots=True)
class TryLimits:
    """Refusals within `window_seconds` after which the next try needs somebody's word."""

    customer: int = 5
    """Of one customer, or of one walk-in: who has three cards and mistypes twice still pays."""
    till: int = 10
    """At this till, of all of them: more than a busy counter sees, fewer than testing needs."""
    window_seconds: int = 600


@dataclass(frozen=True, slots=True)
class Refusal:
    """A card that a bank refused while its customer was there; `at` in UTC seconds by Stripe's
    clock."""

    at: int
    whose: str


def whose(customer_id: CustomerId | None, item_id: ItemId) -> str:
    """Whom a refusal counts for: a walk-in is known by what they pay."""
    return customer_id or item_id


def free_at(found: Iterable[Refusal], by: str, now: int, limits: TryLimits) -> int | None:
    """When `by` may try again without anybody's word, UTC seconds; None: now."""
    recent = sorted(
        (one for one in found if now - limits.window_seconds < one.at <= now + _SLACK_SECONDS),
        key=lambda one: one.at,
    )
    ends = (
        _end([one for one in recent if one.whose == by], limits.customer, limits),
        _end(recent, limits.till, limits),
    )
    return max((end for end in ends if end is not None), default=None)


def _end(recent: Sequence[Refusal], most: int, limits: TryLimits) -> int | None:
    """When there are fewer than `most` again."""
    return recent[-most].at + limits.window_seconds if len(recent) >= most else None
