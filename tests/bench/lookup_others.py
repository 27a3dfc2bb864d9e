"""What the till's lookup is compared with: LIKE in both files, and sqlite-utils' own index."""

import sys
import time
from collections.abc import Callable
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from pos_app.customers import store
from pos_app.storage import Database
from tests.bench.figures import Figure, progress
from tests.helpers.people import People

_COLUMNS: Final = ("name", "email", "phone", "digits")


def build_plain(path: Path, count: int) -> Figure:
    """So many customers of the bench in a plain file, with sqlite-utils' index over them."""
    progress("the same customers into a plain file for the others")
    sqlite_utils = sqlite_utils_module()
    begun = time.perf_counter()
    db = sqlite_utils.Database(path)
    table = db["customers"]
    everyone = enumerate(People().everyone(count))
    while rows := list(islice(everyone, 10_000)):
        table.insert_all(
            {"rank": rank, "id": one.id, "name": one.name, "email": one.email, "phone": one.phone,
             "digits": "".join(c for c in one.phone if c.isdigit())}
            for rank, (one, _) in rows
        )  # fmt: skip
    indexed = time.perf_counter()
    table.enable_fts(["name", "email", "phone"])
    print(f"(the others' rows took {indexed - begun:.0f} s)", file=sys.stderr)
    db.close()
    return Figure("sqlite-utils' enable_fts", time.perf_counter() - indexed, "s")


def sqlite_utils_module() -> Any:
    """It takes whatever SQLite is there; ours is loaded first."""
    from pos_app.storage import driver

    driver.load()
    import sqlite_utils

    return sqlite_utils


def like(db: Any, text: str) -> None:
    """Of the plain file: the first fifty with the text in any of four columns."""
    each = " OR ".join(f"{column} LIKE ?" for column in _COLUMNS)
    sql = f"SELECT * FROM customers WHERE {each} ORDER BY rank LIMIT 50"
    db.execute(sql, [f"%{text.strip()}%"] * len(_COLUMNS)).fetchall()


def like_there(db: Database, text: str, order: str) -> float:
    """Milliseconds of the same question to the till's own file: the rows, pages and cipher the
    till's answer comes from. Its copy keeps no column of digits; the shop's number is as long.

    Ordered by `rank`, LIKE stops at the fiftieth hit: rows numbered by recency are half of what
    makes the till fast (PERF.md, section 1), and a table without them has none of that. `+rank` is
    the same order as any other column, so all rows are read, as they were for PERF.md's 399×.
    """
    each = " OR ".join(f"{column} LIKE ?" for column in ("name", "email", "phone", "number"))
    sql = f"SELECT {store.CUSTOMER_COLUMNS} FROM customers WHERE {each} ORDER BY {order} LIMIT 50"
    return timed(partial(_all_rows, db, sql, [f"%{text.strip()}%"] * 4))


def _all_rows(db: Database, sql: str, given: list[str]) -> None:
    db.execute(sql, given).fetchall()


def search(db: Any, text: str) -> None:
    """sqlite-utils' own, the last word as a beginning."""
    list(db["customers"].search(db.quote_fts(text.strip()) + "*", limit=50))


def timed(act: Callable[[], None]) -> float:
    """Milliseconds."""
    begun = time.perf_counter()
    act()
    return (time.perf_counter() - begun) * 1000
