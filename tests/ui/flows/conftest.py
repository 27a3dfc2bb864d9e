"""A whole till in this process: the real windows, web view, services and stand-in."""

import asyncio
import json
import urllib.request
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget

from pos_app.checkout.place import Place
from pos_app.payments.decide import Policy
from pos_app.payments.model import PaymentRecorded
from pos_app.plan import Plan, load_shop
from ui.app import Desk
from ui.demo.calendar import MovedClock, pass_days
from ui.demo.hands import Hands
from ui.demo.server import ServerView
from ui.demo.shop_floor import CARD, USABLE
from ui.demo.web import PageDriver
from ui.widgets.field_row import FieldRow

VISA = "4242424242424242"


class Counter:
    """A cashier and a customer at an open till, and the server to check them against."""

    def __init__(self, desk: Desk, out: Path) -> None:
        assert desk.till is not None
        self.desk = desk
        self.till = desk.till
        self.hands = Hands(desk.window, out)
        self.page = PageDriver(self._page)
        environment = desk.till.environment
        assert environment.api_base is not None
        self.url = environment.api_base
        self.server = ServerView(self.url, environment.secret_key)
        self.told: dict[str, list[str]] = {}
        """item → the kinds of outcome that anybody was told of it."""
        desk.till.events.subscribe(PaymentRecorded, self._hear)

    def _hear(self, event: PaymentRecorded) -> None:
        outcome = event.outcome
        self.told.setdefault(outcome.item_id, []).append(outcome.kind.value)

    def _page(self) -> QWebEngineView | None:
        assert self.desk.routes is not None
        view = self.desk.routes.checkout.view()
        found = view.findChild(QWebEngineView) if view is not None else None
        return found if isinstance(found, QWebEngineView) else None

    async def trouble(self, kind: str, match: str, **fields: Any) -> None:
        """Make the stand-in misbehave for the next matching requests."""
        await asyncio.to_thread(self._post, "scenario", {"kind": kind, "match": match, **fields})

    async def pass_days(self, days: int) -> None:
        """So many days later, for the till and for the stand-in."""
        clock = self.till.clock
        assert isinstance(clock, MovedClock)
        assert self.till.controls is not None
        await pass_days(clock, self.till.controls, days)

    async def calm(self) -> None:
        """No more trouble."""
        await asyncio.to_thread(self._post, "calm", {})

    def _post(self, name: str, fields: dict[str, Any]) -> None:
        request = urllib.request.Request(
            f"{self.url}/_training/{name}",
            json.dumps(fields).encode(),
            {"content-type": "application/json"},
        )
        with urllib.request.urlopen(request, timeout=30):
            pass

    async def customer(self, email: str) -> str:
        """Open the customer with this e-mail in the till; the Stripe id."""
        known = (await self.server.get("customers", email=email))["data"][0]
        name = known["name"] or email
        results = self.desk.window.findChild(QListView, "resultList")
        assert results is not None
        await self.hands.type("searchBox", email)

        def found() -> bool:
            model = results.model()
            return model.rowCount() == 1 and name in str(model.index(0, 0).data())

        await self.hands.until(found, f"{email} in the list", 30)
        await self.hands.press("searchBox", Qt.Key.Key_Return)
        await self.says("customerName", name)
        return str(known["id"])

    async def says(self, name: str, text: str = "", seconds: float = 15) -> str:
        """Wait until the label shows something (with `text` in it); what it says."""

        def shown() -> str:
            label = self.hands.seen(name, QLabel)
            if label is None:
                return ""
            whole = getattr(label, "whole_text", label.text)()
            return whole if text in whole else ""

        return await self.hands.until(shown, f"“{text}” in {name}", seconds)

    async def banner(self, name: str) -> str:
        """Wait until the banner is on screen; all it says."""
        shown = await self.hands.see(name, QWidget)
        return " ".join(label.text() for label in shown.findChildren(QLabel))

    async def beside(self, name: str, text: str) -> None:
        """Wait until the field's own error says `text`."""

        def said() -> bool:
            rows = self.desk.window.findChildren(FieldRow)
            return any(text in one.error() for one in rows if one.editor.objectName() == name)

        await self.hands.until(said, f"“{text}” beside {name}", 5)

    async def open_checkout(self, amount: str, button: str = "takePayment") -> None:
        """From the open customer, or from the walk-in button, to a usable page."""
        await self.hands.click(button)
        await self.hands.type("amountField", amount)
        await self.hands.click("continueToCard")
        await self.page.until(USABLE)

    async def card(self, number: str = VISA) -> None:
        """Type a card into the page's own frame."""
        another = "!!document.querySelector('input[name=card][value=another]')"
        if await self.page.evaluate(another):
            await self.page.click("label:has(input[value=another])")
        await self.page.type("#number", number, CARD)
        await self.page.type("#expiry", "1240", CARD)
        await self.page.type("#cvc", "123", CARD)

    async def pay(self) -> None:
        await self.page.click("#pay")

    async def payments(self, customer: str) -> list[dict[str, Any]]:
        """The customer's PaymentIntents, newest first."""
        page = await self.server.get("payment_intents", customer=customer, limit="100")
        found: list[dict[str, Any]] = page["data"]
        return found

    async def received(self, customer: str) -> int:
        """Minor units taken from this customer, over all payments."""
        return sum(one["amount_received"] for one in await self.payments(customer))

    def double_click(self, name: str) -> None:
        """Two whole clicks with nothing in between, as a nervous finger makes them."""
        widget = self.hands.seen(name, QWidget)
        assert widget is not None
        for _ in range(2):
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


Play = Callable[[Counter], Awaitable[None]]


@pytest.fixture
def at_the_till(qapp: QApplication, run: Any, tmp_path: Path) -> Callable[[Play], None]:
    """Opens a till with sixty customers, plays, closes it, and lets it take everything down."""

    def drive(
        play: Play, place: Place = Place.WINDOW, monitors: Any = None, *, kiosk: bool = False
    ) -> None:
        """`place`: where customers get their page; beside the cashier's part unless told. `kiosk`:
        the till has the screen to itself; `play` then closes it."""
        hurried = Policy(deadline_seconds=2.5)  # else most tests of what is unclear only wait
        plan = Plan(
            tmp_path / "training", training_customers=60, clock=MovedClock(), policy=hurried
        )
        shop = replace(load_shop(plan), customer_place=place, tour_seen=True)
        desk = Desk(qapp, plan, shop, open_file=lambda _: None, monitors=monitors, kiosk=kiosk)

        async def live() -> None:
            living = asyncio.ensure_future(desk.live())
            try:
                async with asyncio.timeout(90):
                    hands = Hands(desk.window, tmp_path)
                    await hands.until(lambda: hands.seen("searchBox", QWidget), "the till", 60)
                    await play(Counter(desk, tmp_path))
            finally:
                if kiosk and desk.window.isVisible():
                    desk.window.close_now()  # it was not closed as it should have been
                elif not kiosk:
                    desk.window.close()
                await living

        run(live())
        desk.deleteLater()

    return drive
