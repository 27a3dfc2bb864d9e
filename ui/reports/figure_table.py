"""The same figures as a table, for eyes and for screen readers."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from pos_app.reports.series import Bar, Series
from pos_app.settings.formats import format_count
from ui.i18n.language import language_of
from ui.reports.figure_words import FigureSpeaker
from ui.widgets.folding import FoldingTable

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_WORDS: Final = (
    Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole,
)  # fmt: skip


class FigureTable(FoldingTable):
    """Name, how many, how much; bars of which there are none are left out."""

    ACROSS = 3
    TITLED = (1,)

    def __init__(self, speaker: FigureSpeaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._rows: Sequence[tuple[Series, Bar]] = ()

    def show(self, shown: Sequence[Series]) -> None:
        """Other figures."""
        self.beginResetModel()
        self._rows = [(one, bar) for one in shown for bar in one.bars if bar.count]
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """What a column is about."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section else _LEFT
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("What"), self.tr("Count"), self.tr("Amount"))[section]

    def cell(self, row: int, column: int, role: int) -> Any:
        """Words and figures."""
        series, bar = self._rows[row]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column else None
        if role not in _WORDS:
            return None
        if column == 0:
            return self._speaker.whole(series.figure, bar)
        if column == 1:
            return format_count(bar.count, language_of())
        return self._speaker.value(bar) if bar.total is not None else ""
