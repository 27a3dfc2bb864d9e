"""A name takes as many lines as it needs, and is never wider than its room."""

from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.layout import column
from ui.widgets.name_label import NameLabel

LONG = "Marie-Antoinette de la Rochefoucauld-Montmorency"


def _in(qtbot: QtBot, name: NameLabel, width: int) -> NameLabel:
    room = QWidget()
    qtbot.addWidget(room)
    box = column(room)
    box.addWidget(name)
    box.addStretch(1)
    room.resize(width, 400)
    room.show()
    QApplication.processEvents()
    return name


def test_a_name_that_fits_has_one_line_and_nothing_to_hover_for(qtbot: QtBot) -> None:
    name = _in(qtbot, NameLabel("Zoé", "title"), 400)
    assert (name.text(), name.toolTip()) == ("Zoé", "")
    assert name.height() < 2 * name.fontMetrics().height()


def test_a_long_name_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    name = NameLabel(LONG, "title")
    name.ensurePolished()
    _in(qtbot, name, name.fontMetrics().horizontalAdvance(LONG) * 2 // 3)
    lines = name.text().split("\n")
    assert len(lines) == 2
    assert " ".join(lines).replace("- ", "-") == LONG
    assert name.height() >= 2 * name.fontMetrics().height()
    assert all(name.fontMetrics().horizontalAdvance(one) <= name.width() for one in lines)
    assert name.toolTip() == ""


def test_what_needs_more_lines_is_cut_and_told_by_hovering(qtbot: QtBot) -> None:
    name = _in(qtbot, NameLabel("😀" * 300, "title", most=2), 200)
    lines = name.text().split("\n")
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert name.toolTip() == name.accessibleName() == "😀" * 300


def test_a_word_without_an_end_makes_nothing_wider(qtbot: QtBot) -> None:
    name = NameLabel("x" * 500, "title")
    assert name.minimumSizeHint().width() < 200
    assert _in(qtbot, name, 300).width() == 300


def test_it_follows_its_room_and_another_name(qtbot: QtBot) -> None:
    name = _in(qtbot, NameLabel(LONG, "title"), 2000)
    assert "\n" not in name.text()
    name.window().resize(300, 400)
    QApplication.processEvents()
    assert "\n" in name.text()
    name.setText("Zoé")
    QApplication.processEvents()
    assert name.text() == "Zoé"
    assert name.height() < 2 * name.fontMetrics().height()
