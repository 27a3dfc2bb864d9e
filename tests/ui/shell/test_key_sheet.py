"""F1 tells the keys that are bound, no other ones, and gives the focus back."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from ui.shell.key_sheet import KeySheet
from ui.shell.main_window import MainWindow
from ui.theme.layout import column
from ui.widgets.buttons import SecondaryButton
from ui.widgets.keys import Bound, acting_keys


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.window = MainWindow(shop_name="Atelier", till_name="1", training=True)
        qtbot.addWidget(self.window)
        self.screen = QWidget()
        self.line = QLineEdit()
        self.charge = SecondaryButton("Charge saved card", shortcut="F3")
        box = column(self.screen)
        for widget in (self.line, self.charge):
            box.addWidget(widget)
        self.screen.setFocusProxy(self.line)
        self.window.add_screen("one", self.screen)
        self.window.show_screen("one")
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def sheet(self) -> KeySheet | None:
        settle()
        found = self.window.findChildren(KeySheet)
        return found[0] if found else None

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key)

    def told(self) -> str:
        sheet = self.sheet()
        assert sheet is not None
        return " | ".join(one.text() for one in sheet.findChildren(QLabel))


@pytest.fixture
def world(qtbot: QtBot) -> Iterator[World]:
    made = World(qtbot)
    yield made
    made.window.close_now()


@pytest.mark.parametrize("key", [Qt.Key.Key_F1, Qt.Key.Key_Escape])
def test_it_opens_with_f1_closes_with_a_key_and_the_focus_is_where_it_was(
    world: World, key: Qt.Key
) -> None:
    assert world.line.hasFocus()
    world.press(Qt.Key.Key_F1)
    assert world.sheet() is not None
    world.press(key)
    assert world.sheet() is None
    assert world.line.hasFocus()


def test_every_key_that_acts_is_told_by_what_it_does(world: World) -> None:
    world.press(Qt.Key.Key_F1)
    told = world.told()
    for words in ("Charge saved card", "Find a customer", "What is due", "Settings", "Training"):
        assert words in told
    world.press(Qt.Key.Key_Escape)
    bound = [
        one for one in world.window.findChildren(QShortcut)
        if not one.key().isEmpty() and one.parent().isVisible()
    ]  # fmt: skip
    listed = {one.keys for one in acting_keys(world.window)}
    assert {one.key().toString() for one in bound} == listed
    assert all(isinstance(one, Bound) and one.says() for one in bound)


def test_a_key_that_would_do_nothing_now_is_not_told(world: World) -> None:
    world.charge.setEnabled(False)
    world.press(Qt.Key.Key_F1)
    assert "Charge saved card" not in world.told()
    world.press(Qt.Key.Key_F1)
    world.charge.setEnabled(True)
    world.charge.set_shortcut("")
    world.press(Qt.Key.Key_F1)
    assert "Charge saved card" not in world.told()


def test_nothing_acts_behind_it(world: World) -> None:
    pressed: list[bool] = []
    world.charge.clicked.connect(lambda: pressed.append(True))
    world.press(Qt.Key.Key_F1)
    world.press(Qt.Key.Key_F3)
    assert not pressed
    world.press(Qt.Key.Key_Escape)
    world.press(Qt.Key.Key_F3)
    assert pressed


def test_in_a_customers_hands_there_is_no_help(world: World) -> None:
    world.window.set_handed_over(True)
    world.press(Qt.Key.Key_F1)
    assert world.sheet() is None
    world.window.set_handed_over(False)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_cut_on_the_smallest_window(
    world: World, dress: Callable[..., None], language: str
) -> None:
    dress(language=language)
    world.window.resize(1024, 700)
    world.press(Qt.Key.Key_F1)
    sheet = world.sheet()
    assert sheet is not None
    assert sheet.card.height() <= 700
    cut = [
        one.text() for one in sheet.findChildren(QLabel)
        if one.height() < one.heightForWidth(one.width())
    ]  # fmt: skip
    assert not cut
