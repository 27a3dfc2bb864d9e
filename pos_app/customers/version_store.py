"""How new what the cache holds of a customer or a card is, so that nothing older replaces it.

Stripe's objects carry no time of change. An event has one, in whole seconds; a reply or a page of
the list shows what was there at some moment between asking and answering. So each thing that came
by an event or by its own reply has a version here: when Stripe told of it, and a number that only
grows, by which a request asked before it is told from one asked after. What an older request or
event says of it is left, and what may be older or newer is asked for anew (`Verdict.DOUBTFUL`).
Customers that only the list brought have none: for them the list's own time stands.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Final

from pos_app.customers import schema, store
from pos_app.customers.model import Customer, SavedCard
from pos_app.customers.prepared import Prepared
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.storage import Database

_CARDS: Final = "cards of "
"""Before a customer's id: the version of the whole list of their cards."""


class Verdict(Enum):
    """What an event's content is beside what is held."""

    SAME = "same"
    NEWER = "newer"
    OLDER = "older"
    DOUBTFUL = "doubtful"


@schema.CUSTOMER_MIGRATIONS()
def m101_versions(db: Database) -> None:
    """Times in UTC seconds by Stripe's clock; 0: none known. `read`: from a reply of its own."""
    db.execute(
        "CREATE TABLE customer_versions (seq INTEGER PRIMARY KEY AUTOINCREMENT,"
        " id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, read INTEGER NOT NULL) STRICT"
    )
    # Stripe never gives an id again, so what was deleted stays deleted whatever comes late.
    db.execute(
        "CREATE TABLE customers_gone (id TEXT PRIMARY KEY, at INTEGER NOT NULL)"
        " STRICT, WITHOUT ROWID"
    )


def mark(db: Database) -> int:
    """Remember this before asking Stripe: what is noted later may be newer than the answer."""
    found = db.execute("SELECT seq FROM sqlite_sequence WHERE name = 'customer_versions'")
    row = found.fetchone()
    return int(row[0]) if row else 0


def noted_since(db: Database, asked: int) -> set[str]:
    """Ids of what was noted after the mark `asked`."""
    rows = db.execute("SELECT id FROM customer_versions WHERE seq > ?", [asked])
    return {id_ for (id_,) in rows}


def cards_key(customer_id: CustomerId) -> str:
    """What a customer's list of cards is noted under."""
    return _CARDS + customer_id


def note(db: Database, id_: str, at: datetime | None = None, *, read: bool = False) -> None:
    """What is held now came by an event `at`, or (`read`) by a reply that is at least so new."""
    before, was_read = _version(db, id_)
    seconds = max(before, to_timestamp(at) if at else 0)
    db.execute(
        "INSERT OR REPLACE INTO customer_versions (id, at, read) VALUES (?, ?, ?)",
        [id_, seconds, int(read or was_read)],
    )


def judge(db: Database, id_: str, at: datetime, floor: int, *, same: bool) -> Verdict:
    """What an event of this id, told `at`, is beside what is held.

    `floor` (UTC seconds): all that happened before it was in the list already.
    """
    if same:
        return Verdict.SAME
    known, read = _version(db, id_)
    base, seconds = max(known, floor), to_timestamp(at)
    if seconds < base:
        return Verdict.OLDER
    return Verdict.DOUBTFUL if read or seconds == base else Verdict.NEWER


def was_read(db: Database, id_: str) -> bool:
    """Whether what is held of it came from a reply, whose time no event can be compared with."""
    return _version(db, id_)[1]


def note_gone(db: Database, id_: str, at: datetime) -> None:
    db.execute(
        "INSERT OR IGNORE INTO customers_gone (id, at) VALUES (?, ?)", [id_, to_timestamp(at)]
    )


def forget(db: Database, customer_id: CustomerId, at: datetime) -> bool:
    """Stripe says that this customer was deleted; whether the copy held them."""
    note_gone(db, customer_id, at)
    return store.remove_customer(db, customer_id)


def revive(db: Database, id_: str) -> None:
    """It may be there again: an account that became a customer once more."""
    db.execute("DELETE FROM customers_gone WHERE id = ?", [id_])


def revive_all(db: Database) -> None:
    """Whoever left because their source was not followed may be listed again."""
    db.execute("DELETE FROM customers_gone")


def is_gone(db: Database, id_: str) -> bool:
    return db.execute("SELECT 1 FROM customers_gone WHERE id = ?", [id_]).fetchone() is not None


def gone_among(db: Database, ids: Sequence[str]) -> set[str]:
    places = ", ".join("?" * len(ids))
    rows = db.execute(f"SELECT id FROM customers_gone WHERE id IN ({places})", ids)  # noqa: S608 (only ?)
    return {id_ for (id_,) in rows}


def prune(db: Database, before: datetime) -> None:
    """Forget what no event can contradict any more, since none so old can come."""
    oldest = to_timestamp(before)
    db.execute("DELETE FROM customer_versions WHERE at > 0 AND at < ?", [oldest])
    db.execute("DELETE FROM customers_gone WHERE at < ?", [oldest])


def keep_read(db: Database, read: Customer, asked: int, because: datetime | None = None) -> bool:
    """Keep a customer as a reply to a question of ours showed them; new ones come first.

    False, with nothing kept, when something may be newer: an event or another reply, noted after
    the mark `asked`, says otherwise. A deleted one is not kept. `because` is the time of the event
    that made the one who follows the events ask: nothing older than that is still to come.
    """
    if is_gone(db, read.id):
        return True
    if _noted_otherwise(db, read, asked):
        return False
    store.put_customers(db, [read], front=True)
    note(db, read.id, because, read=because is None)
    return True


def keep_written(db: Database, written: Sequence[Customer], asked: int) -> list[Customer]:
    """Keep customers as replies to writes of ours showed them, and return those that were kept;
    new ones come last.

    Who was noted otherwise after the mark `asked`, before the write left, stays as noted: is the
    write newer, its own event is still to come.
    """
    leave = gone_among(db, [one.id for one in written])
    leave |= {one.id for one in written if _noted_otherwise(db, one, asked)}
    kept = [one for one in written if one.id not in leave]
    store.put_customers(db, kept, front=False, rank=store.place_behind(db))
    for one in kept:
        note(db, one.id, read=True)
    return kept


def keep_cards(
    db: Database, owner: CustomerId, cards: Sequence[SavedCard], asked: int, *,
    following: bool = False,
) -> bool | None:  # fmt: skip
    """Keep a customer's cards as Stripe listed them; whether that changed anything.

    None, with nothing kept, when one came or went after the mark `asked`. `following`: asked
    between two pages of events by the one who follows them, not beside him.
    """
    if is_gone(db, owner):
        return False
    if _seq(db, cards_key(owner)) > asked:
        return None
    gone = gone_among(db, [card.id for card in cards])
    changed = store.replace_cards(db, owner, [card for card in cards if card.id not in gone])
    note(db, cards_key(owner), read=not following)
    return changed


def keep_card(db: Database, card: SavedCard) -> bool:
    """Keep one card as the reply to a write of ours showed it; whether that changed anything.

    A list asked before it may not know of it, and no event's time can be compared with it."""
    if gone_among(db, [card.id, card.customer_id]):
        return False
    changed = bool(store.put_card(db, card))
    note(db, card.id, read=True)
    note(db, cards_key(card.customer_id))
    return changed


def forget_card(db: Database, card_id: PaymentMethodId, at: datetime) -> CustomerId | None:
    """Stripe no longer has this card for anybody, since `at`; whose it was, None when the copy
    didn't hold it."""
    note_gone(db, card_id, at)
    owner = store.remove_card(db, card_id)
    if owner is not None:
        note(db, cards_key(owner))
    return owner


def keep_listed(
    db: Database, page: Iterable[Customer], asked: int, rank: int,
    prepared: Mapping[CustomerId, Prepared],
) -> tuple[list[Customer], list[CustomerId]]:  # fmt: skip
    """Keep a page of the list asked at the mark `asked`, new ones from `rank` on, in order, with
    their part of the index as it was `prepared`.

    Returns those new or different now, and those of whom something newer may be held.
    """
    given = list(page)
    gone = gone_among(db, [one.id for one in given])
    fresh = noted_since(db, asked) if mark(db) > asked else set()
    doubtful = [
        one.id for one in given if one.id in fresh and store.customer(db, one.id) != one
    ]  # fmt: skip
    leave = gone.union(doubtful)
    kept = [one for one in given if one.id not in leave]
    added = store.put_customers(db, kept, front=False, rank=rank, prepared=prepared)
    return added, doubtful


def _version(db: Database, id_: str) -> tuple[int, bool]:
    row = db.execute("SELECT at, read FROM customer_versions WHERE id = ?", [id_]).fetchone()
    return (int(row[0]), bool(row[1])) if row else (0, False)


def _noted_otherwise(db: Database, one: Customer, asked: int) -> bool:
    return _seq(db, one.id) > asked and store.customer(db, one.id) != one


def _seq(db: Database, id_: str) -> int:
    row = db.execute("SELECT seq FROM customer_versions WHERE id = ?", [id_]).fetchone()
    return int(row[0]) if row else 0
