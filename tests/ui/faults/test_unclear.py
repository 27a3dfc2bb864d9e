"""While nobody knows whether a payment was made, every way to take it again ends at "Check now"."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from pos_app.payments.model import OutcomeKind
from tests.ui.faults.conftest import CONFIRM, JAMES, agreed, outcome, to_confirm
from ui.demo.hands import act
from ui.payments.take_payment import TakePaymentScreen

Drive = Callable[[Any], None]
UNKNOWN = OutcomeKind.UNKNOWN


async def unclear_charge(till: Any) -> None:
    """James’s €12.90 that nobody knows about; the customers are on the screen."""
    await till.customer(JAMES)
    await to_confirm(till)
    await till.trouble("lost_after", CONFIRM, times=1000)
    await till.trouble("lost_before", "GET /v1/payment_intents/", times=1000)
    await till.hands.click("confirmCharge")
    await outcome(till, UNKNOWN)
    assert till.hands.seen("anotherCard", QWidget) is None
    await till.hands.press("outcomeScreen", Qt.Key.Key_Escape)
    assert till.hands.seen("outcomeTitle", QLabel), "not waved away by accident"
    await till.hands.click("outcomeDone")
    assert "Do not charge again" in await till.banner("unresolvedBanner")


async def settled(till: Any) -> None:
    """Stripe answers again: it is found out, and said wherever the cashier is."""
    await till.calm()
    await till.till.payments.recover()
    await till.hands.until(lambda: "€12.90" in till.desk.window.status_text(), "a verdict", 30)
    verdict = till.desk.window.status_text()
    await agreed(till, paid=[1290] if "succeeded" in verdict else [])


def test_every_button_of_the_customer_asks_first(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await unclear_charge(till)
        for name in ("takePayment", "chargeSavedCard"):
            await till.hands.click(name)
            asked = await till.hands.see("choice_check", QWidget)
            assert till.desk.window.focusWidget() is asked
            await till.hands.press("choice_check", Qt.Key.Key_Escape)
            await till.hands.until(lambda: not till.hands.seen("choice_check", QWidget), "an end")
            assert till.desk.window.current_screen() == "customers"
        await till.hands.press("takePayment", Qt.Key.Key_Return)
        await till.hands.see("choice_check", QWidget)
        await till.hands.press("choice_check", Qt.Key.Key_Escape)
        await settled(till)

    at_the_till(play)


def test_the_same_amount_is_refused_and_another_is_not(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await unclear_charge(till)
        await till.hands.click("takePayment")
        await till.hands.click("choice_other")
        await till.hands.type("amountField", "12.90")
        await till.hands.click("continueToCard")
        await till.hands.click("choice_back")
        assert till.hands.seen("takePaymentScreen", TakePaymentScreen)
        await till.hands.click("cancelPayment")
        await till.hands.click("chargeSavedCard")
        await till.hands.click("choice_other")
        await till.hands.see("card_4242", QWidget)
        await till.hands.type("amountField", "12.90")
        await till.hands.click("reviewCharge")
        await till.hands.click("confirmCharge")
        assert "Check it first" in await till.banner("chargeFault")
        await till.calm()
        await till.hands.click("checkBeforeCharge")
        await till.hands.until(lambda: "€12.90" in till.desk.window.status_text(), "a verdict", 30)
        await till.hands.click("backFromConfirm")
        await till.hands.type("amountField", "8.00")
        await till.hands.click("reviewCharge")
        await till.hands.click("confirmCharge")
        await outcome(till, OutcomeKind.SUCCEEDED)
        taken = [1290] if await was_taken(till) else []
        await agreed(till, paid=[*taken, 800], shown=OutcomeKind.SUCCEEDED)

    at_the_till(play)


async def was_taken(till: Any) -> bool:
    listed = (await till.server.get("payment_intents", limit="10"))["data"]
    return any(one["amount_received"] == 1290 and one["metadata"].get("item") for one in listed)


def test_a_walk_in_whose_payment_is_unclear_is_asked_about(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.open_checkout("9.90", "walkIn")
        await till.trouble("lost_before", "POST /v1/checkout", times=1000)
        await till.trouble("lost_before", "GET /v1/checkout", times=1000)
        await till.hands.click("cancelCheckout")
        await outcome(till, UNKNOWN)
        await till.hands.click("outcomeDone")
        await till.hands.click("walkIn")
        await till.hands.see("choice_check", QWidget)
        await till.calm()
        await till.hands.click("choice_check")
        await till.hands.until(
            lambda: "Not charged" in till.desk.window.status_text(), "a verdict", 30
        )
        await agreed(till, paid=[])
        await till.hands.click("walkIn")
        await till.hands.see("takePaymentScreen", TakePaymentScreen)

    at_the_till(play)


def test_what_the_journal_refuses_is_shown_with_check_now(at_the_till: Drive) -> None:
    """A checkout of an item whose charge is unclear: the screen shows the charge instead."""

    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await till.trouble("lost_after", CONFIRM, times=1000)
        await till.trouble("lost_before", "GET /v1/payment_intents/", times=1000)
        await till.hands.click("confirmCharge")
        await outcome(till, UNKNOWN)
        routes = till.desk.routes
        model = routes.outcome._model
        item, customer = model.item, model.customer
        await till.hands.click("outcomeDone")
        await act(lambda: routes._check_out_item(item, customer))
        await outcome(till, UNKNOWN)
        assert "Choose “Check now”" in await till.says("outcomeNote")
        await till.calm()
        await till.hands.click("checkNowOutcome")
        shown = await outcome(till)
        paid = [1290] if shown is OutcomeKind.SUCCEEDED else []
        await agreed(till, paid=paid, shown=shown)

    at_the_till(play)


def test_no_way_around_a_charge_leads_through_the_training_panel(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await till.trouble("slow", CONFIRM, times=1, delay_s=1.5, when="after")
        await till.hands.click("confirmCharge")
        await till.hands.click("openTraining")
        window = till.desk.window
        await act(lambda: QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier))
        assert window.current_screen() == "training"
        await act(window.search_requested.emit)
        assert window.current_screen() == "training"
        await outcome(till, OutcomeKind.SUCCEEDED)
        await agreed(till, paid=[1290], shown=OutcomeKind.SUCCEEDED)

    at_the_till(play)
