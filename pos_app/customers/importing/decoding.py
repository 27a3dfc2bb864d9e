"""The bytes of a file as lines of text, whatever program wrote them, in bounded memory.

A file without a mark of its encoding is UTF-8 when all of it is, else Windows-1252: text of that
kind with accents is never UTF-8 by chance. UTF-16 without its mark shows by its zero bytes.
"""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BLOCK: Final = 1 << 16
LONGEST_LINE: Final = 1 << 16
"""Characters; a customer takes a few hundred."""
CUT: Final = "\x00cut"
"""Ends a line that was longer; no text is read with it otherwise (zero characters are told)."""
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Encoded:
    """A file and how its text is written."""

    path: Path
    encoding: str
    size: int


def look(path: Path) -> Encoded:
    """Find out the encoding; reads the whole file once. Raises OSError."""
    with path.open("rb") as file:
        start = file.read(_BLOCK)
    size = path.stat().st_size
    for mark, encoding in _MARKS:
        if start.startswith(mark):
            return Encoded(path, encoding, size)
    without_mark = _utf16(start)
    if without_mark:
        return Encoded(path, without_mark, size)
    return Encoded(path, "utf-8" if _all_utf8(path) else "cp1252", size)


def _utf16(start: bytes) -> str:
    """Latin text in UTF-16 has a zero in nearly every other place."""
    even, odd = start[0::2].count(0), start[1::2].count(0)
    most = max(1, len(start) * 2 // 5)
    if odd >= most and not even:
        return "utf-16-le"
    return "utf-16-be" if even >= most and not odd else ""


def _all_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        try:
            while block := file.read(_BLOCK * 16):
                decoder.decode(block)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def lines(file: Encoded) -> Iterator[str]:
    """The lines without their ends (any of the three kinds); unreadable bytes become U+FFFD.

    What goes beyond LONGEST_LINE is dropped, and CUT stands in its place. Raises OSError.
    """
    pending, dropping = "", False
    # `newline=""` leaves a carriage return at the end of a block alone: its line feed may follow
    with file.path.open("r", encoding=file.encoding, errors="replace", newline="") as text:
        while block := text.read(_BLOCK):
            *whole, pending = _split(pending + block)
            for line in whole:
                if not dropping:
                    yield _bounded(line)
                dropping = False
            if len(pending) > LONGEST_LINE and not dropping:
                yield _bounded(pending)
                dropping = True
            if dropping:
                pending = pending[-1:] if pending.endswith("\r") else ""
    if pending and not dropping:
        yield _bounded(pending.removesuffix("\r"))


def _split(text: str) -> list[str]:
    """As str.splitlines, but only at the ends that files have; the rest comes last."""
    held = "\r" if text.endswith("\r") else ""
    body = text[: len(text) - len(held)]
    if "\r" in body:
        body = body.replace("\r\n", "\n").replace("\r", "\n")
    parts = body.split("\n")
    parts[-1] += held
    return parts


def _bounded(line: str) -> str:
    return line if len(line) <= LONGEST_LINE else line[:LONGEST_LINE] + CUT
