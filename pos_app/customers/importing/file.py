"""The file of imports and exports under way."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path

from pos_app.customers.importing.store import IMPORT_MIGRATIONS
from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage import DAMAGED, Storage

_log = logging.getLogger(__name__)


class ImportsFile:
    """Opened when it is first asked for, since most days nobody imports anything."""

    def __init__(self, path: Path, key: Callable[[], bytes]) -> None:
        """`key` opens the file; it may wait for a disk, and so is asked for in a thread."""
        self._path = path
        self._key = key

    def there(self) -> bool:
        return self._path.exists()

    async def open(self) -> Storage:
        """A damaged file is kept aside and begun afresh: what it made is at Stripe, and a second
        import of the same customers finds them there."""
        key = await asyncio.to_thread(self._key)
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
