"""In training: Stripe's own page takes the place of one that failed, wherever the customer is."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from pos_app.checkout.place import Place
from tests.ui.flows.stripes_page import CARD, Window
from tests.ui.flows.test_customer_side import ELODIE, escape_twice
from ui.demo.hands import act

Drive = Callable[..., None]


async def _fallen_back(till: Any) -> Window:
    """The till's page has just failed; Stripe's takes a card."""
    await till.open_checkout("12.50")
    view = till.desk.routes.checkout.view()
    await act(lambda: view.failed.emit("script"))
    window = Window(till)
    await window.usable()
    return window


@pytest.mark.parametrize("place", [Place.WINDOW, Place.HAND_OVER])
def test_it_is_paid_where_the_customer_is(at_the_till: Drive, place: Place) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(ELODIE)
        before = await till.received(customer)
        window = await _fallen_back(till)
        assert till.desk.window.isFullScreen() is (place is Place.HAND_OVER)
        await window.card()
        await window.page.click("#pay")
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) == before + 1250
        assert not till.desk.window.isFullScreen()

    at_the_till(play, place)


def test_staff_who_take_the_screen_back_find_the_page_as_it_was(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        window = await _fallen_back(till)
        await window.card()
        assert till.hands.seen("cancelCheckout", QWidget) is None
        await escape_twice(till)
        await till.hands.see("cancelCheckout", QWidget)
        assert await window.page.evaluate("document.getElementById('cvc').value", CARD) == "123"
        await till.hands.click("handOverAgain")
        assert till.desk.window.isFullScreen()
        await window.page.settled()
        await window.page.click("#back")
        await till.says("outcomeTitle", "Not charged", 40)
        assert not till.desk.window.isFullScreen()
        assert (await till.server.newest_session())["status"] == "expired"

    at_the_till(play, Place.HAND_OVER)


def test_closing_the_till_meanwhile_expires_the_session(at_the_till: Drive) -> None:
    seen: dict[str, Any] = {}

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        window = await _fallen_back(till)
        await window.card()
        assert (await till.server.newest_session())["status"] == "open"
        till.desk.window.close()
        await till.hands.until(lambda: not till.desk.routes.checkout_under_way(), "a closed one")
        seen["session"] = (await till.server.newest_session())["status"]

    at_the_till(play)
    assert seen == {"session": "expired"}
