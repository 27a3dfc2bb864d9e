"""Finding customers as one list asks for them: while somebody types, and as it scrolls."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.customers import lookup_store
from pos_app.customers.model import Hit
from pos_app.storage import Database, Interrupt, Storage


@dataclass(frozen=True, slots=True)
class _Left:
    """Where the list shown last ends."""

    text: str
    shown: int
    place: lookup_store.Place


class Lookup:
    """One list's questions. Two lists need one each: else either would stop the other's."""

    def __init__(self, cache: Storage) -> None:
        self._cache = cache
        self._asked = Interrupt()
        self._left = _Left("", 0, lookup_store.START)

    async def find(self, text: str, limit: int = 50, skip: int = 0) -> Sequence[Hit]:
        """Who answers what was typed, best first (`query.py`, `lookup_store.find`).

        With `skip`, those after that many: a list asks for the rest as it scrolls, each time with
        the same text and `skip` set to what it has; fewer than `limit` are the last. Asked so, the
        next ones cost no more than the first, and nobody comes twice, whoever is served meanwhile.

        A newer call stops an older one, which then raises Superseded.
        """
        self._asked.cancel()
        asked = self._asked = Interrupt()
        left = self._left
        here = left.place if skip and (left.text, left.shown) == (text, skip) else None

        def look(db: Database) -> tuple[list[Hit], lookup_store.Place]:
            place = here or lookup_store.pass_over(db, text, skip, asked.check)
            return lookup_store.find_on(db, text, limit, place, asked.check)

        hits, place = await self._cache.read(look, asked)
        if self._asked is asked:
            self._left = _Left(text, skip + len(hits), place)
        return hits
