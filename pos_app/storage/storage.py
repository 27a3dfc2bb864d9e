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
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from pos_app.kernel.errors import Bug, EnvironmentFault
from pos_app.storage import driver
from pos_app.storage.database import Database, Schema
from pos_app.storage.errors import translate
from pos_app.storage.interrupt import Interrupt
from pos_app.storage.lock import InstanceLock

T = TypeVar("T")
_READERS = 2


class Storage:
    """A file and its threads, from `open` to `close`. Works under any asyncio loop.

    Faults: EnvironmentFault storage.in_use (pid), storage.wrong_key_or_corrupt,
    storage.read_only, storage.full, storage.busy, storage.unreadable; ConstraintBroken; Bug.
    """

    def __init__(
        self, path: Path, key: bytes | None, schemas: Sequence[Schema], *, durable: bool
    ) -> None:
        self._path = path
        self._key = key
        self._durable = durable
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
    ) -> "Storage":
        """Begin opening on the writer's thread and return at once; `ready` tells how it went.

        `durable` keeps every acknowledged commit through a power cut (0.3 ms more each); without
        it the newest may be lost, which suits what can be fetched again.
        """
        schemas = migrations if isinstance(migrations, Sequence) else [migrations]
        return cls(path, key, schemas, durable=durable)

    async def ready(self) -> None:
        """Wait until the file is open and migrated; raises the fault when it can't be."""
        await asyncio.shield(asyncio.wrap_future(self._opened))

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

    def _check_usable(self) -> None:
        if self._closing:
            raise Bug("storage.closed", file=self._path.name)

    # On the writer's thread.

    def _open(self, schemas: Sequence[Schema]) -> Database:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock.take()
            self._path.touch(mode=0o600)
            return self._opened_here(schemas)
        except OSError as error:
            self._lock.release()
            full = error.errno in (errno.ENOSPC, errno.EDQUOT)
            key = "storage.full" if full else "storage.read_only"
            raise EnvironmentFault(key, retryable=full, file=self._path.name) from error
        except BaseException:
            self._lock.release()
            raise

    def _opened_here(self, schemas: Sequence[Schema]) -> Database:
        with self._translated():
            database = driver.connect(self._path, self._key)
            try:
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
        if self._durable and sys.platform == "darwin":
            run("PRAGMA fullfsync = ON")  # fsync alone leaves data in the drive's own cache there
            run("PRAGMA checkpoint_fullfsync = ON")
        for schema in schemas:
            schema.apply(database)

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

    def _reader(self) -> Database:
        with self._guard:
            # Last in, first out: one warm page cache serves until two reads overlap.
            if self._idle:
                return self._idle.pop()
        database = driver.connect(self._path, self._key)
        database.conn.execute("PRAGMA query_only = ON")
        return database

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """The driver's errors in the till's words; any other as it is."""
        try:
            yield
        except Exception as error:
            if driver.is_driver_error(error):
                raise translate(error, self._path) from error
            raise
