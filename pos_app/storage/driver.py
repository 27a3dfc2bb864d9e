"""The SQLite driver and sqlite-utils, imported together, in the right order, when first needed."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos_app.kernel.errors import Bug

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils import Migrations as TheirMigrations

BUSY_TIMEOUT_SECONDS = 5.0


def load() -> Any:
    """The driver module. Until it stands in for pysqlite3, sqlite-utils would take Python's own
    sqlite3, whose exceptions and row types are different classes (RELIABILITY, section 3)."""
    import sqlcipher3
    import sqlcipher3.dbapi2

    sys.modules.setdefault("pysqlite3", sqlcipher3)
    sys.modules.setdefault("pysqlite3.dbapi2", sqlcipher3.dbapi2)
    import sqlite_utils.db

    if vars(sqlite_utils.db)["sqlite3"] is not sqlcipher3:
        raise Bug("storage.driver_imported_too_late")
    return sqlcipher3


def migrations(name: str) -> "TheirMigrations":
    """An empty set of sqlite-utils' migrations."""
    load()
    from sqlite_utils import Migrations

    return Migrations(name)


def connect(path: Path, key: bytes | None) -> "Database":
    """A connection that any one thread at a time may use, without implicit transactions.

    `key` is 32 random bytes, used as they are (no key derivation); None leaves the file plain.
    """
    sqlite3 = load()
    from sqlite_utils import Database

    connection = sqlite3.connect(
        str(path),
        timeout=BUSY_TIMEOUT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # A wrong key is told as an error; the library's own lines on stderr add nothing.
        connection.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return Database(connection, recursive_triggers=False, execute_plugins=False)
    except BaseException:
        connection.close()
        raise


def is_driver_error(error: BaseException) -> bool:
    """Whether the driver raised it (not: whether SQLite is to blame)."""
    loaded: Any = sys.modules.get("sqlcipher3")
    return loaded is not None and isinstance(error, loaded.Error)
