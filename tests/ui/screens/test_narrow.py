"""Every screen of the register on small screens at 200 %: nothing is cut, all of it is reached."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QPushButton, QScrollArea, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens import reaching
from tests.ui.screens.looking import settle
from tests.ui.screens.walking import Walk, walked_apart
from ui.theme.layout import column

pytestmark = pytest.mark.timeout(1_200)  # the first test here waits for the whole walk


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Walk:
    """All of the till, once for all the tests here."""
    return walked_apart("narrow", tmp_path_factory.mktemp("narrow"))


def test_all_of_the_till_was_looked_at(walk: Walk) -> None:
    assert len(walk.shots) > 120
    assert walk.errors == []


def test_no_word_is_cut_off(walk: Walk) -> None:
    assert walk.found["cut"] == {}


def test_no_cell_of_a_table_is_cut_off(walk: Walk) -> None:
    assert walk.found["cut cells"] == {}


def test_no_screen_is_wider_than_the_window(walk: Walk) -> None:
    assert walk.found["sideways"] == {}


def test_nothing_is_scrolled_both_ways(walk: Walk) -> None:
    assert walk.found["both ways"] == {}


def test_all_that_is_read_or_pressed_can_be_scrolled_to(walk: Walk) -> None:
    assert walk.found["unreachable"] == {}


def test_nothing_is_wrong_in_english_either(tmp_path: Path) -> None:
    """Its words are shorter, so a run of all tests does without (`tests/thorough.py`)."""
    walk = walked_apart("narrow", tmp_path, "--language", "en")
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
