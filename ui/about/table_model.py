"""The parts as a table shows them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from pos_app.about.model import Part
from ui.widgets.folding import FoldingTable

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class PartsTable(FoldingTable):
    """Name with version, and licence."""

    ACROSS = 2

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: Sequence[Part] = ()

    def show(self, parts: Sequence[Part]) -> None:
        """These instead."""
        if parts is not self._parts:
            self.beginResetModel()
            self._parts = parts
            self.endResetModel()

    def retranslate(self) -> None:
        """The heads again."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 1)

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._parts)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return (self.tr("Part"), self.tr("Licence"))[section]

    def cell(self, row: int, column: int, role: int) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        part = self._parts[row]
        name = f"{part.name} {part.version}".rstrip()
        return (name, part.licence)[column]
