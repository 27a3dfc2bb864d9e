"""Finding customers in the cache: questions to the index, rows in the order of `rank`."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from pos_app.customers.model import Hit
from pos_app.customers.query import exactly, matching, parse
from pos_app.customers.store import CUSTOMER_COLUMNS, last4s_of, read_customer
from pos_app.storage import Database

# CROSS JOIN keeps this order of loops: the index streams row numbers upwards, and each leads to
# its customer, so the first `limit` are known without a sort.
_COLUMNS: Final = ", ".join(f"customers.{name}" for name in CUSTOMER_COLUMNS.split(", "))
_FIND: Final = (
    f"SELECT {_COLUMNS} FROM lookup CROSS JOIN customers ON customers.rank = lookup.rowid"  # noqa: S608 (ours)
    " WHERE lookup MATCH ? ORDER BY lookup.rowid LIMIT ?"
)
_NEWEST: Final = f"SELECT {CUSTOMER_COLUMNS} FROM customers ORDER BY rank LIMIT ?"  # noqa: S608 (ours)


def find(
    db: Database, text: str, limit: int, check: Callable[[], None] = lambda: None
) -> list[Hit]:
    """At most `limit` customers that answer `text` (`query.py` says how): first those who answer
    it exactly, each group most recently served first. Empty text: the most recently served.

    `check` is called between statements and may raise to stop.
    """
    clauses = parse(text)
    if not clauses:
        return [] if text.strip() else _hits(db, db.execute(_NEWEST, [limit]).fetchall())
    rows = db.execute(_FIND, [exactly(clauses), limit]).fetchall()
    check()
    if len(rows) < limit:
        found = {row[0] for row in rows}
        others = db.execute(_FIND, [matching(clauses), limit]).fetchall()
        rows += [row for row in others if row[0] not in found][: limit - len(rows)]
    return _hits(db, rows)


def _hits(db: Database, rows: Sequence[Sequence[Any]]) -> list[Hit]:
    customers = [read_customer(row) for row in rows]
    last4s = last4s_of(db, [customer.id for customer in customers])
    return [Hit(customer, last4s.get(customer.id, ())) for customer in customers]
