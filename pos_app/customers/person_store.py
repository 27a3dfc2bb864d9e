"""Customers that may be, or are known to be, the same person: questions to the cache.

Every question goes through an index; none reads all customers, however many share a name or a
postcode.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

from pos_app.customers import index_store, lookup_store
from pos_app.customers.duplicates import Lookalike, also, lookalike, similar_names, surest_first
from pos_app.customers.folding import fold, joined, pieces
from pos_app.customers.merging import end_of_links
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.customers.store import COMPACT_POSTCODE, CUSTOMER_COLUMNS, customer, read_customer
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database

_ENOUGH: Final = 20
"""Candidates for each question."""
_MOST_NEIGHBOURS: Final = 5_000
_LENGTHS: Final = 3
"""Characters by which similar names differ at most: a typo, a hyphen, an œ."""
_PHONE_END: Final = 8
_MOST_PARTS: Final = 6
_BY: Final = f"SELECT {CUSTOMER_COLUMNS} FROM customers WHERE "  # noqa: S608 (ours)
_NUMBERED: Final = _BY + "lower(number) = lower(?) AND number <> '' ORDER BY rank LIMIT ?"
_LINKED: Final = _BY + "linked_to = ? AND linked_to <> '' ORDER BY rank"
_RANKED: Final = _BY + "rank IN ({places}) ORDER BY rank"
# The index on postcodes holds the row numbers that the lookup index answers with, so neighbours of
# other names are passed over without reading them. Of the rest only the names are read: in a large
# town a thousand may share a first name.
_NEIGHBOURS: Final = (
    "SELECT rank, name FROM customers INDEXED BY customers_by_postcode"  # noqa: S608 (ours)
    f" WHERE {COMPACT_POSTCODE} = ? AND postcode <> ''"
    " AND rank IN (SELECT rowid FROM lookup WHERE lookup MATCH ?)"
    " AND length(name) BETWEEN ? AND ? ORDER BY rank LIMIT ?"
)


def numbered(db: Database, number: str) -> list[Customer]:
    """Those with just this number of the shop's own, the most recently served first."""
    return _read(db, _NUMBERED, [number.strip(), _ENOUGH])


def people_numbered(db: Database, number: str) -> list[Customer]:
    """As `numbered`, each person once: merging leaves the number with the other one too."""
    ends = [stays(db, one) for one in numbered(db, number)]
    return list({one.id: one for one in ends}.values())


def linked_to(db: Database, customer_id: CustomerId) -> list[Customer]:
    """Those merged into this customer directly."""
    return _read(db, _LINKED, [customer_id])


def followers(db: Database, customer_id: CustomerId) -> list[Customer]:
    """Everyone who was merged into this customer, also through others."""
    found: dict[CustomerId, Customer] = {}
    waiting = [customer_id]
    while waiting:
        for one in linked_to(db, waiting.pop()):
            if one.id not in found and one.id != customer_id:
                found[one.id] = one
                waiting.append(one.id)
    return list(found.values())


def stays(db: Database, start: Customer) -> Customer:
    """The customer that stays of those `start` was merged into; itself when it wasn't."""
    return end_of_links(start, lambda customer_id: customer(db, customer_id))


def lookalikes(
    db: Database,
    draft: CustomerDraft,
    besides: CustomerId | None,
    most: int,
    check: Callable[[], None] = lambda: None,
) -> list[Lookalike]:
    """Who may be the customer being written, the surest first, without `besides` and whoever is
    already known to be the same person. Who was merged speaks for the one that stays. `check` may
    raise to stop."""
    seen = _same_person(db, besides) if besides is not None else set()
    found: dict[CustomerId, Lookalike] = {}
    for candidates in _candidates(db, draft, check):
        check()
        for one in candidates:
            alike = lookalike(draft, one) if one.id not in seen else None
            seen.add(one.id)
            if alike is not None:
                end = stays(db, one)
                found[end.id] = also(found.get(end.id), Lookalike(end, alike.reasons))
    return surest_first(list(found.values()))[:most]


def _same_person(db: Database, besides: CustomerId) -> set[CustomerId]:
    held = customer(db, besides)
    if held is None:
        return {besides}
    end = stays(db, held)
    return {besides, end.id, *(one.id for one in followers(db, end.id))}


def _candidates(
    db: Database, draft: CustomerDraft, check: Callable[[], None]
) -> Iterator[Iterable[Customer]]:
    if draft.number.strip():
        yield numbered(db, draft.number)
    if "@" in draft.email:
        yield _found(db, draft.email, check)
    digits = "".join(sign for sign in draft.phone if sign.isdigit())
    if len(digits) >= _PHONE_END - 2:
        yield _found(db, draft.phone, check)
        yield _found(db, digits[-_PHONE_END:], check)
    if draft.postcode.strip() and draft.name.strip():
        yield _found(db, draft.name, check)
        yield _neighbours(db, draft, check)


def _found(db: Database, text: str, check: Callable[[], None]) -> list[Customer]:
    return [hit.customer for hit in lookup_store.find(db, text, _ENOUGH, check)]


def _neighbours(db: Database, draft: CustomerDraft, check: Callable[[], None]) -> list[Customer]:
    """Of the same postcode, with one part of the name right: a typo spoils only one. Where there
    is but one, whatever is a typo away may be it."""
    parts = list(dict.fromkeys(pieces(fold(draft.name))))[:_MOST_PARTS]
    if len(parts) == 1:
        near = index_store.meant_by(db, parts, check)[parts[0]]
        parts += [*near.wholes, *near.starts]
    # a whole word stands in the index as it is, or with a mark at its end
    wanted = " OR ".join(f'"{part}" OR "{part}|"' for part in parts)
    if not wanted:
        return []
    length = len(draft.name.strip())
    those = db.execute(
        _NEIGHBOURS,
        [
            joined(fold(draft.postcode)), wanted, length - _LENGTHS, length + _LENGTHS,
            _MOST_NEIGHBOURS,
        ],
    )  # fmt: skip
    similar = [rank for rank, name in those if similar_names(draft.name, name)][:_ENOUGH]
    places = ", ".join("?" * len(similar))
    return _read(db, _RANKED.format(places=places), similar)


def _read(db: Database, question: str, values: Sequence[Any]) -> list[Customer]:
    return [read_customer(row) for row in db.execute(question, values)]
