"""The files of a till and the key they are under, opened so that what can be made again is."""

import asyncio
import errno
import logging
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Final

from pos_app.checkout.asked_store import CHECKOUT_MIGRATIONS
from pos_app.consent.paper_store import PAPER_MIGRATIONS
from pos_app.consent.store import CONSENT_MIGRATIONS
from pos_app.customers.importing.existing_store import EXISTING_MIGRATIONS
from pos_app.customers.importing.store import IMPORT_MIGRATIONS
from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.dues.ending_store import DUES_MIGRATIONS
from pos_app.erasure.redaction_store import REDACTION_MIGRATIONS
from pos_app.erasure.store import ERASURE_MIGRATIONS
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import Randomness
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.store import PAYMENT_MIGRATIONS
from pos_app.receipts.store import RECEIPT_MIGRATIONS
from pos_app.reports.store import REPORT_MIGRATIONS, wrong_in_shifts
from pos_app.sales.known_store import KNOWN_SALES_MIGRATIONS
from pos_app.sales.store import SALES_MIGRATIONS
from pos_app.settings.belonging_store import BELONGING_MIGRATIONS
from pos_app.settings.secrets import DatabaseKeys, SecretStore, database_keys
from pos_app.staff.store import STAFF_MIGRATIONS
from pos_app.storage import COPY_DAMAGED, DAMAGED, Database, Safety, Storage
from pos_app.storage.lock import InstanceLock
from pos_app.sync.store import SYNC_MIGRATIONS

_log = logging.getLogger(__name__)
_PATIENCE_SECONDS: Final = 10.0
_LOOKS_AGAIN_SECONDS: Final = 0.02

LEDGER_SCHEMAS = (
    CONSENT_MIGRATIONS, SALES_MIGRATIONS, PAYMENT_MIGRATIONS, CHECKOUT_MIGRATIONS,
    RECEIPT_MIGRATIONS, PAPER_MIGRATIONS, DUES_MIGRATIONS, STAFF_MIGRATIONS, REPORT_MIGRATIONS,
    BELONGING_MIGRATIONS, ERASURE_MIGRATIONS, REDACTION_MIGRATIONS,
)  # fmt: skip
"""In the order their tables name each other."""
CACHE_SCHEMAS = (CUSTOMER_MIGRATIONS, SYNC_MIGRATIONS, EXISTING_MIGRATIONS, KNOWN_SALES_MIGRATIONS)


def wrong_in_file(db: Database) -> str:
    """What is wrong in a ledger file whose pages are sound; nothing when every chained row, the
    shifts with them, is as it was written."""
    return wrong_in_ledger(db) or wrong_in_shifts(db)


def file_keys(folder: Path, secrets: SecretStore, randomness: Randomness) -> DatabaseKeys:
    """As they are kept, the first made by one process at a time: of two first starts, one would
    keep a key nobody has.

    Raises EnvironmentFault storage.in_use (pid), storage.full, storage.read_only,
    secrets.unreadable, secrets.not_saved.
    """
    with keys_held(folder):
        return database_keys(secrets, randomness)


@contextmanager
def keys_held(folder: Path, *, patience_seconds: float = _PATIENCE_SECONDS) -> Iterator[None]:
    """Nobody else makes or changes keys of this folder's files meanwhile, in this process either.
    For threads of their own: who looks at them now is waited for, a keyring's password included.

    Raises EnvironmentFault storage.in_use (pid) after `patience_seconds`, storage.full,
    storage.read_only.
    """
    lock = InstanceLock(folder / "secrets.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _take(lock, time.monotonic() + patience_seconds)
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        key = "storage.full" if full else "storage.read_only"
        raise EnvironmentFault(key, retryable=full, file="secrets.lock") from error
    try:
        yield
    finally:
        lock.release()


def _take(lock: InstanceLock, until: float) -> None:
    while True:
        try:
            return lock.take()
        except EnvironmentFault:
            if time.monotonic() >= until:
                raise
        time.sleep(_LOOKS_AGAIN_SECONDS)  # reason: on a thread of its own; the lock tells nobody


def open_ledger(folder: Path, keys: DatabaseKeys, now: Callable[[], datetime]) -> Storage:
    """The ledger with its copies; await `ready`. `now` gives UTC."""
    return Storage.open(
        folder / "ledger.db", keys.wanted, LEDGER_SCHEMAS, durable=True, another=keys.older,
        safety=Safety(folder / "backups", wrong_in_file, now),
    )  # fmt: skip


async def open_cache(path: Path, keys: DatabaseKeys) -> Storage:
    """The cache, begun afresh when it is damaged, or was found to be while the till ran: Stripe has
    all that was in it. A page in its midst isn't met before somebody asks for what is on it.

    Called once the ledger is open, so that a wrong key is not taken for damage.
    """
    damaged = path.with_name(f"{path.name}.damaged")
    try:
        if not damaged.exists():
            return await _opened_cache(path, keys, damaged)
    except EnvironmentFault as fault:
        if fault.key != COPY_DAMAGED:
            raise
    _log.warning("cache_begun_afresh")
    for suffix in ("-wal", "-shm", ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    damaged.unlink(missing_ok=True)
    return await _opened_cache(path, keys, damaged)


async def _opened_cache(path: Path, keys: DatabaseKeys, damaged: Path) -> Storage:
    cache = Storage.open(
        path, keys.wanted, CACHE_SCHEMAS, durable=False, damaged=damaged, another=keys.older
    )
    try:
        await cache.ready()
    except BaseException:
        await cache.close()
        raise
    return cache


class ImportsFile:
    """Opened when it is first asked for, since most days nobody imports anything."""

    def __init__(self, folder: Path, secrets: SecretStore, randomness: Randomness) -> None:
        self._folder = folder
        self._secrets = secrets
        self._randomness = randomness
        self._path = folder / "imports.db"
        self._opening = asyncio.Lock()
        self._storage: Storage | None = None

    def there(self) -> bool:
        return self._path.exists()

    async def open(self) -> Storage:
        """A damaged file is kept aside and begun afresh: what it made is at Stripe, and a second
        import of the same customers finds them there."""
        async with self._opening:
            self._storage = await self._open()
            return self._storage

    async def rekey(self, new: bytes) -> None:
        """See `Storage.rekey`; nothing happens where nothing was ever imported. A till that has it
        open goes on with it."""
        await self._with_it(lambda imports: imports.rekey(new))

    async def rewrite(self) -> None:
        """See `Storage.rewrite`; as `rekey`."""
        await self._with_it(lambda imports: imports.rewrite())

    async def _with_it(self, work: Callable[[Storage], Awaitable[None]]) -> None:
        async with self._opening:
            if self._storage is not None:
                await work(self._storage)
            elif self.there():
                imports = await self._open()
                try:
                    await work(imports)
                finally:
                    await imports.close()

    async def _open(self) -> Storage:
        keys = await asyncio.to_thread(file_keys, self._folder, self._secrets, self._randomness)
        try:
            return await self._opened(keys)
        except EnvironmentFault as fault:
            if fault.key != DAMAGED:
                raise
        _log.warning("imports_begun_afresh")
        for suffix in ("-wal", "-shm", ""):
            damaged = self._path.with_name(self._path.name + suffix)
            if damaged.exists():
                damaged.replace(damaged.with_name(f"imports.damaged.db{suffix}"))
        return await self._opened(keys)

    async def _opened(self, keys: DatabaseKeys) -> Storage:
        imports = Storage.open(
            self._path, keys.wanted, IMPORT_MIGRATIONS, durable=True, another=keys.older
        )
        try:
            await imports.ready()
        except BaseException:
            await imports.close()
            raise
        return imports
