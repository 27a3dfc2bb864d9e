"""A double click presses twice only what was there for both of its halves."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.buttons import Button, PrimaryButton


class Screens:
    """Two buttons in one place, of which one is seen at a time."""

    def __init__(self, bot: QtBot) -> None:
        self.pressed: list[str] = []
        self.stack = QStackedWidget()
        bot.addWidget(self.stack)
        self.first, self.next = (self._button(name) for name in ("charge", "confirm"))
        self.stack.resize(300, 120)
        self.stack.show()
        bot.waitExposed(self.stack)

    def _button(self, name: str) -> Button:
        button = PrimaryButton(name)
        button.clicked.connect(lambda: self.pressed.append(name))
        self.stack.addWidget(button)
        return button

    def double_click(self) -> None:
        """As the window's system sends it: to whatever is there at each half."""
        QTest.mouseDClick(
            self.stack.windowHandle(), Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier, QPoint(150, 60),
        )  # fmt: skip

    def click(self) -> None:
        QTest.mouseClick(
            self.stack.windowHandle(), Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier, QPoint(150, 60),
        )  # fmt: skip


def test_what_comes_up_between_the_halves_is_not_pressed(qtbot: QtBot) -> None:
    screens = Screens(qtbot)
    screens.first.clicked.connect(lambda: screens.stack.setCurrentWidget(screens.next))
    screens.double_click()
    assert screens.stack.currentWidget() is screens.next
    assert screens.pressed == ["charge"]
    screens.click()
    assert screens.pressed == ["charge", "confirm"]


def test_nor_is_it_when_it_was_pressed_an_earlier_time(qtbot: QtBot) -> None:
    screens = Screens(qtbot)
    _turn(screens.first, lambda: screens.stack.setCurrentWidget(screens.next))
    _turn(screens.next, lambda: screens.stack.setCurrentWidget(screens.first))
    screens.click()
    screens.click()
    screens.double_click()
    assert screens.pressed == ["charge", "confirm", "charge"]


def test_a_button_that_means_another_thing_by_now_is_not_pressed_again(qtbot: QtBot) -> None:
    screens = Screens(qtbot)
    screens.first.clicked.connect(lambda: screens.first.setText("charge 3 cards now"))
    screens.double_click()
    assert screens.pressed == ["charge"]
    screens.double_click()
    assert screens.pressed == ["charge"] * 3, "it says the same all the time"


def _turn(button: QWidget, turn: Callable[[], None]) -> None:
    assert isinstance(button, Button)
    button.clicked.connect(turn)
