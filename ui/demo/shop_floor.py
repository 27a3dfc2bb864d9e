"""What cashier and customer do in every step of the demo: find somebody, type a card, pay."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListView, QWidget

from ui.demo.hands import Hands
from ui.demo.web import PageDriver
from ui.i18n.language import language_of

VISA, DECLINED, ASKS_THE_BANK = "4242424242424242", "4000000000000002", "4000002760003184"
CARD, CHALLENGE = "/frames/card.html", "/frames/challenge.html"
USABLE: Final = "document.querySelector('#checkout').dataset.state === 'form'"
ASKING: Final = "document.querySelector('#checkout').dataset.state === 'asking'"
_ANOTHER: Final = "!!document.querySelector('input[name=card][value=another]')"
_BANK_ASKS: Final = "document.querySelector('#amount').textContent && document.fonts.status"


class ShopFloor:
    """The till's window and the customer's page, driven together."""

    def __init__(self, hands: Hands, page: PageDriver) -> None:
        self.hands = hands
        self.page = page

    async def open_customer(self, typed: str, name: str) -> None:
        """Type until the first row is theirs, and open it."""
        listed = await self.hands.see("resultList", QListView)
        await self.hands.type("searchBox", typed)
        await self.hands.until(
            lambda: listed.model().rowCount() > 0 and name in row_words(listed, 0), f"{name} found"
        )
        await self.hands.press("searchBox", Qt.Key.Key_Return)
        shown = await self.hands.see("customerName", QWidget)
        await self.hands.until(lambda: name in said(shown), "the customer's panel")

    async def usable(self) -> None:
        """Wait until the customer can type."""
        await self.page.until(USABLE)

    async def type_card(self, number: str) -> None:
        """A card that wasn't saved, into the page's own frame."""
        if await self.page.evaluate(_ANOTHER):
            await self.page.click("label:has(input[value=another])")
        await self.page.type("#number", number, CARD)
        await self.page.type("#expiry", "1234", CARD)
        await self.page.type("#cvc", "123", CARD)

    async def bank_asks(self) -> None:
        """Wait until the bank's question stands on the page."""
        await self.page.until(f"({_BANK_ASKS}) === 'loaded'", CHALLENGE)
        await self.page.until("!document.querySelector('#approve').disabled", CHALLENGE)

    async def pay(self) -> None:
        """The customer pays, and nobody asks anything."""
        await self.page.click("#pay")
        await self.hands.see("outcomeTitle", QWidget)

    async def done(self) -> None:
        """Away from the outcome."""
        await self.hands.click("outcomeDone")
        await self.hands.until(lambda: self.hands.seen("outcomeTitle", QWidget) is None, "away")


def as_typed(amount: str) -> str:
    """As somebody who speaks the till's language types it."""
    return amount.replace(".", ",") if language_of() == "fr" else amount


def said(widget: QWidget) -> str:
    """What a person reads of it."""
    return widget.text() if isinstance(widget, QLabel) else widget.accessibleName()


def row_words(view: QListView, at: int) -> str:
    """What a row of a list says."""
    index = view.model().index(at, 0)
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
    return " ".join(str(index.data(role) or "") for role in roles)
