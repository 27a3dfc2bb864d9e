"""The import's tables: columns of the file, and rows as customers."""

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from pos_app.customers.importing.model import Field, Import, OnKnown, Reason, Row, Wanted
from ui.customers.importing.words import field_name, reason_words, row_words
from ui.widgets.folding import WORDS, FoldingTable

Index = QModelIndex | QPersistentModelIndex
COLUMN, EXAMPLE, BECOMES = range(3)
_EXAMPLES: Final = 3
_DRAFT: Final = (
    Field.NAME, Field.EMAIL, Field.PHONE, Field.NUMBER, Field.POSTCODE, Field.LANGUAGE, Field.TAGS,
    Field.NOTE,
)  # fmt: skip
_NAMES: Final = (Field.NAME, Field.FIRST_NAME, Field.LAST_NAME)
WHO, CONTACT, HAPPENS = range(1, 4)


class _Table(FoldingTable):
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Names of columns."""
        across = orientation == Qt.Orientation.Horizontal
        if across and role == Qt.ItemDataRole.DisplayRole:
            return self.heading(section)
        if across and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def heading(self, section: int) -> str:
        """The name of a column of the table."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Say everything again."""
        self.beginResetModel()
        self.endResetModel()


class ColumnsModel(_Table):
    """A row for each column of the file. Signal: `chosen(int, Field)`."""

    ACROSS = BECOMES + 1
    TITLED = (BECOMES,)
    JOINT = "\n"
    chosen = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._header: Sequence[str] = ()
        self._rows: Sequence[Sequence[str]] = ()
        self._mapping: list[Field] = []

    def show(
        self, header: Sequence[str], rows: Sequence[Sequence[str]], mapping: Sequence[Field]
    ) -> None:
        """Another file."""
        self.beginResetModel()
        self._header, self._rows, self._mapping = header, rows, list(mapping)
        self.endResetModel()

    def field_of(self, row: int) -> Field:
        """What that column becomes."""
        return self._mapping[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many columns the file has."""
        return 0 if parent.isValid() else len(self._header)

    def heading(self, section: int) -> str:
        """The name of a column of the table."""
        names = (self.tr("Column in the file"), self.tr("First values"), self.tr("Becomes"))
        return names[section]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Only what a column becomes can be changed."""
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index == self.place_of_cell(index.row(), BECOMES):
            return plain | Qt.ItemFlag.ItemIsEditable
        return plain

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, and the Field for EditRole."""
        if role == Qt.ItemDataRole.EditRole and self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return self._mapping[index.row()]
        return super().data(index, role)

    def cell(self, row: int, column: int, role: int) -> Any:
        """Name, examples, field."""
        if role not in WORDS:
            return None
        if column == COLUMN:
            return self._header[row] or self.tr("(no name)")
        if column == BECOMES:
            return field_name(self._mapping[row])
        values = (one for cells in self._rows if (one := " ".join(cells[row].split())))
        return " · ".join(dict.fromkeys(values[:40] for values in list(values)[:_EXAMPLES]))

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Choose what a column becomes."""
        if role != Qt.ItemDataRole.EditRole or not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        self._mapping[index.row()] = value
        self.dataChanged.emit(index, index)
        self.chosen.emit(index.row(), value)
        return True


class DraftsModel(_Table):
    """The first rows as the customers they would become."""

    ACROSS = len(_DRAFT)
    TITLED = range(ACROSS)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Wanted | Reason] = ()

    def show(self, rows: Sequence[Wanted | Reason]) -> None:
        """Other rows, or other columns."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def heading(self, section: int) -> str:
        """The name of a field."""
        return field_name(_DRAFT[section])

    def cell(self, row: int, column: int, role: int) -> Any:
        """Texts; a row that can't be imported says so in its first cell."""
        if role not in WORDS:
            return None
        drafted = self._rows[row]
        if isinstance(drafted, Reason):
            return f"⚠ {reason_words(drafted)}" if column == 0 else ""
        return _cell(drafted, _DRAFT[column])

    def whole(self, row: int) -> str:
        """All of a customer, or why the row can't be imported."""
        drafted = self._rows[row]
        return f"⚠ {reason_words(drafted)}" if isinstance(drafted, Reason) else super().whole(row)

    def unused(self, mapping: Sequence[Field]) -> set[int]:
        """Columns that nothing in the file becomes: they would take the room that names need."""
        used = {Field.NAME if which in _NAMES else which for which in mapping}
        return {
            place for place, which in enumerate(_DRAFT)
            if which is not Field.NAME and which not in used and not self._said(which)
        }  # fmt: skip

    def _said(self, which: Field) -> bool:
        return any(isinstance(row, Wanted) and _cell(row, which) for row in self._rows)

    def reason(self, row: int) -> bool:
        """Whether that row can't be imported."""
        return isinstance(self._rows[row], Reason)


class RowsModel(_Table):
    """Judged rows: number, who it is, how to reach them, what happens."""

    ACROSS = HAPPENS + 1
    TITLED = (0,)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[Row] = ()
        self._mapping: Sequence[Field] = ()
        self._on_known = OnKnown.LEAVE

    def show(self, rows: Sequence[Row], now: Import | None, on_known: OnKnown) -> None:
        """Other rows."""
        self.beginResetModel()
        self._rows, self._on_known = rows, on_known
        self._mapping = now.mapping if now is not None else ()
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def heading(self, section: int) -> str:
        """The name of a column of the table."""
        names = (
            self.tr("Row"), self.tr("Customer"), self.tr("E-mail or phone"),
            self.tr("What happens"),
        )  # fmt: skip
        return names[section]

    def cell(self, row: int, column: int, role: int) -> Any:
        """Texts; of a row that can't be read, its cells as the file has them."""
        if role not in WORDS:
            return None
        judged = self._rows[row]
        if column == 0:
            return str(judged.number)
        if column == HAPPENS:
            return row_words(judged, self._on_known)
        if column == WHO:
            return self._of(judged, *_NAMES) or self._of(judged, Field.NUMBER)
        return self._contact(judged)

    def _contact(self, row: Row) -> str:
        """What the reason is about, else the first that is there."""
        wrong = row.reason.field if row.reason else ""
        if wrong in (Field.EMAIL, Field.PHONE):
            return self._of(row, Field(wrong))
        return self._of(row, Field.EMAIL) or self._of(row, Field.PHONE)

    def _of(self, row: Row, *fields: Field) -> str:
        if row.wanted is not None:
            return _cell(row.wanted, fields[0])
        cells = [one for one in zip(self._mapping, row.cells, strict=False) if one[0] in fields]
        cells.sort(key=lambda one: fields.index(one[0]))  # however the file has them
        return " ".join(" ".join(cell.split())[:80] for _, cell in cells)


def _cell(wanted: Wanted, which: Field) -> str:
    value = getattr(wanted.draft, which.value)
    return ", ".join(value) if isinstance(value, tuple) else " ".join(str(value).split())
