"""Customers and cards in the cache; `index_store` keeps the index that finds them.

`rank` is the row number and the order of results: the most recently served customer has the
smallest, so that any question streams its first rows in order and stops (PERF.md, section 1).
"""

from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, Final

from pos_app.customers import index_store, sale_news
from pos_app.customers.model import Customer, Redisplay, SavedCard
from pos_app.customers.prepared import NOT_PREPARED, Prepared
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.storage import Database, rows

FIRST_RANK: Final = 1 << 34
"""Room for as many before it as after it, always positive, and five bytes in the index."""
_FRONT_ROOM: Final = 1 << 31
_FILL_ROOM: Final = 1 << 33
"""Divided among the parts of a list that are read side by side, each again and again: eighteen
places for each second since 2011."""
_BEHIND: Final = 1 << 40
"""From here on nobody is listed: the place after the last one listed is the next one's."""
FIRST_COLUMNS: Final = (
    "rank, id, name, email, phone, language, note, created_at, number, postcode, tags, linked_to"
)
"""Those of the first three steps of the schema."""
CUSTOMER_COLUMNS: Final = f"{FIRST_COLUMNS}, default_card, agreements_mark, sale_notes"
_COLUMNS: Final = CUSTOMER_COLUMNS.split(", ")
_CHANGES: Final = ", ".join(f"{name} = ?" for name in _COLUMNS[2:])
_TAG_END: Final = "\n"

COMPACT_POSTCODE: Final = "lower(replace(replace(postcode, ' ', ''), '-', ''))"
"""`SW1A 1AA` and `sw1a1aa` are one postcode."""


def customer(db: Database, customer_id: CustomerId) -> Customer | None:
    found = _known(db, [customer_id])
    return found[customer_id][1] if found else None


def count(db: Database) -> int:
    (number,) = db.execute("SELECT count(*) FROM customers").fetchone()
    return int(number)


def cards_of(db: Database, customer_id: CustomerId) -> list[SavedCard]:
    """Newest first."""
    sql = "SELECT * FROM cards WHERE customer_id = ? ORDER BY created_at DESC, id"
    return [_card(row) for row in rows(db, sql, [customer_id])]


def put_customers(
    db: Database, customers: Iterable[Customer], *, front: bool, rank: int | None = None,
    prepared: Mapping[CustomerId, Prepared] = NOT_PREPARED,
) -> list[Customer]:  # fmt: skip
    """Add or change them, and return those that are new or different now.

    New ones come before everyone (`front`), each before the one given earlier, or after everyone,
    in the order given; or they take the places from `rank` on, which are free (`fill_room`).
    Known ones keep their place. `prepared` is of the customers as they are given.
    """
    given = {new.id: new for new in customers}
    known, last4s = _known(db, list(given)), last4s_of(db, list(given))
    step = -1 if front else 1
    rank = rank - step if rank is not None else _edge(db, front=front)
    added: list[tuple[int, Customer]] = []
    changed: list[Customer] = []
    for new in given.values():
        if new.id not in known:
            rank += step
            added.append((rank, new))
        elif known[new.id][1] != new:
            _rewrite(db, (*known[new.id], last4s.get(new.id, ())), new)
            sale_news.note_changed(db, known[new.id][1], new)
            changed.append(new)
    entries = [(rank, new, last4s.get(new.id, ())) for rank, new in added]
    db.conn.executemany(
        f"INSERT INTO customers (last4s, {CUSTOMER_COLUMNS}) VALUES (?, {_places(_COLUMNS)})",  # noqa: S608 (ours)
        [(" ".join(ends), *_row(rank, new)) for rank, new, ends in entries],
    )
    sale_news.note(db, [new for _, new in added])
    index_store.add(db, entries, prepared)
    return changed + [new for _, new in added]


def fill_room(db: Database, *, front: bool) -> tuple[int, int]:
    """The first of many places nobody has, and the first after them: for who is listed now.

    Behind everyone, or (`front`) before everyone while there is room.
    """
    if front and (first := _edge(db, front=True) - _FRONT_ROOM) > 0:
        return first, first + _FRONT_ROOM
    (last,) = db.execute("SELECT max(rank) FROM customers WHERE rank < ?", [_BEHIND]).fetchone()
    after = (FIRST_RANK if last is None else int(last)) + 1
    return after, after + _FILL_ROOM


def place_behind(db: Database) -> int:
    """The first of the places after everyone, also after those whom a list still brings."""
    return max(_edge(db, front=False) + 1, _BEHIND)


def remove_customer(db: Database, customer_id: CustomerId) -> bool:
    """Forget a customer and their cards; whether there was one."""
    db.execute("DELETE FROM cards WHERE customer_id = ?", [customer_id])
    known = _known(db, [customer_id])
    if not known:
        return False
    rank, gone = known[customer_id]
    db.execute("DELETE FROM customers WHERE rank = ?", [rank])
    sale_news.note(db, [gone])
    index_store.remove(db, rank, gone)
    return True


def remove_cards_of_nobody(db: Database) -> None:
    """Cards whose customer isn't here, once everybody who is at Stripe is."""
    db.execute("DELETE FROM cards WHERE customer_id NOT IN (SELECT id FROM customers)")


def move_to_front(db: Database, customer_id: CustomerId) -> None:
    """Make a customer the first answer to every question they answer."""
    known = _known(db, [customer_id])
    first = _edge(db, front=True)
    if not known or known[customer_id][0] == first:
        return
    rank, moved = known[customer_id]
    db.execute("UPDATE customers SET rank = ? WHERE rank = ?", [first - 1, rank])
    last4s = _last4s(db, customer_id)
    index_store.change(db, (rank, moved, last4s), (first - 1, moved, last4s))


def replace_cards(db: Database, customer_id: CustomerId, cards: Sequence[SavedCard]) -> bool:
    """Make these the only cards of a customer; whether that changed anything."""
    old, before = cards_of(db, customer_id), _last4s(db, customer_id)
    if sorted(old, key=attrgetter("id")) == sorted(cards, key=attrgetter("id")):
        return False
    db.execute("DELETE FROM cards WHERE customer_id = ?", [customer_id])
    for card in cards:
        _write_card(db, card)
    _reindex_cards(db, customer_id, before)
    return True


def put_card(db: Database, card: SavedCard) -> list[CustomerId]:
    """Add or change one card; whose cards changed (two, when it went from one to another)."""
    found = next(iter(rows(db, "SELECT * FROM cards WHERE id = ?", [card.id])), None)
    old = _card(found) if found else None
    if old == card:
        return []
    touched = [card.customer_id]
    if old and old.customer_id != card.customer_id:
        touched.append(old.customer_id)
    before = {owner: _last4s(db, owner) for owner in touched}
    _write_card(db, card)
    for owner in touched:
        _reindex_cards(db, owner, before[owner])
    return touched


def remove_card(db: Database, card_id: PaymentMethodId) -> CustomerId | None:
    """Forget a card; whose it was, None when it wasn't known."""
    found = next(iter(rows(db, "SELECT * FROM cards WHERE id = ?", [card_id])), None)
    if found is None:
        return None
    owner = CustomerId(found["customer_id"])
    before = _last4s(db, owner)
    db.execute("DELETE FROM cards WHERE id = ?", [card_id])
    _reindex_cards(db, owner, before)
    return owner


def read_customer(row: Sequence[Any]) -> Customer:
    """A customer from CUSTOMER_COLUMNS. By place, since every list of hits waits for this."""
    _, id_, name, email, phone, language, note, created_at, number, postcode, *rest = row
    tags, linked_to, default_card, mark, sale_notes = rest
    return Customer(
        id_,
        name,
        email,
        phone,
        language,
        note,
        from_timestamp(created_at),
        number,
        postcode,
        tuple(tags.split(_TAG_END)) if tags else (),
        linked_to or None,
        default_card or None,
        mark,
        sale_notes,
    )


def last4s_of(db: Database, ids: Sequence[CustomerId]) -> dict[CustomerId, tuple[str, ...]]:
    """Last digits of the cards known of each, in order; no entry for one without cards."""
    found: dict[CustomerId, tuple[str, ...]] = {}
    for customer_id, last4 in db.execute(
        f"SELECT DISTINCT customer_id, last4 FROM cards WHERE customer_id IN ({_places(ids)})"  # noqa: S608 (only ?)
        " ORDER BY last4",
        ids,
    ):
        found[customer_id] = (*found.get(customer_id, ()), last4)
    return found


def _places(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


def ranks(db: Database, ids: Sequence[CustomerId]) -> dict[CustomerId, int]:
    """Where those stand who are in the copy."""
    found = db.execute(f"SELECT id, rank FROM customers WHERE id IN ({_places(ids)})", ids)  # noqa: S608 (only ?)
    return {CustomerId(who): int(rank) for who, rank in found}


def _known(db: Database, ids: Sequence[CustomerId]) -> dict[CustomerId, tuple[int, Customer]]:
    found = db.execute(
        f"SELECT {CUSTOMER_COLUMNS} FROM customers WHERE id IN ({_places(ids)})",  # noqa: S608 (only ?)
        ids,
    )
    return {row[1]: (row[0], read_customer(row)) for row in found}


def _row(rank: int, new: Customer) -> tuple[object, ...]:
    return (
        rank,
        new.id,
        new.name,
        new.email,
        new.phone,
        new.language,
        new.note,
        to_timestamp(new.created_at),
        new.number,
        new.postcode,
        _TAG_END.join(new.tags),
        new.linked_to or "",
        new.default_card or "",
        new.agreements_mark,
        new.sale_notes,
    )


def _rewrite(db: Database, old: index_store.Entry, new: Customer) -> None:
    rank, _, last4s = old
    db.execute(
        f"UPDATE customers SET {_CHANGES} WHERE rank = ?",  # noqa: S608 (ours)
        [*_row(rank, new)[2:], rank],
    )
    index_store.change(db, old, (rank, new, last4s))


def _reindex_cards(db: Database, customer_id: CustomerId, before: tuple[str, ...]) -> None:
    known = _known(db, [customer_id])
    last4s = _last4s(db, customer_id)
    if known and last4s != before:
        rank, owner = known[customer_id]
        db.execute("UPDATE customers SET last4s = ? WHERE rank = ?", [" ".join(last4s), rank])
        index_store.change(db, (rank, owner, before), (rank, owner, last4s))


def _edge(db: Database, *, front: bool) -> int:
    edge = "min" if front else "max"
    (rank,) = db.execute(f"SELECT {edge}(rank) FROM customers").fetchone()  # noqa: S608 (ours)
    return int(rank) if rank is not None else FIRST_RANK


def _last4s(db: Database, customer_id: CustomerId) -> tuple[str, ...]:
    return last4s_of(db, [customer_id]).get(customer_id, ())


def _write_card(db: Database, card: SavedCard) -> None:
    db.execute(
        "INSERT OR REPLACE INTO cards (id, customer_id, brand, last4, exp_month, exp_year,"
        " fingerprint, redisplay, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            card.id,
            card.customer_id,
            card.brand,
            card.last4,
            card.exp_month,
            card.exp_year,
            card.fingerprint,
            card.redisplay.value,
            to_timestamp(card.created_at),
        ],
    )


def _card(row: dict[str, Any]) -> SavedCard:
    return SavedCard(
        id=PaymentMethodId(row["id"]),
        customer_id=CustomerId(row["customer_id"]),
        brand=row["brand"],
        last4=row["last4"],
        exp_month=row["exp_month"],
        exp_year=row["exp_year"],
        fingerprint=row["fingerprint"],
        redisplay=Redisplay(row["redisplay"]),
        created_at=from_timestamp(row["created_at"]),
    )
