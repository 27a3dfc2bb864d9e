"""Tables that are only appended to, each row's hash covering its values and the hash before it.

So a row changed or taken out behind the till's back shows (RELIABILITY section 3).
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pos_app.storage.database import Database

_BEGINNING: Final = "0" * 64
SEAL: Final = ("at", "last_seq", "last_hash")
"""Columns of a chain of seals: when (UTC seconds), and the last row that left."""
ERASURE: Final = ("at", "chain", "row", "left_hash")
"""Columns of a chain of erasures: when (UTC seconds), in which table, which row, what is left."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A chained table: `columns` are what the hashes cover, beside `seq`, counted from 1.

    The table has these columns and `seq INTEGER PRIMARY KEY`, `hash TEXT NOT NULL`.
    """

    table: str
    columns: tuple[str, ...]
    seals: "Chain | None" = None
    """Of a table whose oldest rows leave one day (`SEAL`): up to which row they did, and that
    row's hash, from which the others follow."""
    erased: "Chain | None" = None
    """Of a table whose rows may lose a part of what they say (`ERASURE`): which ones did, and the
    hash of what is left of each."""

    def append(self, db: Database, values: tuple[Any, ...]) -> int:
        """Write one row, `values` in the order of `columns`; the result is its `seq`."""
        last = db.execute(f"SELECT seq, hash FROM {self.table} ORDER BY seq DESC LIMIT 1")  # noqa: S608
        row = last.fetchone() or self._beginning(db)
        seq, before = row[0] + 1, row[1]
        marks = ", ".join("?" * (len(self.columns) + 2))
        db.execute(
            f"INSERT INTO {self.table} (seq, {', '.join(self.columns)}, hash)"  # noqa: S608
            f" VALUES ({marks})",
            [seq, *values, _chained(before, seq, values)],
        )
        return int(seq)

    def first_broken(self, db: Database) -> int | None:
        """The `seq` of the first row that doesn't follow from the one before; None: all do."""
        gone, before = self._beginning(db)
        left = self._left(db)
        sql = f"SELECT seq, {', '.join(self.columns)}, hash FROM {self.table} ORDER BY seq"  # noqa: S608
        for expected, row in enumerate(db.execute(sql), start=gone + 1):
            seq, *values, found = row
            said = (found, *values) if seq in left else tuple(values)
            if seq != expected or left.get(seq, found) != _chained(before, seq, said):
                return expected
            before = found
        return None

    def keep(self, db: Database) -> None:
        """From now on no row is changed or taken out by mistake."""
        for event in ("UPDATE", "DELETE"):
            self._forbid(db, event, "")

    def keep_until_sealed(self, db: Database) -> None:
        """As `keep`, for a table that was kept: rows below a seal may be taken out."""
        assert self.seals is not None  # nothing leaves another table
        db.execute(f"DROP TRIGGER {self.table}_keep_delete")
        last = f"(SELECT coalesce(max(last_seq), 0) FROM {self.seals.table})"  # noqa: S608 (ours)
        self._forbid(db, "DELETE", f" WHEN OLD.seq > {last}")

    def let_go(self, db: Database, last: int, at: int) -> None:
        """Take out all rows up to the one numbered `last`, which is there; `at` in UTC seconds.
        What follows still follows from it: its hash is sealed first, in a chain of its own."""
        assert self.seals is not None  # nothing leaves another table
        (sealed,) = db.execute(f"SELECT hash FROM {self.table} WHERE seq = ?", [last]).fetchone()  # noqa: S608 (ours)
        self.seals.append(db, (at, last, sealed))
        db.execute(f"DELETE FROM {self.table} WHERE seq <= ?", [last])  # noqa: S608 (ours)

    def keep_until_erased(self, db: Database) -> None:
        """As `keep`, for a table that was kept: a row may be changed once its erasure is noted."""
        assert self.erased is not None  # nothing is erased in another table
        db.execute(f"DROP TRIGGER {self.table}_keep_update")
        noted = f"SELECT 1 FROM {self.erased.table} WHERE chain = '{self.table}' AND row = OLD.seq"  # noqa: S608 (ours)
        self._forbid(db, "UPDATE", f" WHEN NOT EXISTS ({noted})")

    def erase(self, db: Database, seq: int, changes: Mapping[str, Any], at: int) -> None:
        """Put these values in place of what a row said, `at` in UTC seconds. Its hash stays, so
        that the others follow from it as before; what is left of it is hashed in a chain of its
        own."""
        assert self.erased is not None  # nothing is erased in another table
        sql = f"SELECT {', '.join(self.columns)}, hash FROM {self.table} WHERE seq = ?"  # noqa: S608 (ours)
        *values, found = db.execute(sql, [seq]).fetchone()
        kept = {**dict(zip(self.columns, values, strict=True)), **changes}
        before = db.execute(f"SELECT hash FROM {self.table} WHERE seq = ?", [seq - 1]).fetchone()  # noqa: S608 (ours)
        link = before[0] if before else self._beginning(db)[1]
        self.erased.append(db, (at, self.table, seq, _chained(link, seq, (found, *kept.values()))))
        places = ", ".join(f"{name} = ?" for name in changes)
        db.execute(f"UPDATE {self.table} SET {places} WHERE seq = ?", [*changes.values(), seq])  # noqa: S608 (ours)

    def _left(self, db: Database) -> dict[int, str]:
        """Of each row that lost something, the hash of what is left; the last word counts."""
        if self.erased is None or self.erased.table not in db.table_names():
            return {}
        sql = f"SELECT row, left_hash FROM {self.erased.table} WHERE chain = ? ORDER BY seq"  # noqa: S608 (ours)
        return dict(db.execute(sql, [self.table]).fetchall())

    def _forbid(self, db: Database, event: str, when: str) -> None:
        db.execute(
            f"CREATE TRIGGER {self.table}_keep_{event.lower()} BEFORE {event} ON {self.table}{when}"
            f" BEGIN SELECT RAISE(ABORT, '{self.table} are only appended'); END"
        )

    def _beginning(self, db: Database) -> tuple[int, str]:
        """Number and hash of the row before the first: of one that left, or of none. A copy of
        an older release has no seals."""
        if self.seals is None or self.seals.table not in db.table_names():
            return 0, _BEGINNING
        sql = f"SELECT last_seq, last_hash FROM {self.seals.table} ORDER BY seq DESC LIMIT 1"  # noqa: S608 (ours)
        row = db.execute(sql).fetchone()
        return (int(row[0]), str(row[1])) if row else (0, _BEGINNING)


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


ERASED: Final = Chain("erased_rows", ERASURE)
"""Of every table whose rows may be erased in part."""


def create_erased(db: Database, chains: Iterable[Chain]) -> None:
    """A released schema: never change it, add a step. `at` in UTC seconds; these tables' rows may
    be erased in part from now on."""
    db.execute(
        "CREATE TABLE erased_rows ("
        " seq INTEGER PRIMARY KEY,"
        " at INTEGER NOT NULL,"
        " chain TEXT NOT NULL,"
        " row INTEGER NOT NULL,"
        " left_hash TEXT NOT NULL,"
        " hash TEXT NOT NULL) STRICT"
    )
    ERASED.keep(db)
    for chain in chains:
        chain.keep_until_erased(db)
