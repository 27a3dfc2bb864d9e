"""The files of a till and the key they are under, opened so that what can be made again is."""

import asyncio
import errno
import logging
from pathlib import Path

from pos_app.checkout.asked_store import CHECKOUT_MIGRATIONS
from pos_app.consent.paper_store import PAPER_MIGRATIONS
from pos_app.consent.store import CONSENT_MIGRATIONS
from pos_app.customers.importing.existing_store import EXISTING_MIGRATIONS
from pos_app.customers.importing.store import IMPORT_MIGRATIONS
from pos_app.customers.store import CUSTOMER_MIGRATIONS
from pos_app.dues.ending_store import DUES_MIGRATIONS
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import Randomness
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.store import PAYMENT_MIGRATIONS
from pos_app.receipts.store import RECEIPT_MIGRATIONS
from pos_app.reports.store import REPORT_MIGRATIONS, wrong_in_shifts
from pos_app.sales.known_store import KNOWN_SALES_MIGRATIONS
from pos_app.sales.store import SALES_MIGRATIONS
from pos_app.settings.belonging_store import BELONGING_MIGRATIONS
from pos_app.settings.secrets import SecretStore, database_key
from pos_app.staff.store import STAFF_MIGRATIONS
from pos_app.storage import COPY_DAMAGED, DAMAGED, Database, Storage
from pos_app.storage.lock import InstanceLock
from pos_app.sync.store import SYNC_MIGRATIONS

_log = logging.getLogger(__name__)

LEDGER_SCHEMAS = (
    CONSENT_MIGRATIONS, SALES_MIGRATIONS, PAYMENT_MIGRATIONS, CHECKOUT_MIGRATIONS,
    RECEIPT_MIGRATIONS, PAPER_MIGRATIONS, DUES_MIGRATIONS, STAFF_MIGRATIONS, REPORT_MIGRATIONS,
    BELONGING_MIGRATIONS,
)  # fmt: skip
"""In the order their tables name each other."""
CACHE_SCHEMAS = (CUSTOMER_MIGRATIONS, SYNC_MIGRATIONS, EXISTING_MIGRATIONS, KNOWN_SALES_MIGRATIONS)


def wrong_in_file(db: Database) -> str:
    """What is wrong in a ledger file whose pages are sound; nothing when every chained row, the
    shifts with them, is as it was written."""
    return wrong_in_ledger(db) or wrong_in_shifts(db)


def file_key(folder: Path, secrets: SecretStore, randomness: Randomness) -> bytes:
    """Made by one process at a time: of two first starts, one would keep a key nobody has.

    Raises EnvironmentFault storage.in_use (pid), storage.full, storage.read_only,
    secrets.unreadable, secrets.not_saved.
    """
    lock = InstanceLock(folder / "secrets.lock")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock.take()
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        key = "storage.full" if full else "storage.read_only"
        raise EnvironmentFault(key, retryable=full, file="secrets.lock") from error
    try:
        return database_key(secrets, randomness)
    finally:
        lock.release()


async def open_cache(path: Path, key: bytes) -> Storage:
    """The cache, begun afresh when it is damaged, or was found to be while the till ran: Stripe has
    all that was in it. A page in its midst isn't met before somebody asks for what is on it.

    Called once the ledger is open, so that a wrong key is not taken for damage.
    """
    damaged = path.with_name(f"{path.name}.damaged")
    try:
        if not damaged.exists():
            return await _opened_cache(path, key, damaged)
    except EnvironmentFault as fault:
        if fault.key != COPY_DAMAGED:
            raise
    _log.warning("cache_begun_afresh")
    for suffix in ("-wal", "-shm", ""):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    damaged.unlink(missing_ok=True)
    return await _opened_cache(path, key, damaged)


async def _opened_cache(path: Path, key: bytes, damaged: Path) -> Storage:
    cache = Storage.open(path, key, CACHE_SCHEMAS, durable=False, damaged=damaged)
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

    def there(self) -> bool:
        return self._path.exists()

    async def open(self) -> Storage:
        """A damaged file is kept aside and begun afresh: what it made is at Stripe, and a second
        import of the same customers finds them there."""
        key = await asyncio.to_thread(file_key, self._folder, self._secrets, self._randomness)
        try:
            return await self._opened(key)
        except EnvironmentFault as fault:
            if fault.key != DAMAGED:
                raise
        _log.warning("imports_begun_afresh")
        for suffix in ("-wal", "-shm", ""):
            damaged = self._path.with_name(self._path.name + suffix)
            if damaged.exists():
                damaged.replace(damaged.with_name(f"imports.damaged.db{suffix}"))
        return await self._opened(key)

    async def _opened(self, key: bytes) -> Storage:
        imports = Storage.open(self._path, key, IMPORT_MIGRATIONS, durable=True)
        try:
            await imports.ready()
        except BaseException:
            await imports.close()
            raise
        return imports
