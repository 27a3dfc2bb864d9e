"""A link or a page of Stripe's that was made before the till was restarted, and paid then: said on
whatever screen the cashier is, with its tone, as one made in the same run."""

import asyncio
import json
import re
import urllib.request
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest

from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import AllLater
from tests.ui.flows.stripes_page import Window
from tests.ui.flows.test_customer_side import ELODIE
from ui.demo.hands import act
from ui.sounds.player import Player
from ui.sounds.tones import Tone

Drive = Callable[..., None]
PAYS = "/page/session/confirm"
SESSIONS = "/v1/checkout/sessions/"


def pay(url: str, key: str, link: str) -> Any:
    """What the customer's phone does at the stand-in, whose address is `url`."""
    with urllib.request.urlopen(link, timeout=30) as answer:
        page = answer.read().decode()
    [found] = re.findall(r'<script type="application/json" id="given">(.*?)</script>', page)
    card = {"number": "4242424242424242", "expMonth": 12, "expYear": 2040, "cvc": "123"}
    fields = {"key": key, "client_secret": json.loads(found)["secret"], "card": card}
    asked = urllib.request.Request(
        url + PAYS, json.dumps(fields).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return json.load(answer)


def moved(link: str, url: str) -> str:
    """The same page at a stand-in that was started again."""
    return urlsplit(url)._replace(path=urlsplit(link).path, query=urlsplit(link).query).geturl()


@pytest.fixture
def tones(monkeypatch: pytest.MonkeyPatch) -> list[Tone | None]:
    """What tills of this test play."""
    heard: list[Tone | None] = []
    monkeypatch.setattr(Player, "play", lambda _self, tone: heard.append(tone))
    return heard


async def linked(till: Any) -> str:
    """The address at which fifty euros that are due in nine days can be paid."""
    customer = CustomerId(await till.customer(ELODIE))
    services, today = till.till, till.till.clock.now().date()
    terms = Terms(Money(5_000, "eur"), AllLater(today + timedelta(days=9)), "Vélo")
    sale = await services.sales.open_sale(customer, terms, today=today)
    link = await services.dues.service.pay_by_link(sale.parts[0].item.id)
    return str(link.url)


async def unheard(till: Any) -> None:
    """Nothing that Stripe tells of sessions arrives."""
    await till.trouble("lost_before", "GET /v1/events", times=1_000)
    for method in ("GET", "POST"):
        await till.trouble("lost_before", f"{method} {SESSIONS}", times=1_000)


async def paid(till: Any, minor: int) -> None:
    """Until the journal has it, once."""
    told = till.told
    await till.hands.until(lambda: any("succeeded" in kinds for kinds in told.values()), "told")
    assert (await till.server.newest_intent())["amount_received"] == minor


@pytest.mark.parametrize("when", ["while the till is closed", "after it was opened again"])
def test_a_link_of_an_earlier_run_is_told_when_it_is_paid(
    at_the_till: Drive, tones: list[Tone | None], when: str
) -> None:
    links: list[str] = []

    async def first(till: Any) -> None:
        links.append(await linked(till))
        if when == "while the till is closed":
            await unheard(till)
            assert (
                await asyncio.to_thread(
                    pay, till.url, till.till.environment.publishable_key, links[0]
                )
            )["type"] == "success"

    async def second(till: Any) -> None:
        await till.calm()
        if when != "while the till is closed":
            assert "Pay by link" not in till.desk.window.status_text()
            await asyncio.to_thread(
                pay, till.url, till.till.environment.publishable_key, moved(links[0], till.url)
            )
        window = till.desk.window
        await till.hands.until(lambda: "Pay by link, €50.00" in window.status_text(), "it said", 40)
        assert window.status_kind() == "success"
        assert tones == [Tone.SUCCEEDED]

    at_the_till(first)
    assert tones == []
    at_the_till(second)


def test_a_page_of_an_earlier_run_is_told_when_it_was_paid_by_phone(
    at_the_till: Drive, tones: list[Tone | None]
) -> None:
    async def first(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("12.50")
        view = till.desk.routes.checkout.view()
        await act(lambda: view.failed.emit("script"))
        await Window(till).usable()
        url = (await till.server.newest_session())["url"]
        await unheard(till)
        assert (await asyncio.to_thread(pay, till.url, till.till.environment.publishable_key, url))[
            "type"
        ] == "success"

    async def second(till: Any) -> None:
        await till.calm()
        window = till.desk.window
        await till.hands.until(lambda: "€12.50 – Payment" in window.status_text(), "it said", 40)
        assert window.status_kind() == "success"
        assert tones == [Tone.SUCCEEDED]

    at_the_till(first)
    tones.clear()  # of the page that nobody knew the end of
    at_the_till(second)
