"""Stripe's own page in the till's window, and hands for it."""

from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QApplication

from tests.ui.flows.conftest import Counter
from ui.demo.web import PageDriver
from ui.webview.hosted_view import HostedView

CARD = "/frames/card.html"
READY = "!!document.querySelector('#card iframe') && !document.getElementById('checkout').hidden"


class Window:
    """Whatever page of Stripe's the till shows at the moment."""

    def __init__(self, till: Counter) -> None:
        self.till = till
        self.page = PageDriver(self.web)

    @property
    def view(self) -> HostedView | None:
        found = [one for one in QApplication.allWidgets() if isinstance(one, HostedView)]
        return next((one for one in found if one.isVisible()), None)

    def web(self) -> QWebEngineView | None:
        found = self.view.findChild(QWebEngineView) if self.view is not None else None
        return found if isinstance(found, QWebEngineView) else None

    async def open(self) -> None:
        """From the open customer to a page that takes a card."""
        hands = self.till.hands
        await hands.click("takePayment")
        await hands.type("amountField", "12.50")
        await hands.click("continueToCard")
        await self.usable()

    async def usable(self) -> None:
        """Until it takes a card."""
        hands = self.till.hands
        await hands.until(lambda: self.view is not None and self.view.is_usable, "the page", 60)
        await self.page.until(READY)

    async def card(self, number: str = "4242424242424242") -> None:
        for field, text in (("#number", number), ("#expiry", "1240"), ("#cvc", "123")):
            await self.page.type(field, text, CARD)
