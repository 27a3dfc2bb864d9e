"""A table without room for its columns writes all of a row into one, and nothing of it is lost."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import cut_cells, settle
from ui.widgets.folding import FoldingTable
from ui.widgets.table import FOLDS_SOON, share_columns, table

ROWS = (("23 Nov 2026", "Marie-Antoinette Lefèvre", "2"), ("24 Nov 2026", "", "1"))
TITLES = ("Due", "Customer", "Count")
WIDTHS = (160, 260, 120)
RED = QColor("red")


class _Made(FoldingTable):
    """Two rows; the last column has a mark."""

    ACROSS = 3
    TITLED = (2,)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(ROWS)

    def headerData(
        self, section: int, _way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        return TITLES[section] if role == Qt.ItemDataRole.DisplayRole else None

    def cell(self, row: int, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DecorationRole:
            return RED if column == 2 else None
        return ROWS[row][column] if role == Qt.ItemDataRole.DisplayRole else None


def _shown(bot: QtBot, width: int) -> QTableView:
    rows = _Made()
    view = table("made up", rows)
    rows.setParent(view)
    share_columns(view, WIDTHS, rows.fold, folds_below=FOLDS_SOON)
    bot.addWidget(view)
    view.resize(width, 300)
    view.show()
    settle()
    return view


def _said(model: QAbstractItemModel | QObject, *, row: int, column: int = 0) -> str:
    assert isinstance(model, QAbstractItemModel)
    return str(model.index(row, column).data())


def test_all_of_a_row_stands_in_one_column_where_there_is_no_room(qtbot: QtBot) -> None:
    view = _shown(qtbot, 300)
    model = view.model()
    assert model.columnCount() == 1
    assert _said(model, row=0) == "23 Nov 2026 · Marie-Antoinette Lefèvre · Count: 2"
    assert _said(model, row=1) == "24 Nov 2026 · Count: 1", "nothing of what is empty"
    assert model.index(0, 0).data(Qt.ItemDataRole.DecorationRole) == RED
    assert view.horizontalHeader().isHidden()
    assert cut_cells(view.window()) == []
    assert view.columnWidth(0) == view.viewport().width()


def test_the_chosen_row_stays_chosen_there_and_back(qtbot: QtBot) -> None:
    view = _shown(qtbot, 800)
    model = view.model()
    assert [_said(model, row=0, column=place) for place in range(3)] == list(ROWS[0])
    view.setCurrentIndex(model.index(1, 2))
    for width, columns in ((300, 1), (800, 3)):
        view.resize(width, 300)
        settle()
        assert model.columnCount() == columns
        assert view.currentIndex().row() == 1
        assert view.selectionModel().isRowSelected(1)
    assert view.horizontalHeader().isVisible()
    assert [view.columnWidth(place) for place in range(2)] == list(WIDTHS[:2])
