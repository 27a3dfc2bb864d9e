"""Sales in the cache, as their customers' notes at Stripe tell of them: read once when a note
comes, and then by day, by customer or by themselves.

Whose notes changed, whichever way that came into the copy (the first list, an event, a reply),
stands in `customers.sale_news`, committed with it.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from pos_app.customers import sale_news
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, SaleId
from pos_app.sales import refund_news
from pos_app.sales.metadata import called_off_in, each_sale, from_text, notes_from, to_text
from pos_app.sales.model import ItemState, Sale, SaleState
from pos_app.storage import Database, Migrations

KNOWN_SALES_MIGRATIONS = Migrations("known_sales")
_MOST_LEFT: Final = 20_000
_NAME: Final = "coalesce(nullif(name, ''), nullif(email, ''), phone, '')"


@KNOWN_SALES_MIGRATIONS()
def m001_known_sales(db: Database) -> None:
    """Days in ISO 8601. Of parts only those that are owed on a day."""
    db.execute(
        "CREATE TABLE known_sales (id TEXT PRIMARY KEY, customer_id TEXT NOT NULL,"
        " note TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX known_sales_of ON known_sales (customer_id)")
    db.execute(
        "CREATE TABLE known_owed (due_on TEXT NOT NULL, item_id TEXT NOT NULL,"
        " sale_id TEXT NOT NULL, PRIMARY KEY (due_on, item_id)) STRICT, WITHOUT ROWID"
    )
    db.execute("CREATE INDEX known_owed_of ON known_owed (sale_id)")


@KNOWN_SALES_MIGRATIONS()
def m002_refund_news(db: Database) -> None:
    """Refunds that Stripe told of: one made in its Dashboard is no till's."""
    refund_news.create(db)


@KNOWN_SALES_MIGRATIONS()
def m003_left(db: Database) -> None:
    """The last notes of sales that left their customers: what they still owed then."""
    db.execute(
        "CREATE TABLE left_sales (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        " customer_id TEXT NOT NULL, note TEXT NOT NULL) STRICT"
    )


class Owed(NamedTuple):
    """A row of `owed`."""

    item_id: ItemId
    customer_name: str
    sale_id: SaleId
    customer_id: CustomerId
    note: str


def take_news(db: Database, most: int) -> tuple[list[Sale], list[Sale]]:
    """Read the notes of so many customers whose notes changed: sales that are new or different,
    and those that left."""
    changed: list[Sale] = []
    gone: list[Sale] = []
    for customer_id, text in sale_news.take(db, most):
        before = {sale.id: sale for sale in of_customer(db, customer_id)}
        notes = notes_from(text)
        now, off = each_sale(customer_id, notes), called_off_in(notes)
        for sale in now.values():
            if before.get(sale.id) != sale:
                _put(db, sale)
                changed.append(sale)
        for sale_id, sale in before.items():
            if sale_id not in now:
                left = replace(sale, state=SaleState.CALLED_OFF) if sale_id in off else sale
                _remove(db, sale_id)
                _keep_left(db, left)
                gone.append(left)
    return changed, gone


def find(db: Database, sale_id: SaleId) -> Sale | None:
    sql = "SELECT id, customer_id, note FROM known_sales WHERE id = ?"
    return next(_sales(db, sql, [sale_id]), None)


def of_customer(db: Database, customer_id: CustomerId) -> list[Sale]:
    sql = "SELECT id, customer_id, note FROM known_sales WHERE customer_id = ?"
    return list(_sales(db, sql, [customer_id]))


def every(db: Database) -> list[Sale]:
    return list(_sales(db, "SELECT id, customer_id, note FROM known_sales", []))


def paid_by(db: Database, intent_id: PaymentIntentId) -> Sale | None:
    """The sale a part of which that payment paid."""
    sql = "SELECT id, customer_id, note FROM known_sales WHERE instr(note, ?)"
    found = _sales(db, sql, [f'"{intent_id}"'])
    return next((one for one in found if _has(one, intent_id)), None)


def left(db: Database, wanted: Sequence[SaleId]) -> list[Sale]:
    """Those of them that left their customers, as they were noted last; the newest 20,000 are
    kept."""
    sql = (
        "SELECT id, customer_id, note FROM left_sales WHERE id IN (SELECT value FROM json_each(?))"
    )
    return list(_sales(db, sql, [json.dumps(list(wanted))]))


def owed(
    db: Database, until: date | None, owners: Sequence[CustomerId] | None = None
) -> list[Owed]:
    """By day, then by item; of `owners` only, or of everybody."""
    last = until.isoformat() if until is not None else "9999-12-31"
    theirs = " AND known_sales.customer_id IN (SELECT value FROM json_each(?))"
    some = [] if owners is None else [json.dumps(list(owners))]
    found = db.execute(
        f"SELECT item_id, {_NAME}, known_sales.id, known_sales.customer_id, known_sales.note"  # noqa: S608
        " FROM known_owed JOIN known_sales ON known_sales.id = known_owed.sale_id"
        " LEFT JOIN customers ON customers.id = known_sales.customer_id"
        f" WHERE due_on <= ?{theirs if some else ''} ORDER BY due_on, item_id",
        [last, *some],
    )
    return [Owed(*row) for row in found.fetchall()]


def forget(db: Database, customer_id: CustomerId) -> None:
    """Every sale of theirs, noted or left."""
    theirs = "(SELECT id FROM known_sales WHERE customer_id = ?)"
    db.execute(f"DELETE FROM known_owed WHERE sale_id IN {theirs}", [customer_id])  # noqa: S608 (ours)
    for table in ("known_sales", "left_sales"):
        db.execute(f"DELETE FROM {table} WHERE customer_id = ?", [customer_id])  # noqa: S608 (ours)


def _has(sale: Sale, intent_id: PaymentIntentId) -> bool:
    return any(part.payment_intent_id == intent_id for part in sale.parts)


def _put(db: Database, sale: Sale) -> None:
    _remove(db, sale.id)
    db.execute(
        "INSERT INTO known_sales (id, customer_id, note) VALUES (?, ?, ?)",
        [sale.id, sale.customer_id, to_text(sale)],
    )
    db.conn.executemany(
        "INSERT INTO known_owed (due_on, item_id, sale_id) VALUES (?, ?, ?)",
        [
            (part.item.due_on.isoformat(), part.item.id, sale.id)
            for part in sale.parts
            if part.state is ItemState.OWED and part.item.due_on is not None
        ],
    )


def _remove(db: Database, sale_id: SaleId) -> None:
    db.execute("DELETE FROM known_owed WHERE sale_id = ?", [sale_id])
    db.execute("DELETE FROM known_sales WHERE id = ?", [sale_id])


def _keep_left(db: Database, sale: Sale) -> None:
    added = db.execute(
        "INSERT OR REPLACE INTO left_sales (id, customer_id, note) VALUES (?, ?, ?)",
        [sale.id, sale.customer_id, to_text(sale)],
    )
    db.execute("DELETE FROM left_sales WHERE seq <= ?", [(added.lastrowid or 0) - _MOST_LEFT])


def _sales(db: Database, sql: str, values: Sequence[str]) -> Iterator[Sale]:
    for sale_id, customer_id, note in db.execute(sql, values).fetchall():
        yield from_text(SaleId(sale_id), CustomerId(customer_id), note)
