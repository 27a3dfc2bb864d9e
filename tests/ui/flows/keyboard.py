"""A cashier who has nothing but a keyboard, and somebody who counts the keys."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.demo.hands import act
from ui.shell.main_window import MainWindow

_SHIFT, _NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier


class Keyboard:
    """Keys go to whatever has the focus: the driver puts it nowhere.

    `pressed` counts every key, one held with another too. `worked_on` are the screens that took a
    key, in order; `shown` all that were on the window, the customer's page among them.
    """

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.pressed = 0
        self.worked_on: list[str] = []
        self.shown: list[str] = [window.current_screen()]
        window.screen_changed.connect(self.shown.append)

    async def press(self, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        """One key, with what is held meanwhile."""
        self._count(1 if held == _NONE else 2)
        await act(partial(QTest.keyClick, self._target(), key, held))

    async def type(self, text: str) -> None:
        """Letter by letter; a capital takes Shift as well."""
        for sign in text:
            self._count(2 if sign.isupper() else 1)
            held = _SHIFT if sign.isupper() else _NONE
            await act(partial(QTest.keyClick, self._target(), sign, held))

    async def enter(self) -> None:
        await self.press(Qt.Key.Key_Return)

    def _count(self, keys: int) -> None:
        self.pressed += keys
        screen = self._window.current_screen()
        if self.worked_on[-1:] != [screen]:
            self.worked_on.append(screen)

    def _target(self) -> object:
        return QApplication.focusWidget() or self._window
