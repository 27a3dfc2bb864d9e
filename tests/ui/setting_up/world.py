"""The window of a first start, with a real service behind it and a stand-in as the account."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from pos_app.settings.environment import EnvironmentKind
from tests.helpers.account import Account, Keyring, setting_up
from tests.helpers.standin import StandInHandle
from tests.ui.customers.hands import act, click, named
from ui.setting_up.first_start import FirstStart


class World:
    """One first start. `answer` is the environment to open once there is one."""

    def __init__(self, standin: StandInHandle, base: Path) -> None:
        self.account, self.keyring, self.base = Account(standin), Keyring(), base
        self.window = FirstStart(setting_up(self.account, self.keyring, base))
        self.window.resize(1024, 768)
        self.task: asyncio.Task[EnvironmentKind | None] | None = None

    async def begin(self, *given: Any) -> None:
        self.task = asyncio.get_running_loop().create_task(self.window.ask(*given))
        await act(self.window.activateWindow)

    async def answer(self) -> EnvironmentKind | None:
        assert self.task is not None
        return await asyncio.wait_for(self.task, 20)

    async def until(self, condition: Callable[[], bool], seconds: float = 20) -> None:
        deadline = asyncio.get_running_loop().time() + seconds
        while not condition():
            assert asyncio.get_running_loop().time() < deadline, "never came to rest"
            await asyncio.sleep(0.01)  # reason: Stripe is asked over sockets
        await act(lambda: None)

    async def to_keys(self, kind: EnvironmentKind = EnvironmentKind.TEST) -> None:
        """By mouse to the keys."""
        await click(self.named(f"choose_{kind}"))
        await self.onward()
        await self.type("shopName", "Chez Zoé")
        await self.type("tillName", "Caisse 1")
        await self.onward()
        assert self.window.setup.current() is self.window.setup.keys

    async def ask(self, publishable: str, secret: str, refund: str = "") -> None:
        """Paste the keys and have Stripe asked about them."""
        for name, text in zip(
            ("publishable_key", "secret_key", "refund_key"), (publishable, secret, refund),
            strict=True,
        ):  # fmt: skip
            await self.type(name, text)
        await self.onward()
        await self.settled()

    async def settled(self) -> None:
        await self.until(lambda: self.named("setupOnward").isEnabled())

    async def type(self, name: str, text: str) -> None:
        await act(lambda: named(self.window, name, QLineEdit).setText(text))

    async def onward(self) -> None:
        await click(self.named("setupOnward"))

    async def key(self, key: Qt.Key) -> None:
        """To whatever has the focus."""

        def strike() -> None:
            QTest.keyClick(self.window.focusWidget() or self.window, key)

        await act(strike)

    async def write(self, text: str) -> None:
        focused = self.window.focusWidget()
        assert focused is not None, "nothing has the focus"
        await act(lambda: QTest.keyClicks(focused, text))

    def named(self, name: str) -> QPushButton:
        return named(self.window, name, QPushButton)

    async def close(self) -> None:
        await act(self.window.close)
        if self.task is not None:
            await self.task
