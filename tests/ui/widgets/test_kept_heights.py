"""Heights by width are worked out once, until something changes."""

from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.kept_heights import KeptHeights
from ui.widgets.measured import Measured
from ui.widgets.search_box import SearchBox
from ui.widgets.tiles import Tiles


def test_each_width_is_worked_out_once_until_something_changes() -> None:
    asked: list[int] = []

    def work_out(width: int) -> int:
        asked.append(width)
        return 2 * width + len(asked)

    kept = KeptHeights(work_out)
    assert [kept.of(10), kept.of(20), kept.of(10)] == [21, 42, 21]
    assert asked == [10, 20]
    kept.drop()
    assert kept.of(10) == 23
    assert asked == [10, 20, 10]


def test_layouts_forget_theirs_when_a_part_changes(qtbot: QtBot) -> None:
    for layout in (FlowLayout(), Tiles(across=2)):
        holder = QWidget()
        qtbot.addWidget(holder)
        holder.setLayout(layout)
        for _ in range(4):
            layout.addWidget(Button("One"))
        high = layout.heightForWidth(100)
        assert high > layout.heightForWidth(2_000)
        assert layout.heightForWidth(100) == high
        for _ in range(4):
            layout.addWidget(Button("Another"))
        layout.invalidate()
        assert layout.heightForWidth(100) > high


def test_words_are_higher_where_they_are_narrower(qtbot: QtBot) -> None:
    measured = Measured("What is paid when, and what for", QFont("Inter", 15), "")
    assert measured.height(60) > measured.height(2_000) > 0
    assert measured.height(60) == measured.height(60)


def test_the_search_box_hides_its_key_where_that_would_cut_what_it_looks_for(
    qtbot: QtBot,
) -> None:
    box = SearchBox("Name, phone, e-mail, card last 4")
    other = QWidget()
    for one in (other, box):
        qtbot.addWidget(one)
    box.show()
    words = box.fontMetrics().horizontalAdvance(box.placeholderText())
    for width, fits in ((900, True), (words + 120, False)):
        box.resize(width, 64)
        assert box._hint.isHidden() is not fits
        margins = box.textMargins()
        assert width - margins.left() - margins.right() > words
    box.setText("kar")
    assert box.textMargins().right() >= box._clear.width()
