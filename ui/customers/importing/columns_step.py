"""The columns of the file, what each becomes, and the first rows as they would be then."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from pos_app.customers.importing.model import Field
from pos_app.kernel.errors import PosError
from ui.customers.importing.parts import back_button, footer
from ui.customers.importing.table_models import BECOMES, ColumnsModel, DraftsModel
from ui.customers.importing.view_model import ImportViewModel
from ui.customers.importing.words import field_name
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.theme.apply import theme_of
from ui.theme.icons import pixmap
from ui.theme.layout import column
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.combo_box import ComboBox
from ui.widgets.labels import ElidedLabel, InlineError, label
from ui.widgets.row_heights import CellDelegate
from ui.widgets.table import FOLDS_LATE, hide_columns, share_columns, table

Index = QModelIndex | QPersistentModelIndex
_ARROW = 20
"""Pixels of the arrow beside what a column becomes."""
_READ_ROW = 36
"""Pixels; these rows are read, not pressed."""
_SHARES = (220, 260, 190, 200, 140, 110, 150, 300)
"""Pixels of the columns of a customer."""


class ColumnsStep(Retranslated, QWidget):
    """Signals: `left` for the step before."""

    left = Signal()

    def __init__(self, view_model: ImportViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("columnsStep")
        self._model = view_model
        self._about = ElidedLabel(role="muted")
        self._columns = ColumnsModel(self)
        self._table = table("columnsTable", self._columns)
        self._choice = FieldDelegate(self._table)
        self._table.setItemDelegate(self._choice)
        self._preview_title = label(role="heading")
        self._drafts = DraftsModel(self)
        self._preview = table("draftsTable", self._drafts)
        self._preview.verticalHeader().setDefaultSectionSize(_READ_ROW)
        self._fault = InlineError()
        self._fault.setObjectName("columnsFault")
        self._back = back_button("columnsBack")
        self._check = PrimaryButton(icon="forward", shortcut="Ctrl+Return")
        self._check.setObjectName("checkRows")
        self._shown_for: object = None
        self._build()
        self.setFocusProxy(self._table)
        self.retranslate()

    def _build(self) -> None:
        share_columns(self._table, (260, 0, 300), self._columns.fold)
        share_columns(self._preview, _SHARES, self._drafts.fold, folds_below=FOLDS_LATE)
        box = column(self, gap=SPACE.s)
        box.addWidget(self._about)
        box.addWidget(self._table, 3)
        box.addWidget(self._preview_title)
        box.addWidget(self._preview, 2)
        box.addWidget(self._fault)
        box.addLayout(footer(self._back, self._check))
        for anew in (
            self._drafts.modelReset, self._drafts.columnsInserted, self._drafts.columnsRemoved
        ):  # fmt: skip
            anew.connect(self._span)
        self._table.clicked.connect(self._choose)
        self._table.activated.connect(self._choose)
        self._columns.chosen.connect(self._chosen)
        self._back.clicked.connect(self.left)
        self._check.clicked.connect(self._model.check)

    def show_state(self) -> None:
        """Follow the view model."""
        opened = self._model.opened
        if opened is None:
            self._shown_for = None
            return
        if self._shown_for is not opened:
            self._shown_for = opened
            self._fault.set_text("")
            cells = [row.cells for row in opened.rows]
            self._columns.show(opened.table.header, cells, self._model.mapping)
            self._table.selectRow(0)
            self._show_preview()
        self._say()

    def show_fault(self, fault: PosError) -> None:
        """Say why it can't be checked."""
        self._fault.set_text(lambda: messages.text(fault))

    def retranslate(self) -> None:
        """Say everything again."""
        self._table.setAccessibleName(self.tr("Columns of the file, and what they become"))
        self._preview_title.setText(self.tr("The first rows as customers"))
        self._preview.setAccessibleName(self._preview_title.text())
        self._back.setText(self.tr("Another file"))
        self._check.setText(self.tr("Check every row"))
        self._columns.retranslate()
        self._drafts.retranslate()
        self._say()

    def _say(self) -> None:
        opened = self._model.opened
        if opened is None:
            return
        words = (
            self.tr("{file}: the columns as you chose them last time for such a file.")
            if opened.remembered
            else self.tr("{file}: the columns as their names suggest. Press one to change it.")
        )
        self._about.setText(words.format(file=opened.table.file.path.name))

    def _choose(self, index: QModelIndex) -> None:
        self._table.edit(self._columns.place_of_cell(index.row(), BECOMES))

    def _chosen(self, place: int, which: Field) -> None:
        self._fault.set_text("")
        self._model.set_field(place, which)
        self._show_preview()

    def _show_preview(self) -> None:
        self._drafts.show(self._model.preview())
        hide_columns(self._preview, self._drafts.unused(self._model.mapping))

    def _span(self) -> None:
        """Why a row can't be imported takes the whole row."""
        self._preview.clearSpans()
        across = self._drafts.columnCount()
        for number in range(self._drafts.rowCount()):
            if across > 1 and self._drafts.reason(number):
                self._preview.setSpan(number, 0, 1, across)


class FieldDelegate(CellDelegate):
    """Shows which cell is a choice, and lets it be made in a list."""

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """With the arrow of a list at the end, where no words run into it."""
        super().initStyleOption(option, index)
        if index.flags() & Qt.ItemFlag.ItemIsEditable:
            option.icon = QIcon(pixmap("chevron-down", theme_of().colours.accent, _ARROW))
            option.decorationSize = QSize(_ARROW, _ARROW)
            option.decorationPosition = QStyleOptionViewItem.Position.Right
            option.features |= QStyleOptionViewItem.ViewItemFeature.HasDecoration

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """The list of fields, open at once."""
        box = ComboBox(parent)
        box.setObjectName("fieldBox")
        for which in Field:
            box.addItem(field_name(which), which)
        # the style sheet's fields are taller than a row of the table
        box.setStyleSheet(f"QComboBox {{ min-height: {SIZE.target - 4}px; }}")
        box.activated.connect(lambda _: self._done(box))
        QTimer.singleShot(0, box, box.showPopup)
        return box

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Begin with what is chosen."""
        assert isinstance(editor, ComboBox)
        editor.setCurrentIndex(editor.findData(index.data(Qt.ItemDataRole.EditRole)))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Take the choice."""
        assert isinstance(editor, ComboBox)
        model.setData(index, Field(editor.currentData()))

    def _done(self, box: ComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box, QStyledItemDelegate.EndEditHint.NoHint)
