"""The training panel in a whole till: what is ordered there happens at the counter."""

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox

from ui.demo.hands import act
from ui.widgets.tabs import Tabs

ELODIE = "elodie.lefevre@example.fr"
Drive = Callable[[Any], None]


def test_a_decline_ordered_while_the_customer_is_at_the_page(at_the_till: Drive) -> None:
    """The panel is opened over a payment page under way, which goes on as it was."""

    async def play(till: Any) -> None:
        customer = await till.customer(ELODIE)
        before = await till.received(customer)
        await till.open_checkout("25.00")
        await till.hands.click("openTraining")
        await turn_to(till, 1)
        codes = await till.hands.see("declineCode", QComboBox)
        await act(lambda: codes.setCurrentText("lost_card"))
        await till.hands.click("declineNext")
        await till.hands.see("cancel_scn_1", QPushButton)
        await till.hands.press("trainingTabs", Qt.Key.Key_Escape)
        await till.card()
        await till.pay()
        assert "Nothing was charged" in await till.banner("checkoutDeclined")
        assert await till.received(customer) == before
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "succeeded")
        assert await till.received(customer) == before + 2500

    at_the_till(play)


def test_customers_added_and_forgotten(at_the_till: Drive) -> None:
    """Samples come without events: the till lists them by itself, and again after a reset."""

    async def play(till: Any) -> None:
        await till.hands.click("openTraining")
        await turn_to(till, 2)
        number = await till.hands.see("moreCustomers", QSpinBox)
        await act(lambda: number.setValue(7))
        await till.hands.click("seedCustomers")
        await count(till, 67)
        await till.hands.click("resetStandIn")
        await till.hands.click("choice_reset")
        await count(till, 1000)

    at_the_till(play)


async def turn_to(till: Any, page: int) -> None:
    tabs = await till.hands.see("trainingTabs", Tabs)
    await act(lambda: tabs.setCurrentIndex(page))


async def count(till: Any, wanted: int) -> None:
    """Until the till itself knows so many customers."""
    async with asyncio.timeout(30):
        while True:
            if await till.till.customers.count() == wanted:
                return
            await asyncio.sleep(0.05)
