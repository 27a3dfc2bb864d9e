"""The window is closed while money moves: it says what it waits for, and loses nothing."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from pos_app.payments.model import OutcomeKind
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

Drive = Callable[[Any], None]
SUCCEEDED, NOT_CHARGED, UNKNOWN = (
    OutcomeKind.SUCCEEDED, OutcomeKind.NOT_CHARGED, OutcomeKind.UNKNOWN,
)  # fmt: skip


def words(till: Any) -> str:
    """Everything the notice over the closing window says."""
    notice = till.hands.seen("leavingNotice", QWidget)
    if notice is None:
        return ""
    labels = [one for one in notice.findChildren(QLabel) if one.isVisible()]
    return " | ".join(getattr(one, "whole_text", one.text)() for one in labels)


async def says(till: Any, *parts: str, seconds: float = 30) -> str:
    found = await till.hands.until(
        lambda: all(part in words(till) for part in parts) and words(till), str(parts), seconds
    )
    return str(found)


def waited(till: Any) -> int:
    """Seconds that the notice says it has waited; 0 unless it says so."""
    said = re.search(r"for (\d+) s\b", words(till))
    return int(said[1]) if said else 0


async def charge_that_takes(till: Any, seconds: float) -> None:
    await till.customer(JAMES)
    await to_confirm(till)
    await till.trouble("slow", CONFIRM, times=1, delay_s=seconds, when="after")
    await till.hands.click("confirmCharge")
    await until_paid(till, 1290)


def test_closing_during_a_charge_waits_and_says_for_what(at_the_till: Drive) -> None:
    """Amount, customer and how long; keys do nothing but wait; then the outcome, and it goes."""
    seen: dict[str, str] = {}

    async def play(till: Any) -> None:
        await charge_that_takes(till, 6)
        await act(till.desk.window.close)
        seen["first"] = await says(till, "€12.90", "James", "for ", "Please wait")
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Escape):
            await act(lambda key=key: QTest.keyClick(till.desk.window.focusWidget(), key))
        await act(till.desk.window.close)
        assert till.desk.window.isVisible()
        await till.hands.until(lambda: waited(till) >= 2, "seconds that go on being counted")
        seen["since"] = words(till)
        seen["last"] = await says(till, "Payment succeeded", "The till closes now")
        await agreed(till, paid=[1290])
        await till.hands.until(lambda: not till.desk.window.isVisible(), "a closed window", 20)

    at_the_till(play)
    assert seen.keys() == {"first", "since", "last"}


def test_the_till_can_be_kept_open_instead(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await charge_that_takes(till, 2)
        await act(till.desk.window.close)
        await says(till, "€12.90")
        await till.hands.click("stayOpen")
        await till.hands.until(lambda: not words(till), "no notice")
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[1290], shown=SUCCEEDED)
        await till.hands.click("outcomeDone")
        await till.open_checkout("9.00")
        await till.card()
        await till.pay()
        await outcome(till, SUCCEEDED)
        await agreed(till, paid=[1290, 900], shown=SUCCEEDED)

    at_the_till(play)


@pytest.mark.parametrize("paid", [False, True])
def test_closing_while_the_customer_pays(at_the_till: Drive, paid: bool) -> None:
    """The session is ended first, or what it did is found out."""

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("31.00")
        await till.card()
        if paid:
            await till.trouble("slow", PAGE_CONFIRM, times=1, delay_s=30, when="after")
            await till.pay()
            await until_paid(till, 3100)
        await till.trouble("slow", "POST /v1/checkout/sessions/", times=1, delay_s=1)
        await act(till.desk.window.close)
        await says(till, "€31.00", "Élodie")
        await says(till, "Payment succeeded" if paid else "Not charged")
        await agreed(till, paid=[3100] if paid else [])
        await till.hands.until(lambda: not till.desk.window.isVisible(), "a closed window", 20)

    at_the_till(play)


def test_closing_without_an_answer_then_opening_again(at_the_till: Drive, tmp_path: Path) -> None:
    """What nobody knows stays written down; the next start finds it out and says so."""

    async def first(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await till.trouble("lost_after", CONFIRM, times=1000)
        await till.trouble("lost_before", "GET /v1/payment_intents/", times=1000)
        await till.hands.click("confirmCharge")
        await until_paid(till, 1290)
        await act(till.desk.window.close)
        await says(till, "Not known yet", "when it is opened next")
        await till.hands.until(lambda: not till.desk.window.isVisible(), "a closed window", 20)

    async def second(till: Any) -> None:
        await agreed(till, paid=[1290])

    at_the_till(first)
    at_the_till(second)


def test_closing_with_nothing_under_way_asks_nothing(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await till.hands.until(lambda: not till.till.pending(), "calm")
        await act(till.desk.window.close)
        assert not words(till)
        await till.hands.until(lambda: not till.desk.window.isVisible(), "a closed window", 20)

    at_the_till(play)
