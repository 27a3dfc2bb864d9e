"""A receipt in lines for a roll printer: pure, in columns of equal width."""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.receipts.printed import PrintedReceipt

COLUMNS: Final = {58: 32, 80: 48}
"""Characters of the printer's own font A on paper of so many millimetres (Epson's ESC/POS: 384 and
576 dots, 12 a character)."""
_SAID_PLAINLY: Final = str.maketrans({
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2019": "'", "\u2018": "'", "\u201c": '"',
    "\u201d": '"', "\u2013": "-", "\u2014": "-", "\u2212": "-", "\u00b7": "-", "\u2022": "*",
    "\u2026": "...",
})  # fmt: skip
"""Signs that printers' code pages lack or have in different places."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """One line, no longer than the paper is wide. `tall`: twice as high, as wide as ever; `code`:
    not as letters but as a QR code of them."""

    text: str
    bold: bool = False
    tall: bool = False
    centred: bool = False
    code: bool = False


def lay_out(receipt: PrintedReceipt, columns: int) -> list[RollLine]:
    """The receipt's lines, top to bottom, none longer than `columns`. Words are cut only where
    one alone is longer than that, amounts stand at the right edge, and nothing in a text can give
    the printer an order."""
    roll = _Roll(columns)
    if receipt.practice:
        roll.centred(f"*** {receipt.practice} ***", bold=True)
    roll.centred(receipt.shop, bold=True)
    for line in receipt.address:
        roll.centred(line)
    roll.rule()
    roll.pair(receipt.title, receipt.number, bold=True)
    roll.blank()
    roll.pair(receipt.amount_label, receipt.amount, bold=True, tall=True)
    roll.rule()
    for label, value in (*receipt.rows, *receipt.sums):
        roll.pair(label, value)
    for note in receipt.notes:
        roll.blank()
        roll.left(note)
    roll.rule()
    roll.left(receipt.reference_label)
    roll.left(receipt.reference)
    roll.blank()
    roll.code(receipt.reference)
    roll.blank()
    roll.centred(receipt.closing)
    if receipt.practice:
        roll.centred(f"*** {receipt.practice} ***", bold=True)
    return roll.lines


class _Roll:
    def __init__(self, columns: int) -> None:
        self._columns = columns
        self.lines: list[RollLine] = []

    def blank(self) -> None:
        self.lines.append(RollLine(""))

    def rule(self) -> None:
        self.lines.append(RollLine("-" * self._columns))

    def left(self, text: str) -> None:
        self.lines += [RollLine(one) for one in self._wrapped(text)]

    def centred(self, text: str, *, bold: bool = False) -> None:
        self.lines += [RollLine(one, bold=bold, centred=True) for one in self._wrapped(text)]

    def code(self, text: str) -> None:
        """None of what is longer than a line: no reference of Stripe's is."""
        if text and len(text) <= self._columns:
            self.lines.append(RollLine(text, centred=True, code=True))

    def pair(self, label: str, value: str, *, bold: bool = False, tall: bool = False) -> None:
        """On one line where both fit, else the value below, at the right edge all the same."""
        names, values = self._wrapped(label), self._wrapped(value)
        room = self._columns - len(values[0]) - 1 if values else self._columns
        if len(names) <= 1 and len(values) <= 1 and len("".join(names)) <= room:
            both = "".join(names).ljust(room + 1) + "".join(values) if values else "".join(names)
            rows: Sequence[str] = [both.rstrip()]
        else:
            rows = [*names, *(one.rjust(self._columns) for one in values)]
        self.lines += [RollLine(one, bold=bold, tall=tall) for one in rows if one]

    def _wrapped(self, text: str) -> list[str]:
        # no-break spaces hold an amount together until it is laid out
        lines = textwrap.wrap(_tame(text), self._columns)
        return [plain for line in lines for plain in self._plain(line)]

    def _plain(self, line: str) -> list[str]:
        """An ellipsis takes three columns."""
        plain = line.translate(_SAID_PLAINLY)
        return textwrap.wrap(plain, self._columns) if len(plain) > self._columns else [plain]


def _tame(text: str) -> str:
    """Without control characters, which a printer would obey."""
    return "".join(one if one.isprintable() or one in "\u00a0\u202f\u2009" else " " for one in text)
