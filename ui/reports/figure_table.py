"""The same figures as a table, for eyes and for screen readers."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from pos_app.reports.series import Bar, Figure, Series
from pos_app.settings.formats import format_count
from ui.i18n.language import language_of
from ui.reports.figure_words import FigureSpeaker
from ui.widgets.folding import WORDS, FoldingTable

Index = QModelIndex | QPersistentModelIndex
_NOWHERE: Final = QModelIndex()
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class FigureTable(FoldingTable):
    """Name, how many, how much; bars of which there are none are left out."""

    ACROSS = 3
    TITLED = (1,)

    def __init__(self, speaker: FigureSpeaker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._rows: Sequence[tuple[Figure, Bar]] = ()

    def show(self, series: Series | None) -> None:
        """Another figure, or none."""
        self.beginResetModel()
        self._rows = (
            [(series.figure, bar) for bar in series.bars if bar.count] if series is not None else ()
        )
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
        figure, bar = self._rows[row]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column else None
        if role not in WORDS:
            return None
        if column == 0:
            return self._speaker.whole(figure, bar)
        if column == 1:
            return format_count(bar.count, language_of())
        return self._speaker.value(bar) if bar.total is not None else ""
