"""Hands and eyes on the till's own windows: real key and mouse events, and pictures."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

T = TypeVar("T")
W = TypeVar("W", bound=QWidget)


class Hands:
    """Finds visible widgets by object name, as a person finds them by sight."""

    def __init__(self, window: QWidget, out: Path) -> None:
        self.window = window
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
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=QPoint(
            min(widget.width() // 2, 60), widget.height() // 2
        ))  # fmt: skip
        await asyncio.sleep(0)

    async def type(self, name: str, text: str) -> None:
        """Replace what the field holds, key by key."""
        widget = await self.see(name, QWidget)
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for character in text:
            QTest.keyClicks(widget, character)
            await asyncio.sleep(0)

    async def press(self, name: str, key: Qt.Key) -> None:
        """One key on the widget."""
        QTest.keyClick(await self.see(name, QWidget), key)
        await asyncio.sleep(0)

    async def picture(self, what: str) -> str:
        """Save the window as it looks now; returns the file's name."""
        await asyncio.sleep(0.12)  # reason: the web view paints in its own time, without a signal
        self._pictures += 1
        name = f"{self._pictures:02}-{what}.png"
        self.window.grab().save(str(self._out / name))
        return name
