"""Tables that write all of a row into one column where there is no room for their columns."""

from collections.abc import Container
from typing import Any, ClassVar, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
WORDS: Final = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)
"""Roles in which a cell says the same."""


class FoldingTable(QAbstractTableModel):
    """What its rows have in each column is asked of `cell`; `share_columns` is given `fold`."""

    ACROSS: ClassVar[int]
    """How many columns there are where there is room for them."""
    TITLED: ClassVar[Container[int]] = ()
    """Columns whose words say too little without the title above them."""
    JOINT: ClassVar[str] = " · "
    """Between the words of two columns in one."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folded = False

    def fold(self, on: bool) -> None:
        """All of a row in one column, or each in its own. The current row stays the current one."""
        if on is self._folded:
            return
        if on:
            self.beginRemoveColumns(_NOWHERE, 1, self.ACROSS - 1)
            self._folded = True
            self.endRemoveColumns()
        else:
            self.beginInsertColumns(_NOWHERE, 1, self.ACROSS - 1)
            self._folded = False
            self.endInsertColumns()
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, 0))

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """As it is folded."""
        return 0 if parent.isValid() else 1 if self._folded else self.ACROSS

    def place_of_cell(self, row: int, column: int) -> QModelIndex:
        """Where its words stand now."""
        return self.index(row, 0 if self._folded else column)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell, or all of its row."""
        if not index.isValid():
            return None
        if not self._folded:
            return self.cell(index.row(), index.column(), role)
        if role in WORDS:
            return self.whole(index.row())
        if role == Qt.ItemDataRole.DecorationRole:
            icons = (self.cell(index.row(), place, role) for place in range(self.ACROSS))
            return next((icon for icon in icons if icon is not None), None)
        return None

    def cell(self, row: int, column: int, role: int) -> Any:
        """What `data` answers where nothing is folded."""
        raise NotImplementedError

    def whole(self, row: int) -> str:
        """All that a row says."""
        said = []
        for place in range(self.ACROSS):
            words = self.cell(row, place, Qt.ItemDataRole.DisplayRole)
            if words and place in self.TITLED:
                title = self.headerData(place, Qt.Orientation.Horizontal)
                words = self.tr("{field}: {value}").format(field=title, value=words)
            said += [str(words)] * bool(words)
        return self.JOINT.join(said)
