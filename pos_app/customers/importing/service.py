"""Use cases of importing customers: look at a file, check it, send it, correct what was refused.

One import at a time, kept in a file of its own (docs/decisions/0013) that is opened when it is
first asked for.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Final

from pos_app.customers import store as customers
from pos_app.customers.importing import store
from pos_app.customers.importing.checking import Checker, described, in_thread, unreadable
from pos_app.customers.importing.correcting import Words, write_corrections
from pos_app.customers.importing.mapping import guess, known_header
from pos_app.customers.importing.model import (
    Counts,
    Field,
    Import,
    ImportProgressed,
    OnKnown,
    Reason,
    Row,
    Stage,
    Verdict,
    Wanted,
)
from pos_app.customers.importing.ports import FindsExisting, ImportGateway, ImportsFile
from pos_app.customers.importing.reading import Read, Table, open_table
from pos_app.customers.importing.running import Pace, Runner
from pos_app.customers.model import CustomersLoaded
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, Randomness, new_id
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Storage

_log = logging.getLogger(__name__)
_SHOWN: Final = 20
_STOP_SECONDS: Final = 3.0
_NAMING: Final = {Field.NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.EMAIL, Field.PHONE}


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that was looked at: its columns, and its first rows as they are."""

    table: Table
    mapping: tuple[Field, ...]
    remembered: bool
    """Whether the mapping is the one last used for this header."""
    rows: tuple[Read, ...]

    def become(self, mapping: Sequence[Field]) -> list[Wanted | Reason]:
        """The first rows as customers, with these columns."""
        return [described(row, self.table.header, mapping) for row in self.rows]


class ImportService:
    """Customers of a CSV file, from opening it to the last row.

    Storage's faults everywhere; Stripe's end in ImportProgressed. Publishes ImportProgressed.
    """

    def __init__(
        self,
        file: ImportsFile,
        cache: Storage,
        gateway: ImportGateway,
        existing: FindsExisting,
        events: EventBus,
        clock: Clock,
        randomness: Randomness,
        pace: Pace,
    ) -> None:
        self._file = file
        self._cache = cache
        self._gateway = gateway
        self._existing = existing
        self._events = events
        self._clock = clock
        self._randomness = randomness
        self._pace = pace
        self._opening = asyncio.Lock()
        self._ordering = asyncio.Lock()
        """Who presses twice finds what the first press did."""
        self._imports: Storage | None = None
        self._runner: Runner | None = None
        self._task: asyncio.Task[None] | None = None
        self._sending = False
        self._permits: Permissions = OpenHouse()

    def obey(self, permissions: Permissions) -> None:
        """Ask these before rows are sent, or sent no more; called while building."""
        self._permits = permissions

    @property
    def running(self) -> bool:
        """Whether rows are being sent."""
        return self._sending

    async def waiting(self) -> bool:
        """Whether an earlier run of the till left an import unfinished."""
        if self.running or not self._file.there():
            return False
        now = await (await self._storage()).read(store.current)
        return now is not None and now.stage is Stage.RUNNING

    async def open(self, path: Path) -> Opened:
        """Look at a file without keeping anything of it.

        Raises UserError import.empty, import.no_header, import.too_many_columns; EnvironmentFault
        import.unreadable_file (file, reason).
        """

        def look() -> tuple[Table, tuple[Read, ...]]:
            table = open_table(path)
            rows = table.rows()
            try:
                return table, tuple(islice(rows, _SHOWN))
            finally:
                rows.close()

        try:
            table, rows = await in_thread(look)
        except OSError as error:
            raise unreadable(path, error) from error
        imports = await self._storage()
        header = known_header(table.header)
        before = await imports.read(lambda db: store.remembered(db, header))
        fits = before is not None and len(before) == len(table.header)
        mapping = before if before is not None and fits else guess(table.header)
        return Opened(table, mapping, fits, rows)

    async def check(
        self, opened: Opened, mapping: Sequence[Field], told: Callable[[int], None]
    ) -> Counts:
        """Judge every row, and send nothing; cancel it to stop. Forgets an import begun before.

        Raises UserError import.no_naming_column, import.running; EnvironmentFault
        import.unreadable_file.
        """
        if self.running:
            raise UserError("import.running")
        if not _NAMING.intersection(mapping):
            raise UserError("import.no_naming_column")
        checker = Checker(await self._storage(), self._existing)
        import_id = new_id("import", self._randomness)
        return await checker.check(opened.table, mapping, import_id, told)

    async def current(self) -> tuple[Import, Counts] | None:
        """The import that was checked or begun, if there is one; half a check is none."""
        imports = await self._storage()
        found = await imports.read(lambda db: (store.current(db), store.counts(db)))
        now, counts = found
        return None if now is None or now.stage is Stage.CHECKING else (now, counts)

    async def rows(
        self, verdicts: Sequence[Verdict], after: int = 0, limit: int = 200
    ) -> Sequence[Row]:
        """Rows of these verdicts, in the order of the file."""
        imports = await self._storage()
        return await imports.read(lambda db: store.of_verdict(db, verdicts, after, limit))

    async def start(self, on_known: OnKnown, *, actor: Actor = NOBODY) -> None:
        """Send the rows, in a task of this service that outlives every screen. An import that has
        begun keeps to what was chosen then. Nothing happens while one is being sent.

        Thousands of customers are made and changed in one go, so it takes a right and stands in
        the audit log with how many rows there are, each time it is begun or gone on with. Raises
        UserError staff.not_allowed, staff.sign_in_first.
        """
        async with self._ordering:
            if self._runner is not None and self._runner.pausing:
                await self._paused()  # pressed again before the last rows were known
            imports = await self._storage()
            now = await imports.read(store.current)
            if self.running or now is None or now.stage not in (Stage.CHECKED, Stage.RUNNING):
                return
            if now.stage is Stage.CHECKED:
                now = replace(now, on_known=on_known)
            ready = now
            act = RiskyAct(Right.IMPORT_CUSTOMERS, ready.id)
            await self._permits.carry_out(actor, act, lambda: self._begun(imports, ready), str)

    async def _begun(self, imports: Storage, now: Import) -> int:
        """How many rows are left to be sent."""
        left = (await imports.read(store.counts)).open
        runner = self._runner = Runner(
            imports, self._cache, self._gateway, self._existing, self._clock, self._pace,
            self._events.publish,
        )  # fmt: skip
        loop = asyncio.get_running_loop()
        self._sending = True
        self._task = loop.create_task(self._run(runner, now), name="import")
        self._task.add_done_callback(_complain)
        return left

    async def pause(self, *, actor: Actor = NOBODY) -> None:
        """Send no more rows; returns once those on their way are known or given up on. Nothing
        happens while none are being sent. Takes the right that starting takes, and stands in the
        audit log. Raises UserError staff.not_allowed, staff.sign_in_first.
        """
        async with self._ordering:
            now = await (await self._storage()).read(store.current)
            if self.running and now is not None:
                act = RiskyAct(Right.IMPORT_CUSTOMERS, now.id)
                await self._permits.carry_out(actor, act, self._paused, lambda _: "import_paused")

    async def discard(self, *, actor: Actor = NOBODY) -> None:
        """End the import and forget its rows; customers that were made stay. Where rows were not
        sent yet that should have been, it takes the right that starting takes, and stands in the
        audit log. Raises UserError staff.not_allowed, staff.sign_in_first.
        """
        async with self._ordering:
            now = await (await self._storage()).read(store.current)
            if now is None or now.stage is not Stage.RUNNING:
                await self._forgotten()
                return
            act = RiskyAct(Right.IMPORT_CUSTOMERS, now.id)
            await self._permits.carry_out(actor, act, self._forgotten, lambda _: "import_ended")

    async def _paused(self) -> None:
        if self._runner is not None and self._task is not None:
            self._runner.pause()
            await asyncio.wait([self._task])

    async def _forgotten(self) -> None:
        await self._paused()
        await (await self._storage()).write(store.forget)

    async def save_corrections(self, path: Path, why: str, words: Words) -> int:
        """Write the rows a person must look at, as the file had them, with a column `why`; how
        many. `words` gives a reason in the user's language.

        Raises EnvironmentFault import.not_written (file, reason).
        """
        imports = await self._storage()
        now = await imports.read(store.current)
        if now is None:
            return 0
        return await write_corrections(imports, now, path, why, words)

    async def stop(self) -> None:
        """Before the till closes: what is on its way is known at the next start."""
        if self._runner is not None and self._task is not None:
            self._runner.pause()
            await asyncio.wait([self._task], timeout=_STOP_SECONDS)
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._imports is not None:
            await self._imports.close()

    async def _run(self, runner: Runner, now: Import) -> None:
        fault: PosError | None = None
        try:
            await runner.run(now)
            if runner.counts.created:
                total = await self._cache.read(customers.count)
                self._events.publish(CustomersLoaded(total))
        except EnvironmentFault as error:
            _log.warning("import_stopped reason=%s", error.key)
            fault = error
        finally:
            # before anybody hears of the end: who asks then must not be told that it goes on
            self._sending = False
        self._events.publish(ImportProgressed(runner.counts, False, fault=fault))

    async def erase(self, customer_id: CustomerId) -> None:
        """Take this customer's rows out of the file's copy. Not while rows are being sent."""
        if self._imports is not None or self._file.there():
            imports = await self._storage()
            await imports.write(lambda db: store.erase(db, customer_id))

    async def _storage(self) -> Storage:
        async with self._opening:
            if self._imports is None:
                self._imports = await self._file.open()
            return self._imports


def _complain(task: "asyncio.Task[None]") -> None:
    """A bug ends the sending; it must not end unheard."""
    if not task.cancelled() and (error := task.exception()) is not None:
        task.get_loop().call_exception_handler(
            {"message": f"An import ended with {error!r}", "exception": error}
        )
