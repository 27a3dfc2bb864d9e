"""Rows of a table as high as their words need, of those that are seen: ten thousand cost what the
visible ones do."""

import re
from typing import Final

from PySide6.QtCore import QLocale, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui.theme.tokens import SPACE

Index = QModelIndex | QPersistentModelIndex
_APART = SPACE.xs
"""Pixels above and below the words of a row, besides what the style sheet keeps: else two rows as
high as they need stand as close as lines of one, and their words touch the chosen one's edge."""

_LOOKED_AT: Final = 40
"""Rows: more than are ever seen of a table at once."""
_FRAME: Final = 5
"""Pixels of a cell's border in high contrast and of Qt's own margin, at each side."""
_IN_DATES: Final = re.compile(r"(?<=\d)\u00a0(?=[^\W\d_])|(?<=[^\W\d_]|\.)\u00a0(?=\d)")
"""No-break spaces between figures and a month; those of an amount stay."""


class CellDelegate(QStyledItemDelegate):
    """Asks for the height that a cell's words need: Qt breaks them as if the room that the style
    sheet keeps at both sides of a cell were theirs, and then writes them without it."""

    tight = False
    """Whether columns have less than their longest words need: dates are broken then, not cut."""

    def displayText(self, value: object, locale: QLocale | QLocale.Language) -> str:
        """What is written."""
        text = super().displayText(value, locale)
        return _IN_DATES.sub(" ", text) if self.tight else text

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Pixels, in the width the cell has."""
        narrower = QStyleOptionViewItem(option)
        narrower.rect = option.rect.adjusted(0, 0, -2 * SPACE.s, 0)
        needed = super().sizeHint(narrower, index)
        return QSize(needed.width(), needed.height() + 2 * _APART)

    def longest_word(self, view: QTableView, column: int) -> int:
        """Pixels that the first rows of a column need for what can't be broken, with what the style
        sheet keeps at both sides."""
        model, letters = view.model(), view.fontMetrics()
        words = {
            word
            for row in range(min(_LOOKED_AT, model.rowCount()))
            for word in str(model.index(row, column).data() or "").split(" ")
        }
        widest = max(map(letters.horizontalAdvance, words), default=0)
        return widest + 2 * (SPACE.s + _FRAME)


class RowHeights:
    """Of one table whose words wrap; where they don't, rows are as high as rows are usually."""

    def __init__(self, view: QTableView) -> None:
        self._view = view
        self._fitted: set[int] = set()

    def forget(self) -> None:
        """Something changed that heights depend on: every row is as high as usual again."""
        rows = self._view.verticalHeader()
        for row in self._fitted:
            rows.resizeSection(row, rows.defaultSectionSize())
        self._fitted.clear()

    def fit_seen(self) -> bool:
        """Make those rows higher that are seen and need it. Whether there were any."""
        view = self._view
        if not view.wordWrap():
            return False
        grew, row, count = False, view.rowAt(0), view.model().rowCount()
        while 0 <= row < count and view.rowViewportPosition(row) < view.viewport().height():
            grew = self.fit(row) or grew
            row += 1
        return grew

    def fit(self, row: int) -> bool:
        """Make that one higher, if it needs it. Whether it did."""
        if row in self._fitted or not self._view.wordWrap():
            return False
        self._fitted.add(row)
        rows = self._view.verticalHeader()
        usual, needed = rows.defaultSectionSize(), self._view.sizeHintForRow(row)
        if needed <= usual:
            return False
        rows.resizeSection(row, needed)
        return True
