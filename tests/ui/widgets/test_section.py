"""What many rows cost: each is asked for its height a few times, however many there are."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.labels import label
from ui.widgets.line_button import LineButton
from ui.widgets.section import Section
from ui.widgets.status_chip import StatusChip


class _Row(LineButton):
    asked = 0

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.fill(label(name), StatusChip("Open"), [["12 of them", "until May"]], whole=True)

    def hasHeightForWidth(self) -> bool:
        _Row.asked += 1
        return super().hasHeightForWidth()


@pytest.fixture
def section(qtbot: QtBot) -> Iterator[Section]:
    place = QWidget()
    section = Section("things", place)
    box = QVBoxLayout(place)
    box.addWidget(section)
    place.resize(400, 600)
    qtbot.addWidget(place)
    place.show()
    qtbot.waitExposed(place)
    yield section
    assert section.window() is place  # held until here


def _asked(section: Section, count: int) -> float:
    """How often each of so many rows is."""
    section.show_rows([], "None")
    QApplication.processEvents()
    _Row.asked = 0
    section.show_rows([_Row(str(number)) for number in range(count)], "None")
    QApplication.processEvents()
    return _Row.asked / count


def test_many_rows_are_not_laid_out_again_for_each_of_them(section: Section) -> None:
    _asked(section, 10)
    few, many = _asked(section, 10), _asked(section, 100)
    assert many <= 2 * few, (few, many)


def test_focus_stays_with_the_row_of_that_name(section: Section) -> None:
    section.window().activateWindow()
    first = [_Row("first"), _Row("second")]
    section.show_rows(first, "None")
    first[1].setFocus()
    section.show_rows([_Row("first"), _Row("second")], "None")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.objectName() == "second"
    assert focused not in first
