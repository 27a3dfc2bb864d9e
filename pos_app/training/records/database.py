"""The stand-in's own file: one connection, one writer, nothing lost when the process is killed.

Objects are kept as the JSON their API shows; what lists are narrowed by are columns that SQLite
derives from that JSON, so that they can't disagree with it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pos_app.training.records.kinds import KINDS, Kind
from pos_app.training.wire.errors import Body

SCHEMA_VERSION = 4
_OUTDATED = "outdated_objects"

_OTHER_TABLES = """
CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE idempotency (
    key TEXT PRIMARY KEY, method TEXT NOT NULL, path TEXT NOT NULL, params TEXT NOT NULL,
    status INTEGER NOT NULL, body TEXT NOT NULL, request_id TEXT NOT NULL, created INTEGER NOT NULL
);
CREATE INDEX idempotency_created ON idempotency (created);
CREATE TABLE challenges (
    id TEXT PRIMARY KEY, intent TEXT NOT NULL, state TEXT NOT NULL, context TEXT NOT NULL
);
CREATE INDEX challenges_intent ON challenges (intent);
CREATE INDEX sessions_to_expire ON checkout_sessions (json_extract(body, '$.expires_at'))
    WHERE status = 'open';
CREATE INDEX intents_to_release ON payment_intents (json_extract(body, '$._private.capture_before'))
    WHERE json_extract(body, '$.status') = 'requires_capture';
"""
_ALSO_SINCE_2 = (
    "CREATE TABLE deliveries (seq INTEGER PRIMARY KEY, event TEXT NOT NULL, endpoint TEXT NOT NULL,"
    " attempts INTEGER NOT NULL, due INTEGER)",
    "CREATE INDEX deliveries_due ON deliveries (due) WHERE due IS NOT NULL",
    "CREATE INDEX deliveries_event ON deliveries (event)",
    "CREATE INDEX deliveries_endpoint ON deliveries (endpoint, due)",
    "CREATE INDEX refunds_to_settle ON refunds (json_extract(body, '$._private.settles_at'))",
    "CREATE INDEX disputes_to_end ON disputes (json_extract(body, '$.evidence_details.due_by'))"
    " WHERE json_extract(body, '$.status') IN ('needs_response', 'warning_needs_response')",
)

# only our own table names ever take the place of {}
_SELECT = "SELECT body FROM {} WHERE id = ?"
_INSERT = "INSERT INTO {} (id, created, body) VALUES (?, ?, ?)"
_UPDATE = "UPDATE {} SET body = ? WHERE id = ?"
_DELETE = "DELETE FROM {}"
_COLUMNS = "PRAGMA table_xinfo({})"
_COUNT = "SELECT count(*) FROM {}"

_USUAL_PAGES, _MANY_PAGES = 1000, 16_000
"""How much the log holds, in pages of 4 KiB, before it is moved into the main file."""

Row = tuple[str, int, str]
"""Id, creation in UTC seconds, body as JSON text."""


class FileInUse(Exception):
    """Another stand-in has the file open."""


class Database:
    """Rows are (seq, id, created, body); `seq` keeps the order of creation within a second."""

    def __init__(self, path: Path) -> None:
        """Open or make the file. Raises FileInUse."""
        self._connection = sqlite3.connect(path, isolation_level=None, timeout=0.2)
        self._connection.row_factory = sqlite3.Row
        try:
            self._prepare()
        except sqlite3.OperationalError as fault:
            self._connection.close()
            if "locked" in str(fault):
                raise FileInUse(str(path)) from fault
            raise

    def _prepare(self) -> None:
        for pragma in (
            "locking_mode=EXCLUSIVE",
            "journal_mode=WAL",
            "synchronous=FULL",
            "fullfsync=ON",
            "temp_store=MEMORY",
            "cache_size=-32000",
        ):
            self._connection.execute(f"PRAGMA {pragma}")
        with self.transaction():
            version = self._connection.execute("PRAGMA user_version").fetchone()[0]
            if version == 0:
                self._create()
            elif version == 1:
                self._upgrade_from_1()
            elif version in (2, 3):
                self._add_kinds()
                self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _create(self) -> None:
        for kind in KINDS:
            for statement in _table(kind):
                self._connection.execute(statement)
        for statement in (*_OTHER_TABLES.split(";"), *_ALSO_SINCE_2):
            self._connection.execute(statement)
        self._connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")

    def _add_kinds(self) -> None:
        """Add the tables and columns of later kinds; what is there stays as it is."""
        run = self._connection.execute
        tables = {row["name"] for row in self.rows("SELECT name FROM sqlite_master")}
        for kind in KINDS:
            if kind.table not in tables:
                for statement in _table(kind):
                    run(statement)
                continue
            present = {row["name"] for row in self.rows(_COLUMNS.format(kind.table))}
            for name in kind.columns:
                if name not in present:
                    run(f"ALTER TABLE {kind.table} ADD COLUMN {_derived(name)}")
                    run(_index(kind, name))

    def _upgrade_from_1(self) -> None:
        self._add_kinds()
        run = self._connection.execute
        for statement in _ALSO_SINCE_2:
            run(statement)
        run("ALTER TABLE challenges RENAME COLUMN payment_intent TO intent")
        self.set_setting(_OUTDATED, "1")
        run(f"PRAGMA user_version = {SCHEMA_VERSION}")

    @property
    def outdated(self) -> bool:
        """Whether what is in the file still has the shape of an older release."""
        return self.setting(_OUTDATED) is not None

    def set_up_to_date(self) -> None:
        """In the transaction that completed it: a kill before leaves that for the next start."""
        self.execute("DELETE FROM settings WHERE name = ?", (_OUTDATED,))

    def close(self) -> None:
        self._connection.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on disk when it ends."""
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:  # reason: whatever interrupts it, half a change must not stay
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
        return self._connection.execute(sql, tuple(values)).fetchall()

    def row(self, sql: str, values: Iterable[Any] = ()) -> sqlite3.Row | None:
        found: sqlite3.Row | None = self._connection.execute(sql, tuple(values)).fetchone()
        return found

    def execute(self, sql: str, values: Iterable[Any] = ()) -> None:
        self._connection.execute(sql, tuple(values))

    def load(self, kind: Kind, identifier: str) -> Body | None:
        row = self.row(_SELECT.format(kind.table), (identifier,))
        return None if row is None else json.loads(row["body"])

    def insert(self, kind: Kind, body: Body) -> None:
        self.insert_rows(kind, [(body["id"], body["created"], pack(body))])

    def insert_rows(self, kind: Kind, rows: Iterable[Row]) -> None:
        """Add new objects, oldest first."""
        self._connection.executemany(_INSERT.format(kind.table), rows)

    @contextmanager
    def checkpoints_apart(self) -> Iterator[None]:
        """For a time of many large writes: move them into the main file in large pieces."""
        self._connection.execute(f"PRAGMA wal_autocheckpoint = {_MANY_PAGES}")
        try:
            yield
        finally:
            self._connection.execute(f"PRAGMA wal_autocheckpoint = {_USUAL_PAGES}")

    def replace(self, kind: Kind, body: Body) -> None:
        self.execute(_UPDATE.format(kind.table), (pack(body), body["id"]))

    def clear(self) -> None:
        """Empty every table."""
        for kind in KINDS:
            self.execute(_DELETE.format(kind.table))
        for table in ("idempotency", "challenges", "deliveries", "settings"):
            self.execute(_DELETE.format(table))

    def setting(self, name: str) -> str | None:
        row = self.row("SELECT value FROM settings WHERE name = ?", (name,))
        return None if row is None else str(row["value"])

    def set_setting(self, name: str, value: str) -> None:
        self.execute("INSERT OR REPLACE INTO settings (name, value) VALUES (?, ?)", (name, value))

    def counts(self) -> dict[str, int]:
        return {kind.table: int(self.rows(_COUNT.format(kind.table))[0][0]) for kind in KINDS}


def pack(body: Body) -> str:
    return json.dumps(body, ensure_ascii=False, separators=(",", ":"))


def _table(kind: Kind) -> Iterator[str]:
    derived = "".join(f", {_derived(name)}" for name in kind.columns)
    yield (
        f"CREATE TABLE {kind.table} (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE,"
        f" created INTEGER NOT NULL, body TEXT NOT NULL{derived})"
    )
    yield f"CREATE INDEX {kind.table}_created ON {kind.table} (created)"
    for name in kind.columns:
        yield _index(kind, name)


def _derived(name: str) -> str:
    return f"{name} TEXT GENERATED ALWAYS AS (json_extract(body, '$.{name}')) VIRTUAL"


def _index(kind: Kind, name: str) -> str:
    return f"CREATE INDEX {kind.table}_{name} ON {kind.table} ({name}, created)"
