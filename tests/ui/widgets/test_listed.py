"""Items of a list go on below their words, in the language's own plain text."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import settle, short
from ui.widgets.listed import ListedLabel, listed

BULLET = "•\u00a0"
LONG = "A page or link to pay by is open, perhaps at another till: close it, or wait."


def _left_of_lines(picture: QImage) -> Iterator[int]:
    """Where each line of words begins."""
    ground, left = QColor("white"), None
    for y in range(picture.height()):
        inked = [x for x in range(picture.width()) if picture.pixelColor(x, y) != ground]
        if inked:
            left = min(inked[0], left) if left is not None else inked[0]
        elif left is not None:
            yield left
            left = None


@pytest.fixture
def made(qtbot: QtBot) -> ListedLabel:
    one = ListedLabel()
    qtbot.addWidget(one)
    one.setStyleSheet("background: white; color: black")
    return one


def _grown(one: QLabel) -> QImage:
    one.resize(300, one.heightForWidth(300))
    one.show()
    settle()
    assert not short(one)
    return one.grab().toImage()


def test_the_second_line_begins_below_the_words(made: ListedLabel) -> None:
    made.setText(listed(LONG))
    bullet, *rest = _left_of_lines(_grown(made))
    assert len(rest) >= 2, "it wraps"
    words = made.fontMetrics().horizontalAdvance(BULLET)
    assert bullet < words
    assert all(abs(one - words) < 5 for one in rest)


def test_what_is_no_item_begins_at_the_edge(made: ListedLabel) -> None:
    made.setText(f"These agreements end:\n{listed('Deposit')}")
    title, item = _left_of_lines(_grown(made))
    assert abs(title - item) < 5
    made.setText(LONG)
    assert all(left < 5 for left in _left_of_lines(_grown(made)))
    assert made.textFormat() is Qt.TextFormat.PlainText


def test_names_are_no_markup_and_the_text_is_as_it_was_given(made: ListedLabel) -> None:
    said = f"Why:\n\n{listed('<b>Anna</b> & co', 'Léo')}"
    made.setText(said)
    assert made.text() == said
    assert made.accessibleName() == said
    assert "&lt;b&gt;Anna&lt;/b&gt; &amp; co" in QLabel.text(made)


def test_a_list_is_higher_with_a_larger_font(made: ListedLabel) -> None:
    made.setText(listed("One", "Two"))
    before = _grown(made).height()
    made.setStyleSheet("background: white; color: black; font-size: 30px")
    settle()
    assert _grown(made).height() > before
    far = made.fontMetrics().horizontalAdvance(BULLET)
    assert f"-{far}px" in QLabel.text(made)
