"""What is due as a table: ten thousand rows cost what the visible ones do."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from pos_app.dues.collecting import Result
from pos_app.dues.model import DueRow
from pos_app.kernel.ids import ItemId
from pos_app.settings.formats import format_money
from ui.dues.words import DueSpeaker, Said, day
from ui.i18n.language import language_of
from ui.theme.apply import theme_of
from ui.theme.icons import pixmap
from ui.widgets.folding import WORDS, FoldingTable

DAY, WHO, WHAT, AMOUNT, CARD, STATE = range(6)
Index = QModelIndex | QPersistentModelIndex
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT: Final = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ICON: Final = 18
_MARKS: Final = (Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.DecorationRole)


class DueTable(FoldingTable):
    """One row for each part that is owed on a day."""

    ACROSS = STATE + 1

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._speaker = DueSpeaker(self)
        self._rows: Sequence[DueRow] = ()
        self._places: Mapping[ItemId, int] = {}
        self._fresh: dict[ItemId, Result] = {}
        self._today = date.min

    def show(self, rows: Sequence[DueRow], today: date) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows = rows
        self._places = {row.item.id: place for place, row in enumerate(rows)}
        self._today = today
        self.endResetModel()

    def tell(self, fresh: Mapping[ItemId, Result]) -> None:
        """What came of those that are being collected right now."""
        changed = [item for item, came in fresh.items() if self._fresh.get(item) is not came]
        self._fresh = dict(fresh)
        for item in changed:
            place = self._places.get(item)
            if place is not None:
                told = self.place_of_cell(place, STATE)
                self.dataChanged.emit(told, told)

    def row_at(self, place: int) -> DueRow | None:
        """The row; None when there is no such one."""
        return self._rows[place] if 0 <= place < len(self._rows) else None

    def place_of(self, item_id: ItemId) -> int:
        """Where that part stands, or -1."""
        return self._places.get(item_id, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section == AMOUNT else _LEFT
        names = (
            self.tr("Due"), self.tr("Customer"), self.tr("What"), self.tr("Amount"),
            self.tr("Card"), self.tr("State"),
        )  # fmt: skip
        return names[section] if role == Qt.ItemDataRole.DisplayRole else None

    def cell(self, row: int, column: int, role: int) -> Any:
        """Words; the colour and the icon of a state repeat them."""
        due = self._rows[row]
        if role in WORDS:
            return self._text(due, column)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column == AMOUNT else _LEFT
        if column != STATE or role not in _MARKS:
            return None
        kind = self._stands(due)[1]
        colour = theme_of().colours.tone(kind).mark
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(colour)
        return pixmap(kind, colour, _ICON)

    def retranslate(self) -> None:
        """Say everything again."""
        self.beginResetModel()
        self.endResetModel()

    def _text(self, row: DueRow, column: int) -> str:
        speaker = self._speaker
        if column == DAY:
            return day(row.due_on)
        if column == WHO:
            return speaker.who(row)
        if column == WHAT:
            # where it goes on in the next line, no dash begins that one
            said = " – ".join(one for one in (speaker.what(row), speaker.sale(row)) if one)
            return said.replace(" – ", "\u00a0– ")
        if column == AMOUNT:
            return format_money(row.item.amount, language_of())
        return speaker.card(row) if column == CARD else self._stands(row)[0]

    def _stands(self, row: DueRow) -> Said:
        came = self._fresh.get(row.item.id)
        if came is not None:
            return self._speaker.result(came)
        return self._speaker.stands(row, self._today)
