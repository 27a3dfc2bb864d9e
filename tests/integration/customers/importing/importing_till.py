"""A till that imports, over real HTTP and real files, and can be cut off at any step."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any

from pos_app.customers import store as customers
from pos_app.customers.importing.existing_store import EXISTING_MIGRATIONS, CachedCustomers
from pos_app.customers.importing.model import Counts, ImportProgressed, OnKnown
from pos_app.customers.importing.running import Pace
from pos_app.customers.importing.service import ImportService
from pos_app.customers.importing.store import IMPORT_MIGRATIONS
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.settings.environment import training_environment
from pos_app.storage import Database, Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.helpers.standin import StandInHandle

QUICK = Pace(per_second=2000, width=10, first_wait_seconds=0.005, longest_wait_seconds=0.05)


class Fate:
    """Counts steps, and from step `at` on lets nothing happen any more."""

    def __init__(self, at: int = 0) -> None:
        self.at = at
        self.steps: list[str] = []

    def step(self, name: str) -> None:
        self.steps.append(name)
        if self.at and len(self.steps) >= self.at:
            raise asyncio.CancelledError


class MortalStorage:
    """A file whose owner may be killed before a write or after it."""

    def __init__(self, storage: Storage, fate: Fate) -> None:
        self._storage = storage
        self._fate = fate

    async def write(self, fn: Callable[[Database], Any]) -> Any:
        self._fate.step("write")
        result = await self._storage.write(fn)
        self._fate.step("written")
        return result

    def __getattr__(self, name: str) -> Any:
        return getattr(self._storage, name)


class MortalGateway:
    """A connection whose owner may be killed before a request or after its reply."""

    def __init__(self, gateway: StripeGateway, fate: Fate) -> None:
        self._gateway = gateway
        self._fate = fate

    def __getattr__(self, name: str) -> Any:
        whole = getattr(self._gateway, name)
        if not asyncio.iscoroutinefunction(whole):
            return whole

        async def call(*given: Any) -> Any:
            self._fate.step(name)
            result = await whole(*given)
            self._fate.step(f"{name} done")
            return result

        return call


class ImportingTill:
    """Open with `begin`; `cut_off` as a crash would, then `begin` again on the same files."""

    def __init__(self, standin: StandInHandle, folder: Path, pace: Pace = QUICK) -> None:
        self.standin = standin
        self.folder = folder
        self.pace = pace
        self.heard: list[ImportProgressed] = []

    async def begin(self, fate: Fate | None = None) -> None:
        environment = training_environment(
            self.standin.url, self.standin.secret_key, self.standin.publishable_key
        )
        self.fate = fate or Fate()
        self.gateway = await StripeGateway.connect(environment)
        self.cache = Storage.open(
            self.folder / "cache.db", bytes(32), [CUSTOMER_MIGRATIONS, EXISTING_MIGRATIONS],
            durable=False,
        )  # fmt: skip
        self.imports = Storage.open(
            self.folder / "imports.db", bytes(32), IMPORT_MIGRATIONS, durable=True
        )
        self.bus = bus = EventBus()
        bus.subscribe(ImportProgressed, self.heard.append)
        self.service = ImportService(
            self, self.cache, MortalGateway(self.gateway, self.fate),
            CachedCustomers(self.cache), bus, SystemClock(), os.urandom, self.pace,
        )  # fmt: skip

    def there(self) -> bool:
        return True

    async def open(self) -> Any:
        return MortalStorage(self.imports, self.fate)

    async def end(self) -> None:
        if self.service._task is not None:
            await asyncio.wait([self.service._task])
        # a process that is killed takes its requests along; here they must end by themselves
        left = [task for task in asyncio.all_tasks() if "_send" in repr(task.get_coro())]
        await asyncio.gather(*left, return_exceptions=True)
        await self.gateway.close()
        await self.imports.close()
        await self.cache.close()

    async def again(self, fate: Fate | None = None) -> None:
        """The next start on the same files."""
        await self.end()
        await self.begin(fate)

    async def know(self, *drafts: CustomerDraft) -> list[Customer]:
        """Customers who are at Stripe and in the copy already."""
        made = [
            await self.gateway.create_imported(draft, "before:0", f"before-{os.urandom(6).hex()}")
            for draft in drafts
        ]
        await self.cache.write(lambda db: customers.put_customers(db, made, front=True))
        return made

    async def check(self, text: str | bytes, name: str = "file.csv") -> Counts:
        path = self.folder / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        opened = await self.service.open(path)
        return await self.service.check(opened, opened.mapping, lambda _: None)

    async def run(self, on_known: OnKnown = OnKnown.LEAVE) -> Counts:
        """Send the rows, to the end or to where fate cuts it off."""
        await self.service.start(on_known)
        if self.service._task is not None:
            await asyncio.wait([self.service._task])
        found = await self.service.current()
        assert found is not None
        return found[1]

    async def created(self, number: int) -> None:
        """Wait until so many are made."""
        reached = asyncio.Event()

        def hear(progress: ImportProgressed) -> None:
            if progress.counts.created >= number:
                reached.set()

        unsubscribe = self.bus.subscribe(ImportProgressed, hear)
        await reached.wait()
        unsubscribe()

    async def at_stripe(self) -> list[Customer]:
        found: list[Customer] = []
        more = True
        while more:
            page = await self.gateway.list_customers(found[-1].id if found else None)
            found += page.customers
            more = page.more
        return found


Play = Callable[[ImportingTill], Awaitable[None]]


def shown(customer: Customer) -> tuple[object, ...]:
    """All that a file can say of a customer."""
    names = ("name", "email", "phone", "language", "note", "number", "postcode", "tags")
    return tuple(getattr(customer, name) for name in names)


def by_name(found: list[Customer]) -> Mapping[str, tuple[object, ...]]:
    """One of each name, else the test fails: nobody was made twice."""
    names = [one.name for one in found]
    assert sorted(names) == sorted(set(names))
    return {one.name: shown(one) for one in found}
