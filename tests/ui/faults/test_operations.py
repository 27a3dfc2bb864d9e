"""Refunds and ends of holds when answers are lost, fingers impatient, or the window closes."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from pos_app.kernel.ids import PaymentIntentId
from pos_app.kernel.money import Money
from tests.ui.faults.conftest import double_enter, hammer, hold_enter
from tests.ui.flows.past import (
    JAMES,
    charge,
    given_back,
    in_ledger,
    nothing_unclear,
    open_payment,
    sums_agree,
    to_confirm_refund,
)
from ui.demo.hands import act

Drive = Callable[[Any], None]
REFUND, REFUNDS, CAPTURE = "POST /v1/refunds", "GET /v1/refunds", "POST /v1/payment_intents/"


async def agreed(till: Any, payment: str, back: list[int]) -> None:
    """Server, ledger and screen have the same refunds, and nothing waits for an outcome."""
    await nothing_unclear(till)
    assert await given_back(till, payment) == back
    assert await in_ledger(till, payment) == back
    await till.hands.click("resultPayment")
    await sums_agree(till, payment)


async def no_word_of_refunds(till: Any) -> None:
    """Recovery rests too, so that only what the test does finds anything out."""
    await till.till.payments.stop_recovery()
    await till.trouble("lost_after", REFUND, times=1000)
    await till.trouble("lost_before", REFUNDS, times=1000)


async def unclear_refund(till: Any, amount: str = "5") -> str:
    """A refund whose answer never comes, nor any look at it; its result is on the screen."""
    await till.customer(JAMES)
    payment = await charge(till)
    await to_confirm_refund(till, payment, amount)
    await no_word_of_refunds(till)
    await till.hands.click("confirmOperation")
    await till.says("resultTitle", "Not known yet", 60)
    return payment


def test_a_lost_reply_to_a_refund_is_found_out_not_repeated(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await to_confirm_refund(till, payment, "5")
        await till.trouble("lost_after", REFUND, times=1)
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Refunded", 60)
        await agreed(till, payment, [500])

    at_the_till(play)


def test_unclear_blocks_the_payment_everywhere_until_check_now(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        payment = await unclear_refund(till)
        await till.hands.press("resultScreen", Qt.Key.Key_Escape)
        assert till.hands.seen("resultTitle", QLabel), "not waved away by accident"
        assert till.hands.seen("resultPayment", QWidget) is None
        await till.hands.click("resultDone")
        assert "Refund: €5.00" in await till.banner("unresolvedBanner")
        row = await till.hands.see(f"payment_{payment}", QPushButton)
        await till.hands.until(lambda: "Not known yet" in _row(till, payment), "the row", 20)
        assert row is not None
        await till.calm()
        await open_payment(till, payment)
        await till.says("paymentTitle", "Not known yet")
        refund = till.hands.seen("refundPayment", QPushButton)
        assert refund is not None
        assert not refund.isEnabled()
        assert "A refund of €5.00 is not clear" in await till.banner("paymentUnclear")
        await till.hands.click("checkPayment")
        window = till.desk.window
        await till.hands.until(lambda: "€5.00 – Refunded" in window.status_text(), "a verdict", 60)
        await nothing_unclear(till)
        await till.says("paymentTitle", "partly refunded")
        await sums_agree(till, payment)
        assert await given_back(till, payment) == [500] == await in_ledger(till, payment)

    at_the_till(play)


def _row(till: Any, payment: str) -> str:
    found = till.hands.seen(f"payment_{payment}", QPushButton)
    return found.accessibleName() if found is not None else ""


def test_check_now_on_the_result_and_on_the_banner(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        payment = await unclear_refund(till)
        await till.hands.click("resultCheck")
        assert "still no answer" in await till.banner("resultFault")
        await till.hands.click("resultDone")
        await till.calm()
        await till.hands.click("checkNow")
        window = till.desk.window
        await till.hands.until(lambda: "€5.00 – Refunded" in window.status_text(), "a verdict", 60)
        await nothing_unclear(till)
        assert await given_back(till, payment) == [500] == await in_ledger(till, payment)

    at_the_till(play)


def test_recovery_says_the_end_on_the_screen_that_waits_for_it(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        payment = await unclear_refund(till)
        await till.calm()
        await till.till.payments.recover()
        await till.says("resultTitle", "Refunded")
        assert "Refunded" not in till.desk.window.status_text()
        await agreed(till, payment, [500])

    at_the_till(play)


def test_a_second_refund_is_refused_with_check_now_beside(at_the_till: Drive) -> None:
    """It was already read back when another hand's refund of the payment became unclear."""

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await to_confirm_refund(till, payment, "5")
        await no_word_of_refunds(till)
        first = await till.till.payments.refund(PaymentIntentId(payment), Money(300, "eur"))
        assert first.kind.value == "unknown"
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Not known yet", 60)
        assert await till.says("resultAmount") == "€3.00"
        assert "no other can start" in await till.says("resultNote")
        await till.calm()
        await till.hands.click("resultCheck")
        await till.says("resultTitle", "Refunded", 60)
        assert till.hands.seen("resultNote", QLabel) is None
        await agreed(till, payment, [300])

    at_the_till(play)


def test_an_unclear_capture_comes_before_anything_else_from_the_customer(
    at_the_till: Drive,
) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        payment = await charge(till, "60", "holdOnly")
        await open_payment(till, payment)
        await till.hands.click("takeHold")
        await till.hands.type("partField", "45")
        await till.hands.click("reviewOperation")
        await till.till.payments.stop_recovery()
        await till.trouble("lost_after", CAPTURE, times=1000)
        await till.trouble("lost_before", f"GET /v1/payment_intents/{payment}", times=1000)
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Not known yet", 60)
        await till.hands.click("resultDone")
        assert "Taking a held amount: €45.00" in await till.banner("unresolvedBanner")
        await till.hands.click("takePayment")
        await till.hands.click("choice_other")
        await till.hands.type("amountField", "45")
        await till.hands.click("continueToCard")
        await till.hands.see("choice_back", QWidget)
        await till.calm()
        await till.hands.click("choice_check")
        await nothing_unclear(till)
        assert await till.received(customer) == before + 4500
        await till.hands.click("cancelPayment")
        await till.hands.until(lambda: "€45.00, Paid" in _row(till, payment), "the row", 20)

    at_the_till(play)


@pytest.mark.parametrize("slow", [False, True])
def test_ten_clicks_refund_once(at_the_till: Drive, slow: bool) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await to_confirm_refund(till, payment, "5")
        if slow:
            await till.trouble("slow", REFUND, times=1, delay_s=1, when="after")
        await hammer(till, "confirmOperation")
        await till.says("resultTitle", "Refunded")
        await agreed(till, payment, [500])

    at_the_till(play)


def test_ten_clicks_on_the_way_refund_nothing(at_the_till: Drive) -> None:
    """What comes under the finger goes on to reading back at most, never to giving money."""

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await open_payment(till, payment)
        await hammer(till, "refundPayment")
        await till.hands.until(lambda: not till.till.pending(), "calm")
        assert await given_back(till, payment) == []
        assert till.desk.window.current_screen() in ("operation", "payment")

    at_the_till(play)


def test_enter_held_down_refunds_once_and_goes_no_further(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await open_payment(till, payment)
        await hold_enter(till, "refundPayment")
        assert till.hands.seen("confirmOperation", QWidget) is None
        await hold_enter(till, "partField")
        await till.hands.see("confirmOperation", QWidget)
        assert await given_back(till, payment) == []
        await hold_enter(till, "confirmOperation")
        await till.says("resultTitle", "Refunded")
        await agreed(till, payment, [1290])

    at_the_till(play)


def test_two_enters_at_once_refund_once(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await to_confirm_refund(till, payment, "5")
        await double_enter(till, "confirmOperation")
        await nothing_unclear(till)
        assert await given_back(till, payment) == [500] == await in_ledger(till, payment)

    at_the_till(play)


def test_closing_during_a_refund_waits_and_names_it(at_the_till: Drive) -> None:
    seen: dict[str, Any] = {}

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await to_confirm_refund(till, payment, "5")
        await till.trouble("slow", REFUND, times=1, delay_s=2, when="after")
        await till.hands.click("confirmOperation")
        await till.hands.until(till.till.pending, "a refund under way")
        await act(till.desk.window.close)
        await _notice(till, "A refund is not finished", "€5.00", "Refund  ·  James", "for ")
        await _notice(till, "Refunded", "The till closes now")
        seen["back"] = await given_back(till, payment)
        seen["ledger"] = await in_ledger(till, payment)
        await till.hands.until(lambda: not till.desk.window.isVisible(), "a closed window", 20)

    at_the_till(play)
    assert seen == {"back": [500], "ledger": [500]}


async def _notice(till: Any, *parts: str) -> None:
    def words() -> str:
        notice = till.hands.seen("leavingNotice", QWidget)
        if notice is None:
            return ""
        labels = [one for one in notice.findChildren(QLabel) if one.isVisible()]
        return " | ".join(getattr(one, "whole_text", one.text)() for one in labels)

    await till.hands.until(lambda: all(part in words() for part in parts), str(parts), 30)
