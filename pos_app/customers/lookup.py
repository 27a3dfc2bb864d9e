"""Finding customers as one list asks for them: while somebody types, and as it scrolls."""

from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.customers import lookup_store
from pos_app.customers.model import Hit
from pos_app.storage import Database, Interrupt, Storage


@dataclass(frozen=True, slots=True)
class _State:
    """Of the file, as one connection sees it: the same until something is written."""

    connection: object
    version: int


@dataclass(frozen=True, slots=True)
class _Left:
    """Where the list shown last ends, what was learnt of it, and in which state of the file."""

    text: str
    shown: int
    place: lookup_store.Place
    learnt: lookup_store.Learnt | None = None
    state: _State | None = None


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

        def look(db: Database) -> tuple[lookup_store.Found, _State]:
            state = _state(db)
            place = here or lookup_store.pass_over(db, text, skip, asked.check)
            before = left.learnt if left.state == state else None
            return lookup_store.find_on(db, text, limit, place, asked.check, before), state

        found, state = await self._cache.read(look, asked)
        if self._asked is asked:
            shown = skip + len(found.hits)
            self._left = _Left(text, shown, found.place, found.learnt, state)
        return found.hits


def _state(db: Database) -> _State:
    # It counts what others committed: https://sqlite.org/pragma.html#pragma_data_version
    (version,) = db.execute("PRAGMA data_version").fetchone()
    return _State(db.conn, version)
