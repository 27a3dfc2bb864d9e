"""A till's files, open as its rotation of keys has them."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pos_app.files import ImportsFile, file_keys, open_cache, open_ledger
from pos_app.kernel.clock import SystemClock
from pos_app.key_rotation import KeyRotation
from pos_app.settings.secrets import PrivateFileSecrets
from pos_app.storage import Storage


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[tuple[Storage, Storage, ImportsFile, KeyRotation]]:
    """Ledger, cache, imports, and what changes their key."""
    secrets = PrivateFileSecrets(folder / "secrets")
    keys = file_keys(folder, secrets, os.urandom)
    ledger = open_ledger(folder, keys, SystemClock().now)
    await ledger.ready()
    cache = await open_cache(folder / "cache.db", keys)
    imports = ImportsFile(folder, secrets, os.urandom)
    rotation = KeyRotation(ledger, cache, imports, secrets, folder, os.urandom)
    try:
        yield ledger, cache, imports, rotation
    finally:
        await rotation.stop()
        await ledger.close()
        await cache.close()
