"""Customers and cards in the cache, and the index that finds them.

`rank` is the row number and the order of results: the most recently served customer has the
smallest, so that any question streams its first rows in order and stops (PERF.md, section 1).
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from pos_app.customers.model import Customer, Redisplay, SavedCard
from pos_app.customers.tokens import tokens_of
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.storage import Database, Migrations

_FIRST_RANK: Final = 1 << 40
"""Room for as many before it as after it, and always positive."""

_INDEX: Final = "INSERT INTO lookup (rowid, tokens) VALUES (?, ?)"
CUSTOMER_COLUMNS: Final = (
    "rank, id, name, email, phone, language, note, created_at, number, postcode, tags, linked_to"
)
_COLUMNS: Final = CUSTOMER_COLUMNS.split(", ")
_CHANGES: Final = ", ".join(f"{name} = ?" for name in _COLUMNS[2:])
_TAG_END: Final = "\n"

COMPACT_POSTCODE: Final = "lower(replace(replace(postcode, ' ', ''), '-', ''))"
"""`SW1A 1AA` and `sw1a1aa` are one postcode."""

CUSTOMER_MIGRATIONS = Migrations("customers")


@CUSTOMER_MIGRATIONS()
def m001_customers(db: Database) -> None:
    """Times in UTC seconds; texts empty when not given."""
    db.execute(
        "CREATE TABLE customers (rank INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        " name TEXT NOT NULL, email TEXT NOT NULL, phone TEXT NOT NULL, language TEXT NOT NULL,"
        " note TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE cards (id TEXT PRIMARY KEY, customer_id TEXT NOT NULL, brand TEXT NOT NULL,"
        " last4 TEXT NOT NULL, exp_month INTEGER NOT NULL, exp_year INTEGER NOT NULL,"
        " fingerprint TEXT NOT NULL, redisplay TEXT NOT NULL, created_at INTEGER NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX cards_by_customer ON cards (customer_id)")
    # Tokens are folded and kept apart by spaces already: only spaces may separate them here.
    db.execute(
        "CREATE VIRTUAL TABLE lookup USING fts5 (tokens, content = '', contentless_delete = 1,"
        " detail = none, prefix = '1 2 3 4 5 6 7',"
        " tokenize = \"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
    )


@CUSTOMER_MIGRATIONS()
def m002_numbers_tags_links(db: Database) -> None:
    """Tags are kept one a line. Following Stripe begins anew, which fills these columns."""
    for column in ("number", "postcode", "tags", "linked_to"):
        db.execute(f"ALTER TABLE customers ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")


@CUSTOMER_MIGRATIONS()
def m004_same_person(db: Database) -> None:
    """What finds customers that may be one person; only of those who have such a thing."""
    for column in ("number", "linked_to"):
        db.execute(
            f"CREATE INDEX customers_by_{column} ON customers ({column}) WHERE {column} <> ''"
        )
    db.execute(
        f"CREATE INDEX customers_by_postcode ON customers ({COMPACT_POSTCODE}) WHERE postcode <> ''"
    )


def customer(db: Database, customer_id: CustomerId) -> Customer | None:
    found = _known(db, [customer_id])
    return found[customer_id][1] if found else None


def count(db: Database) -> int:
    (number,) = db.execute("SELECT count(*) FROM customers").fetchone()
    return int(number)


def cards_of(db: Database, customer_id: CustomerId) -> list[SavedCard]:
    """Newest first."""
    rows = db.query(
        "SELECT * FROM cards WHERE customer_id = ? ORDER BY created_at DESC, id", [customer_id]
    )
    return [_card(row) for row in rows]


def put_customers(db: Database, customers: Iterable[Customer], *, front: bool) -> list[Customer]:
    """Add or change them, and return those that are new or different now.

    New ones come before everyone (`front`), each before the one given earlier, or after everyone,
    in the order given. Known ones keep their place.
    """
    given = {new.id: new for new in customers}
    known = _known(db, list(given))
    last4s = last4s_of(db, list(given))
    step = -1 if front else 1
    rank = _edge(db, front=front)
    added: list[tuple[int, Customer]] = []
    changed: list[Customer] = []
    for new in given.values():
        if new.id not in known:
            rank += step
            added.append((rank, new))
        elif known[new.id][1] != new:
            _rewrite(db, *known[new.id], new, last4s.get(new.id, ()))
            changed.append(new)
    db.conn.executemany(
        f"INSERT INTO customers ({CUSTOMER_COLUMNS}) VALUES ({_places(_COLUMNS)})",  # noqa: S608 (ours)
        [_row(rank, new) for rank, new in added],
    )
    db.conn.executemany(
        _INDEX, [(rank, tokens_of(new, last4s.get(new.id, ()))) for rank, new in added]
    )
    return changed + [new for _, new in added]


def remove_customer(db: Database, customer_id: CustomerId) -> bool:
    """Forget a customer and their cards; whether there was one."""
    db.execute("DELETE FROM cards WHERE customer_id = ?", [customer_id])
    known = _known(db, [customer_id])
    if not known:
        return False
    rank, _ = known[customer_id]
    db.execute("DELETE FROM customers WHERE rank = ?", [rank])
    db.execute("DELETE FROM lookup WHERE rowid = ?", [rank])
    return True


def move_to_front(db: Database, customer_id: CustomerId) -> None:
    """Make a customer the first answer to every question they answer."""
    known = _known(db, [customer_id])
    first = _edge(db, front=True)
    if not known or known[customer_id][0] == first:
        return
    rank, moved = known[customer_id]
    db.execute("UPDATE customers SET rank = ? WHERE rank = ?", [first - 1, rank])
    _reindex(db, rank, first - 1, tokens_of(moved, _last4s(db, customer_id)))


def replace_cards(db: Database, customer_id: CustomerId, cards: Sequence[SavedCard]) -> bool:
    """Make these the only cards of a customer; whether that changed anything."""
    old, before = cards_of(db, customer_id), _last4s(db, customer_id)
    if sorted(old, key=_card_id) == sorted(cards, key=_card_id):
        return False
    db.execute("DELETE FROM cards WHERE customer_id = ?", [customer_id])
    for card in cards:
        _write_card(db, card)
    _reindex_cards(db, customer_id, before)
    return True


def put_card(db: Database, card: SavedCard) -> list[CustomerId]:
    """Add or change one card; whose cards changed (two, when it went from one to another)."""
    found = next(db.query("SELECT * FROM cards WHERE id = ?", [card.id]), None)
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
    found = next(db.query("SELECT * FROM cards WHERE id = ?", [card_id]), None)
    if found is None:
        return None
    owner = CustomerId(found["customer_id"])
    before = _last4s(db, owner)
    db.execute("DELETE FROM cards WHERE id = ?", [card_id])
    _reindex_cards(db, owner, before)
    return owner


def read_customer(row: Sequence[Any]) -> Customer:
    """A customer from CUSTOMER_COLUMNS."""
    _, customer_id, name, email, phone, language, note, created_at, *more = row
    number, postcode, tags, linked_to = more
    return Customer(
        id=CustomerId(customer_id),
        name=name,
        email=email,
        phone=phone,
        language=language,
        note=note,
        created_at=from_timestamp(created_at),
        number=number,
        postcode=postcode,
        tags=tuple(tags.split(_TAG_END)) if tags else (),
        linked_to=CustomerId(linked_to) if linked_to else None,
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


def _known(db: Database, ids: Sequence[CustomerId]) -> dict[CustomerId, tuple[int, Customer]]:
    rows = db.execute(
        f"SELECT {CUSTOMER_COLUMNS} FROM customers WHERE id IN ({_places(ids)})",  # noqa: S608 (only ?)
        ids,
    )
    return {row[1]: (row[0], read_customer(row)) for row in rows}


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
    )


def _rewrite(db: Database, rank: int, old: Customer, new: Customer, last4s: Iterable[str]) -> None:
    db.execute(
        f"UPDATE customers SET {_CHANGES} WHERE rank = ?",  # noqa: S608 (ours)
        [*_row(rank, new)[2:], rank],
    )
    if tokens_of(old, last4s) != (tokens := tokens_of(new, last4s)):
        _reindex(db, rank, rank, tokens)


def _reindex(db: Database, old_rank: int, rank: int, tokens: str) -> None:
    db.execute("DELETE FROM lookup WHERE rowid = ?", [old_rank])
    db.execute(_INDEX, [rank, tokens])


def _reindex_cards(db: Database, customer_id: CustomerId, before: tuple[str, ...]) -> None:
    known = _known(db, [customer_id])
    last4s = _last4s(db, customer_id)
    if known and last4s != before:
        rank, owner = known[customer_id]
        _reindex(db, rank, rank, tokens_of(owner, last4s))


def _edge(db: Database, *, front: bool) -> int:
    edge = "min" if front else "max"
    (rank,) = db.execute(f"SELECT {edge}(rank) FROM customers").fetchone()  # noqa: S608 (ours)
    return int(rank) if rank is not None else _FIRST_RANK


def _last4s(db: Database, customer_id: CustomerId) -> tuple[str, ...]:
    return last4s_of(db, [customer_id]).get(customer_id, ())


def _card_id(card: SavedCard) -> str:
    return card.id


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
