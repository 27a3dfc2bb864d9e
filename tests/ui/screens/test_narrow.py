"""That what a small window cuts or hides is found; and every screen there in English. In French:
test_light.py."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens import reaching
from tests.ui.screens.looking import settle
from tests.ui.screens.walking import walked_apart
from ui.theme.layout import column


@pytest.mark.timeout(1_200)
def test_nothing_is_wrong_in_english_either(tmp_path: Path) -> None:
    """Its words are shorter, so a run of all tests does without (`tests/thorough.py`)."""
    walk = walked_apart("narrow, in English", tmp_path)
    assert len(walk.shots) > 120
    assert walk.errors == []
    assert {check: found for check, found in walk.found.items() if found} == {}


# that each of them finds what it is there to find


def _window(bot: QtBot, *parts: QWidget, scrolls: bool) -> QWidget:
    """A low window with these in it, below each other."""
    inside = QWidget()
    box = column(inside)
    for one in parts:
        box.addWidget(one)
    window = QWidget()
    if scrolls:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        column(window).addWidget(area)
    else:
        inside.setParent(window)
        inside.resize(300, 600)
    bot.addWidget(window)
    window.setMinimumSize(1, 1)
    window.resize(QSize(320, 200))
    window.show()
    settle()
    return window


def _parts() -> list[QWidget]:
    tall = QLabel("Something tall")
    tall.setFixedHeight(400)
    return [tall, QPushButton("Pay")]


def test_a_button_below_the_edge_is_found_unless_something_scrolls(qtbot: QtBot) -> None:
    cut_off = _window(qtbot, *_parts(), scrolls=False)
    assert [one for one in reaching.unreachable(cut_off) if "Pay" in one]
    scrolled = _window(qtbot, *_parts(), scrolls=True)
    assert reaching.unreachable(scrolled) == []


def test_a_table_that_scrolls_both_ways_is_found(qtbot: QtBot) -> None:
    table = QTableWidget(40, 12)
    assert reaching.both_ways(_window(qtbot, table, scrolls=False))
    small = QTableWidget(1, 1)
    assert reaching.both_ways(_window(qtbot, small, scrolls=False)) == []
