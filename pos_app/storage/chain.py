"""Tables that are only appended to, each row's hash covering its values and the hash before it.

So a row changed or taken out behind the till's back shows (RELIABILITY section 3).
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from pos_app.storage.database import Database

_BEGINNING: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Chain:
    """A chained table: `columns` are what the hashes cover, beside `seq`, counted from 1.

    The table has these columns and `seq INTEGER PRIMARY KEY`, `hash TEXT NOT NULL`.
    """

    table: str
    columns: tuple[str, ...]

    def append(self, db: Database, values: tuple[Any, ...]) -> int:
        """Write one row, `values` in the order of `columns`; the result is its `seq`."""
        last = db.execute(f"SELECT seq, hash FROM {self.table} ORDER BY seq DESC LIMIT 1")  # noqa: S608
        row = last.fetchone()
        seq, before = (row[0] + 1, row[1]) if row else (1, _BEGINNING)
        marks = ", ".join("?" * (len(self.columns) + 2))
        db.execute(
            f"INSERT INTO {self.table} (seq, {', '.join(self.columns)}, hash)"  # noqa: S608
            f" VALUES ({marks})",
            [seq, *values, _chained(before, seq, values)],
        )
        return int(seq)

    def first_broken(self, db: Database) -> int | None:
        """The `seq` of the first row that doesn't follow from the one before; None: all do."""
        before = _BEGINNING
        sql = f"SELECT seq, {', '.join(self.columns)}, hash FROM {self.table} ORDER BY seq"  # noqa: S608
        for expected, row in enumerate(db.execute(sql), start=1):
            seq, *values, found = row
            if seq != expected or found != _chained(before, seq, tuple(values)):
                return expected
            before = found
        return None

    def keep(self, db: Database) -> None:
        """From now on no row is changed or taken out by mistake."""
        for event in ("UPDATE", "DELETE"):
            db.execute(
                f"CREATE TRIGGER {self.table}_keep_{event.lower()} BEFORE {event} ON {self.table}"
                f" BEGIN SELECT RAISE(ABORT, '{self.table} are only appended'); END"
            )


def wrong_in_chains(db: Database, chains: Iterable[Chain]) -> str:
    """What is wrong in the first of these tables that isn't as it was written; nothing when all
    are. A file from before a feature's first row, or of an older release, lacks its tables."""
    there = set(db.table_names())
    for chain in chains:
        broken = chain.first_broken(db) if chain.table in there else None
        if broken is not None:
            return f"row {broken} of {chain.table} was changed"
    return ""


def _chained(before: str, seq: int, values: tuple[Any, ...]) -> str:
    text = json.dumps([before, seq, *values], separators=(",", ":"), ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
