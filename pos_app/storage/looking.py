"""A look at a database file and its driver from outside, without changing either."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage import driver
from pos_app.storage.database import Database
from pos_app.storage.errors import translate
from pos_app.storage.examination import Check, examine
from pos_app.storage.lock import InstanceLock

_STEPS: Final = "_sqlite_migrations"
"""sqlite-utils' own table of what was applied (its `Migrations`)."""


def examine_file(
    path: Path, keys: Sequence[bytes], check: Check | None = None, *, small: bool
) -> None:
    """Read every page of it, under one of `keys`. Raises EnvironmentFault storage.in_use (pid)
    while a till has it open, storage.wrong_key_or_corrupt, and others as `Storage` does."""
    with _opened(path, keys, small=small) as database:
        examine(database, check, path.name)


def contents(path: Path, keys: Sequence[bytes], *, small: bool) -> Mapping[str, Any]:
    """The steps its schema took, and how many rows each table has. Raises as `examine_file`."""
    with _opened(path, keys, small=small) as database:
        tables = sorted(name for name in database.table_names() if not name.startswith("sqlite_"))
        counts = {
            name: int(database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608 (a table's own name)
            for name in tables
        }
        steps = []
        if _STEPS in tables:
            sql = f"SELECT migration_set, name FROM {_STEPS} ORDER BY 1, 2"  # noqa: S608 (ours)
            steps = [f"{which} {name}" for which, name in database.execute(sql).fetchall()]
        return {"steps": steps, "rows": counts}


@contextmanager
def _opened(path: Path, keys: Sequence[bytes], *, small: bool) -> "Iterator[Database]":
    lock = InstanceLock(path.with_name(path.name + ".lock"))
    try:
        lock.take()
    except OSError as error:
        raise EnvironmentFault("storage.read_only", retryable=False, file=path.name) from error
    try:
        database, _ = driver.connect_with_one_of(path, keys, small_pages=small)
        try:
            database.conn.execute("PRAGMA query_only = ON")
            yield database
        finally:
            database.close()
    except Exception as error:
        if driver.is_driver_error(error):
            raise translate(error, path) from error
        raise
    finally:
        lock.release()


def driver_versions() -> tuple[str, str]:
    """SQLite's and SQLCipher's. Imports the driver."""
    connection = driver.load().connect(":memory:")
    try:
        (sqlite,) = connection.execute("SELECT sqlite_version()").fetchone()
        (cipher,) = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return str(sqlite), str(cipher)
