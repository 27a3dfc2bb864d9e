"""How the list of customers is divided among requests side by side: nobody knows beforehand how
many there are, nor from when, so ranges of time are divided again as their pages show how dense
they are.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from pos_app.customers.model import Customer
from pos_app.kernel.clock import to_timestamp

PAGE: Final = 100
FIRST_CUSTOMERS: Final = 1_293_840_000
"""2011-01-01: Stripe had none before. Only estimates rest on it; the oldest range has no end."""
_LEAST_PAGES: Final = 3
"""A range costs half a page more than its share, so none is made for less."""
_MORE_THAN_FAIR: Final = 1.2
"""So much more than an equal share of all that is left stays in one range. Dividing whichever range
somebody idle came upon made a tenth more requests than there are pages; this, a thirtieth."""
_FIRST_PAGES: Final = 8


@dataclass(frozen=True, slots=True)
class Range:
    """Customers made from `since` to just before `until` (UTC seconds; None: no end), newest first.

    `after` is where the list goes on, `reached` the second of the last one listed; new ones get
    the places from `rank` to just before `room`. `density` is customers a second, as far as known.
    """

    number: int
    source: str
    since: int
    until: int | None
    rank: int
    room: int
    after: str | None = None
    reached: int | None = None
    density: float = 0.0

    @property
    def left(self) -> float | None:
        """How many customers are probably still to come; None when nothing tells."""
        top = self.reached if self.reached is not None else self.until
        if top is None or self.since == 0:
            return None
        return self.density * max(0, top - self.since)


def advanced(now: Range, listed: list[Customer], following: str | None) -> Range | None:
    """The range after a page; None when that was its last."""
    if following is None or not listed:
        return None
    newest, oldest = (to_timestamp(one.created_at) for one in (listed[0], listed[-1]))
    top = newest if now.reached is None else now.reached
    return replace(
        now,
        after=following,
        reached=oldest,
        rank=now.rank + len(listed),
        density=len(listed) / max(1, top - oldest),
    )


def restarted(now: Range) -> Range:
    """The range when its place in the list is lost: again from the second last reached."""
    until = now.until if now.reached is None else now.reached + 1
    return replace(now, after=None, until=until)


def fair_pages(places: Iterable[Range], at_once: int) -> float:
    """How many pages a range may have left before it is divided, so that all of `places` end at
    about one time with `at_once` requests side by side."""
    left = sum(one.left or 0.0 for one in places) / PAGE
    return max(_LEAST_PAGES, _MORE_THAN_FAIR * left / at_once)


def divided(now: Range, helpers: int, fair: float = _LEAST_PAGES) -> list[Range]:
    """The range and what is taken off its older end, for at most `helpers` more requests: parts of
    about `fair` pages, when its end is known.

    Numbers of the new ones are 0. Places that turn out too few are the reader's to see to.
    Seconds stay whole: who was made in the same second is never in two ranges.
    """
    if now.reached is None or now.density <= 0 or helpers < 1:
        return [now]
    cuts = _doubling(now, helpers) if now.since == 0 else _even(now, helpers, fair)
    ends = [*_rooms(now, cuts), now.room]
    if any(end - rank < PAGE for rank, end in pairwise([now.rank, *ends])):
        return [now]
    parts = [replace(now, since=cuts[0], room=ends[0])] if cuts else [now]
    for number, until in enumerate(cuts):
        since = cuts[number + 1] if number + 1 < len(cuts) else now.since
        rank, room = ends[number], ends[number + 1]
        parts.append(Range(0, now.source, since, until, rank, room, density=now.density))
    return parts


def _rooms(now: Range, cuts: list[int]) -> list[int]:
    """Where the places of each part but the oldest end: shared as the seconds are, so that no
    range, however often it is divided, comes to fewer places a second than the whole had."""
    top = now.reached or 0
    places = (now.room - now.rank) / max(1, top - (now.since or FIRST_CUSTOMERS))
    return [now.rank + int((top - cut) * places) for cut in cuts]


def _even(now: Range, helpers: int, fair: float) -> list[int]:
    """Where to cut so that each part is probably as long as the others, newest first."""
    top = now.reached or 0
    pages = now.density * (top - now.since) / PAGE
    if pages < 2 * _LEAST_PAGES:
        return []
    parts = min(helpers + 1, round(pages / fair))
    cuts = [top - (top - now.since) * number // parts for number in range(1, parts)]
    return [cut for cut in dict.fromkeys(cuts) if now.since < cut <= top]


def _doubling(now: Range, helpers: int) -> list[int]:
    """Where to cut when the end isn't known: each part twice as long as the one before."""
    cuts: list[int] = []
    cut, width = now.reached or 0, max(1, int(_FIRST_PAGES * PAGE / now.density))
    while len(cuts) < helpers and cut - width > FIRST_CUSTOMERS:
        cut, width = cut - width, width * 2
        cuts.append(cut)
    return cuts
