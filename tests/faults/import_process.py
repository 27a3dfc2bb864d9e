"""A process that imports one file and tells each row's progress; made to be killed.

    python -m tests.faults.import_process FOLDER URL SECRET PUBLISHABLE

Prints `created N` whenever more are made, and `done` at the end.
"""

import asyncio
import os
import sys
from pathlib import Path

from pos_app.customers.importing.existing_store import EXISTING_MIGRATIONS, CachedCustomers
from pos_app.customers.importing.model import ImportProgressed, OnKnown, Stage
from pos_app.customers.importing.running import Pace
from pos_app.customers.importing.service import ImportService
from pos_app.customers.importing.store import IMPORT_MIGRATIONS
from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.settings.environment import training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway

_PACE = Pace(per_second=1000, width=5, first_wait_seconds=0.01, longest_wait_seconds=0.1)


class _File:
    def __init__(self, folder: Path) -> None:
        self._path = folder / "imports.db"

    def there(self) -> bool:
        return self._path.exists()

    async def open(self) -> Storage:
        return Storage.open(self._path, bytes(32), IMPORT_MIGRATIONS, durable=True)


async def _import(folder: Path, url: str, secret: str, publishable: str) -> None:
    gateway = await StripeGateway.connect(training_environment(url, secret, publishable))
    schemas = [CUSTOMER_MIGRATIONS, EXISTING_MIGRATIONS]
    cache = Storage.open(folder / "cache.db", bytes(32), schemas, durable=False)
    events, ended = EventBus(), asyncio.Event()
    service = ImportService(
        _File(folder), cache, gateway, CachedCustomers(cache), events, SystemClock(), os.urandom,
        _PACE,
    )  # fmt: skip

    def hear(progress: ImportProgressed) -> None:
        print("created", progress.counts.created, flush=True)  # noqa: T201 - for the test
        if not progress.running:
            ended.set()

    events.subscribe(ImportProgressed, hear)
    found = await service.current()
    if found is None:
        opened = await service.open(folder / "file.csv")
        await service.check(opened, opened.mapping, lambda _: None)
        found = await service.current()
    assert found is not None
    if found[0].stage is not Stage.DONE:
        await service.start(OnKnown.FILL)
        await ended.wait()
    await service.stop()
    await gateway.close()
    await cache.close()
    print("done", flush=True)  # noqa: T201 - for the test


if __name__ == "__main__":
    asyncio.run(_import(Path(sys.argv[1]), *sys.argv[2:5]))
