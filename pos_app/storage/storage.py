"""One database file: every write on one thread, reads beside it, none of it on the loop's thread.

Two connections that write or checkpoint at once can corrupt a write-ahead log (RELIABILITY,
section 3), so exactly one connection writes, and a lock keeps other processes out.
"""

import asyncio
import errno
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from pos_app.kernel.errors import Bug, EnvironmentFault, PosError
from pos_app.storage import driver
from pos_app.storage.backups import UPGRADE, Backups, Restored
from pos_app.storage.database import Database, Schema
from pos_app.storage.errors import translate
from pos_app.storage.examination import COPY_DAMAGED, DAMAGED, Check, examine
from pos_app.storage.interrupt import Interrupt
from pos_app.storage.lock import InstanceLock
from pos_app.storage.log import lengthen_log

T = TypeVar("T")
_READERS = 2
_READER_CACHE_KIB = 32_000
"""At most, of pages that were decrypted: what questions to a million customers read again and
again. A small file needs what it has."""
_CHUNK = 1 << 20
_BULK_MEMORY_KIB = 32_000
_BULK_LOG_PAGES = 4_000


@dataclass(frozen=True, slots=True)
class Safety:
    """For a file that nothing else could make again: examined at every start, copied, restored.

    `check` is what its owner knows must hold in it; `now` gives UTC.
    """

    backups: Path
    """The folder of the copies."""
    check: Check
    now: Callable[[], datetime]


class Storage:
    """A file and its threads, from `open` to `close`. Works under any asyncio loop.

    Faults: EnvironmentFault storage.in_use (pid), storage.wrong_key_or_corrupt (or
    storage.copy_damaged, see `open`),
    storage.read_only, storage.full, storage.busy, storage.unreadable; ConstraintBroken; Bug.
    """

    def __init__(
        self, path: Path, key: bytes | None, schemas: Sequence[Schema], *, durable: bool,
        safety: Safety | None = None, damaged: Path | None = None,
    ) -> None:  # fmt: skip
        self._path = path
        self._damaged = damaged
        self._key = key
        self._durable = durable
        self._safety = safety
        self._backups = None if safety is None else Backups(path, safety.backups, key, safety.check)
        self._restored: Restored | None = None
        self._lock = InstanceLock(path.with_name(path.name + ".lock"))
        self._writer = ThreadPoolExecutor(1, f"{path.stem}-writer")
        self._readers = ThreadPoolExecutor(_READERS, f"{path.stem}-reader")
        self._guard = threading.Lock()
        self._idle: list[Database] = []
        self._reading: set[Interrupt] = set()
        self._closing = False
        self._opened = self._writer.submit(self._open, schemas)

    @classmethod
    def open(
        cls,
        path: Path,
        key: bytes | None,
        migrations: Schema | Sequence[Schema],
        *,
        durable: bool,
        safety: Safety | None = None,
        damaged: Path | None = None,
    ) -> "Storage":
        """Begin opening on the writer's thread and return at once; `ready` tells how it went.

        `durable` keeps every acknowledged commit through a power cut (0.3 ms more each); without
        it the newest may be lost, which suits what can be fetched again. With `safety` a damaged
        or missing file is put aside and the newest sound copy takes its place: see `restored`.
        `damaged` is for a file that can be made again: this one appears beside it as soon as damage
        is met, whenever that is, and the fault is storage.copy_damaged.
        """
        schemas = migrations if isinstance(migrations, Sequence) else [migrations]
        return cls(path, key, schemas, durable=durable, safety=safety, damaged=damaged)

    async def ready(self) -> None:
        """Wait until the file is open and migrated; raises the fault when it can't be."""
        await asyncio.shield(asyncio.wrap_future(self._opened))

    @property
    def restored(self) -> Restored | None:
        """Once ready: what the file was restored from at this start, if it had to be."""
        return self._restored

    async def last_backup(self, kind: str) -> datetime | None:
        """When the newest copy of a kind was taken (UTC); None when there is none."""
        backups = self._kept()
        newest = await asyncio.wrap_future(self._writer.submit(backups.newest, kind))
        return None if newest is None else newest.at

    async def back_up(self, kind: str) -> None:
        """Take a copy now, between two writes; sound and on the disk when this returns."""
        self._check_usable()
        await asyncio.wrap_future(self._writer.submit(self._back_up, kind))

    async def write(self, fn: Callable[[Database], T]) -> T:
        """Run `fn` in one transaction: committed when it returns, undone when it raises.

        `fn` runs on the writer's thread, must not commit and must not hand out lazy rows. A
        cancelled caller doesn't know whether it was written: shield what matters.
        """
        self._check_usable()
        return await asyncio.wrap_future(self._writer.submit(self._write, fn))

    async def read(self, fn: Callable[[Database], T], interrupt: Interrupt | None = None) -> T:
        """Run `fn` on a reader's thread over one unchanging view of the file.

        Raises Superseded when `interrupt` was cancelled. A cancelled caller stops its query.
        """
        self._check_usable()
        stop = interrupt or Interrupt()
        future = asyncio.wrap_future(self._readers.submit(self._read, fn, stop))
        try:
            return await future
        except asyncio.CancelledError:
            stop.cancel()
            raise

    async def read_through(self) -> None:
        """Have the system read the whole file once, so that the first questions find it in memory.

        Not mapped into memory: a page first met there costs ten times as much.
        """
        self._check_usable()
        await asyncio.wrap_future(self._readers.submit(self._read_file))

    async def close(self) -> None:
        """Stop reads, finish writes, close the file and end the threads. May be called twice."""
        if self._closing:
            return
        self._closing = True
        with self._guard:
            for interrupt in self._reading:
                interrupt.cancel()
        await asyncio.shield(asyncio.wrap_future(self._writer.submit(self._close)))
        self._writer.shutdown()

    def _kept(self) -> Backups:
        if self._backups is None:
            raise Bug("storage.no_backups", file=self._path.name)
        return self._backups

    def _check_usable(self) -> None:
        if self._closing:
            raise Bug("storage.closed", file=self._path.name)

    # On the writer's thread.

    def _open(self, schemas: Sequence[Schema]) -> Database:
        try:
            with self._on_disk():
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._lock.take()
                self._replace_missing()
                self._path.touch(mode=0o600)
                return self._opened_here(schemas)
        except BaseException:
            self._lock.release()
            raise

    def _replace_missing(self) -> None:
        """A file that is gone while its copies are there was not new: it is not begun afresh."""
        there = self._path.exists() and self._path.stat().st_size > 0
        if self._safety is not None and not there:
            self._restored = self._kept().restore(self._safety.now())

    def _opened_here(self, schemas: Sequence[Schema]) -> Database:
        try:
            return self._connected(schemas)
        except EnvironmentFault as fault:
            if fault.key != DAMAGED or self._safety is None:
                raise
            self._restored = self._kept().restore(self._safety.now())
            if self._restored is None:
                raise
        return self._connected(schemas)

    def _connected(self, schemas: Sequence[Schema]) -> Database:
        with self._translated():
            database = self._connection()
            try:
                if self._safety is not None:
                    # A power cut tears pages on their way from the log into the file; they are
                    # whole in the log, while SQLCipher's check reads the file alone.
                    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                    examine(database, self._safety.check, self._path.name)
                self._prepare(database, schemas)
            except BaseException:
                database.close()
                raise
            return database

    def _prepare(self, database: Database, schemas: Sequence[Schema]) -> None:
        run = database.conn.execute
        (mode,) = run("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise EnvironmentFault("storage.read_only", retryable=False, file=self._path.name)
        run(f"PRAGMA synchronous = {'FULL' if self._durable else 'NORMAL'}")
        if not self._durable:
            # Filling an index touches pages all over the file. Each that has left the memory is
            # read, checked and decrypted again, which took a third of the time.
            run(f"PRAGMA cache_size = -{_BULK_MEMORY_KIB}")
            run(f"PRAGMA wal_autocheckpoint = {_BULK_LOG_PAGES}").fetchall()
        if self._durable and sys.platform == "darwin":
            run("PRAGMA fullfsync = ON")  # fsync alone leaves data in the drive's own cache there
            run("PRAGMA checkpoint_fullfsync = ON")
        if self._safety is not None and _to_be_changed(database, schemas):
            self._kept().take(database, self._safety.now(), UPGRADE)
        for schema in schemas:
            schema.apply(database)
        if self._durable:
            lengthen_log(database)

    def _back_up(self, kind: str) -> None:
        backups, safety = self._kept(), self._safety
        if safety is None:
            raise Bug("storage.no_backups", file=self._path.name)
        with self._on_disk(), self._translated():
            backups.take(self._opened.result(), safety.now(), kind)

    def _write(self, fn: Callable[[Database], T]) -> T:
        database = self._opened.result()
        with self._translated():
            # Deferred, a transaction that reads first can't become a writer after another wrote.
            database.conn.execute("BEGIN IMMEDIATE")
            try:
                result = fn(database)
                if not database.conn.in_transaction:
                    raise Bug("storage.committed_inside", file=self._path.name)
                database.conn.execute("COMMIT")
            except BaseException:
                database.rollback()
                raise
            return result

    def _close(self) -> None:
        self._readers.shutdown()
        for database in self._idle:
            database.close()
        self._idle.clear()
        if self._opened.exception() is None:
            self._opened.result().close()
            self._lock.release()

    # On a reader's thread.

    def _read(self, fn: Callable[[Database], T], interrupt: Interrupt) -> T:
        self._opened.result()
        with self._guard:
            if self._closing:
                interrupt.cancel()
            self._reading.add(interrupt)
        try:
            with self._translated():
                interrupt.check()
                return self._read_now(fn, interrupt)
        finally:
            with self._guard:
                self._reading.discard(interrupt)

    def _read_now(self, fn: Callable[[Database], T], interrupt: Interrupt) -> T:
        database = self._reader()
        try:
            interrupt.attach(database.conn)
            database.conn.execute("BEGIN")
            result = fn(database)
        finally:
            interrupt.detach()
            database.rollback()
            with self._guard:
                self._idle.append(database)
        interrupt.check()
        return result

    def _read_file(self) -> None:
        self._opened.result()
        with self._on_disk(), self._path.open("rb", buffering=0) as file:
            while file.read(_CHUNK) and not self._closing:
                pass

    def _reader(self) -> Database:
        with self._guard:
            # Last in, first out: one warm page cache serves until two reads overlap.
            if self._idle:
                return self._idle.pop()
        database = self._connection()
        database.conn.execute("PRAGMA query_only = ON")
        database.conn.execute(f"PRAGMA cache_size = -{_READER_CACHE_KIB}")
        return database

    def _connection(self) -> Database:
        return driver.connect(self._path, self._key, small_pages=self._durable)

    @contextmanager
    def _on_disk(self) -> Iterator[None]:
        """The system's errors about files in the till's words; any other as it is."""
        try:
            yield
        except OSError as error:
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            key = "storage.full" if full else "storage.read_only"
            raise EnvironmentFault(key, retryable=full, file=self._path.name) from error

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """The driver's errors in the till's words; any other as it is."""
        try:
            yield
        except Exception as error:
            if driver.is_driver_error(error):
                raise self._noted(translate(error, self._path)) from error
            raise

    def _noted(self, fault: PosError) -> PosError:
        """Damage to what can be made again is a matter of the next start only."""
        if self._damaged is None or fault.key != DAMAGED:
            return fault
        with suppress(OSError):
            self._damaged.touch(mode=0o600)
        return EnvironmentFault(COPY_DAMAGED, retryable=False, file=self._path.name)


def _to_be_changed(database: Database, schemas: Sequence[Schema]) -> bool:
    """Whether a file with something in it is about to get steps it hasn't seen."""
    return bool(database.table_names()) and any(schema.pending(database) for schema in schemas)
