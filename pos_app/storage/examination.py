"""Whether a database file is sound: its encryption, its structure, its references."""

from collections.abc import Callable
from typing import Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage.database import Database

Check = Callable[[Database], str]
"""What else must hold in a file, of its owner's knowledge: what is wrong, or nothing."""

DAMAGED: Final = "storage.wrong_key_or_corrupt"
COPY_DAMAGED: Final = "storage.copy_damaged"
"""Of a file that can be made again."""


def examine(database: Database, check: Check | None, file: str) -> None:
    """Raises EnvironmentFault storage.wrong_key_or_corrupt (file, detail), or the driver's error.

    Every page is read: SQLCipher's page signatures show single flipped bits, which SQLite's own
    check may miss (RELIABILITY section 3).
    """
    for pragma, fine in (
        ("cipher_integrity_check", ()),
        ("integrity_check", ("ok",)),
        ("foreign_key_check", ()),
    ):
        found = [str(row[0]) for row in database.execute(f"PRAGMA {pragma}").fetchall()]
        if tuple(found) != fine:
            raise _damaged(file, f"{pragma}: {'; '.join(found[:3])}")
    wrong = check(database) if check is not None and database.table_names() else ""
    if wrong:
        raise _damaged(file, wrong)


def _damaged(file: str, detail: str) -> EnvironmentFault:
    return EnvironmentFault(DAMAGED, retryable=False, file=file, detail=detail)
