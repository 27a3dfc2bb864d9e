"""A scan lands in no field, wherever the focus is; typing loses no key."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.main_window import MainWindow
from ui.theme.layout import column


class World:
    """A window with fields, a clock of its own, and a keyboard."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(shop_name="S", till_name="1", training=False)
        qtbot.addWidget(self.window)
        self.line, self.area, self.button = QLineEdit(), QPlainTextEdit(), QPushButton("b")
        self.pressed: list[str] = []
        self.searches: list[str] = []
        self.scans: list[str] = []
        self.button.clicked.connect(lambda: self.pressed.append("button"))
        self.line.returnPressed.connect(lambda: self.pressed.append("enter"))
        self.window.search_requested.connect(lambda: self.searches.append("search"))
        self.window.scanned.connect(self.scans.append)
        screen = QWidget()
        box = column(screen)
        for widget in (self.line, self.area, self.button):
            box.addWidget(widget)
        self.window.add_screen("only", screen)
        self.window.show_screen("only")
        self.window.show()
        self.window.activateWindow()
        self.now = 10_000

    def key(self, key: int, text: str, gap: int, held: Qt.KeyboardModifier | None = None) -> None:
        """As the system delivers a key: an override first, then the press, then the release."""
        self.now += gap
        handle = self.window.windowHandle()
        assert handle is not None
        modifiers = held or Qt.KeyboardModifier.NoModifier
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, modifiers, text)
            event.setTimestamp(self.now)
            QCoreApplication.sendEvent(handle, event)

    def scan(self, code: str, *, gap: int = 8, suffix: Qt.Key = Qt.Key.Key_Return) -> None:
        for at, sign in enumerate(code):
            self.key(ord(sign.upper()), sign, 900 if at == 0 else gap)
        self.key(suffix.value, "\t" if suffix == Qt.Key.Key_Tab else "\r", gap)

    def type(self, text: str, gap: int = 140) -> None:
        for sign in text:
            self.key(ord(sign.upper()), sign, gap)


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


@pytest.mark.parametrize("suffix", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab])
def test_a_scan_leaves_the_field_that_has_the_focus_as_it_was(world: World, suffix: Qt.Key) -> None:
    world.line.setText("Deposit")
    world.line.setFocus()
    world.line.setSelection(0, 3)
    world.scan("C-10423", suffix=suffix)
    assert world.scans == ["C-10423"]
    assert world.line.text() == "Deposit"
    assert world.line.selectedText() == "Dep"
    assert world.line.hasFocus(), "the suffix moved nothing"
    assert not world.pressed


def test_a_scan_leaves_a_note_as_it_was(world: World) -> None:
    world.area.setPlainText("prefers mornings")
    world.area.setFocus()
    world.scan("0010423")
    assert world.scans == ["0010423"]
    assert world.area.toPlainText() == "prefers mornings"


def test_a_scan_presses_no_button(world: World) -> None:
    world.button.setFocus()
    world.scan(" 10423")
    assert world.scans == ["10423"]
    assert not world.pressed


def test_typing_arrives_key_by_key(world: World) -> None:
    world.line.setFocus()
    world.type("zoe")
    assert world.line.text() == "zoe"
    world.key(Qt.Key.Key_Return.value, "\r", 140)
    assert world.pressed == ["enter"]
    assert not world.scans


def test_two_keys_struck_at_once_are_typed_after_a_moment_in_order(
    world: World, qtbot: QtBot
) -> None:
    world.line.setFocus()
    world.type("z")
    world.type("oe", gap=10)
    world.type(" br", gap=140)
    assert world.line.text() == "zoe br", "a slower key hands on what was held"
    world.type("on", gap=10)
    qtbot.waitUntil(lambda: world.line.text() == "zoe bron")
    assert not world.scans


def test_a_space_on_a_button_still_presses_it(world: World, qtbot: QtBot) -> None:
    world.button.setFocus()
    world.type(" ")
    qtbot.waitUntil(lambda: world.pressed == ["button"])


def test_a_held_down_key_is_no_scanner(world: World) -> None:
    world.line.setFocus()
    handle = world.window.windowHandle()
    assert handle is not None
    for at in range(8):
        event = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a", at > 0
        )
        event.setTimestamp(20_000 + at * 30)
        QCoreApplication.sendEvent(handle, event)
    world.now = 20_240
    world.key(Qt.Key.Key_Return.value, "\r", 30)
    assert not world.scans
    assert world.line.text() == "a" * 8


def test_a_group_separator_is_stripped_and_is_no_shortcut(world: World) -> None:
    world.line.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    for at, sign in enumerate("0104"):
        world.key(ord(sign), sign, 900 if at == 0 else 6)
    world.key(Qt.Key.Key_K.value, "\x0b", 6, control)
    world.key(Qt.Key.Key_BracketRight.value, "\x1d", 6, control)
    world.key(ord("7"), "7", 6)
    world.key(Qt.Key.Key_Return.value, "\r", 6)
    assert world.scans == ["01047"]
    assert not world.searches
    assert world.line.text() == ""


def test_capitals_come_with_a_shift_key_between(world: World) -> None:
    world.line.setFocus()
    for at, sign in enumerate("VIP9"):
        world.key(Qt.Key.Key_Shift.value, "", 900 if at == 0 else 4)
        world.key(ord(sign), sign, 4, Qt.KeyboardModifier.ShiftModifier)
    world.key(Qt.Key.Key_Return.value, "\r", 4)
    assert world.scans == ["VIP9"]


def test_three_figures_and_enter_are_an_amount(world: World, qtbot: QtBot) -> None:
    world.line.setFocus()
    world.scan("125")
    assert not world.scans
    assert world.line.text() == "125"
    assert world.pressed == ["enter"]


def test_nothing_acts_behind_a_question(world: World) -> None:
    central = world.window.centralWidget()
    central.setEnabled(False)
    world.scan("C-10423")
    assert not world.scans
    assert world.line.text() == ""


def test_keys_that_a_program_makes_are_never_a_scan(world: World) -> None:
    world.line.setFocus()
    QTest.keyClicks(world.line, "12345")
    QTest.keyClick(world.line, Qt.Key.Key_Return)
    assert world.line.text() == "12345"
    assert not world.scans
