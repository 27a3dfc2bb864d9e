"""What is shown in many layouts within each other has them placed once."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.laid_out_once import laid_out_once


class _Counting(QVBoxLayout):
    """Counts how often it places its parts."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.times = 0

    def setGeometry(self, area: QRect) -> None:
        self.times += 1
        super().setGeometry(area)


Nested = tuple[_Counting, QWidget, list[QLabel]]


@pytest.fixture
def nested(qtbot: QtBot) -> Iterator[Nested]:
    window, inner = QWidget(), QWidget()
    outer = _Counting(window)
    outer.addWidget(inner)
    box = QVBoxLayout(inner)
    parts = [QLabel(words) for words in "abcd"]
    for part in parts:
        box.addWidget(part)
        part.hide()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    QCoreApplication.processEvents()
    outer.times = 0
    yield outer, inner, parts
    assert outer.parentWidget() is window  # held until here


def test_qt_places_them_at_each_part(nested: Nested) -> None:
    outer, _, parts = nested
    for part in parts:
        part.show()
    assert outer.times >= len(parts)


def test_they_are_placed_once_afterwards(qtbot: QtBot, nested: Nested) -> None:
    outer, inner, parts = nested
    with laid_out_once(inner):
        for part in parts:
            part.show()
    assert outer.times == 0
    qtbot.waitUntil(lambda: outer.times > 0)
    qtbot.wait(20)
    assert outer.times < len(parts)
    tops = [part.y() for part in parts]
    assert tops == sorted(set(tops))


def test_one_within_another_leaves_it_to_the_outer_one(nested: Nested) -> None:
    outer, inner, parts = nested
    with laid_out_once(inner):
        with laid_out_once(parts[0]):
            parts[0].show()
        parts[1].show()
        assert outer.times == 0
    assert outer.isEnabled()


def test_what_fails_leaves_layouts_at_work(nested: Nested) -> None:
    outer, inner, _ = nested
    with pytest.raises(ValueError, match="a part"), laid_out_once(inner):
        raise ValueError("a part")
    assert outer.isEnabled()
