"""How many keys a cashier presses, and on how many screens: the budgets of issue 8.

What the customer does on their page is theirs: ticking, typing a card, paying. A screen counts when
the cashier has to press a key on it; the customer's own page is on the window between two of them.
"""

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView, QWidget

from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from tests.ui.flows.keyboard import Keyboard
from tests.ui.flows.test_agreeing import JAMES, go_on
from ui.demo.shop_floor import ASKING, USABLE, row_words

Drive = Callable[[Any], None]
CHARGE, DEPOSIT, NEW_CUSTOMER = 12, 12, 25
"""Keys of staff, from the first letter of the search to the first screen again."""


async def sit_down(till: Any) -> Keyboard:
    """Before a till as it opens."""
    window = till.desk.window
    window.activateWindow()
    await till.hands.until(window.isActiveWindow, "an active window")
    return Keyboard(window)


async def find(till: Any, keys: Keyboard, typed: str, name: str) -> None:
    """Type until they stand first, Enter, and look whether it is them."""
    listed = await till.hands.see("resultList", QListView)
    await till.hands.until(lambda: listed.model().rowCount() > 0, "customers in the till", 40)
    await keys.type(typed)
    await till.hands.until(
        lambda: listed.model().rowCount() > 0 and name in row_words(listed, 0), f"{name} first"
    )
    await keys.enter()
    await till.says("customerName", name)


async def back_at_the_start(till: Any, keys: Keyboard) -> None:
    """Enter is enough to leave the outcome."""
    await till.says("outcomeTitle", "succeeded")
    await keys.enter()
    assert till.desk.window.current_screen() == "customers"


def test_a_saved_card_is_charged(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        keys = await sit_down(till)
        await find(till, keys, "jam", "James")
        await till.hands.see("chargeSavedCard", QWidget)
        await keys.press(Qt.Key.Key_F3)
        await till.hands.see("card_4242", QWidget)
        await keys.type("12.9")
        await keys.enter()
        assert "12.90" in await till.says("confirmAmount")
        await keys.enter()
        await back_at_the_start(till, keys)
        intent = await till.server.newest_intent()
        assert (intent["amount_received"], intent["status"]) == (1290, "succeeded")
        assert keys.pressed <= CHARGE
        assert keys.worked_on == ["customers", "charge", "outcome"]

    at_the_till(play)


def test_a_returning_customer_leaves_a_deposit(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        keys = await sit_down(till)
        await find(till, keys, "jam", "James")
        customer = (await till.server.get("customers", email=JAMES))["data"][0]["id"]
        assert await till.server.cards(customer), "their card is saved"
        await keys.press(Qt.Key.Key_F4)
        await till.hands.see("totalField", QWidget)
        await keys.type("450")
        await keys.enter()
        await till.page.until(ASKING, seconds=40)
        await go_on(till)
        await till.pay()  # with the saved card, which their page has chosen
        await back_at_the_start(till, keys)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (sale,) = await till.till.sales.of_customer(CustomerId(customer))
        assert (sale.taken, sale.owed) == (Money(13_500, "eur"), Money(31_500, "eur"))
        assert sale.agreement_id is not None
        assert keys.pressed <= DEPOSIT
        assert keys.worked_on == ["customers", "plan", "outcome"]
        assert len(keys.worked_on) <= 3
        assert keys.shown == ["customers", "plan", "checkout", "outcome", "customers"]

    at_the_till(play)


def test_a_new_customer_pays_with_a_new_card(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        keys = await sit_down(till)
        await keys.type("Ana Reyes")
        await till.hands.see("noResult", QWidget)
        await keys.enter()
        await till.hands.see("saveCustomer", QWidget)
        await keys.enter()
        await till.says("customerName", "Ana Reyes")
        await keys.enter()
        await till.hands.see("amountField", QWidget)
        await keys.type("25")
        await keys.enter()
        await till.page.until(USABLE, seconds=40)
        await till.card()
        await till.page.type("#email", "ana.reyes@example.com")
        await till.page.click("#keep-card-label")
        await till.pay()
        await back_at_the_start(till, keys)
        found = (await till.server.get("customers", limit="100"))["data"]
        (ana,) = [one["id"] for one in found if one["name"] == "Ana Reyes"]
        assert await till.received(ana) == 2500
        assert [card["allow_redisplay"] for card in await till.server.cards(ana)] == ["always"]
        assert keys.pressed <= NEW_CUSTOMER
        assert keys.worked_on == ["customers", "editor", "customers", "amount", "outcome"]

    at_the_till(play)
