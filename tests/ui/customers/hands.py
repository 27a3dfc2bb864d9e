"""Hands for a running loop: Qt's own key presses re-enter tasks unless a callback makes them."""

import asyncio
from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


async def act(deed: Callable[[], object]) -> None:
    """Do it in a callback of the loop, then let everything it started come to rest."""
    loop = asyncio.get_running_loop()
    done: asyncio.Future[None] = loop.create_future()

    def go() -> None:
        try:
            deed()
        except Exception as error:  # reason: handed to the test, which awaits it
            done.set_exception(error)
        else:
            done.set_result(None)

    loop.call_soon(go)
    await done
    await rest()


async def rest() -> None:
    """Let ready tasks and Qt's queue run."""
    for _ in range(12):
        await asyncio.sleep(0)


async def keys(widget: QWidget, text: str) -> None:
    await act(lambda: QTest.keyClicks(widget, text))


async def press(widget: QWidget, key: Qt.Key) -> None:
    await act(lambda: QTest.keyClick(widget, key))


async def click(widget: QWidget) -> None:
    await act(lambda: QTest.mouseClick(widget, Qt.MouseButton.LeftButton))


def named(parent: QWidget, name: str, kind: type[W] = QWidget) -> W:  # type: ignore[assignment]
    """The child of that object name; fails the test when there is none."""
    found = parent.findChild(kind, name)
    assert found is not None, name
    return cast(W, found)
