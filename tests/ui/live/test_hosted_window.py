"""With live keys: Stripe's own page in the till's window, for who has no phone with them."""

import asyncio
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.checkout.place import Place
from tests.helpers.live import LiveStripe
from tests.ui.flows.stripes_page import CARD, Window
from tests.ui.flows.test_customer_side import Desk as Monitors
from tests.ui.live.conftest import LiveCounter
from tests.ui.live.test_live import _pay_by_phone
from tests.ui.screens.looking import still_cut
from ui.checkout.hosted import HostedPage
from ui.demo.hands import act
from ui.widgets.qr import QrCode

Drive = Callable[..., None]
BANK = "/frames/challenge.html"
REFUSED, ASKS = "4000000000000002", "4000002760003184"
SHOP = "https://maison-lumiere.example/merci"


@pytest.fixture
def without_our_page(live_stripe: LiveStripe) -> dict[str, Any]:
    """The till's own page finds no Stripe.js; Stripe's own page finds its own."""
    at = live_stripe.at
    return {"stripe_at": replace(at, stripe_js_url=f"{live_stripe.standin.url}/endive/none.js")}


async def _until_received(till: LiveCounter, customer: str) -> None:
    """Until the money is there, whether or not the till knows."""
    for _ in range(1000):
        if await till.received(customer):
            return
    raise TimeoutError("nothing was ever received")


def test_a_customer_without_a_phone_pays_in_the_window(
    at_a_live_till: Drive, without_our_page: dict[str, Any]
) -> None:
    async def play(till: LiveCounter) -> None:
        customer, window = await till.newcomer(), Window(till)
        await window.open()
        assert till.hands.seen("hostedCode", QrCode) is not None
        assert "here or on their phone" in await till.says("checkoutStatus")
        first, second = await till.sessions()
        assert (first["ui_mode"], first["status"]) == ("elements", "expired")
        assert (second["ui_mode"], second["status"]) == ("hosted_page", "open")
        assert (second["success_url"], second["cancel_url"]) == (
            SHOP, "https://maison-lumiere.example/",
        )  # fmt: skip
        assert await still_cut(till.desk.window) == []
        await window.card()
        view = window.view
        assert view is not None
        assert view.blocked == {}
        await window.page.click("#pay")
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) == 1250
        assert len(await till.payments(customer)) == 1
        assert window.view is None

    at_a_live_till(play, plan_changes=without_our_page, web_address=SHOP)


def test_a_refused_card_then_the_bank_asks_and_it_is_paid_once(
    at_a_live_till: Drive, without_our_page: dict[str, Any]
) -> None:
    async def play(till: LiveCounter) -> None:
        customer, window = await till.newcomer(), Window(till)
        await window.open()
        await window.card(REFUSED)
        await window.page.click("#pay")
        await till.hands.see("checkoutDeclined", QWidget)
        assert await till.received(customer) == 0
        assert window.view is not None
        await window.page.until("document.getElementById('pay').disabled === false")
        await window.card(ASKS)
        await window.page.click("#pay")
        await window.page.until("!document.querySelector('#approve').disabled", BANK)
        await window.page.click("#approve", BANK)
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) == 1250

    at_a_live_till(play, plan_changes=without_our_page)


@pytest.mark.parametrize("who", ["the customer", "staff"])
def test_whoever_cancels_the_session_is_closed_and_nothing_is_paid(
    who: str, at_a_live_till: Drive, without_our_page: dict[str, Any]
) -> None:
    async def play(till: LiveCounter) -> None:
        customer, window = await till.newcomer(), Window(till)
        await window.open()
        await window.card()
        if who == "staff":
            await till.hands.click("cancelCheckout")
        else:
            await window.page.click("#back")
        await till.says("outcomeTitle", "", 40)
        assert [one["status"] for one in await till.sessions()] == ["expired", "expired"]
        assert await till.received(customer) == 0
        assert window.view is None

    at_a_live_till(play, plan_changes=without_our_page, web_address=SHOP)


def test_an_address_that_means_paid_proves_nothing(
    at_a_live_till: Drive, without_our_page: dict[str, Any]
) -> None:
    """A page that leads to the end without a payment: Stripe is asked, and the session closed."""

    async def play(till: LiveCounter) -> None:
        customer, window = await till.newcomer(), Window(till)
        await window.open()
        await window.page.evaluate(f"location.assign('{SHOP}') ?? 1")
        await till.says("outcomeTitle", "", 40)
        assert [one["status"] for one in await till.sessions()] == ["expired", "expired"]
        assert await till.received(customer) == 0

    at_a_live_till(play, plan_changes=without_our_page, web_address=SHOP)


def test_paid_by_phone_beside_the_window_it_is_paid_once(
    at_a_live_till: Drive, without_our_page: dict[str, Any]
) -> None:
    async def play(till: LiveCounter) -> None:
        customer, window = await till.newcomer(), Window(till)
        await window.open()
        await window.card()
        await _pay_by_phone(till)
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) == 1250
        assert window.view is None

    at_a_live_till(play, plan_changes=without_our_page)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes otherwise")
@pytest.mark.parametrize("paying", [False, True])
def test_a_renderer_that_dies_is_found_out_about(
    paying: bool, at_a_live_till: Drive, without_our_page: dict[str, Any], live_stripe: LiveStripe
) -> None:
    """Before a payment the session is closed; in the middle of one it is found paid, once."""

    async def play(till: LiveCounter) -> None:
        customer, window = await till.newcomer(), Window(till)
        await window.open()
        await window.card()
        if paying:
            live_stripe.standin.scenario(
                "slow", "POST /page/session/confirm", delay_s=1.0, when="after"
            )
            await window.page.click("#pay")
            await _until_received(till, customer)
        web = window.web()
        if web is not None:  # else the till has seen the payment already
            os.kill(web.page().renderProcessPid(), signal.SIGKILL)
        await till.says("outcomeTitle", "succeeded" if paying else "", 40)
        assert await till.received(customer) == (1250 if paying else 0)
        if not paying:
            assert "stopped working" in await till.says("outcomeNote")
            assert [one["status"] for one in await till.sessions()] == ["expired", "expired"]

    at_a_live_till(play, plan_changes=without_our_page)


def test_where_stripes_page_does_not_start_either_the_code_is_left(
    at_a_live_till: Drive, live_stripe: LiveStripe
) -> None:
    live_stripe.standin.scenario(
        match="GET /endive/stripe.js", times=1000, kind="status", status=500
    )

    async def play(till: LiveCounter) -> None:
        customer, window = await till.newcomer(), Window(till)
        await till.hands.click("takePayment")
        await till.hands.type("amountField", "12.50")
        await till.hands.click("continueToCard")
        await till.says("hostedTitle", "here or", 60)
        await till.says("checkoutStatus", "on their phone", 5)
        await till.says("hostedTitle", "12.50 with your phone", 40)
        assert window.view is None
        assert [one["status"] for one in await till.sessions()] == ["expired", "open"]
        assert till.hands.seen("hostedCode", QrCode) is not None
        await _pay_by_phone(till)
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) == 1250

    at_a_live_till(play)


def test_the_page_is_where_the_customer_is_and_comes_back_as_it_was(
    at_a_live_till: Drive, without_our_page: dict[str, Any]
) -> None:
    """On their own screen; unplugged, in the till's window, with what was typed."""
    desks: list[Monitors] = []

    def monitors(parent: QObject) -> Monitors:
        desks.append(Monitors(parent))
        return desks[-1]

    async def play(till: LiveCounter) -> None:
        customer, window = await till.newcomer(), Window(till)
        await window.open()
        await till.says("customerDoes", "here or on their phone")
        assert window.view is not None
        assert window.view.window().objectName() == "customerWindow"
        await window.card()
        await act(desks[0].pull)
        await till.hands.until(till.desk.window.isFullScreen, "all of the screen")
        assert window.view is not None
        assert window.view.window() is till.desk.window
        filled = await window.page.evaluate("document.getElementById('cvc').value", CARD)
        assert filled == "123"
        await window.page.click("#pay")
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) == 1250

    at_a_live_till(play, monitors, customer_place=Place.AUTOMATIC, plan_changes=without_our_page)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_whole_in_the_smallest_window(
    at_a_live_till: Drive, without_our_page: dict[str, Any], tmp_path: Path, theme: str,
    language: str,
) -> None:  # fmt: skip
    async def play(till: LiveCounter) -> None:
        await till.newcomer()
        window, shown = Window(till), till.desk.window
        await act(lambda: shown.top_bar.theme_requested.emit(theme))
        await act(lambda: shown.top_bar.language_requested.emit(language))
        await window.open()
        await act(lambda: shown.resize(1024, 700))
        await asyncio.sleep(0.3)  # laid out and painted by other processes
        [page] = [one for one in QApplication.allWidgets() if isinstance(one, HostedPage)]
        code = till.hands.seen("hostedCode", QrCode)
        assert code is not None
        assert page.rect().contains(code.mapTo(page, code.rect().bottomRight()))
        assert code.size() == code.sizeHint()
        assert window.view is not None
        assert window.view.width() >= 360
        folder = os.environ.get("PICTURES", str(tmp_path))
        shown.grab().save(f"{folder}/hosted-window-{theme}-{language}.png")
        assert await still_cut(shown) == []
        narrow = await window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert narrow is True
        await till.hands.click("cancelCheckout")
        await till.says("outcomeTitle", "", 40)

    at_a_live_till(play, plan_changes=without_our_page)
