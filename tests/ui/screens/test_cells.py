"""A cell that shows less than its words is found, one that shows them all isn't."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.cells import cut_in
from tests.ui.screens.looking import cut_cells, settle
from ui.theme.layout import column
from ui.widgets.table import table

AMOUNT = "8\u202f120,00\u00a0€"


def _shown(bot: QtBot, words: str, width: int, height: int = 48, *, wraps: bool = False) -> QWidget:
    """A table as the till makes them, with one cell of that size."""
    rows = QStandardItemModel(1, 1)
    rows.setHorizontalHeaderLabels(["Sum"])
    rows.setItem(0, 0, QStandardItem(words))
    view = table("made up", rows)
    rows.setParent(view)
    window = QWidget()
    column(window).addWidget(view)
    bot.addWidget(window)
    window.resize(600, 300)
    window.show()
    view.setWordWrap(wraps)
    view.setColumnWidth(0, width)
    view.verticalHeader().setMaximumSectionSize(height)  # else it grows by itself
    view.setRowHeight(0, height)
    settle()
    return window


def test_an_amount_with_an_ellipsis_is_found(qtbot: QtBot) -> None:
    """`cut` let “8 120,0…” stand among the figures."""
    assert any(AMOUNT in one for one in cut_cells(_shown(qtbot, AMOUNT, 60)))
    assert cut_cells(_shown(qtbot, AMOUNT, 200)) == []


def test_a_title_with_an_ellipsis_is_found(qtbot: QtBot) -> None:
    assert any("Sum" in one for one in cut_cells(_shown(qtbot, "1", 24)))


def test_a_line_too_many_is_found(qtbot: QtBot) -> None:
    words = "Location de vélo, acompte du week-end"
    assert cut_cells(_shown(qtbot, words, 140, wraps=True))
    assert cut_cells(_shown(qtbot, words, 140, 150, wraps=True)) == []
    assert cut_cells(_shown(qtbot, words, 140, 150))


@pytest.mark.parametrize("theme", ["light", "contrast"])
def test_what_is_found_is_what_is_painted(
    qtbot: QtBot, dress: Callable[..., None], theme: str
) -> None:
    dress(theme)

    def painted(width: int) -> QImage:
        window = _shown(qtbot, AMOUNT, width)
        view = window.findChild(QTableView)
        assert view is not None
        found[width] = bool(cut_in(view))
        return view.viewport().grab().toImage().copy(0, 0, least, 48)

    found: dict[int, bool] = {}
    least = 50  # where the ellipsis begins in the wider ones isn't looked at
    for width in range(least, 160, 2):
        painted(width)
    first = min(width for width, is_cut in found.items() if not is_cut)
    assert not any(found[width] for width in range(first, 160, 2))
    least = first - 2
    assert painted(first) == painted(300)
    assert painted(first - 2) != painted(300)
