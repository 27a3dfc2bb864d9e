"""Many rows come in turns of the loop; few are there at once; what was superseded never comes."""

from collections.abc import Sequence
from functools import partial

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.by_turns import ByTurns, Maker
from ui.widgets.labels import label
from ui.widgets.section import Row, Section


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


def _rows(words: str) -> list[Row]:
    return [Row(word, partial(label, word)) for word in words.split()]


@pytest.fixture
def section(qtbot: QtBot) -> Section:
    made = Section("things")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_section_keeps_its_rows_until_the_new_ones_are_there(
    qtbot: QtBot, section: Section
) -> None:
    section.show_made(_rows("old"), "None")
    section.show_made(_rows("a b c d e"), "None")
    assert _seen(section) == ["old"]
    qtbot.waitUntil(lambda: _seen(section) == ["a", "b", "c", "d", "e"])


def test_a_section_that_was_emptied_meanwhile_stays_empty(qtbot: QtBot, section: Section) -> None:
    section.show_made(_rows("a b c d e"), "None")
    section.show_rows([], "None")
    qtbot.wait(50)
    assert _seen(section) == ["None"]


def test_rows_that_say_the_same_stay_in_their_new_order(section: Section) -> None:
    section.show_made(_rows("a b c"), "None")
    before = {row.text(): row for row in _labels(section)}
    section.show_made(_rows("new c a"), "None")
    now = {row.text(): row for row in _labels(section)}
    assert _seen(section) == ["new", "c", "a"]
    assert now["a"] is before["a"]
    assert now["c"] is before["c"]
    assert not before["b"].isVisible()
    assert _lines(section) == 2


def test_of_two_that_say_the_same_both_are_shown(section: Section) -> None:
    section.show_made(_rows("a a"), "None")
    section.show_made(_rows("a b a a"), "None")
    assert _seen(section) == ["a", "b", "a", "a"]
    section.show_made(_rows("a"), "None")
    assert _seen(section) == ["a"]
    assert _lines(section) == 0


def test_rows_come_back_after_others_and_after_none(section: Section) -> None:
    section.show_made(_rows("a b"), "None")
    section.show_made([], "None")
    assert _seen(section) == ["None"]
    section.show_made([], "Not known")
    assert _seen(section) == ["Not known"]
    section.show_made(_rows("a b"), "None")
    assert _seen(section) == ["a", "b"]
    section.show_rows([label("c")], "None")
    section.show_made(_rows("a b"), "None")
    assert _seen(section) == ["a", "b"]
    assert _lines(section) == 1


def test_the_focus_stays_in_a_row_that_stays(qtbot: QtBot, section: Section) -> None:
    def make(name: str) -> QPushButton:
        made = QPushButton(name)
        made.setObjectName(name)
        return made

    names = ("a", "b")
    section.show_made([Row(name, partial(make, name)) for name in names], "None")
    section.activateWindow()
    qtbot.waitUntil(section.isActiveWindow)
    focused = section.findChild(QPushButton, "b")
    assert focused is not None
    focused.setFocus()
    section.show_made([Row(name, partial(make, name)) for name in ("c", *names)], "None")
    assert focused.hasFocus()


def _labels(section: Section) -> list[QLabel]:
    """Of the rows, and of what is said instead of them, from above."""
    found = [one for one in section.findChildren(QLabel) if one.isVisible() and one.text()]
    QApplication.processEvents()
    return sorted(found, key=lambda one: one.mapTo(section, QPoint(0, 0)).y())


def _seen(section: Section) -> list[str]:
    return [one.text() for one in _labels(section)]


def _lines(section: Section) -> int:
    """Between the rows."""
    frames = [one for one in section.findChildren(QFrame) if one.property("role") == "divider"]
    return len([one for one in frames if one.isVisible()])
