"""Many rows come in turns of the loop; few are there at once; what was superseded never comes."""

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.by_turns import ByTurns, Maker
from ui.widgets.labels import label
from ui.widgets.section import Section


@pytest.fixture
def ground(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _makers(words: str) -> Sequence[Maker]:
    return [partial(label, word) for word in words.split()]


def _words(rows: Sequence[QWidget]) -> list[str]:
    return [row.text() for row in rows if isinstance(row, QLabel)]


def test_few_are_there_before_it_returns(ground: QWidget) -> None:
    taken: list[list[str]] = []
    ByTurns(ground).make(_makers("one two"), lambda rows: taken.append(_words(rows)))
    ByTurns(ground).make([], lambda rows: taken.append(_words(rows)))
    assert taken == [["one", "two"], []]


def test_many_come_later_in_their_order_and_together(qtbot: QtBot, ground: QWidget) -> None:
    taken: list[list[str]] = []
    words = " ".join(str(number) for number in range(60))
    ByTurns(ground).make(_makers(words), lambda rows: taken.append(_words(rows)))
    assert taken == []
    qtbot.waitUntil(lambda: len(taken) > 0)
    assert taken == [words.split()]


def test_they_are_dressed_in_their_place_and_not_seen_before(qtbot: QtBot, ground: QWidget) -> None:
    ground.show()
    taken: list[QWidget] = []
    ByTurns(ground).make(_makers("a b c d e"), taken.extend)
    qtbot.waitUntil(lambda: len(taken) == 5)
    assert {row.parentWidget() for row in taken} == {ground}
    assert not any(row.isVisible() for row in taken)


def test_what_came_later_is_what_is_handed_over(qtbot: QtBot, ground: QWidget) -> None:
    taken: list[list[str]] = []
    turns = ByTurns(ground)
    turns.make(_makers("a b c d e"), lambda rows: taken.append(_words(rows)))
    turns.make(_makers("f g h i j"), lambda rows: taken.append(_words(rows)))
    qtbot.waitUntil(lambda: len(taken) > 0)
    qtbot.wait(50)
    assert taken == [["f", "g", "h", "i", "j"]]


def test_a_section_keeps_its_rows_until_the_new_ones_are_there(qtbot: QtBot) -> None:
    section = Section("things")
    qtbot.addWidget(section)
    section.show()
    section.show_made(_makers("old"), "None")
    section.show_made(_makers("a b c d e"), "None")
    assert _seen(section) == {"old"}
    qtbot.waitUntil(lambda: _seen(section) == {"a", "b", "c", "d", "e"})


def test_a_section_that_was_emptied_meanwhile_stays_empty(qtbot: QtBot) -> None:
    section = Section("things")
    qtbot.addWidget(section)
    section.show()
    section.show_made(_makers("a b c d e"), "None")
    section.show_rows([], "None")
    qtbot.wait(50)
    assert _seen(section) == {"None"}


def _seen(section: Section) -> set[str]:
    return {one.text() for one in section.findChildren(QLabel) if one.isVisible() and one.text()}
