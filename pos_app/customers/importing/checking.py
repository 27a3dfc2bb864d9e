"""Every row of a file judged and kept, nothing sent: what an import stands on."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final, TypeVar

from pos_app.customers.importing import store
from pos_app.customers.importing.mapping import become, known_header
from pos_app.customers.importing.model import (
    Counts,
    Field,
    Import,
    Key,
    Reason,
    Row,
    RowState,
    Stage,
    Verdict,
    Wanted,
    contradicts,
    keys_of_row,
)
from pos_app.customers.importing.ports import FindsExisting
from pos_app.customers.importing.reading import Read, Table
from pos_app.customers.model import Customer, shown_name
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.storage import Database, Storage

T = TypeVar("T")
_BATCH: Final = 200
Told = Callable[[int], None]


def unreadable(path: Path, error: OSError) -> EnvironmentFault:
    """The system's complaint about a file in the till's words."""
    reason = error.strerror or type(error).__name__
    return EnvironmentFault("import.unreadable_file", retryable=True, file=path.name, reason=reason)


async def in_thread(work: Callable[[], T]) -> T:
    """Run `work` in a thread; a cancelled caller waits until the thread has let go of it."""
    task = asyncio.ensure_future(asyncio.to_thread(work))
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise


class Checker:
    """Reads files into the import's own, row by row."""

    def __init__(self, imports: Storage, existing: FindsExisting) -> None:
        self._imports = imports
        self._existing = existing

    async def check(
        self, table: Table, mapping: Sequence[Field], import_id: str, told: Told
    ) -> Counts:
        """Judge every row; `told` hears how many were. An import begun before is forgotten.

        Raises EnvironmentFault import.unreadable_file; what Storage raises.
        """
        begun = Import(
            import_id, table.file.path.name, table.header, tuple(mapping), table.delimiter,
            Stage.CHECKING,
        )  # fmt: skip
        await self._imports.write(lambda db: _begin(db, begun))
        rows = table.rows()
        done = 0
        try:
            while batch := await in_thread(lambda: _described(rows, begun)):
                await self._judge(batch)
                done += len(batch)
                told(done)
        except OSError as error:
            raise unreadable(table.file.path, error) from error
        finally:
            rows.close()
        await self._imports.write(lambda db: store.put(db, replace(begun, stage=Stage.CHECKED)))
        return await self._imports.read(store.counts)

    async def _judge(self, batch: "Sequence[_Described]") -> None:
        asked = [wanted for _, wanted in batch if isinstance(wanted, Wanted)]
        found = iter(await self._existing(asked))
        known = [next(found) if isinstance(wanted, Wanted) else () for _, wanted in batch]
        await self._imports.write(lambda db: _keep(db, batch, known))


_Described = tuple[Read, Wanted | Reason]


def described(read: Read, header: Sequence[str], mapping: Sequence[Field]) -> Wanted | Reason:
    """The customer of a row, or why it describes none."""
    if read.problem:
        return Reason(read.problem)
    try:
        return become(header, mapping, read.cells)
    except UserError as error:
        return Reason.of(error)


def _described(rows: Iterator[Read], which: Import) -> list[_Described]:
    return [(read, described(read, which.header, which.mapping)) for read in islice(rows, _BATCH)]


def _begin(db: Database, begun: Import) -> None:
    store.forget(db)
    store.put(db, begun)
    store.remember(db, known_header(begun.header), begun.mapping)


def _keep(db: Database, batch: Sequence[_Described], known: Sequence[Sequence[Customer]]) -> None:
    for (read, wanted), who in zip(batch, known, strict=True):
        if isinstance(wanted, Reason):
            row = Row(read.number, read.cells, None, Verdict.WRONG, wanted, state=RowState.FAILED)
        else:
            row = _judged(db, Row(read.number, read.cells, wanted, Verdict.NEW), wanted, who)
        store.add_rows(db, [row])


def _judged(db: Database, row: Row, wanted: Wanted, who: Sequence[Customer]) -> Row:
    keys = keys_of_row(wanted)
    judged = as_known(row, wanted, who) if who else _compared(db, row, wanted, keys)
    if judged.reason is None:
        store.add_keys(db, row.number, keys)
    return judged


def _compared(db: Database, row: Row, wanted: Wanted, keys: Sequence[Key]) -> Row:
    """With the rows before it."""
    earlier = store.row_with(db, keys)
    if earlier is None:
        return row
    first = store.wanted_of(db, earlier)
    if first is not None and contradicts(wanted.draft, first.draft):
        return refused(row, Reason("import.other_name_row", params={"row": earlier}))
    return replace(row, verdict=Verdict.REPEATED, same_row=earlier)


def as_known(row: Row, wanted: Wanted, who: Sequence[Customer]) -> Row:
    """The row of somebody who is there already; refused where it isn't sure who that is."""
    if len(who) > 1:
        names = ", ".join(shown_name(one) for one in who[:3])
        return refused(row, Reason("import.several_known", params={"names": names}))
    # a file that names the customer's own id says who it is, whatever became of the name
    if wanted.id != who[0].id and contradicts(wanted.draft, who[0]):
        name = shown_name(who[0])
        return refused(row, Reason("import.other_name", params={"name": name}))
    return replace(row, verdict=Verdict.KNOWN, same_as=who[0].id)


def refused(row: Row, reason: Reason) -> Row:
    """The row as one for a person to look at."""
    return replace(row, verdict=Verdict.WRONG, reason=reason, state=RowState.FAILED)
