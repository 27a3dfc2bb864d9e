"""Hands and eyes on the till's own windows: real key and mouse events, and pictures."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


async def act(action: Callable[[], None]) -> None:
    """Do it from Qt's own loop: an event sent within a task could start another task inside it."""
    done: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def run() -> None:
        try:
            action()
        except BaseException as fault:  # reason: belongs to whoever waits for the action
            done.set_exception(fault)
        else:
            done.set_result(None)

    QTimer.singleShot(0, run)
    await done


def _key(widget: QWidget, character: str) -> None:
    """QTest knows keys of ASCII only; a keyboard with é sends it as a key's text."""
    if character.isascii():
        QTest.keyClicks(widget, character)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, character)
        QCoreApplication.sendEvent(widget, event)


class Hands:
    """Finds visible widgets by object name, as a person finds them by sight.

    Before each key and click they rest `pace` seconds; a button stays down for half of that.
    """

    def __init__(self, window: QWidget, out: Path, pace: float = 0.0) -> None:
        self.window = window
        self._pace = pace
        self._out = out
        self._pictures = 0

    def seen(self, name: str, kind: type[W]) -> W | None:
        """The visible widget of that name, or None."""
        for widget in self.window.findChildren(kind, name):
            if widget.isVisible():
                return widget
        return None

    async def until(self, condition: Callable[[], T], what: str, seconds: float = 15) -> T:
        """Wait for a truthy value and return it. Raises TimeoutError saying what never came."""
        deadline = asyncio.get_running_loop().time() + seconds
        while True:
            value = condition()
            if value:
                return value
            if asyncio.get_running_loop().time() > deadline:
                raise TimeoutError(f"never came: {what}")
            await asyncio.sleep(0.01)

    async def see(self, name: str, kind: type[W]) -> W:
        """Wait until the widget is visible and enabled."""
        found = await self.until(
            lambda: (widget := self.seen(name, kind)) and widget.isEnabled() and widget,
            f"{name} on the screen",
        )
        assert isinstance(found, kind)
        return found

    async def click(self, name: str) -> None:
        """Press and release the left button on the widget."""
        widget = await self.see(name, QWidget)
        place = QPoint(min(widget.width() // 2, 60), widget.height() // 2)
        await self._rest()
        button = Qt.MouseButton.LeftButton
        if not self._pace:
            await act(lambda: QTest.mouseClick(widget, button, pos=place))
            return
        await act(lambda: QTest.mousePress(widget, button, pos=place))
        await asyncio.sleep(self._pace / 2)  # a finger stays down for a while
        await act(lambda: QTest.mouseRelease(widget, button, pos=place))

    async def type(self, name: str, text: str) -> None:
        """Replace what the field holds, key by key."""
        widget = await self.see(name, QWidget)
        await self._rest()
        widget.setFocus()
        await act(lambda: QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier))
        for character in text:
            await self._rest()
            await act(partial(_key, widget, character))

    async def press(self, name: str, key: Qt.Key) -> None:
        """One key on the widget."""
        widget = await self.see(name, QWidget)
        await self._rest()
        await act(lambda: QTest.keyClick(widget, key))

    async def _rest(self) -> None:
        if self._pace:
            await asyncio.sleep(self._pace)

    async def picture(self, what: str) -> str:
        """Save the window as it looks now; returns the file's name."""
        await asyncio.sleep(0.12)  # reason: the web view paints in its own time, without a signal
        self._pictures += 1
        name = f"{self._pictures:02}-{what}.png"
        self.window.grab().save(str(self._out / name))
        return name
