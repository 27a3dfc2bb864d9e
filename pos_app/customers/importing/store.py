"""The import in its own file: every row with its cells, what it becomes, and how far it is.

Cells and drafts are JSON; times are UTC seconds. One import at a time.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Final

from pos_app.customers.importing.model import (
    Counts,
    Field,
    Import,
    Key,
    OnKnown,
    Reason,
    Row,
    RowState,
    Stage,
    Verdict,
    Wanted,
)
from pos_app.customers.model import CustomerDraft
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database, Migrations

_COLUMNS: Final = (
    "number, cells, wanted, verdict, reason, same_as, same_row, state, key_no, sent_at, customer_id"
)
_DRAFT: Final = tuple(field.name for field in fields(CustomerDraft))

IMPORT_MIGRATIONS = Migrations("customer_imports")


@IMPORT_MIGRATIONS()
def m001_import(db: Database) -> None:
    db.execute(
        "CREATE TABLE import (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL,"
        " file_name TEXT NOT NULL, header TEXT NOT NULL, mapping TEXT NOT NULL,"
        " delimiter TEXT NOT NULL, stage TEXT NOT NULL, on_known TEXT NOT NULL) STRICT"
    )
    db.execute(
        "CREATE TABLE import_rows (number INTEGER PRIMARY KEY, cells TEXT NOT NULL, wanted TEXT,"
        " verdict TEXT NOT NULL, reason TEXT, same_as TEXT, same_row INTEGER,"
        " state TEXT NOT NULL, key_no INTEGER NOT NULL, sent_at INTEGER, customer_id TEXT) STRICT"
    )
    # what is on its way is asked for at every step; the others are found in the order of rows
    db.execute("CREATE INDEX import_sent ON import_rows (number) WHERE state = 'sending'")
    db.execute(
        "CREATE TABLE import_keys (key TEXT NOT NULL, abroad INTEGER NOT NULL,"
        " number INTEGER NOT NULL, PRIMARY KEY (key, abroad)) STRICT, WITHOUT ROWID"
    )
    db.execute(
        "CREATE TABLE import_mappings (header TEXT PRIMARY KEY, mapping TEXT NOT NULL)"
        " STRICT, WITHOUT ROWID"
    )


def current(db: Database) -> Import | None:
    row = db.execute(
        "SELECT id, file_name, header, mapping, delimiter, stage, on_known FROM import"
    ).fetchone()
    if row is None:
        return None
    id_, file_name, header, mapping, delimiter, stage, on_known = row
    return Import(
        id_,
        file_name,
        tuple(json.loads(header)),
        tuple(Field(name) for name in json.loads(mapping)),
        delimiter,
        Stage(stage),
        OnKnown(on_known),
    )


def put(db: Database, now: Import) -> None:
    db.execute(
        "INSERT OR REPLACE INTO import (only, id, file_name, header, mapping, delimiter, stage,"
        " on_known) VALUES (1, ?, ?, ?, ?, ?, ?, ?)",
        [
            now.id, now.file_name, json.dumps(now.header), json.dumps(now.mapping), now.delimiter,
            now.stage.value, now.on_known.value,
        ],
    )  # fmt: skip


def forget(db: Database) -> None:
    """End the import: nobody's data stay behind."""
    for table in ("import", "import_rows", "import_keys"):
        db.execute(f"DELETE FROM {table}")  # noqa: S608 (ours)


def erase(db: Database, customer_id: str) -> None:
    """The rows that became this customer, or were found to be the same, as they stood in the
    file."""
    db.execute("PRAGMA secure_delete = ON")
    theirs = "(SELECT number FROM import_rows WHERE customer_id = ?1 OR same_as = ?1)"
    db.execute(f"DELETE FROM import_keys WHERE number IN {theirs}", [customer_id])  # noqa: S608 (ours)
    db.execute("DELETE FROM import_rows WHERE customer_id = ?1 OR same_as = ?1", [customer_id])


def remembered(db: Database, header: str) -> tuple[Field, ...] | None:
    """How the columns of this header were mapped last."""
    row = db.execute("SELECT mapping FROM import_mappings WHERE header = ?", [header]).fetchone()
    known = {each.value for each in Field}
    names = json.loads(row[0]) if row else None
    return tuple(map(Field, names)) if names is not None and known.issuperset(names) else None


def remember(db: Database, header: str, mapping: Sequence[Field]) -> None:
    db.execute(
        "INSERT OR REPLACE INTO import_mappings (header, mapping) VALUES (?, ?)",
        [header, json.dumps(mapping)],
    )


def row_with(db: Database, keys: Iterable[Key]) -> int | None:
    """The first row of this file that shares one of these keys."""
    found = []
    for key in keys:
        row = db.execute(
            "SELECT min(number) FROM import_keys WHERE key = ? AND abroad + ? < 2",
            [key.text, int(key.abroad)],
        ).fetchone()
        if row[0] is not None:
            found.append(int(row[0]))
    return min(found, default=None)


def add_keys(db: Database, number: int, keys: Iterable[Key]) -> None:
    db.conn.executemany(
        "INSERT OR IGNORE INTO import_keys (key, abroad, number) VALUES (?, ?, ?)",
        [(key.text, int(key.abroad), number) for key in keys],
    )


def add_rows(db: Database, rows: Iterable[Row]) -> None:
    db.conn.executemany(
        f"INSERT INTO import_rows ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608
        [_written(row) for row in rows],
    )


def put_rows(db: Database, rows: Iterable[Row]) -> None:
    """How far these rows are now."""
    db.conn.executemany(
        "UPDATE import_rows SET reason = ?, same_as = ?, state = ?, key_no = ?, sent_at = ?,"
        " customer_id = ? WHERE number = ?",
        [
            (
                _reason_text(row.reason), row.same_as, row.state.value, row.key_no,
                _seconds(row), row.customer_id, row.number,
            )
            for row in rows
        ],
    )  # fmt: skip


def sent(db: Database) -> list[Row]:
    """Rows that may or may not have been done."""
    return _rows(db, "state = 'sending' ORDER BY number", [])


def waiting(db: Database, after: int, limit: int, *, repeated: bool) -> list[Row]:
    """The next rows to send: first those of their own, then those that repeat one."""
    which = "=" if repeated else "<>"
    return _rows(
        db,
        f"number > ? AND state = 'waiting' AND verdict {which} 'repeated' ORDER BY number LIMIT ?",
        [after, limit],
    )


def leave_known(db: Database) -> None:
    """Rows whose customer is there already are done with, all at once."""
    db.execute(
        "UPDATE import_rows SET state = 'left', customer_id = same_as"
        " WHERE state = 'waiting' AND verdict = 'known'"
    )


def customer_of(db: Database, number: int) -> CustomerId | None:
    """Whom a row has become."""
    row = db.execute("SELECT customer_id FROM import_rows WHERE number = ?", [number]).fetchone()
    return CustomerId(row[0]) if row and row[0] else None


def wanted_of(db: Database, number: int) -> Wanted | None:
    """Whom a row describes."""
    row = db.execute("SELECT wanted FROM import_rows WHERE number = ?", [number]).fetchone()
    return _wanted(*json.loads(row[0])) if row and row[0] else None


def of_verdict(db: Database, verdicts: Sequence[Verdict], after: int, limit: int) -> list[Row]:
    places = ", ".join("?" * len(verdicts))
    return _rows(
        db,
        f"number > ? AND verdict IN ({places}) ORDER BY number LIMIT ?",
        [after, *(verdict.value for verdict in verdicts), limit],
    )


def with_reason(db: Database, after: int, limit: int) -> list[Row]:
    """Rows a person has to look at."""
    return _rows(db, "number > ? AND reason IS NOT NULL ORDER BY number LIMIT ?", [after, limit])


def counts(db: Database) -> Counts:
    """Looks at every row."""
    found: dict[str, int] = {}
    for verdict, state, number in db.execute(
        "SELECT verdict, state, count(*) FROM import_rows GROUP BY verdict, state"
    ):
        shown = "open" if state in ("waiting", "sending") else state
        for name in (verdict, shown):
            found[name] = found.get(name, 0) + number
    return Counts(**found)


def _rows(db: Database, where: str, values: Sequence[object]) -> list[Row]:
    found = db.execute(f"SELECT {_COLUMNS} FROM import_rows WHERE {where}", values)  # noqa: S608
    return [_read(row) for row in found.fetchall()]


def _written(row: Row) -> tuple[object, ...]:
    wanted = None
    if row.wanted is not None:
        draft = row.wanted.draft  # dataclasses.asdict copies deeply: a fifth of the whole check
        fields_given = {name: getattr(draft, name) for name in _DRAFT}
        wanted = json.dumps([fields_given, row.wanted.id])
    return (
        row.number, json.dumps(row.cells), wanted, row.verdict.value, _reason_text(row.reason),
        row.same_as, row.same_row, row.state.value, row.key_no, _seconds(row), row.customer_id,
    )  # fmt: skip


def _seconds(row: Row) -> int | None:
    return None if row.sent_at is None else to_timestamp(row.sent_at)


def _reason_text(reason: Reason | None) -> str | None:
    if reason is None:
        return None
    return json.dumps([reason.key, reason.field, dict(reason.params)], default=str)


def _read(row: Sequence[Any]) -> Row:
    number, cells, wanted, verdict, reason, same_as, same_row, state, key_no, sent_at, owner = row
    return Row(
        number=number,
        cells=tuple(json.loads(cells)),
        wanted=None if wanted is None else _wanted(*json.loads(wanted)),
        verdict=Verdict(verdict),
        reason=None if reason is None else Reason(*json.loads(reason)),
        same_as=CustomerId(same_as) if same_as else None,
        same_row=same_row,
        state=RowState(state),
        key_no=key_no,
        sent_at=None if sent_at is None else from_timestamp(sent_at),
        customer_id=CustomerId(owner) if owner else None,
    )


def _wanted(draft: dict[str, Any], id_: str | None) -> Wanted:
    draft["tags"] = tuple(draft["tags"])
    return Wanted(CustomerDraft(**draft), CustomerId(id_) if id_ else None)
