"""Parts of one size fill their line to its end."""

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import settle
from ui.widgets.tiles import Tiles


@pytest.mark.parametrize("width", [600, 601, 602])
def test_a_line_ends_at_the_edge(qtbot: QtBot, width: int) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    tiles = Tiles(window, across=3, gap=12)
    made = [QPushButton(words) for words in ("Sale", "Link", "Customer")]
    for one in made:
        tiles.addWidget(one)
    window.resize(width, 200)
    window.show()
    settle()
    places = [one.geometry() for one in made]
    assert places[0].left() == 0
    assert places[-1].right() == width - 1
    widths = [one.width() for one in places]
    assert max(widths) - min(widths) <= 1
