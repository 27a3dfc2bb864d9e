"""Hands and eyes in the checkout page: real mouse and key events into the real web view."""

import asyncio
import contextlib
import json
from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineCore import QWebEngineFrame
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from ui.demo.hands import act

_CENTRE = """(() => {
  const found = [...document.querySelectorAll(%s)].find(
    (one) => one.getClientRects().length && getComputedStyle(one).visibility === 'visible');
  if (!found) return '';
  found.scrollIntoView({block: 'nearest'});
  const box = found.getBoundingClientRect();
  return JSON.stringify(
    {x: box.x + box.width / 2, y: box.y + box.height / 2, left: box.x, top: box.y});
})()"""

_ARM = """(() => {
  const found = [...document.querySelectorAll(%s)].find(
    (one) => one.getClientRects().length && getComputedStyle(one).visibility === 'visible');
  if (!found) return;
  window.drivenClick = found.disabled ? 'none' : 'awaited';
  document.addEventListener('click', (event) => {
    if (found.contains(event.target)) window.drivenClick = 'came';
  }, {capture: true, once: true});
})()"""

_CLICKS, _PATIENCE_S, _ARRIVES_S = 5, 15.0, 3.0


class PageDriver:
    """Drives whatever page `view()` shows at the moment; frames are named by a part of the URL."""

    def __init__(self, view: Callable[[], QWebEngineView | None]) -> None:
        self._view = view

    async def evaluate(self, script: str, frame: str = "") -> Any:
        """The script's value in the page, or the first truthy one of the frames of that name."""
        value = None
        for found in self._frames(frame):
            value = await self._ask(found, script)
            if value:
                break
        return value

    async def _ask(self, frame: QWebEngineFrame, script: str) -> Any:
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()

        def take(value: Any) -> None:
            if not answer.done():
                answer.set_result(value)

        frame.runJavaScript(script, 0, take)
        try:
            return await asyncio.wait_for(answer, 2)
        except TimeoutError:
            return None  # the frame went away while it was asked

    def _frames(self, part: str) -> list[QWebEngineFrame]:
        view = self._view()
        if view is None:
            return []
        frames = [view.page().mainFrame()]
        if not part:
            return frames
        for frame in frames:
            frames.extend(frame.children())
        return [one for one in frames if one.isValid() and part in one.url().toString()]

    async def until(self, script: str, frame: str = "", seconds: float = 15) -> Any:
        """Wait for a truthy value and return it. Raises TimeoutError naming the script."""
        deadline = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < deadline:
            value = await self.evaluate(script, frame)
            if value:
                return value
            await asyncio.sleep(0.02)
        raise TimeoutError(f"page never answered: {script} in {frame or 'the page'}")

    async def settled(self) -> None:
        """Wait until the page is as wide as its view: it follows in its own time."""
        view = self._view()
        width = view.width() if view is not None else 0
        await self.until(f"Math.abs(innerWidth - {width}) < 2")
        await asyncio.sleep(0.2)  # reason: it is laid out by then, and painted a little later

    async def click(self, selector: str, frame: str = "") -> None:
        """Click the middle of the first visible match, with a real mouse event.

        A page that has just been moved or made wider is drawn in its own time, and a click falls
        where things were: then it is made again, as a person would.
        """
        for _ in range(_CLICKS):
            await self.evaluate(_ARM % json.dumps(selector), frame)
            await self.press(selector, frame)
            if await self._arrived(frame):
                return
        raise TimeoutError(f"no click ever came to {selector} in {frame or 'the page'}")

    async def _arrived(self, frame: str) -> bool:
        """Whether the click came, to a page that may be another or none by now."""
        deadline = asyncio.get_running_loop().time() + _ARRIVES_S
        while asyncio.get_running_loop().time() < deadline:
            if await self.evaluate("window.drivenClick", frame) != "awaited":
                return True
            await asyncio.sleep(0.02)
        return False

    async def press(self, selector: str, frame: str = "") -> None:
        """One real mouse event on the middle of it, wherever that falls."""
        place = await self._place(selector, frame)
        x, y = place["x"], place["y"]
        if frame:
            outer = await self._place(f"iframe[src*={json.dumps(frame)}]")
            x, y = x + outer["left"], y + outer["top"]
        target = self._target()
        QTest.mouseClick(
            target,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QPoint(int(x), int(y)),
        )
        await asyncio.sleep(0)

    async def click_until(self, selector: str, done: str) -> None:
        """Click, and again while the page doesn't show it: one that unfolds moves from under it."""
        for _ in range(_CLICKS):
            await self.click(selector)
            with contextlib.suppress(TimeoutError):
                await self.until(done, seconds=_PATIENCE_S / _CLICKS)
                return
        raise TimeoutError(f"clicking {selector} never led to {done}")

    async def _place(self, selector: str, frame: str = "") -> dict[str, float]:
        """Where the element is in its frame, in CSS pixels. Frames answer with text only."""
        place: dict[str, float] = json.loads(
            await self.until(_CENTRE % json.dumps(selector), frame)
        )
        return place

    async def type(self, selector: str, text: str, frame: str = "") -> None:
        """Click a field, wait until it has the caret, and type over what it holds.

        Typed again when the field holds something else: where the page still unfolds, the first
        keys can fall beside it, and a person would see that too.
        """
        field = f"document.querySelector({json.dumps(selector)})"
        bare = json.dumps("".join(text.split()))
        holds = f"{field}.value.replace(/[\\s/]/g, '') === {bare}"
        for patience_s in (3, 3, 15):
            await self._type_once(selector, text, frame)
            try:
                await self.until(holds, frame, patience_s)
            except TimeoutError:
                continue
            return
        raise TimeoutError(f"{selector} in {frame or 'the page'} never held what was typed")

    async def _type_once(self, selector: str, text: str, frame: str) -> None:
        await self._enter(selector, frame)
        target, control = self._target(), Qt.KeyboardModifier.ControlModifier
        await act(lambda: QTest.keyClick(target, Qt.Key.Key_A, control))
        for character in text:
            await act(partial(QTest.keyClicks, target, character))

    async def _enter(self, selector: str, frame: str) -> None:
        """Click until the caret is there: a page that still unfolds may move from under a click."""
        entered = f"document.activeElement?.matches({json.dumps(selector)})"
        for _ in range(_CLICKS):
            await self.click(selector, frame)
            with contextlib.suppress(TimeoutError):
                await self.until(entered, frame, _PATIENCE_S / _CLICKS)
                return
        raise TimeoutError(f"never got the caret: {selector} in {frame or 'the page'}")

    def _target(self) -> QWidget:
        view = self._view()
        if view is None:
            raise TimeoutError("there is no page to act on")
        return view.focusProxy() or view
