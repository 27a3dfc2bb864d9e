"""CSV files for spreadsheets: UTF-8 with its mark, no cell a formula, whole or not at all."""

import csv
import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Protocol

_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n]")


class RowWriter(Protocol):
    """What the csv module's writers are."""

    def writerow(self, row: Iterable[str], /) -> object: ...


def escaped(cell: str) -> str:
    """The cell, with an apostrophe before what a spreadsheet would carry out as a formula.

    One that begins with apostrophes before such a sign gets another, so that taking one away
    (`mapping.unescaped`) always gives the cell back: `+33…` is the same number again.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


class CsvFile:
    """Rows on their way into a file."""

    def __init__(self, writer: RowWriter) -> None:
        self._writer = writer

    def write(self, cells: Sequence[str]) -> None:
        """Add a row. Raises OSError."""
        self._writer.writerow([escaped(cell) for cell in cells])


@contextmanager
def csv_file(path: Path, delimiter: str) -> Iterator[CsvFile]:
    """A file that stands at `path` once the block has ended well, and leaves nothing otherwise;
    what was there before stays till then. Raises OSError."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}-")
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8-sig", newline="") as file:
            yield CsvFile(csv.writer(file, delimiter=delimiter, lineterminator="\r\n"))
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise
