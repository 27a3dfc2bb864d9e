"""The words of a box to tick go on in the next line."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.layout import column
from ui.theme.tokens import SIZE
from ui.widgets.check_box import CheckBox

LONG = "Print a receipt after each payment without asking whether somebody wants it"


def test_long_words_take_several_lines_and_are_said_as_one(qtbot: QtBot) -> None:
    room, box = QWidget(), CheckBox()
    qtbot.addWidget(room)
    lay = column(room)
    lay.addWidget(box)
    lay.addStretch(1)
    box.setText(LONG)
    room.resize(2000, 400)
    room.show()
    QApplication.processEvents()
    assert box.text() == box.accessibleName() == LONG
    assert box.height() >= SIZE.target
    room.resize(260, 400)
    QApplication.processEvents()
    lines = box.text().split("\n")
    assert len(lines) > 2
    assert " ".join(lines) == box.accessibleName() == LONG
    widest = max(box.fontMetrics().horizontalAdvance(line) for line in lines)
    assert widest < box.width()
    assert box.height() >= len(lines) * box.fontMetrics().height()


def test_it_is_ticked_by_its_words(qtbot: QtBot) -> None:
    box = CheckBox()
    qtbot.addWidget(box)
    box.setText(LONG)
    box.resize(400, box.heightForWidth(400))
    box.show()
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()
