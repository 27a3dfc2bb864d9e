"""Giving money back at the real windows, each sum compared with the server's."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from tests.ui.flows.past import (
    JAMES,
    charge,
    elsewhere,
    fact,
    given_back,
    in_ledger,
    later,
    open_payment,
    sums_agree,
    to_confirm_refund,
)
from ui.widgets.banner import Banner
from ui.widgets.money_field import MoneyField

Drive = Callable[[Any], None]
PENDING_CARD, FAILING_CARD = "4000000000007726", "4000000000005126"


def row(till: Any, payment: str) -> str:
    found = till.hands.seen(f"payment_{payment}", QPushButton)
    return found.accessibleName() if found is not None else ""


def test_all_of_it_with_the_keyboard_alone(at_the_till: Drive) -> None:
    """Enter from the list to the verdict: the whole amount is there already."""

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await till.hands.press(f"payment_{payment}", Qt.Key.Key_Return)
        await till.hands.press("refundPayment", Qt.Key.Key_Return)
        await till.hands.press("partField", Qt.Key.Key_Return)
        assert "€12.90" in await till.says("operationAmount")
        assert "Give €12.90 back to " in await till.says("operationQuestion")
        assert await given_back(till, payment) == []
        await till.hands.press("confirmOperation", Qt.Key.Key_Return)
        await till.says("resultTitle", "Refunded")
        assert await given_back(till, payment) == [1290]
        assert await in_ledger(till, payment) == [1290]
        await till.hands.click("resultPayment")
        await till.says("paymentTitle", "Refunded in full")
        await sums_agree(till, payment)
        refund = till.hands.seen("refundPayment", QPushButton)
        assert refund is not None
        assert not refund.isEnabled()
        await till.hands.press("paymentScreen", Qt.Key.Key_Escape)
        await till.hands.until(lambda: "Refunded" in row(till, payment), "the row")

    at_the_till(play)


def test_a_part_for_a_reason_then_the_rest(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await open_payment(till, payment)
        await till.hands.click("refundPayment")
        await till.hands.type("partField", "5")
        await till.hands.click("reason_duplicate")
        await till.hands.click("reviewOperation")
        assert "Charged twice by mistake" in await till.says("operationReason")
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Refunded")
        refunds = (await till.server.get("refunds", payment_intent=payment))["data"]
        assert [(one["amount"], one["reason"]) for one in refunds] == [(500, "duplicate")]
        await till.hands.click("resultPayment")
        await till.says("paymentTitle", "partly refunded")
        await sums_agree(till, payment)
        await till.hands.click("refundPayment")
        field = await till.hands.see("partField", QWidget)
        assert field.text() == "7.90"
        await till.hands.press("partField", Qt.Key.Key_Return)
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Refunded")
        assert await given_back(till, payment) == [500, 790] == await in_ledger(till, payment)
        await till.hands.click("resultDone")
        await till.says("customerName", "James")

    at_the_till(play)


@pytest.mark.parametrize(("typed", "words"), [("12.91", "more than what is left"), ("0", "zero")])
def test_what_cannot_be_given_back_is_refused_beside_the_field(
    at_the_till: Drive, typed: str, words: str
) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await open_payment(till, payment)
        await till.hands.click("refundPayment")
        await till.hands.type("partField", typed)
        await till.hands.press("partField", Qt.Key.Key_Return)
        fields = till.desk.window.findChildren(MoneyField)
        await till.hands.until(
            lambda: any(words in one.error_text() for one in fields if one.isVisible()), words
        )
        assert till.hands.seen("confirmOperation", QWidget) is None
        await till.hands.press("operationScreen", Qt.Key.Key_Escape)
        await till.hands.see("paymentScreen", QWidget)
        assert await given_back(till, payment) == []

    at_the_till(play)


async def paid_with(till: Any, number: str) -> str:
    await till.customer(JAMES)
    await till.open_checkout("25.00")
    await till.card(number)
    await till.pay()
    await till.says("outcomeTitle", "succeeded")
    await till.hands.click("outcomeDone")
    return str((await till.server.newest_intent())["id"])


def test_a_refund_the_bank_has_yet_to_do(at_the_till: Drive) -> None:
    """Said as on its way, and when it has arrived, on whatever screen the cashier is by then."""

    async def play(till: Any) -> None:
        payment = await paid_with(till, PENDING_CARD)
        await to_confirm_refund(till, payment)
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "on its way")
        assert "Do not refund again" in await till.says("resultDetail")
        assert await given_back(till, payment) == [2500]
        assert await in_ledger(till, payment) == []
        await till.hands.click("resultPayment")
        await sums_agree(till, payment)
        assert fact(till, "left") == "€0.00"
        await later(till, 3600)
        assert await in_ledger(till, payment) == [2500]
        window = till.desk.window
        await till.hands.until(lambda: "€25.00 – Refunded" in window.status_text(), "a word")
        await sums_agree(till, payment)

    at_the_till(play)


async def sent_back(till: Any) -> str:
    """A payment whose refund the bank did not carry out; which."""
    payment = await paid_with(till, FAILING_CARD)
    await to_confirm_refund(till, payment)
    await till.hands.click("confirmOperation")
    await till.says("resultTitle", "Refunded")
    await till.hands.click("resultDone")
    await later(till, 3600)
    return payment


def test_a_refund_the_bank_sends_back(at_the_till: Drive) -> None:
    """Days later: a notice that stays until somebody looks, and the money can be given again."""

    async def play(till: Any) -> None:
        payment = await sent_back(till)
        said = await till.banner("returnedNotice")
        assert "€25.00 came back" in said
        assert "The customer got nothing" in said
        await till.hands.click("showReturned")
        await till.says("paymentTitle", "Paid")
        await sums_agree(till, payment)
        assert fact(till, "left") == "€25.00"
        refunds = (await till.server.get("refunds", payment_intent=payment))["data"]
        back = till.hands.seen(f"refund_{refunds[0]['id']}", QWidget)
        assert back is not None
        assert "Sent back by the bank" in back.accessibleName()
        assert sum(await in_ledger(till, payment)) == 0

    at_the_till(play)


def test_what_came_back_stands_after_a_restart_until_it_was_opened(at_the_till: Drive) -> None:
    async def first(till: Any) -> None:
        await sent_back(till)
        assert "€25.00 came back" in await till.banner("returnedNotice")

    async def second(till: Any) -> None:
        assert "€25.00 came back" in await till.banner("returnedNotice")
        await till.hands.click("showReturned")
        await till.says("paymentTitle", "Paid")
        returns = till.till.payments.returns
        for _ in range(200):
            if not await returns.unread():
                break
            await asyncio.sleep(0.05)  # reason: written on another thread
        assert await returns.unread() == []

    async def third(till: Any) -> None:
        await asyncio.sleep(0.5)  # reason: what is not to come has no end
        assert till.hands.seen("returnedNotice", Banner) is None

    at_the_till(first)
    at_the_till(second)
    at_the_till(third)


def test_what_another_till_took_can_be_given_back_here(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        payment = await elsewhere(till, customer)
        await till.hands.click("editCustomer")
        await till.hands.press("nameField", Qt.Key.Key_Escape)
        await to_confirm_refund(till, payment, "4.50")
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Refunded")
        assert await given_back(till, payment) == [450]
        await till.hands.click("resultPayment")
        await sums_agree(till, payment)

    at_the_till(play)


def test_a_refund_stripe_refuses_says_that_no_money_moved(at_the_till: Drive) -> None:
    """Another till gave it back while this one was reading it back."""

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await to_confirm_refund(till, payment)
        given = {"payment_intent": payment}
        await till.till.ground.gateway._caller.post("/v1/refunds", given, "elsewhere")
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Not refunded")
        assert "Nothing more was refunded" in await till.says("resultSentence")
        assert await given_back(till, payment) == [1290]
        await till.hands.click("resultPayment")
        await sums_agree(till, payment)

    at_the_till(play)


def test_without_stripes_word_nothing_can_be_ordered(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till)
        await till.hands.until(lambda: row(till, payment), "the row")
        await till.trouble("lost_before", f"GET /v1/payment_intents/{payment}", times=1000)
        await till.hands.click(f"payment_{payment}")
        assert "before that" in await till.banner("paymentFault")
        refund = till.hands.seen("refundPayment", QPushButton)
        assert refund is not None
        assert not refund.isEnabled()
        await till.calm()
        await till.hands.click("lookAgain")
        await till.hands.see("refundPayment", QWidget)
        assert till.hands.seen("paymentFault", QWidget) is None
        await sums_agree(till, payment)

    at_the_till(play)
