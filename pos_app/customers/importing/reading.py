"""The rows of a CSV file: RFC 4180 and what spreadsheets really write.

No file makes this raise: a row that can't be read is a `Broken` one, and reading goes on after
it. A quote that is never closed costs its own line only, not the rest of the file.
"""

import csv
import re
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from pos_app.customers.importing.decoding import CUT, LONGEST_LINE, Encoded, lines, look
from pos_app.kernel.errors import UserError

DELIMITERS: Final = ",;\t|"
MOST_COLUMNS: Final = 200
_MOST_LINES: Final = 50
"""Of one row: a note with more line breaks than that is an unclosed quote."""
_SAMPLE_LINES: Final = 30
_OPEN: Final = "unexpected end of data"
"""What the csv module says of a quoted field that doesn't end."""
_OF_SOMEBODY: Final = r"[^@\s]+@[^@\s]+\.[^@\s.]+|[+(0][\d\s().\-/]{8,}"
"""An e-mail address or a phone number, which no column is called."""
_UNREADABLE: Final = {chr(code) for code in range(32)} - {"\t", "\n"} | {"\x7f", "\ufffd"}


@dataclass(frozen=True, slots=True)
class Read:
    """A row as read. `number` counts as spreadsheets do, from 1."""

    number: int
    cells: tuple[str, ...]
    problem: str = ""
    """The message key of why it can't be used; the cells are then what could be made of it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was looked at: how to read it, and its header: where its first row is somebody
    already, the letters that spreadsheets give to columns."""

    file: Encoded
    delimiter: str
    header: tuple[str, ...]
    header_number: int

    def rows(self) -> Generator[Read, None, None]:
        """Every row with something in it, after the header. Raises OSError."""
        for row in _records(self.file, self.delimiter):
            if row.number > self.header_number and (row.problem or any(row.cells)):
                yield _squared(row, len(self.header))


def open_table(path: Path) -> Table:
    """Find encoding, delimiter and header; reads the file once.

    Raises OSError; UserError import.empty, import.no_header, import.too_many_columns (limit).
    """
    file = look(path)
    delimiter = _delimiter(list(islice(lines(file), _SAMPLE_LINES)))
    for row in _records(file, delimiter):
        if row.problem:
            raise UserError("import.no_header")
        if any(row.cells) and not _names_delimiter(row.cells):
            header = tuple(cell.strip() for cell in row.cells)
            while header and not header[-1]:
                header = header[:-1]
            if len(header) > MOST_COLUMNS:
                raise UserError("import.too_many_columns", limit=MOST_COLUMNS)
            if any(re.fullmatch(_OF_SOMEBODY, cell) for cell in header):
                return Table(file, delimiter, column_letters(len(header)), row.number - 1)
            return Table(file, delimiter, header, row.number)
    raise UserError("import.empty")


def column_letters(count: int) -> tuple[str, ...]:
    """What spreadsheets call so many columns that have no names."""
    return tuple(map(_letters, range(count)))


def _letters(column: int) -> str:
    """Of a column, counted from 0: A to Z, then AA."""
    before, here = divmod(column, 26)
    return (_letters(before - 1) if before else "") + chr(ord("A") + here)


def _names_delimiter(cells: Sequence[str]) -> bool:
    """Excel's own first line `sep=;`."""
    return cells[0].lower().startswith("sep=") and len("".join(cells)) <= len("sep=;")


def _delimiter(sample: list[str]) -> str:
    first = sample[0] if sample else ""
    if first.lower().startswith("sep=") and first[4:5] in set(DELIMITERS):
        return first[4]

    def fitness(delimiter: str) -> tuple[int, int]:
        """How many rows have as many cells as the header has, and how many that is."""
        widths = [len(_cells(line, delimiter) or ()) for line in sample if line.strip()]
        wide = widths[0] if widths else 0
        return (sum(width == wide for width in widths) if wide > 1 else 0, wide)

    return max(DELIMITERS, key=fitness)


def _squared(row: Read, width: int) -> Read:
    """As many cells as the header has. Excel leaves out empty ones at the end of a row."""
    cells, problem = row.cells, row.problem
    if not problem and any(cells[width:]):
        problem = "import.too_many_cells"
    elif not problem and any(_UNREADABLE.intersection(cell) for cell in cells):
        problem = "import.unreadable"
    return Read(row.number, (cells + ("",) * (width - len(cells)))[:width], problem)


def _records(file: Encoded, delimiter: str) -> Iterator[Read]:
    source = _Rewound(lines(file))
    for number, line in enumerate(source, 1):
        if line.endswith(CUT):
            yield Read(number, _visible(line, delimiter), "import.too_long_row")
        elif '"' not in line:
            yield Read(number, tuple(line.split(delimiter)))
        else:
            yield _quoted(number, line, source, delimiter)


def _quoted(number: int, line: str, source: "_Rewound", delimiter: str) -> Read:
    text, more = line, list[str]()
    while True:
        try:
            return Read(number, _parsed(text, delimiter))
        except csv.Error as error:
            if str(error) != _OPEN:
                break
        following = source.up_to_a_quote(_MOST_LINES - len(more))
        more.extend(following)
        text = "\n".join([line, *more])
        if not following or len(text) > LONGEST_LINE or following[-1].endswith(CUT):
            break
    source.give_back(more)
    return Read(number, _visible(line, delimiter), "import.bad_quotes")


def _parsed(text: str, delimiter: str) -> tuple[str, ...]:
    rows = csv.reader([text], delimiter=delimiter, strict=True)
    return tuple(next(rows, []))


def _cells(line: str, delimiter: str) -> tuple[str, ...] | None:
    """The cells of one line; None when it isn't whole."""
    try:
        return _parsed(line, delimiter)
    except csv.Error:
        return None


def _visible(line: str, delimiter: str) -> tuple[str, ...]:
    """What can be shown of a row that isn't one."""
    return tuple(line.removesuffix(CUT)[:1000].split(delimiter))


class _Rewound:
    """Lines, some of which may be given back."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source = source
        self._back: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        return self._back.pop() if self._back else next(self._source)

    def give_back(self, taken: Sequence[str]) -> None:
        """The last taken ones, in the order they were."""
        self._back.extend(reversed(taken))

    def up_to_a_quote(self, most: int) -> list[str]:
        """The next lines, to the first one that may close a quote; none when none does."""
        taken: list[str] = []
        for line in islice(self, most):
            taken.append(line)
            if line.count('"') % 2:
                return taken
        self.give_back(taken)
        return []
