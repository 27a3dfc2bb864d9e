"""Sales and items in the ledger."""

from datetime import datetime
from typing import Any

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import CustomerId, ItemId, SaleId
from pos_app.kernel.money import Money
from pos_app.sales.model import SaleItem
from pos_app.storage import Database, Migrations, rows

SALES_MIGRATIONS = Migrations("sales")


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


def add_sale(db: Database, sale_id: SaleId, customer_id: CustomerId | None, at: datetime) -> None:
    db.execute(
        "INSERT INTO sales (id, customer_id, opened_at) VALUES (?, ?, ?)",
        [sale_id, customer_id, to_timestamp(at)],
    )


def add_item(db: Database, item: SaleItem) -> None:
    db.execute(
        "INSERT INTO items (id, sale_id, customer_id, amount_minor, currency, description,"
        " opened_at, till_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            item.id,
            item.sale_id,
            item.customer_id,
            item.amount.amount_minor,
            item.amount.currency,
            item.description,
            to_timestamp(item.opened_at),
            item.till_id,
        ],
    )


def put_item(db: Database, item: SaleItem) -> None:
    """An item that a restored ledger has lost, with its sale."""
    db.execute(
        "INSERT OR IGNORE INTO sales (id, customer_id, opened_at) VALUES (?, ?, ?)",
        [item.sale_id, item.customer_id, to_timestamp(item.opened_at)],
    )
    add_item(db, item)


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
    )
