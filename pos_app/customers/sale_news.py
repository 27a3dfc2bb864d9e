"""Of whom the notes of their sales changed since somebody read them: in the cache, committed with
the customers themselves."""

from collections.abc import Iterable

from pos_app.customers.model import Customer
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database


def create(db: Database) -> None:
    """A released schema: never change it, add a step."""
    db.execute("CREATE TABLE sale_news (customer_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID")


def note(db: Database, customers: Iterable[Customer]) -> None:
    """They came, or left."""
    for one in customers:
        if one.sale_notes:
            _add(db, one)


def note_changed(db: Database, old: Customer, new: Customer) -> None:
    if old.sale_notes != new.sale_notes:
        _add(db, new)


def there_are(db: Database) -> bool:
    return db.execute("SELECT 1 FROM sale_news LIMIT 1").fetchone() is not None


def take(db: Database, most: int) -> list[tuple[CustomerId, str]]:
    """So many of them, with their notes now; nothing is noted of one who left. They are no news
    any more."""
    found = db.execute(
        "SELECT customer_id, coalesce(sale_notes, '') FROM sale_news"
        " LEFT JOIN customers ON customers.id = customer_id LIMIT ?",
        [most],
    ).fetchall()
    for customer_id, _ in found:
        db.execute("DELETE FROM sale_news WHERE customer_id = ?", [customer_id])
    return [(CustomerId(row[0]), str(row[1])) for row in found]


def _add(db: Database, one: Customer) -> None:
    db.execute("INSERT OR IGNORE INTO sale_news (customer_id) VALUES (?)", [one.id])
