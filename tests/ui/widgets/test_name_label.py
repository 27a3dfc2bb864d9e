"""A name takes as many lines as it needs, and is never wider than its room."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.layout import column
from ui.widgets.name_label import NameLabel

LONG = "Marie-Antoinette de la Rochefoucauld-Montmorency"


@pytest.fixture
def room(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def _in(room: QWidget, name: NameLabel, width: int) -> NameLabel:
    box = column(room)
    box.addWidget(name)
    box.addStretch(1)
    room.resize(width, 400)
    room.show()
    QApplication.processEvents()
    return name


def test_a_name_that_fits_has_one_line_and_nothing_to_hover_for(room: QWidget) -> None:
    name = _in(room, NameLabel("Zoé", "title"), 400)
    assert (name.text(), name.toolTip()) == ("Zoé", "")
    assert name.height() < 2 * name.fontMetrics().height()


def test_a_long_name_goes_on_in_the_next_line(room: QWidget) -> None:
    name = NameLabel(LONG, "title")
    name.ensurePolished()
    _in(room, name, name.fontMetrics().horizontalAdvance(LONG) * 2 // 3)
    lines = name.text().split("\n")
    assert len(lines) == 2
    assert " ".join(lines).replace("- ", "-") == LONG
    assert name.height() >= 2 * name.fontMetrics().height()
    assert all(name.fontMetrics().horizontalAdvance(one) <= name.width() for one in lines)
    assert name.toolTip() == ""


def test_what_needs_more_lines_is_cut_and_told_by_hovering(room: QWidget) -> None:
    name = _in(room, NameLabel("😀" * 300, "title", most=2), 200)
    lines = name.text().split("\n")
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert name.toolTip() == name.accessibleName() == "😀" * 300


def test_a_word_without_an_end_makes_nothing_wider(room: QWidget) -> None:
    name = NameLabel("x" * 500, "title")
    assert name.minimumSizeHint().width() < 200
    assert _in(room, name, 300).width() == 300


def test_it_follows_its_room_and_another_name(room: QWidget) -> None:
    name = _in(room, NameLabel(LONG, "title"), 2000)
    assert "\n" not in name.text()
    name.window().resize(300, 400)
    QApplication.processEvents()
    assert "\n" in name.text()
    name.setText("Zoé")
    QApplication.processEvents()
    assert name.text() == "Zoé"
    assert name.height() < 2 * name.fontMetrics().height()
