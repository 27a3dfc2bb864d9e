"""The ranges of one run, as far as they were asked for: some pages ahead of what is written down.

Nothing here is kept. A run that is cut off begins again from the ranges in the copy.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from pos_app.sync.ports import ListedPage
from pos_app.sync.ranges import Range, advanced, divided, fair_pages

_WASTE_ALLOWED: Final = 40
_WASTE_SHARE: Final = 20
"""Ranges that turn out empty: 40, and one for every 20 pages. Beyond that none is divided."""
_MORE_ROOM: Final = 1 << 23


class Places:
    """What is left to ask for, and the numbers and places that new ranges get.

    `last_number` is the highest that a range ever had; from `room` on nobody has a place.
    """

    def __init__(self, left: Iterable[Range], at_once: int, last_number: int, room: int) -> None:
        self._left = {one.number: one for one in left}
        self._at_once = at_once
        self._last_number = last_number
        self._room = room
        self._read = self._empty = 0

    def roomy(self, place: Range, count: int) -> Range:
        """The range with places for so many more: behind all others where its own are used up,
        which takes an import of dozens a second, all day."""
        if place.rank + count <= place.room:
            return place
        first, self._room = self._room, self._room + _MORE_ROOM
        return replace(place, rank=first, room=self._room)

    def after(self, place: Range, listed: ListedPage, *, idle: int, by_time: bool) -> list[Range]:
        """What is left of the range after a page, and the parts taken off it for the `idle`
        requests that nobody makes; nothing after its last page."""
        self._read += 1
        self._empty += not listed.customers
        left = advanced(place, list(listed.customers), listed.following)
        if left is None:
            self._left.pop(place.number, None)
            return []
        self._left[left.number] = left
        parts = divided(left, idle if by_time and not self._wasteful() else 0, self._fair(idle))
        parts = [parts[0], *(self._numbered(part) for part in parts[1:])]
        self._left |= {part.number: part for part in parts}
        return parts

    def _fair(self, idle: int) -> float:
        return fair_pages(self._left.values(), self._at_once) if idle > 0 else 0.0

    def _wasteful(self) -> bool:
        return self._empty > _WASTE_ALLOWED + self._read // _WASTE_SHARE

    def _numbered(self, part: Range) -> Range:
        self._last_number += 1
        return replace(part, number=self._last_number)
