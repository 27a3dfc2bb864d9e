"""A look at a database file and its driver from outside, without changing either."""

from pathlib import Path

from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage import driver
from pos_app.storage.errors import translate
from pos_app.storage.examination import Check, examine
from pos_app.storage.lock import InstanceLock


def examine_file(path: Path, key: bytes, check: Check | None = None, *, small: bool) -> None:
    """Read every page of it. Raises EnvironmentFault storage.in_use (pid) while a till has it
    open, storage.wrong_key_or_corrupt, and others as `Storage` does."""
    lock = InstanceLock(path.with_name(path.name + ".lock"))
    try:
        lock.take()
    except OSError as error:
        raise EnvironmentFault("storage.read_only", retryable=False, file=path.name) from error
    try:
        database = driver.connect(path, key, small_pages=small)
        try:
            database.conn.execute("PRAGMA query_only = ON")
            examine(database, check, path.name)
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
