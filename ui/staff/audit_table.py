"""Rows of the audit log as a table shows them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QTableView

from pos_app.settings.formats import format_datetime
from pos_app.staff.audit import AuditRow
from ui.i18n.language import language_of
from ui.staff.audit_detail import DetailSpeaker
from ui.staff.words import StaffSpeaker
from ui.widgets.folding import FoldingTable
from ui.widgets.table import share_columns, table, two_lines

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class AuditTable(FoldingTable):
    """Number, when by the till's clock, who, what, and about what."""

    ACROSS = 5

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = StaffSpeaker(self)
        self._detail = DetailSpeaker(self._speaker)
        self._rows: Sequence[AuditRow] = ()
        self._names: Mapping[str, str] = {}

    def show(self, rows: Sequence[AuditRow], names: Mapping[str, str]) -> None:
        """These instead; `names` of people by their ids."""
        if rows is not self._rows or names != self._names:
            self.beginResetModel()
            self._rows, self._names = rows, names
            self.endResetModel()

    def retranslate(self) -> None:
        """Every word again."""
        self.beginResetModel()
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        heads = (self.tr("No."), self.tr("When"), self.tr("Who"), self.tr("What"), self.tr("About"))
        return heads[section]

    def cell(self, row: int, column: int, role: int) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        noted = self._rows[row]
        told = (
            str(noted.seq), format_datetime(noted.at.astimezone(), language_of()),
            self._speaker.who(noted), self._speaker.what(noted), self._about(noted),
        )  # fmt: skip
        return told[column]

    def _about(self, row: AuditRow) -> str:
        detail = self._detail.told(row.noted.kind, row.noted.detail)
        return self._speaker.about(row, self._names, detail)


def audit_table(model: AuditTable) -> QTableView:
    """Whole rows, what doesn't fit in two lines cut; hovering shows it."""
    view = table("auditTable", model)
    two_lines(view)
    share_columns(view, (64, 224, 140, 0, 0), model.fold)
    return view
