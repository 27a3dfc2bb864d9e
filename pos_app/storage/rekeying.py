"""A database file written once more under another key, beside the one it will replace.

The old file stays as it is until the new one was opened with the new key, examined whole and
written to the disk. Whatever ends the process, each file is wholly under the one key or the other;
`PRAGMA rekey` on the file itself would have pages of both in file and log for a while.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from pos_app.kernel.errors import Bug
from pos_app.storage import driver
from pos_app.storage.database import Database
from pos_app.storage.examination import Check, examine

_MARK: Final = ".rekeyed"
COMPANIONS: Final = ("-wal", "-shm")


def beside(path: Path) -> Path:
    """Where the file under the new key is made. What a killed till left there is worth nothing."""
    return path.with_name(path.name + _MARK)


def write_beside(
    path: Path, key: bytes | None, new: bytes | None, check: Check | None, *, small_pages: bool
) -> Path:
    """All that is committed in `path` now, under the key `new`; others may read and write there.

    Raises EnvironmentFault storage.wrong_key_or_corrupt, OSError, or the driver's error; nothing is
    left behind then.
    """

    with _made_beside(path) as fresh:
        database = driver.connect(path, key, small_pages=small_pages)
        try:
            driver.copy_into(database, fresh)
        finally:
            database.close()
        _encrypt_again(fresh, key, new, check, small_pages=small_pages)
    return fresh


def write_finished_beside(
    path: Path, key: bytes | None, new: bytes | None, check: Check | None, *, small_pages: bool,
    change: Callable[[Database], None] | None = None,
) -> Path:  # fmt: skip
    """The same of a file that nobody writes, page by page as it is, but for a `change` made to it.
    Raises as `write_beside`."""
    with _made_beside(path) as fresh:
        shutil.copyfile(path, fresh)
        if change is not None:
            _change(fresh, key, change, small_pages=small_pages)
        _encrypt_again(fresh, key, new, check, small_pages=small_pages)
    return fresh


@contextmanager
def _made_beside(path: Path) -> Iterator[Path]:
    """Whole when the block ends, gone when it raises."""
    fresh = beside(path)
    fresh.unlink(missing_ok=True)
    try:
        yield fresh
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def take_its_place(fresh: Path, path: Path) -> None:
    """Nobody has `path` open, and no log of it is left: of the new file's it would be none.
    On the disk when it returns. Raises OSError."""
    fresh.replace(path)
    to_disk(path.parent)


def log_is_empty(path: Path) -> bool:
    """Whether all that was committed is in the file itself. Nobody has it open."""
    log = path.with_name(path.name + COMPANIONS[0])
    return not log.exists() or log.stat().st_size == 0


def to_disk(path: Path) -> None:
    """A renamed file is only sure to be there once its folder is written too."""
    if os.name == "nt" and path.is_dir():
        return  # Windows writes a rename with the file itself, and opens no folders
    descriptor = os.open(path, os.O_RDONLY if path.is_dir() else os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _change(
    fresh: Path, key: bytes | None, change: Callable[[Database], None], *, small_pages: bool
) -> None:
    """What is taken out of it is overwritten, not only passed over."""
    database = driver.connect(fresh, key, small_pages=small_pages)
    try:
        database.conn.execute("PRAGMA journal_mode = MEMORY").fetchone()
        database.conn.execute("PRAGMA secure_delete = ON").fetchall()
        change(database)
    finally:
        database.close()


def _real(key: bytes | None) -> bytes:
    if key is None:
        raise Bug("storage.plain_file")
    return key


def _encrypt_again(
    fresh: Path, key: bytes | None, new: bytes | None, check: Check | None, *, small_pages: bool
) -> None:
    fresh.chmod(0o600)
    if new != key:
        driver.change_key(fresh, _real(key), _real(new), small_pages=small_pages)
    database = driver.connect(fresh, new, small_pages=small_pages)
    try:
        database.conn.execute("PRAGMA query_only = ON")
        examine(database, check, fresh.name)
    finally:
        database.close()
    to_disk(fresh)
