"""The rows that a person must look at, as a file to correct and to import again."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Final

from pos_app.customers.importing import store
from pos_app.customers.importing.checking import in_thread
from pos_app.customers.importing.mapping import unescaped
from pos_app.customers.importing.model import Import, Reason
from pos_app.customers.importing.writing import CsvFile, csv_file
from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage import Storage

Words = Callable[[Reason], str]
_BATCH: Final = 200


def not_written(path: Path, error: OSError) -> EnvironmentFault:
    """The system's complaint in the till's words."""
    reason = error.strerror or type(error).__name__
    return EnvironmentFault("import.not_written", retryable=True, file=path.name, reason=reason)


async def write_corrections(
    imports: Storage, now: Import, path: Path, why: str, words: Words
) -> int:
    """How many rows were written. Reasons are put into words by the caller's thread, since that
    is where languages are known. Raises EnvironmentFault import.not_written."""
    written = after = 0
    try:
        with ExitStack() as stack:
            file = await in_thread(lambda: stack.enter_context(csv_file(path, now.delimiter)))
            await in_thread(lambda: file.write([*now.header, why]))
            while rows := await imports.read(partial(store.with_reason, after=after, limit=_BATCH)):
                lines = [
                    [*map(unescaped, row.cells), words(row.reason)] for row in rows if row.reason
                ]
                await in_thread(partial(_add, file, lines))
                written += len(lines)
                after = rows[-1].number
            # the end, with its wait for the disk, is not for the caller's thread either
            await in_thread(stack.pop_all().close)
    except OSError as error:
        raise not_written(path, error) from error
    return written


def _add(file: CsvFile, lines: Sequence[Sequence[str]]) -> None:
    for line in lines:
        file.write(line)
