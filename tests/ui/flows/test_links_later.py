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
from PySide6.QtWidgets import QApplication

from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import AllLater
from tests.ui.flows.stripes_page import Window
from tests.ui.flows.test_customer_side import ELODIE
from ui.demo.hands import act
from ui.i18n.language import install_language
from ui.sounds.player import Player
from ui.sounds.tones import Tone
from ui.widgets.banner import Banner

Drive = Callable[..., None]
JAMES = "james.oconnor@example.com"
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


async def linked(till: Any, who: str = ELODIE, minor: int = 5_000) -> str:
    """The address at which so much, which is due in nine days, can be paid."""
    customer = CustomerId(await till.customer(who))
    services, today = till.till, till.till.clock.now().date()
    terms = Terms(Money(minor, "eur"), AllLater(today + timedelta(days=9)), "Vélo")
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


async def standing(till: Any) -> Banner:
    """What stands above the work once Stripe has told."""
    await till.hands.until(lambda: till.hands.seen("linksPaidNotice", Banner), "it stands", 40)
    found: Banner = till.hands.seen("linksPaidNotice", Banner)
    return found


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
        if when == "while the till is closed":
            notice = await standing(till)
            assert notice.title() == "1 payment link was paid while the till was closed"
            assert notice.text().startswith(
                "Élodie Lefèvre\N{NO-BREAK SPACE}€50.00. The money is taken"
            )
        else:
            said = "Pay by link, Élodie Lefèvre, €50.00: Paid."
            await till.hands.until(lambda: said in window.status_text(), "it said", 40)
            assert window.status_kind() == "success"
        assert tones == [Tone.SUCCEEDED]

    at_the_till(first)
    assert tones == []
    at_the_till(second)


def test_links_paid_while_the_till_was_closed_stand_together_until_each_was_opened(
    at_the_till: Drive, tones: list[Tone | None]
) -> None:
    """One after the other at the bottom, only the last would stay. Also where the till was closed
    again before."""

    async def first(till: Any) -> None:
        links = [await linked(till), await linked(till, JAMES, 3_550)]
        await unheard(till)
        for link in links:
            key = till.till.environment.publishable_key
            assert (await asyncio.to_thread(pay, till.url, key, link))["type"] == "success"

    async def unopened(till: Any) -> None:
        await till.calm()
        notice = await standing(till)
        both = "2 payment links were paid"
        await till.hands.until(lambda: notice.title().startswith(both), "both")
        assert set(tones) == {Tone.SUCCEEDED}

    async def last(till: Any) -> None:
        hands = till.hands
        notice = await standing(till)
        await hands.until(lambda: notice.title().startswith("2 payment links were paid"), "both")
        whole = {"Élodie Lefèvre\N{NO-BREAK SPACE}€50.00", "James O'Connor\N{NO-BREAK SPACE}€35.50"}
        assert set(notice.text().split(". The money is taken")[0].split(", ")) == whole
        assert not tones, "it came in before"
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        french = "2 liens de paiement ont été payés pendant la fermeture"
        await act(lambda: install_language(app, "fr"))
        try:
            await hands.until(lambda: notice.title() == french, "in French")
        finally:
            await act(lambda: install_language(app, "en"))
        await hands.until(lambda: notice.title().startswith("2 payment links"), "in English")
        past, opened = till.desk.routes.past, []
        for left in (1, 0):
            await hands.click("showLinkPaid")
            await hands.until(lambda: past.model.details is not None, "the payment", 20)
            opened.append(past.model.details.taken.amount_minor)
            assert notice.title().startswith("1 payment link was paid") or not left
            await act(past.payment.go_back)
            assert till.desk.window.current_screen() == "customers"
            assert notice.isHidden() is not bool(left)
        assert sorted(opened) == [3_550, 5_000]

    async def nothing(till: Any) -> None:
        await asyncio.sleep(0.5)  # reason: what is not to come has no end
        assert till.hands.seen("linksPaidNotice", Banner) is None

    at_the_till(first)
    at_the_till(unopened)
    tones.clear()
    at_the_till(last)
    at_the_till(nothing)


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
