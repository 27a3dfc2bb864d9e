"""With live keys: the card form over TLS, and Stripe's own page where the form can't start."""

import asyncio
import json
import os
import re
import signal
import ssl
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pos_app.checkout.place import Place, Surface
from tests.helpers.live import LiveStripe
from tests.ui.flows.test_customer_side import Desk as Monitors
from tests.ui.live.conftest import ORIGIN, LiveCounter
from ui.checkout.hosted import HostedPage
from ui.demo.hands import act
from ui.demo.shop_floor import USABLE
from ui.shell.training_band import TrainingBand
from ui.widgets.banner import Banner
from ui.widgets.qr import QrCode

Drive = Callable[..., None]
SCRIPT = "GET /endive/stripe.js"
TROUBLE: dict[str, dict[str, Any]] = {
    "answers 500": {"kind": "status", "status": 500},
    "throws": {"kind": "status", "status": 200, "body": "throw new Error('no');"},
    "is no script": {"kind": "nonsense"},
    "hangs": {"kind": "slow", "delay_s": 300},
}


def test_a_customer_pays_in_the_page_over_tls(at_a_live_till: Drive) -> None:
    async def play(till: LiveCounter) -> None:
        window = till.desk.window
        assert not window.findChildren(TrainingBand)
        assert window.findChild(QWidget, "openTraining") is None
        customer = await till.newcomer()
        await till.open_checkout("12.50")
        assert await till.page.evaluate("location.origin") == ORIGIN
        assert await till.page.evaluate("document.querySelector('#training').hidden") is True
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) == 1250
        [paid] = await till.payments(customer)
        assert paid["livemode"] is True

    at_a_live_till(play)


async def _pay_by_phone(till: LiveCounter) -> None:
    """What the customer's own phone does, which the till sees nothing of."""
    assert till.desk.routes is not None
    link = till.desk.routes.checkout_model.link
    assert link is not None
    authorities = till.stripe.authorities
    secret = await asyncio.to_thread(_secret_of, link.url, authorities)
    paid = await asyncio.to_thread(till.stripe.standin.pay, secret)
    assert paid["type"] == "success"


def _secret_of(url: str, authorities: Path) -> str:
    trusting = ssl.create_default_context(cafile=str(authorities))
    with urllib.request.urlopen(url, timeout=30, context=trusting) as answer:
        page = answer.read().decode()
    [found] = re.findall(r'<script type="application/json" id="given">(.*?)</script>', page)
    return str(json.loads(found)["secret"])


async def _to_the_phone(till: LiveCounter) -> None:
    await till.hands.click("takePayment")
    await till.hands.type("amountField", "12.50")
    await till.hands.click("continueToCard")
    await till.says("hostedTitle", "12.50", 60)


@pytest.mark.parametrize("how", TROUBLE)
def test_without_stripes_script_the_customer_pays_on_stripes_own_page(
    how: str, at_a_live_till: Drive, live_stripe: LiveStripe
) -> None:
    live_stripe.standin.scenario(match=SCRIPT, times=1000, **TROUBLE[how])

    async def play(till: LiveCounter) -> None:
        customer = await till.newcomer()
        await _to_the_phone(till)
        assert till.hands.seen("hostedCode", QrCode) is not None
        first, second = await till.sessions()
        assert (first["ui_mode"], first["status"]) == ("elements", "expired")
        assert (second["ui_mode"], second["status"]) == ("hosted_page", "open")
        assert await till.received(customer) == 0
        await _pay_by_phone(till)
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) == 1250
        note = till.hands.seen("outcomeNote", QLabel)
        assert note is None or "Stripe" in note.text()

    at_a_live_till(play)


def test_the_code_is_where_the_customer_is(at_a_live_till: Drive, live_stripe: LiveStripe) -> None:
    """On the second screen; unplugged, on the till's own; taken back by staff, beside theirs."""
    live_stripe.standin.scenario(match=SCRIPT, times=1000, **TROUBLE["answers 500"])
    desks: list[Monitors] = []

    def monitors(parent: QObject) -> Monitors:
        desks.append(Monitors(parent))
        return desks[-1]

    async def play(till: LiveCounter) -> None:
        window = till.desk.window
        assert till.desk.routes is not None
        surfaces = till.desk.routes.theirs.surfaces
        await till.newcomer()
        await till.hands.click("takePayment")
        await till.hands.type("amountField", "12.50")
        await till.hands.click("continueToCard")
        await till.says("customerDoes", "on their phone", 60)
        [page] = [one for one in QApplication.allWidgets() if isinstance(one, HostedPage)]
        assert page.window().objectName() == "customerWindow"
        assert page.isVisible()
        await act(desks[0].pull)
        assert surfaces.surface is Surface.HANDED_OVER
        await till.hands.until(window.isFullScreen, "all of the screen")
        assert page.window() is window
        assert page.isVisible()
        await _pay_by_phone(till)
        await till.says("outcomeTitle", "succeeded", 40)
        assert surfaces.surface is Surface.EMBEDDED

    at_a_live_till(play, monitors, customer_place=Place.AUTOMATIC)


def test_staff_may_close_stripes_own_page_again(
    at_a_live_till: Drive, live_stripe: LiveStripe
) -> None:
    live_stripe.standin.scenario(match=SCRIPT, times=1000, **TROUBLE["answers 500"])

    async def play(till: LiveCounter) -> None:
        customer = await till.newcomer()
        await _to_the_phone(till)
        await till.hands.click("cancelCheckout")
        await till.says("outcomeTitle", "", 40)
        assert [one["status"] for one in await till.sessions()] == ["expired", "expired"]
        assert await till.received(customer) == 0

    at_a_live_till(play)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows ends processes otherwise")
def test_a_renderer_that_dies_is_found_out_about_and_another_one_pays(
    at_a_live_till: Drive,
) -> None:
    """With live keys too the session is closed and seen closed before there is a page again."""

    async def play(till: LiveCounter) -> None:
        customer = await till.newcomer()
        await till.open_checkout("12.50")
        await till.card()
        page = till._page()
        assert page is not None
        os.kill(page.page().renderProcessPid(), signal.SIGKILL)
        banner = await till.hands.see("checkoutDeclined", Banner)
        await till.hands.until(lambda: "nothing was paid" in banner.text(), "another form", 40)
        await till.page.until(USABLE)
        assert sorted(one["status"] for one in await till.sessions()) == ["expired", "open"]
        assert await till.received(customer) == 0
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) == 1250

    at_a_live_till(play)
