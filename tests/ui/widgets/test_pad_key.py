"""A number pad at a key within a line: what it types, where it stands, and when it goes."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.money import Money
from tests.ui.screens.looking import LEAST_PX, settle
from ui.widgets.buttons import Button
from ui.widgets.day_line import DayLine
from ui.widgets.money_field import MoneyField
from ui.widgets.number_pad import NumberPad
from ui.widgets.pad_key import PadKey, PadSheet
from ui.widgets.scrolling import scrolled

Dress = Callable[..., Any]


class Room:
    """A window with an amount, a day, a number and an other line."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.amount, self.day = MoneyField("eur", "Amount"), DayLine("dayField")
        self.count, self.other = QLineEdit(), QLineEdit()
        self.amount.line().setObjectName("amountField")
        self.count.setObjectName("countField")
        self.amount.offer_pad()
        PadKey(self.count)
        box = QVBoxLayout(self.window)
        for one in (self.amount, self.day, self.count, self.other):
            box.addWidget(one)
        box.addStretch(1)
        self.window.resize(1024, 700)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)
        self.other.setFocus()

    def sheet(self) -> PadSheet | None:
        found = [one for one in self.window.findChildren(PadSheet) if one.isVisible()]
        assert len(found) < 2, "one pad at a time"
        return found[0] if found else None

    def open(self, line: QLineEdit) -> PadSheet:
        self.tap(self.key(line))
        sheet = self.sheet()
        assert sheet is not None
        return sheet

    def key(self, line: QLineEdit) -> PadKey:
        key = line.findChild(PadKey)
        assert isinstance(key, PadKey)
        return key

    def tap(self, button: QWidget) -> None:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def type(self, figures: str) -> None:
        sheet = self.sheet()
        assert sheet is not None
        pad = sheet.findChild(NumberPad)
        assert isinstance(pad, NumberPad)
        keys = {one.text(): one for one in pad.findChildren(Button) if one.isVisible()}
        for figure in figures:
            self.tap(keys[figure])


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_it_stays_beside_a_line_that_is_scrolled_or_made_narrower(qtbot: QtBot) -> None:
    """It stood where the line had been, and could cover it."""
    window, content, line = QWidget(), QWidget(), QLineEdit()
    qtbot.addWidget(window)
    key = PadKey(line)
    form = QVBoxLayout(content)
    for place in range(9):
        form.addWidget(line if place == 3 else QLabel("Beside it"))
        form.itemAt(place).widget().setFixedHeight(120)
    area = scrolled(content)
    QVBoxLayout(window).addWidget(area)
    window.resize(1_000, 1_400)
    window.show()
    settle()
    key.click()
    sheet = window.findChild(PadSheet)
    assert sheet is not None
    for deed in (
        lambda: window.resize(1_000, 600), lambda: area.verticalScrollBar().setValue(150),
        lambda: window.resize(1_400, 1_400),
    ):  # fmt: skip
        deed()
        settle()
        followed = sheet.geometry()
        sheet.fit()
        assert sheet.geometry() == followed
    key.click()
    settle()


def test_an_amount_a_day_and_a_number_are_typed_by_fingers_alone(room: Room) -> None:
    room.open(room.amount.line())
    room.type("12.5")
    assert room.amount.amount() == Money(1250, "eur")
    room.open(room.day)
    room.type("31/12/2026")
    assert room.day.text() == "31/12/2026"
    room.open(room.count)
    room.type("07")
    assert room.count.text() == "07"


def test_its_mark_is_the_languages_and_a_whole_number_takes_none(room: Room, dress: Dress) -> None:
    def marks() -> set[str]:
        sheet = room.sheet()
        assert sheet is not None
        shown = (one.text() for one in sheet.findChildren(Button) if one.isVisible())
        return {text for text in shown if text in (".", ",", "/")}

    room.open(room.amount.line())
    assert marks() == {"."}
    dress("light", training=False, language="fr")
    assert marks() == {","}
    room.open(room.day)
    assert marks() == {"/"}
    room.open(room.count)
    assert marks() == set()


def test_figures_take_the_place_of_what_was_proposed_and_follow_what_was_typed(room: Room) -> None:
    room.count.setText("30")
    room.open(room.count)
    room.type("4")
    assert room.count.text() == "4"
    room.tap(room.key(room.count))
    assert room.sheet() is None
    room.open(room.count)
    room.type("2")
    assert room.count.text() == "42"


def test_what_is_typed_counts_as_typed(room: Room) -> None:
    heard: list[str] = []
    room.count.textEdited.connect(heard.append)
    room.open(room.count)
    room.type("1")
    assert heard == ["1"]


def test_it_goes_by_its_key_with_enter_and_when_somebody_types_elsewhere(room: Room) -> None:
    sheet = room.open(room.amount.line())
    done = sheet.findChild(Button, "padDone")
    assert isinstance(done, Button)
    room.tap(done)
    assert room.sheet() is None
    room.open(room.amount.line())
    QTest.keyClick(room.amount.line(), Qt.Key.Key_Return)
    assert room.sheet() is None
    room.open(room.amount.line())
    room.other.setFocus()
    assert room.sheet() is None
    room.open(room.amount.line())
    room.open(room.day)
    room.day.hide()
    assert room.sheet() is None
    room.open(room.count)
    room.count.setEnabled(False)
    assert room.sheet() is None


def test_the_line_keeps_the_cursor_and_the_key_is_no_stop(room: Room) -> None:
    line = room.amount.line()
    room.open(line)
    assert line.hasFocus()
    room.type("1")
    assert line.hasFocus()
    assert room.key(line).focusPolicy() is Qt.FocusPolicy.NoFocus


@pytest.mark.parametrize("size", [(1024, 700), (800, 600), (420, 700)])
@pytest.mark.parametrize("place", ["amount", "day", "count"])
def test_it_stands_within_the_window_and_not_over_its_line(
    room: Room, size: tuple[int, int], place: str
) -> None:
    room.window.resize(*size)
    line = {"amount": room.amount.line(), "day": room.day, "count": room.count}[place]
    sheet = room.open(line)
    at = QRect(line.mapTo(room.window, QPoint(0, 0)), line.size())
    assert room.window.rect().contains(sheet.geometry())
    assert not sheet.geometry().intersects(at)
    room.window.resize(QSize(*size) + QSize(60, 0))
    assert room.window.rect().contains(sheet.geometry())


@pytest.mark.parametrize("place", ["amount", "day"])
def test_where_the_window_is_too_low_what_is_typed_stays_in_sight(room: Room, place: str) -> None:
    room.window.resize(512, 384)
    line = {"amount": room.amount.line(), "day": room.day}[place]
    sheet = room.open(line)
    room.type("12")
    typed = line.cursorRect().translated(line.mapTo(room.window, QPoint(0, 0)))
    assert room.window.rect().contains(sheet.geometry())
    assert not sheet.geometry().intersects(typed)


def test_every_key_is_for_a_finger_and_the_words_leave_it_room(room: Room) -> None:
    for line in (room.amount.line(), room.day, room.count):
        key = room.key(line)
        assert min(key.width(), key.height()) >= LEAST_PX
        assert line.rect().contains(key.geometry())
        margins = line.textMargins()
        at_start = key.geometry().center().x() < line.width() // 2
        assert (margins.left() if at_start else margins.right()) >= key.width()
        sheet = room.open(line)
        for one in sheet.findChildren(Button):
            if one.isVisible():
                assert min(one.width(), one.height()) >= LEAST_PX, one.text()


def test_from_right_to_left_it_changes_sides_but_beside_an_amount(room: Room) -> None:
    room.window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert room.key(room.day).geometry().center().x() < room.day.width() // 2
    assert room.day.textMargins().right() == 0
    amount = room.amount.line()
    assert room.key(amount).geometry().center().x() < amount.width() // 2
    assert amount.textMargins().right() > 0  # where its currency stands
