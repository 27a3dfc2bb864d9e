"""One database file: every write on one thread, reads beside it, none of it on the loop's thread.

Two connections that write or checkpoint at once can corrupt a write-ahead log (RELIABILITY,
section 3), so exactly one connection writes, and a lock keeps other processes out.
"""

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

from pos_app.kernel.errors import Bug, EnvironmentFault, PosError
from pos_app.storage import driver, rekeying
from pos_app.storage.backups import UPGRADE, Backup, Backups, Restored, Safety
from pos_app.storage.database import Database, Schema, in_one_piece, to_be_changed
from pos_app.storage.examination import DAMAGED, examine
from pos_app.storage.gate import Gate
from pos_app.storage.interrupt import Interrupt
from pos_app.storage.lock import InstanceLock
from pos_app.storage.log import lengthen_log
from pos_app.storage.shaping import shape
from pos_app.storage.telling import Telling
from pos_app.storage.warming import read_whole

T = TypeVar("T")
_READERS = 2
_READER_CACHE_KIB = 32_000
"""At most, of pages that were decrypted: what questions to a million customers read again and
again. A small file needs what it has."""
_OTHERS_OUT_SECONDS = 5.0
_QUIET_TRIES = 3


class Storage:
    """A file and its threads, from `open` to `close`. Works under any asyncio loop.

    Faults: EnvironmentFault storage.in_use (pid), storage.wrong_key_or_corrupt (or
    storage.copy_damaged, see `open`),
    storage.read_only, storage.full, storage.busy, storage.unreadable; ConstraintBroken; Bug.
    """

    def __init__(
        self, path: Path, key: bytes | None, schemas: Sequence[Schema], *, durable: bool,
        safety: Safety | None = None, damaged: Path | None = None, another: bytes | None = None,
    ) -> None:  # fmt: skip
        self._path = path
        self._telling = Telling(path, damaged)
        self._keys: tuple[bytes | None, ...] = (key,) if another is None else (key, another)
        self._key = key
        self._schemas = schemas
        self._durable = durable
        self._safety = safety
        self._backups = None if safety is None else Backups(path, self._keys, safety)
        self._restored: Restored | None = None
        self._lock = InstanceLock(path.with_name(path.name + ".lock"))
        self._writer = ThreadPoolExecutor(1, f"{path.stem}-writer")
        self._readers = ThreadPoolExecutor(_READERS, f"{path.stem}-reader")
        self._guard = threading.Lock()
        self._gate = Gate()
        self._written = 0
        self._idle: list[Database] = []
        self._reading: set[Interrupt] = set()
        self._closing = False
        self._opened = self._writer.submit(self._open)

    @classmethod
    def open(
        cls, path: Path, key: bytes | None, migrations: Schema | Sequence[Schema], *,
        durable: bool, safety: Safety | None = None, damaged: Path | None = None,
        another: bytes | None = None,
    ) -> "Storage":  # fmt: skip
        """Begin opening on the writer's thread and return at once; `ready` tells how it went.

        `durable` keeps every acknowledged commit through a power cut (0.3 ms more each); without
        it the newest may be lost, which suits what can be fetched again. With `safety` a damaged
        or missing file is put aside and the newest sound copy takes its place: see `restored`.
        `damaged` is for a file that can be made again: this one appears beside it as soon as damage
        is met, whenever that is, and the fault is storage.copy_damaged. `another` is the key of a
        change that was begun: a file or copy that `key` doesn't open may have that one.
        """
        schemas = migrations if isinstance(migrations, Sequence) else [migrations]
        return cls(
            path, key, schemas, durable=durable, safety=safety, damaged=damaged, another=another
        )

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
        """Take a copy now; sound and on the disk when this returns."""
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

    async def rekey(self, new: bytes) -> None:
        """Put the file and its copies under the key `new`, while others read and write.

        The new file is made beside the old one and takes its place once it was read back; readers
        wait while it does. If something is written each time meanwhile, the last try has the
        writer's thread for itself: writes wait as long as the file takes to copy. Cut short at any
        point, each file has the old key or the new one: see `open`. Done twice, it changes nothing.

        Raises EnvironmentFault storage.full, storage.busy when a reader doesn't end (retryable),
        and others as everything here; the file stays as it was then.
        """
        await self._renew(new)
        if self._backups is not None:
            await self._replace_copies(partial(self._backups.encrypt_again, new=new))

    async def rewrite(self) -> None:
        """As `rekey`, of the file alone, under the key it has: what was taken out is gone."""
        await self._renew(None)

    async def _renew(self, new: bytes | None) -> None:
        self._check_usable()
        for _ in range(_QUIET_TRIES):
            if await asyncio.to_thread(self._renewed, new):
                return
        await asyncio.wrap_future(self._writer.submit(self._renew_now, new))

    async def amend_copies(self, change: Callable[[Database], object]) -> None:
        """Make the same change to each copy, in one transaction; one that isn't sound stays as it
        is. Raises as `back_up`."""

        def amend(database: Database) -> None:
            for schema in self._schemas:  # an older one may lack what the change needs
                schema.apply(database)
            in_one_piece(database, change, self._path.name)

        await self._replace_copies(partial(self._kept().amended, change=amend))

    async def _replace_copies(self, make: Callable[[Backup], Path | None]) -> None:
        self._check_usable()
        backups = self._kept()
        for backup in await asyncio.wrap_future(self._writer.submit(backups.all)):
            fresh = await asyncio.to_thread(self._told, partial(make, backup))
            if fresh is not None:
                work = partial(self._told, partial(backups.exchange, backup, fresh))
                await asyncio.wrap_future(self._writer.submit(work))

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

    def _open(self) -> Database:
        try:
            with self._telling.on_disk():
                self._path.parent.mkdir(parents=True, exist_ok=True)
                self._lock.take()
                rekeying.beside(self._path).unlink(missing_ok=True)
                if self._backups is not None:
                    self._backups.drop_unfinished()
                self._replace_missing()
                self._path.touch(mode=0o600)
                return self._opened_here()
        except BaseException:
            self._lock.release()
            raise

    def _replace_missing(self) -> None:
        """A file that is gone while its copies are there was not new: it is not begun afresh."""
        there = self._path.exists() and self._path.stat().st_size > 0
        if self._safety is not None and not there:
            self._restored = self._kept().restore(self._safety.now())

    def _opened_here(self) -> Database:
        try:
            return self._connected()
        except EnvironmentFault as fault:
            if fault.key != DAMAGED or self._safety is None:
                raise
            self._restored = self._kept().restore(self._safety.now())
            if self._restored is None:
                raise
        return self._connected()

    def _connected(self, *, examined: bool = False) -> Database:
        with self._telling.translated():
            database, self._key = driver.connect_with_one_of(
                self._path, self._keys, small_pages=self._durable
            )
            try:
                if self._safety is not None and not examined:
                    # A power cut tears pages on their way from the log into the file; they are
                    # whole in the log, while SQLCipher's check reads the file alone.
                    database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
                    examine(database, self._safety.check, self._path.name)
                self._prepare(database)
            except BaseException:
                database.close()
                raise
            return database

    def _prepare(self, database: Database) -> None:
        shape(database, durable=self._durable, file=self._path.name)
        if self._safety is not None and to_be_changed(database, self._schemas):
            self._kept().take(database, self._safety.now(), UPGRADE)
        for schema in self._schemas:
            schema.apply(database)
        if self._durable:
            lengthen_log(database)

    def _back_up(self, kind: str) -> None:
        backups, safety = self._kept(), self._safety
        if safety is None:
            raise Bug("storage.no_backups", file=self._path.name)
        with self._telling.on_disk(), self._telling.translated():
            backups.take(self._opened.result(), safety.now(), kind)

    def _write(self, fn: Callable[[Database], T]) -> T:
        database = self._opened.result()
        with self._telling.translated():
            result = in_one_piece(database, fn, self._path.name)
            self._written += 1
            return result

    def _renew_now(self, new: bytes | None) -> None:
        self._told(partial(self._exchange, self._beside(new), new))

    def _exchange(self, fresh: Path, new: bytes | None) -> None:
        """`fresh` in the file's place: it has all that is committed."""
        with self._gate.alone(_OTHERS_OUT_SECONDS) as empty:
            if not empty:
                fresh.unlink(missing_ok=True)
                raise EnvironmentFault("storage.busy", retryable=True, file=self._path.name)
            self._close_readers()
            database = self._opened.result()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            database.close()
            self._keys = self._keys if new is None else (new, self._key)
            try:
                if not rekeying.log_is_empty(self._path):
                    raise EnvironmentFault("storage.busy", retryable=True, file=self._path.name)
                rekeying.take_its_place(fresh, self._path)
            finally:
                self._open_again()
                fresh.unlink(missing_ok=True)
        if self._backups is not None:
            self._backups.use_keys(self._keys)

    def _open_again(self) -> None:
        """With whichever key it has by now; a fault is told to whoever uses it next."""
        opened: Future[Database] = Future()
        try:
            opened.set_result(self._connected(examined=True))
        except PosError as fault:
            opened.set_exception(fault)
        self._opened = opened

    def _close_readers(self) -> None:
        for database in self._idle:
            database.close()
        self._idle.clear()

    def _close(self) -> None:
        self._readers.shutdown()
        self._close_readers()
        if self._opened.exception() is None:
            self._opened.result().close()
        self._lock.release()

    # On any thread but the loop's.

    def _renewed(self, new: bytes | None) -> bool:
        """Whether the file has the key now; not when it was written meanwhile."""
        self._opened.result()
        if new is not None and self._key == new:
            return True
        before = self._written
        fresh = self._beside(new)

        def exchanged() -> bool:
            if self._written != before:
                fresh.unlink(missing_ok=True)
                return False
            self._told(partial(self._exchange, fresh, new))
            return True

        return self._writer.submit(exchanged).result()

    def _beside(self, new: bytes | None) -> Path:
        check = None if self._safety is None else self._safety.check
        write = partial(rekeying.write_beside, self._path, self._key, new or self._key, check)
        return self._told(partial(write, small_pages=self._durable))

    def _told(self, work: Callable[[], T]) -> T:
        with self._telling.on_disk(), self._telling.translated():
            return work()

    # On a reader's thread.

    def _read(self, fn: Callable[[Database], T], interrupt: Interrupt) -> T:
        self._opened.result()
        with self._guard:
            if self._closing:
                interrupt.cancel()
            self._reading.add(interrupt)
        try:
            with self._gate.inside(), self._telling.translated():
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
        with self._gate.inside(), self._telling.on_disk():
            read_whole(self._path, lambda: self._closing)

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
