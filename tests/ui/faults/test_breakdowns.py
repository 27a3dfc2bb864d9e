"""Things that break while money is on its way: page, network, server. Nobody guesses."""

import asyncio
import os
import signal
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from pos_app.payments.model import OutcomeKind
from pos_app.training.process import StandIn
from tests.ui.faults.conftest import (
    CONFIRM,
    ELODIE,
    JAMES,
    PAGE_CONFIRM,
    agreed,
    outcome,
    to_confirm,
    until_paid,
)
from ui.demo.hands import act
from ui.demo.shop_floor import USABLE
from ui.widgets.banner import Banner

Drive = Callable[[Any], None]
SUCCEEDED, NOT_CHARGED, UNKNOWN = (
    OutcomeKind.SUCCEEDED, OutcomeKind.NOT_CHARGED, OutcomeKind.UNKNOWN,
)  # fmt: skip
DECLINED = OutcomeKind.DECLINED
BUSY = "document.querySelector('#pay').getAttribute('aria-disabled') === 'true'"


def kill_renderer(till: Any) -> None:
    os.kill(till._page().page().renderProcessPid(), signal.SIGKILL)


async def paid_or_another_form(till: Any) -> OutcomeKind | None:
    """What came of it, where it was paid; None once there is another form, as it wasn't."""

    def seen() -> bool:
        if till.hands.seen("outcomeTitle", QLabel) is not None:
            return True
        banner = till.hands.seen("checkoutDeclined", Banner)
        return banner is not None and "nothing was paid" in banner.text()

    await till.hands.until(seen, "an end or another form", 60)
    if till.hands.seen("outcomeTitle", QLabel) is not None:
        return await outcome(till, SUCCEEDED)
    await till.page.until(USABLE)
    return None


@pytest.mark.parametrize("when", ["before", "after"])
def test_the_renderer_is_killed_while_it_confirms(at_the_till: Drive, when: str) -> None:
    """The server is asked first; only then is there a page again."""

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("44.00")
        await till.card()
        await till.trouble("slow", PAGE_CONFIRM, times=1, delay_s=1.5, when=when)
        await till.pay()
        await till.page.until(
            "document.querySelector('#pay').getAttribute('aria-disabled') === 'true'"
        )
        if when == "after":
            await until_paid(till, 4400)
        kill_renderer(till)
        shown = await paid_or_another_form(till)
        if when == "after":
            assert shown is SUCCEEDED
        if shown is SUCCEEDED:
            assert "stopped working" in await till.says("outcomeNote")
        else:
            await till.card()
            await till.pay()
            await outcome(till, SUCCEEDED)
        await agreed(till, paid=[4400], shown=SUCCEEDED)

    at_the_till(play)


def test_the_renderer_is_killed_while_the_customer_types(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("44.00")
        await till.card()
        first = (await till.server.newest_session())["id"]
        kill_renderer(till)
        assert await paid_or_another_form(till) is None
        sessions = (await till.server.get("checkout/sessions", limit="10"))["data"]
        assert [one["status"] for one in sessions] == ["open", "expired"]
        assert sessions[1]["id"] == first
        await till.card()
        await till.pay()
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[4400], shown=SUCCEEDED)

    at_the_till(play)


def test_a_second_renderer_is_killed_too(at_the_till: Drive) -> None:
    """Then it isn't tried a third time by itself."""

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("44.00")
        await till.card()
        kill_renderer(till)
        assert await paid_or_another_form(till) is None
        await till.card()
        kill_renderer(till)
        await outcome(till, NOT_CHARGED)
        assert "stopped working" in await till.says("outcomeNote")
        await agreed(till, paid=[], shown=NOT_CHARGED)
        assert (await till.server.newest_session())["status"] == "expired"
        await till.hands.click("anotherCard")
        await till.page.until(USABLE)
        await till.card()
        await till.pay()
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[4400], shown=SUCCEEDED)

    at_the_till(play)


def test_the_renderer_is_killed_while_the_network_is_down(at_the_till: Drive) -> None:
    """Nobody can say what happened, so the amount stays blocked until somebody can."""

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("44.00")
        await till.card()
        await till.trouble("slow", PAGE_CONFIRM, times=1, delay_s=1, when="after")
        await till.pay()
        await until_paid(till, 4400)
        await till.trouble("lost_before", "POST /v1/checkout", times=1000)
        await till.trouble("lost_before", "GET /v1/checkout", times=1000)
        kill_renderer(till)
        await outcome(till, UNKNOWN)
        await till.calm()
        await till.hands.click("checkNowOutcome")
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[4400], shown=SUCCEEDED)

    at_the_till(play)


def test_the_page_is_loaded_anew_while_it_confirms(at_the_till: Drive) -> None:
    """A reload forgets the session: the page is over, and what it did is looked up."""

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("44.00")
        await till.card()
        await till.trouble("slow", PAGE_CONFIRM, times=1, delay_s=1, when="after")
        await till.pay()
        await until_paid(till, 4400)
        await act(lambda: till._page().reload())
        await till.hands.click("cancelCheckout")
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[4400], shown=SUCCEEDED)

    at_the_till(play)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("lost_before", {}),
        ("lost_after", {}),
        ("status", {"status": 500, "when": "after"}),
        ("status", {"status": 409}),
        ("status", {"status": 429}),
        ("nonsense", {"when": "after"}),
    ],
)
def test_the_network_fails_during_a_charge_and_comes_back(
    at_the_till: Drive, kind: str, fields: dict[str, Any]
) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await till.trouble(kind, CONFIRM, times=2, **fields)
        await till.hands.click("confirmCharge")
        shown = await outcome(till, SUCCEEDED, NOT_CHARGED)
        await agreed(till, paid=[1290] if shown is SUCCEEDED else [], shown=shown)

    at_the_till(play)


def test_the_network_stays_down_until_somebody_checks(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await till.trouble("lost_after", CONFIRM, times=1000)
        await till.trouble("lost_before", "GET /v1/payment_intents/", times=1000)
        await till.hands.click("confirmCharge")
        await outcome(till, UNKNOWN)
        await till.hands.click("outcomeDone")
        banner = await till.banner("unresolvedBanner")
        assert "€12.90" in banner
        assert "Do not charge again" in banner
        await till.calm()
        await till.hands.click("checkNow")
        await agreed(till, paid=[1290])

    at_the_till(play)


def test_the_server_dies_during_a_charge_and_comes_back(at_the_till: Drive) -> None:
    """The line is really cut, and everything it kept is as its disk had it."""

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await till.trouble("slow", CONFIRM, times=1, delay_s=60, when="after")
        await till.hands.click("confirmCharge")
        await until_paid(till, 1290)
        old = till.till.ground.standin
        old.kill_now()
        data = till.desk._plan.folder / "standin.db"
        port = int(till.url.rpartition(":")[2])
        back = await StandIn.start(data, port, 0)
        try:
            await outcome(till, SUCCEEDED, UNKNOWN)
            if till.hands.seen("checkNowOutcome", QWidget):
                await till.hands.click("checkNowOutcome")
            await outcome(till, SUCCEEDED)
            await agreed(till, paid=[1290], shown=SUCCEEDED)
        finally:
            await back.stop()

    at_the_till(play)


def test_a_decline_then_a_lost_answer_then_a_good_card(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        order = {"kind": "decline", "code": "insufficient_funds"}
        await asyncio.to_thread(till._post, "scenario", order)
        await till.hands.click("confirmCharge")
        await outcome(till, DECLINED)
        await agreed(till, paid=[], shown=DECLINED)
        await till.hands.click("anotherCard")
        await till.page.until(USABLE)
        await till.card()
        await till.trouble("lost_after", PAGE_CONFIRM, times=1)
        await till.pay()
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[1290], shown=SUCCEEDED)

    at_the_till(play)
