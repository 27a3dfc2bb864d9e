"""The window's first face on small screens: nothing is cut, nothing lies over anything."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import QLabel, QLineEdit, QStyle, QStyleOptionFrame, QWidget
from pytestqt.qtbot import QtBot

from pos_app.customers.model import Hit
from tests.ui.customers.fakes import customer
from tests.ui.screens import looking, reaching
from ui.customers.first_search import FirstSearch
from ui.first_face import FirstFace, FirstRows
from ui.shell.main_window import MainWindow

SIZES = (QSize(512, 384), QSize(640, 400), QSize(1024, 700))
OPENING = {"en": "Opening the till…", "fr": "Ouverture de la caisse…"}


def faced(qtbot: QtBot, size: QSize, *, finds: bool) -> tuple[MainWindow, FirstFace]:
    face = FirstFace(training=True, finds=finds)
    window = MainWindow(shop_name="Atelier", till_name="1", training=True, face=face)
    qtbot.addWidget(window)
    window.setMinimumSize(1, 1)
    window.resize(size)
    window.show()
    if finds:
        face.show_hits("", [Hit(customer(), ("4242",))] * 9)
    looking.settle()
    return window, face


def place(one: QWidget) -> QRect:
    return QRect(one.mapTo(one.window(), QPoint(0, 0)), one.size())


def said(face: FirstFace) -> list[QLabel]:
    return [one for one in face.findChildren(QLabel) if one.isVisible() and one.text()]


@pytest.mark.parametrize("finds", [True, False])
@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_it_is_whole_on_every_screen(
    qtbot: QtBot, dress: Callable[..., None], size: QSize, language: str, finds: bool
) -> None:
    dress(language=language, training=True)
    window, face = faced(qtbot, size, finds=finds)
    assert looking.cut(window) == []
    assert reaching.unreachable(window) == []
    read = [*said(face), *(one for one in (face.box, face.rows) if one.isVisible())]
    assert face.minimumSizeHint().width() <= size.width()
    for one, other in combinations(read, 2):
        assert not place(one).intersects(place(other)), (one, other)
    assert [one.text() for one in said(face)].count(OPENING[language]) == 1


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_box_stands_as_wide_where_the_search_that_follows_has_it(
    qtbot: QtBot, size: QSize
) -> None:
    _, face = faced(qtbot, size, finds=True)
    search = FirstSearch()
    window = MainWindow(shop_name="Atelier", till_name="1", training=True)
    qtbot.addWidget(window)
    window.setMinimumSize(1, 1)
    window.add_screen("search", search)
    window.show_screen("search")
    window.resize(size)
    window.show()
    looking.settle()
    box = search.findChild(QLineEdit)
    assert box is not None
    first, then = place(face.box), place(box)
    assert (first.left(), first.top()) == (then.left(), then.top())
    assert abs(first.width() - then.width()) <= 16, "a bar to scroll by stands beside it"


def test_rows_are_as_wide_as_the_box(qtbot: QtBot) -> None:
    _, face = faced(qtbot, QSize(512, 384), finds=True)
    rows = face.findChild(FirstRows)
    assert rows is not None
    assert rows.width() == face.box.width() >= 512 - 2 * 24


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("width", [730, 800, 1024])
def test_what_can_be_looked_for_is_said_whole(
    qtbot: QtBot, dress: Callable[..., None], width: int, language: str
) -> None:
    dress(language=language, training=True)
    _, face = faced(qtbot, QSize(width, 700), finds=True)
    search = FirstSearch()
    window = MainWindow(shop_name="Atelier", till_name="1", training=True)
    qtbot.addWidget(window)
    window.setMinimumSize(1, 1)
    window.add_screen("search", search)
    window.show_screen("search")
    window.resize(width, 700)
    window.show()
    looking.settle()
    for box in (face.box, search.findChild(QLineEdit)):
        assert box is not None
        words = box.fontMetrics().horizontalAdvance(box.placeholderText())
        assert words <= _room(box)


def _room(box: QLineEdit) -> int:
    """Pixels between the edges, the margins and what Qt keeps beside the cursor."""
    option = QStyleOptionFrame()
    box.initStyleOption(option)
    part = QStyle.SubElement.SE_LineEditContents
    inside = box.style().subElementRect(part, option, box).width()
    return inside - box.textMargins().left() - box.textMargins().right() - 2 * 2
