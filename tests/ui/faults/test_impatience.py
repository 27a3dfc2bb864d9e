"""Impatient fingers at the real windows: ten clicks at once, Enter held down. Charged once."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from pos_app.payments.model import OutcomeKind
from tests.ui.faults.conftest import (
    CONFIRM,
    ELODIE,
    JAMES,
    PAGE_CONFIRM,
    agreed,
    double_enter,
    hammer,
    hold_enter,
    outcome,
    to_confirm,
)
from ui.demo.shop_floor import CARD

Drive = Callable[[Any], None]
FORM = "document.querySelector('#checkout').dataset.state === 'form'"
SUCCEEDED, NOT_CHARGED, UNKNOWN = (
    OutcomeKind.SUCCEEDED, OutcomeKind.NOT_CHARGED, OutcomeKind.UNKNOWN,
)  # fmt: skip


def test_ten_clicks_on_confirm(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await hammer(till, "confirmCharge")
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[1290], shown=SUCCEEDED)

    at_the_till(play)


def test_ten_clicks_on_confirm_while_the_bank_takes_its_time(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await till.trouble("slow", CONFIRM, times=1, delay_s=1, when="after")
        await hammer(till, "confirmCharge")
        await hammer_glass(till)
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[1290], shown=SUCCEEDED)

    at_the_till(play)


async def hammer_glass(till: Any) -> None:
    """Again where the button stood, while it waits."""
    confirm = till.hands.seen("confirmCharge", QWidget)
    assert confirm is not None
    assert not confirm.isEnabled()
    await hammer(till, "chargeBusy")


def test_ten_clicks_on_pay_in_the_customers_page(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("31.00")
        await till.card()
        await till.trouble("slow", PAGE_CONFIRM, times=1, delay_s=0.5)
        for _ in range(10):
            await till.page.press("#pay")
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[3100], shown=SUCCEEDED)

    at_the_till(play)


def test_ten_clicks_on_closing_the_checkout(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("31.00")
        await hammer(till, "cancelCheckout")
        await outcome(till, NOT_CHARGED)
        await agreed(till, paid=[], shown=NOT_CHARGED)

    at_the_till(play)


async def page_stands(till: Any) -> bool:
    """Once the clicks are over: a page that can be paid, or none and the result again. What a
    click ordered last may still be on its way."""
    for _ in range(2000):
        if till.desk.routes.checkout_under_way():
            if await till.page.evaluate(FORM):
                return True
        elif till.hands.seen("anotherCard", QWidget) is not None:
            return False
        await asyncio.sleep(0.02)
    raise AssertionError("neither a page nor a result")


def test_ten_clicks_on_another_card(at_the_till: Drive) -> None:
    """The cancel button of the page comes under the finger: whatever they hit, one page at most
    can be paid, and the one that stands there can."""

    async def play(till: Any) -> None:
        customer = await till.customer(ELODIE)
        await till.open_checkout("31.00")
        await till.hands.click("cancelCheckout")
        await outcome(till, NOT_CHARGED)
        await hammer(till, "anotherCard")
        await till.hands.until(lambda: not till.till.pending(), "calm")
        sessions = (await till.server.get("checkout/sessions", customer=customer))["data"]
        assert [one["status"] for one in sessions].count("open") <= 1
        if not await page_stands(till):
            await agreed(till, paid=[], shown=NOT_CHARGED)
            await till.hands.click("anotherCard")
            await till.page.until(FORM)
        await till.card()
        await till.pay()
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[3100], shown=SUCCEEDED)

    at_the_till(play)


def test_enter_held_down_never_reaches_the_next_step(at_the_till: Drive) -> None:
    """From choosing it goes to reading back and stops; from there it charges, once, and stops."""

    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        await till.hands.click("chargeSavedCard")
        await till.hands.see("card_4242", QWidget)
        await till.hands.type("amountField", "12.90")
        await hold_enter(till, "reviewCharge")
        await till.hands.see("confirmCharge", QWidget)
        assert await till.received(customer) == before
        await hold_enter(till, "confirmCharge")
        await outcome(till, SUCCEEDED)
        await hold_enter(till, "outcomeScreen")
        await agreed(till, paid=[1290])

    at_the_till(play)


def test_enter_held_down_from_the_search_to_the_page(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await hold_enter(till, "takePayment")
        await till.hands.type("amountField", "31.00")
        await hold_enter(till, "amountField")
        await till.page.until("document.querySelector('#checkout').dataset.state === 'form'")
        await till.card()
        await till.page.click("#cvc", CARD)
        await hold_enter(till, "checkoutScreen")
        await till.card()
        await till.pay()
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[3100], shown=SUCCEEDED)

    at_the_till(play)


def test_enter_held_down_on_check_now(at_the_till: Drive) -> None:
    """And on what comes after it: the truth stays on the screen, nothing is charged again."""

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await till.trouble("lost_after", CONFIRM, times=40)
        await till.trouble("lost_before", "GET /v1/payment_intents/", times=400)
        await till.hands.click("confirmCharge")
        await outcome(till, UNKNOWN)
        await till.calm()
        await hold_enter(till, "checkNowOutcome")
        await outcome(till)
        shown = await outcome(till, SUCCEEDED, NOT_CHARGED)
        await agreed(till, paid=[1290] if shown is SUCCEEDED else [], shown=shown)

    at_the_till(play)


@pytest.mark.parametrize("step", ["reviewCharge", "confirmCharge"])
def test_two_enters_at_once_around_the_confirm_step(at_the_till: Drive, step: str) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        if step == "reviewCharge":
            await till.hands.click("backFromConfirm")
        await double_enter(till, step)
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[1290])

    at_the_till(play)
