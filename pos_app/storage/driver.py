"""The SQLite driver and sqlite-utils, imported together, in the right order, when first needed."""

import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pos_app.kernel.errors import Bug

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils import Migrations as TheirMigrations

Key = TypeVar("Key", bound=bytes | None)
Opened = TypeVar("Opened")

BUSY_TIMEOUT_SECONDS = 5.0
SMALL_PAGE_BYTES: Final = 1024
"""Of a file of many small commits: every page a commit changes is encrypted and signed whole, which
at the usual 4096 takes longer than writing it (docs/decisions/0014-small-pages.md)."""
_USUAL_PAGE_BYTES: Final = 4096
_SQLITE_NOTADB: Final = 26
_default_size = threading.Lock()
"""SQLCipher has one default for all threads of a process (`copy_into`)."""


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


def connect(path: Path, key: bytes | None, *, small_pages: bool = False) -> "Database":
    """A connection that any one thread at a time may use, without implicit transactions.

    `key` is 32 random bytes, used as they are (no key derivation); None leaves the file plain.
    A new file gets SMALL_PAGE_BYTES where told, the usual ones otherwise; one that is there keeps
    what it was made with. An encrypted file doesn't say, so the other size is tried too.
    """
    sizes = (SMALL_PAGE_BYTES, _USUAL_PAGE_BYTES)
    likely, other = sizes if small_pages else sizes[::-1]
    try:
        return _connect(path, key, likely)
    except Exception as error:  # reason: only its code tells another size from all other trouble
        if not _unreadable(error):
            raise
        return _connect(path, key, other)


def connect_with_one_of(
    path: Path, keys: Sequence[bytes | None], *, small_pages: bool = False
) -> tuple["Database", bytes | None]:
    """As `connect`, with the first key that fits, and that key: while a key is being changed a
    file has the one or the other. Raises what the last of them raises."""
    return _first_that_fits(keys, lambda key: connect(path, key, small_pages=small_pages))


def _first_that_fits(keys: Sequence[Key], opened: Callable[[Key], Opened]) -> tuple[Opened, Key]:
    *others, last = keys
    for key in others:
        try:
            return opened(key), key
        except Exception as error:  # reason: only its code tells a wrong key from all other trouble
            if not _unreadable(error):
                raise
    return opened(last), last


def _unreadable(error: Exception) -> bool:
    """Of another page size, under another key, or damaged."""
    return is_driver_error(error) and getattr(error, "sqlite_errorcode", 0) == _SQLITE_NOTADB


def glance(path: Path, keys: Sequence[bytes]) -> Any:
    """A connection that only reads a file which is there, with the first key that fits, and with
    nothing imported but the driver. Its rows are tuples. Raises what the driver raises."""
    import sqlcipher3

    return _first_that_fits(keys, lambda key: _reading(sqlcipher3, path, key))[0]


def _reading(sqlite3: Any, path: Path, key: bytes) -> Any:
    connection = _bare(sqlite3, path, key, _USUAL_PAGE_BYTES)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _connect(path: Path, key: bytes | None, page_bytes: int) -> "Database":
    sqlite3 = load()
    from sqlite_utils import Database

    connection = _bare(sqlite3, path, key, page_bytes)
    return Database(connection, recursive_triggers=False, execute_plugins=False)


def _bare(sqlite3: Any, path: Path, key: bytes | None, page_bytes: int) -> Any:
    """As the driver has it, read once."""
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
            connection.execute(f"PRAGMA cipher_page_size = {page_bytes}")
        else:
            connection.execute(f"PRAGMA page_size = {page_bytes}")  # an older file keeps its own
        connection.execute("PRAGMA mmap_size = 0")
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def copy_into(database: "Database", path: Path) -> None:
    """Write the whole database into the new file `path`, with the same key and page size.

    SQLCipher makes the file with the size it takes as a default, and copies pages of the source's
    size into it: where the two differ, nothing can read what comes out. Every connection here
    names its own size, so that the default is this function's alone.
    """
    run = database.conn.execute
    (page_bytes,) = run("PRAGMA page_size").fetchone()
    with _default_size:
        run(f"PRAGMA cipher_default_page_size = {page_bytes}")
        try:
            run("VACUUM INTO ?", [str(path)])
        finally:
            run(f"PRAGMA cipher_default_page_size = {_USUAL_PAGE_BYTES}")


def change_key(path: Path, key: bytes, new: bytes, *, small_pages: bool) -> None:
    """Encrypt a file again that nobody else uses and that is thrown away should this be cut short:
    it has no journal meanwhile. The log of an earlier connection must be in the file already."""
    database = connect(path, key, small_pages=small_pages)
    try:
        run = database.conn.execute
        run("PRAGMA journal_mode = OFF").fetchone()
        run("PRAGMA synchronous = OFF")
        run(f"PRAGMA rekey = \"x'{new.hex()}'\"").fetchall()
    finally:
        database.close()


def is_driver_error(error: BaseException) -> bool:
    """Whether the driver raised it (not: whether SQLite is to blame)."""
    loaded: Any = sys.modules.get("sqlcipher3")
    return loaded is not None and isinstance(error, loaded.Error)
