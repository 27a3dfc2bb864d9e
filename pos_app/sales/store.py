"""Sales and items in the ledger.

A scheduled sale is kept as the text of its note at Stripe, as it was when this till last had a hand
in it. What a person did to it is in a chain of its own, appended and never changed; the note isn't,
since it is a copy of what Stripe has.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import AgreementId, CustomerId, ItemId, PaymentIntentId, SaleId
from pos_app.kernel.money import Money
from pos_app.sales.metadata import from_text, to_text
from pos_app.sales.model import ItemKind, Sale, SaleItem
from pos_app.storage import ERASED, Chain, Database, Migrations, rows

SALES_MIGRATIONS = Migrations("sales")
_EDITS: Final = Chain(
    "sale_edits", ("sale_id", "revision", "edited_at", "till_id", "record"), erased=ERASED
)
CHAINS: Final = (_EDITS,)
_UNSETTLED: Final = "id GLOB 'item_*_*' AND NOT settled"
"""Their ids tell that they are parts of a schedule (`model.item_id`), also after a restore."""

_AGREEMENT: Final = "json_extract(record, '$.agreement')"
"""Word for word the expression of an index: part of a released schema."""


class Standing(StrEnum):
    """OPENING until Stripe knows of it; OPEN; OVER: it left its customer; HERE: paid at once, so
    that Stripe is told nothing but its payment."""

    OPENING = "opening"
    OPEN = "open"
    OVER = "over"
    HERE = "here"


@SALES_MIGRATIONS()
def m001_sales(db: Database) -> None:
    """A sale and what it leaves owing; amounts in minor units, times in UTC seconds."""
    db.execute(
        "CREATE TABLE sales ("
        " id TEXT PRIMARY KEY, customer_id TEXT, opened_at INTEGER NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE items ("
        " id TEXT PRIMARY KEY,"
        " sale_id TEXT NOT NULL REFERENCES sales (id),"
        " customer_id TEXT,"
        " amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),"
        " currency TEXT NOT NULL,"
        " description TEXT NOT NULL,"
        " opened_at INTEGER NOT NULL) STRICT"
    )


@SALES_MIGRATIONS()
def m002_home_till(db: Database) -> None:
    """Which till opened an item: what was its own can be told apart after a restore."""
    db.execute("ALTER TABLE items ADD COLUMN till_id TEXT NOT NULL DEFAULT ''")


@SALES_MIGRATIONS()
def m003_schedules(db: Database) -> None:
    """`settled`: that the item is paid is noted at Stripe. Days in ISO 8601."""
    for column in (
        "kind TEXT NOT NULL DEFAULT 'payment'",
        "position INTEGER NOT NULL DEFAULT 1",
        "due_on TEXT",
        "settled INTEGER NOT NULL DEFAULT 0",
    ):
        db.execute(f"ALTER TABLE items ADD COLUMN {column}")
    db.execute(f"CREATE INDEX items_unsettled ON items (id) WHERE {_UNSETTLED}")
    db.execute(
        "CREATE TABLE schedules ("
        " sale_id TEXT PRIMARY KEY REFERENCES sales (id),"
        " customer_id TEXT NOT NULL,"
        " standing TEXT NOT NULL CHECK (standing IN ('opening', 'open', 'over', 'here')),"
        " note TEXT NOT NULL CHECK (json_valid(note))) STRICT"
    )
    db.execute("CREATE INDEX schedules_opening ON schedules (sale_id) WHERE standing = 'opening'")
    db.execute(
        "CREATE TABLE sale_edits ("
        " seq INTEGER PRIMARY KEY,"
        " sale_id TEXT NOT NULL,"
        " revision INTEGER NOT NULL,"
        " edited_at INTEGER NOT NULL,"
        " till_id TEXT NOT NULL,"
        " record TEXT NOT NULL CHECK (json_valid(record)),"
        " hash TEXT NOT NULL) STRICT"
    )
    _EDITS.keep(db)
    db.execute(
        "CREATE TABLE refunds_noted (payment_intent_id TEXT PRIMARY KEY, rows INTEGER NOT NULL)"
        " STRICT, WITHOUT ROWID"
    )


@SALES_MIGRATIONS()
def m004_agreements_given(db: Database) -> None:
    """Which agreements were given for a sale, found at once among all edits."""
    db.execute(f"CREATE INDEX sale_edits_given ON sale_edits ({_AGREEMENT})")


def add_sale(db: Database, sale_id: SaleId, customer_id: CustomerId | None, at: datetime) -> None:
    db.execute(
        "INSERT INTO sales (id, customer_id, opened_at) VALUES (?, ?, ?)",
        [sale_id, customer_id, to_timestamp(at)],
    )


def add_item(db: Database, item: SaleItem) -> None:
    _write_item(db, item, "")


def put_item(db: Database, item: SaleItem) -> None:
    """An item that a restored ledger has lost, or that another till opened, with its sale. One
    that is here takes over what is owed for it now."""
    db.execute(
        "INSERT OR IGNORE INTO sales (id, customer_id, opened_at) VALUES (?, ?, ?)",
        [item.sale_id, item.customer_id, to_timestamp(item.opened_at)],
    )
    _write_item(
        db,
        item,
        " ON CONFLICT (id) DO UPDATE SET amount_minor = excluded.amount_minor,"
        " currency = excluded.currency, kind = excluded.kind, position = excluded.position,"
        " due_on = excluded.due_on",
    )


def put_schedule(db: Database, sale: Sale, standing: Standing) -> None:
    """The sale as it is now, with all its items."""
    for part in sale.parts:
        put_item(db, part.item)
    db.execute(
        "INSERT INTO schedules (sale_id, customer_id, standing, note) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (sale_id) DO UPDATE SET standing = excluded.standing, note = excluded.note",
        [sale.id, sale.customer_id, standing.value, to_text(sale)],
    )


def find_schedule(db: Database, sale_id: SaleId) -> tuple[Sale, Standing] | None:
    sql = "SELECT customer_id, standing, note FROM schedules WHERE sale_id = ?"
    row = db.execute(sql, [sale_id]).fetchone()
    if row is None:
        return None
    return from_text(sale_id, CustomerId(row[0]), row[2]), Standing(row[1])


def schedules(db: Database, wanted: Sequence[SaleId]) -> Sequence[Sale]:
    """Those of them that this till had a hand in, as it left them."""
    sql = (
        "SELECT sale_id, customer_id, note FROM schedules"
        " WHERE sale_id IN (SELECT value FROM json_each(?))"
    )
    found = db.execute(sql, [json.dumps(list(wanted))]).fetchall()
    return [from_text(SaleId(row[0]), CustomerId(row[1]), row[2]) for row in found]


def opening(db: Database) -> Sequence[Sale]:
    """Those of which nobody knows whether Stripe was told."""
    found = db.execute(
        "SELECT sale_id, customer_id, note FROM schedules WHERE standing = 'opening'"
    ).fetchall()
    return [from_text(SaleId(row[0]), CustomerId(row[1]), row[2]) for row in found]


def paid_by(db: Database, intent_id: PaymentIntentId) -> tuple[Sale, Standing] | None:
    """A sale that a payment paid a part of, as far as this ledger knows."""
    sql = "SELECT sale_id FROM schedules WHERE instr(note, ?)"
    for (sale_id,) in db.execute(sql, [f'"{intent_id}"']).fetchall():
        found = find_schedule(db, SaleId(sale_id))
        if found and any(part.payment_intent_id == intent_id for part in found[0].parts):
            return found
    return None


def append_edit(db: Database, sale: Sale, at: datetime, till_id: str, record: str) -> None:
    """What a person did, which led to this revision; `record` is JSON."""
    _EDITS.append(db, (sale.id, sale.revision, to_timestamp(at), till_id, record))


def edits_of(db: Database, sale_id: SaleId) -> Sequence[tuple[int, str]]:
    """Revision and record of what was done at this till, oldest first."""
    sql = "SELECT revision, record FROM sale_edits WHERE sale_id = ? ORDER BY seq"
    return [(int(row[0]), str(row[1])) for row in db.execute(sql, [sale_id]).fetchall()]


def was_given(db: Database, agreement_id: AgreementId) -> bool:
    """Whether a sale was ever given that agreement at this till."""
    sql = f"SELECT 1 FROM sale_edits WHERE {_AGREEMENT} = ?"  # noqa: S608 (ours)
    return db.execute(sql, [agreement_id]).fetchone() is not None


def unsettled(db: Database) -> Sequence[ItemId]:
    """Items of schedules of which Stripe wasn't told that they are paid: most aren't."""
    found = db.execute(f"SELECT id FROM items WHERE {_UNSETTLED}")  # noqa: S608 (ours)
    return [ItemId(row[0]) for row in found.fetchall()]


def set_settled(db: Database, item_ids: Sequence[ItemId]) -> None:
    for item_id in item_ids:
        db.execute("UPDATE items SET settled = 1 WHERE id = ?", [item_id])


def refunds_noted(db: Database) -> dict[PaymentIntentId, int]:
    """How many of the ledger's rows of each payment's refunds were looked at."""
    found = db.execute("SELECT payment_intent_id, rows FROM refunds_noted").fetchall()
    return {PaymentIntentId(row[0]): int(row[1]) for row in found}


def set_refunds_noted(db: Database, seen: Mapping[PaymentIntentId, int]) -> None:
    db.conn.executemany(
        "INSERT OR REPLACE INTO refunds_noted (payment_intent_id, rows) VALUES (?, ?)",
        list(seen.items()),
    )


def _write_item(db: Database, item: SaleItem, otherwise: str) -> None:
    db.execute(
        "INSERT INTO items (id, sale_id, customer_id, amount_minor, currency, description,"  # noqa: S608
        " opened_at, till_id, kind, position, due_on) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
        + otherwise,
        [
            item.id,
            item.sale_id,
            item.customer_id,
            item.amount.amount_minor,
            item.amount.currency,
            item.description,
            to_timestamp(item.opened_at),
            item.till_id,
            item.kind.value,
            item.position,
            item.due_on.isoformat() if item.due_on is not None else None,
        ],
    )


def find_item(db: Database, item_id: ItemId) -> SaleItem | None:
    for row in rows(db, "SELECT * FROM items WHERE id = ?", [item_id]):
        return _item(row)
    return None


def _item(row: dict[str, Any]) -> SaleItem:
    customer = row["customer_id"]
    return SaleItem(
        id=ItemId(row["id"]),
        sale_id=SaleId(row["sale_id"]),
        customer_id=CustomerId(customer) if customer else None,
        amount=Money(row["amount_minor"], row["currency"]),
        description=row["description"],
        opened_at=from_timestamp(row["opened_at"]),
        till_id=row["till_id"],
        kind=ItemKind(row["kind"]),
        position=row["position"],
        due_on=date.fromisoformat(row["due_on"]) if row["due_on"] else None,
    )
