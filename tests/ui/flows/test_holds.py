"""Holding an amount at the real windows, taking or releasing it; compared with the server."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from tests.ui.flows.past import JAMES, charge, elsewhere, fact, open_payment, sums_agree

Drive = Callable[[Any], None]


async def intent_of(till: Any, payment: str) -> tuple[str, int]:
    found = await till.server.get(f"payment_intents/{payment}")
    return str(found["status"]), int(found["amount_received"])


async def held_again(till: Any, before: str) -> str:
    """The same amount on the same card, the first hold ended; the new payment is shown."""
    await till.hands.click("renewHold")
    assert "reserved, not taken" in await till.says("renewMeans")
    await till.hands.click("confirmRenewal")
    await till.says("outcomeTitle", "Amount held")
    after = str((await till.server.newest_intent())["id"])
    assert after != before
    assert await intent_of(till, before) == ("canceled", 0)
    assert await intent_of(till, after) == ("requires_capture", 0)
    await till.hands.click("outcomePayment")
    await till.says("paymentTitle", "Held on the card, not taken")
    return after


def test_held_then_a_part_is_taken(at_the_till: Drive) -> None:
    """Nobody is told that money was taken before it was; the rest is said to be released."""

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await till.hands.click("chargeSavedCard")
        await till.hands.see("card_4242", QWidget)
        await till.hands.type("amountField", "60")
        await till.hands.click("holdOnly")
        assert "Hold €60.00 on " in await till.says("confirmQuestion")
        assert "not a deposit" in await till.banner("holdExplained")
        await till.hands.click("confirmCharge")
        await till.says("outcomeTitle", "Amount held")
        assert "No money was taken" in await till.says("outcomeSentence")
        payment = str((await till.server.newest_intent())["id"])
        assert await intent_of(till, payment) == ("requires_capture", 0)
        await till.hands.click("outcomePayment")
        await till.says("paymentTitle", "Held on the card, not taken")
        assert "6 days and 23 hours left" in await till.says("holdUntil")
        assert "not a deposit" in await till.says("holdMeans")
        payment = await held_again(till, payment)
        await till.hands.click("takeHold")
        await till.hands.type("partField", "45.50")
        assert "€14.50 is released" in await till.says("partRest")
        await till.hands.press("partField", Qt.Key.Key_Return)
        assert "The rest, €14.50, is released" in await till.says("operationReason")
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Amount taken")
        assert "€14.50, was released" in await till.says("resultDetail")
        assert await intent_of(till, payment) == ("succeeded", 4550)
        await till.hands.click("resultPayment")
        await till.says("paymentTitle", "Paid")
        assert await till.says("paymentAmount") == "€45.50"
        assert fact(till, "held").startswith("€60.00")
        await sums_agree(till, payment)
        await till.hands.click("backFromPayment")
        row = await till.hands.see(f"payment_{payment}", QPushButton)
        assert row.accessibleName().startswith("€45.50, Paid,")

    at_the_till(play)


def test_held_then_all_of_it_is_taken_and_given_back(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        payment = await charge(till, "60", "holdOnly")
        assert await till.received(customer) == before
        await open_payment(till, payment)
        await till.hands.press("paymentScreen", Qt.Key.Key_Return)
        await till.hands.press("partField", Qt.Key.Key_Return)
        await till.hands.press("confirmOperation", Qt.Key.Key_Return)
        await till.says("resultTitle", "Amount taken")
        assert await till.received(customer) == before + 6000
        await till.hands.see("resultReceipt", QWidget)
        await till.hands.click("resultPayment")
        await till.hands.click("refundPayment")
        await till.hands.click("reviewOperation")
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Refunded")
        await till.hands.click("resultReceipt")
        await till.hands.see("saveReceipt", QWidget)  # Stripe mails none of a refund
        assert till.hands.seen("receiptEmail", QWidget) is None
        await till.hands.click("closeReceiptSheet")
        await till.hands.click("resultPayment")
        await till.hands.click("pastReceipt")
        await till.hands.see("receiptEmail", QWidget)
        await till.hands.click("closeReceiptSheet")
        await sums_agree(till, payment)

    at_the_till(play)


def test_held_then_released(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        payment = await charge(till, "60", "holdOnly")
        await open_payment(till, payment)
        await till.hands.click("releaseHold")
        assert "Nothing is charged" in await till.says("operationReason")
        await till.hands.press("operationScreen", Qt.Key.Key_Escape)
        assert await intent_of(till, payment) == ("requires_capture", 0)
        await till.hands.click("releaseHold")
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Held amount released")
        assert "Nothing was charged" in await till.says("resultSentence")
        assert await intent_of(till, payment) == ("canceled", 0)
        assert await till.received(customer) == before
        await till.hands.click("resultPayment")
        await till.says("paymentTitle", "Not charged")
        assert till.hands.seen("takeHold", QWidget) is None

    at_the_till(play)


@pytest.mark.parametrize("taken", [True, False])
def test_a_hold_that_ended_elsewhere_meanwhile(at_the_till: Drive, taken: bool) -> None:
    """The Dashboard took or released it while it was being read back here: each end is said."""

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        payment = await charge(till, "60", "holdOnly")
        await open_payment(till, payment)
        await till.hands.click("releaseHold" if taken else "takeHold")
        if not taken:
            await till.hands.click("reviewOperation")
        await till.hands.see("confirmOperation", QWidget)
        how = "capture" if taken else "cancel"
        path = f"/v1/payment_intents/{payment}/{how}"
        await till.till.ground.gateway._caller.post(path, {}, "elsewhere")
        await till.hands.click("confirmOperation")
        await till.says("resultTitle", "Already taken" if taken else "Nothing was taken")
        words = "Refund the payment" if taken else "no longer holds"
        assert words in await till.says("resultSentence")
        await till.hands.click("resultPayment")
        await till.says("paymentTitle", "Paid" if taken else "Not charged")
        status = "succeeded" if taken else "canceled"
        assert (await intent_of(till, payment))[0] == status

    at_the_till(play)


def test_what_another_till_holds_says_who_can_end_it(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        payment = await elsewhere(till, customer, capture_method="manual")
        await till.hands.click("editCustomer")
        await till.hands.press("nameField", Qt.Key.Key_Escape)
        await open_payment(till, payment)
        assert "Take it or release it there" in await till.says("holdElsewhere")
        assert "left" in await till.says("holdUntil")
        for name in ("takeHold", "releaseHold", "refundPayment"):
            assert till.hands.seen(name, QWidget) is None

    at_the_till(play)
