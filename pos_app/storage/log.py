"""The write-ahead log's room on the disk."""

from typing import Final

from pos_app.storage.database import Database

LOG_BYTES: Final = 1 << 20
"""Some eighty to two hundred commits of the journal, then the log is emptied into the file."""
_TIGHT_CACHE_PAGES: Final = 16


def lengthen_log(database: Database) -> None:
    """Give the log its full length before the first commit, outside a transaction.

    Syncing a file that grows takes the file system half as long again as syncing one whose blocks
    are there already. A change too big for the cache is written to the log and taken back: what
    it left there is never read, and the next commits write over it.
    """
    run = database.conn.execute
    page_bytes = int(run("PRAGMA page_size").fetchone()[0])  # SQLCipher says it in words
    pages = LOG_BYTES // page_bytes
    run(f"PRAGMA wal_autocheckpoint = {pages}").fetchall()
    (cache,) = run("PRAGMA cache_size").fetchone()
    run(f"PRAGMA cache_size = {_TIGHT_CACHE_PAGES}")
    run("BEGIN IMMEDIATE")
    try:
        run("CREATE TABLE room (filling BLOB NOT NULL)")
        run(
            "WITH RECURSIVE pages (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM pages WHERE n < ?)"
            " INSERT INTO room SELECT zeroblob(?) FROM pages",
            [pages, page_bytes * 3 // 4],  # more than half a page: a page each
        )
    finally:
        run("ROLLBACK")
        run(f"PRAGMA cache_size = {cache}")
