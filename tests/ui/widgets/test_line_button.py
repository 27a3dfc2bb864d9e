"""A row that opens something: its lines are cut, or stand whole."""

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.labels import ElidedLabel, label
from ui.widgets.line_button import LineButton
from ui.widgets.status_chip import StatusChip

LONG = ["4 × €450.00 at most, every month, up to €1,800.00", "until 30 Jun 2027"]


@pytest.mark.parametrize("whole", [True, False])
def test_a_long_line_takes_another_where_it_is_to_stand_whole(
    qtbot: QtBot, qapp: QApplication, whole: bool
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = QVBoxLayout(window)
    row = LineButton()
    row.fill(label("Instalments"), StatusChip("In force", "success"), [LONG], whole=whole)
    box.addWidget(row)
    box.addStretch(1)
    one_line = LineButton()
    one_line.fill(label("Instalments"), StatusChip("In force", "success"), [LONG[:1]])
    plain = one_line.sizeHint().height()
    heights = []
    for width in (900, 330):
        window.resize(width, 300)
        window.show()
        QApplication.processEvents()
        QApplication.processEvents()
        heights.append(row.height())
    wide, narrow = heights
    assert (narrow > wide) is whole
    assert bool(row.findChildren(ElidedLabel)) is not whole
    for words in row.findChildren(QLabel):
        assert words.height() >= words.heightForWidth(words.width()), "nothing is cut below"
    assert wide <= plain, "no room is taken that isn't needed"
    window.close()
