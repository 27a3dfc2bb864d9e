"""How a file is used once it is open: its log, its promises about the disk, its memory."""

import sys
from typing import Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage.database import Database

_BULK_MEMORY_KIB: Final = 32_000
_BULK_LOG_PAGES: Final = 4_000


def shape(database: Database, *, durable: bool, file: str) -> None:
    """Settle it on a connection that writes. Raises EnvironmentFault storage.read_only, or the
    driver's error."""
    run = database.conn.execute
    (mode,) = run("PRAGMA journal_mode = WAL").fetchone()
    if mode != "wal":
        raise EnvironmentFault("storage.read_only", retryable=False, file=file)
    run(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
    if not durable:
        # Filling an index touches pages all over the file. Each that has left the memory is
        # read, checked and decrypted again, which took a third of the time.
        run(f"PRAGMA cache_size = -{_BULK_MEMORY_KIB}")
        run(f"PRAGMA wal_autocheckpoint = {_BULK_LOG_PAGES}").fetchall()
    if durable and sys.platform == "darwin":
        run("PRAGMA fullfsync = ON")  # fsync alone leaves data in the drive's own cache there
        run("PRAGMA checkpoint_fullfsync = ON")
