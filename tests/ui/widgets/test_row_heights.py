"""Rows of a table as high as their words need, once they are seen."""

import pytest
from PySide6.QtGui import QStandardItem, QStandardItemModel, QTextOption
from PySide6.QtWidgets import QTableView
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import settle
from ui.theme.tokens import SPACE
from ui.widgets.broken_lines import broken_lines
from ui.widgets.row_heights import CellDelegate
from ui.widgets.table import hide_columns, share_columns, table, two_lines

WRAPS = QTextOption.WrapMode.WordWrap
LONG = "Balance – R-104 – a dining table of oak, with eight chairs and two benches"
SHORT = "Élodie Lefèvre"
_AROUND = 2 * SPACE.s + 8
"""Pixels of a cell that no words stand in: the style sheet's, and Qt's own at both sides."""


def shown(qtbot: QtBot, texts: list[str], width: int = 420) -> QTableView:
    model = QStandardItemModel(0, 2)
    for text in texts:
        model.appendRow([QStandardItem(SHORT), QStandardItem(text)])
    view = table("any", model)
    model.setParent(view)
    qtbot.addWidget(view)
    share_columns(view, (180, 0))
    two_lines(view)
    view.setMinimumWidth(1)
    view.resize(width, 400)
    view.show()
    settle()
    return view


def room_for(view: QTableView, row: int, column: int = 1) -> bool:
    """Whether all lines of that cell are seen."""
    text = str(view.model().index(row, column).data())
    lines = broken_lines(text, view.font(), view.columnWidth(column) - _AROUND, WRAPS)
    needed = len(lines) * view.fontMetrics().lineSpacing() + 2 * SPACE.xs
    return view.rowHeight(row) >= needed


@pytest.mark.parametrize("width", [420, 330, 270])
def test_a_long_cell_is_whole(qtbot: QtBot, width: int) -> None:
    view = shown(qtbot, [LONG, SHORT], width)
    assert room_for(view, 0)
    assert view.rowHeight(1) < view.rowHeight(0), "where words are few a row is as usual"


def test_rows_follow_another_width_and_other_words(qtbot: QtBot) -> None:
    view = shown(qtbot, [LONG, SHORT])
    usual, high = view.rowHeight(1), view.rowHeight(0)
    view.resize(1_600, 400)
    settle()
    assert view.rowHeight(0) == usual < high
    view.resize(420, 400)
    settle()
    assert view.rowHeight(0) == high
    model = view.model()
    model.setData(model.index(1, 1), LONG)
    settle()
    assert view.rowHeight(1) == high


def test_the_last_of_many_rows_is_whole_when_it_is_gone_to(qtbot: QtBot) -> None:
    view = shown(qtbot, [LONG] * 300)
    last = view.model().index(299, 1)
    view.setCurrentIndex(last)
    view.scrollTo(last)
    settle()
    place = view.visualRect(last)
    assert room_for(view, 299)
    assert view.viewport().rect().contains(place.center())
    assert place.bottom() <= view.viewport().height()
    assert view.rowHeight(150) < view.rowHeight(299), "what nobody saw was not measured"


def test_a_hidden_column_leaves_its_room(qtbot: QtBot) -> None:
    view = shown(qtbot, [LONG])
    hide_columns(view, {0})
    settle()
    assert view.columnWidth(1) == view.viewport().width()
    hide_columns(view, ())
    settle()
    assert view.columnWidth(0) == 180
    assert room_for(view, 0)


def test_no_column_is_narrower_than_its_longest_word_until_there_is_no_room(qtbot: QtBot) -> None:
    model = QStandardItemModel(0, 2)
    model.setHorizontalHeaderLabels(["Due", "What"])
    model.appendRow([QStandardItem("28\u00a0Feb\u00a02027"), QStandardItem(LONG)])
    view = table("any", model)
    model.setParent(view)
    qtbot.addWidget(view)
    share_columns(view, (170, 260))
    view.setMinimumWidth(1)
    view.resize(330, 400)
    view.show()
    settle()
    cells = view.itemDelegate()
    assert isinstance(cells, CellDelegate)
    whole = view.fontMetrics().horizontalAdvance("28\u00a0Feb\u00a02027")
    assert view.columnWidth(0) >= whole + 2 * SPACE.s
    assert cells.displayText("28\u00a0Feb\u00a02027", view.locale()) == "28\u00a0Feb\u00a02027"
    view.resize(200, 400)
    settle()
    assert cells.displayText("28\u00a0Feb\u00a02027", view.locale()) == "28 Feb 2027", "not cut"
    assert cells.displayText("1\u202f234,50\u00a0€", view.locale()) == "1\u202f234,50\u00a0€"
