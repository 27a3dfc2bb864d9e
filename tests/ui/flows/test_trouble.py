"""Bad input and a bad server: a clear message, nothing lost, nothing charged, never twice."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.payments.take_payment import TakePaymentScreen
from ui.widgets.money_field import MoneyField

ELODIE, JAMES = "elodie.lefevre@example.fr", "james.oconnor@example.com"
Drive = Callable[[Any], None]


async def _state(till: Any) -> list[int]:
    """How much of anything about money the server holds."""
    counts = []
    for path in ("payment_intents", "checkout/sessions", "charges"):
        page = await till.server.get(path, limit="100")
        counts.append(len(page["data"]))
    return counts


def test_amounts_nobody_can_pay_are_refused_beside_the_field(at_the_till: Drive) -> None:
    cases = {
        ("", "eur"): "Type an amount",
        ("0", "eur"): "zero",
        ("-5", "eur"): "below zero",
        ("0.20", "eur"): "less than",
        ("1000000.00", "eur"): "more than",
        ("twelve", "eur"): "not an amount",
        ("12.505", "usd"): "two ways",
        ("12.5", "jpy"): "no decimals",
        ("1.2345", "bhd"): "Too many",
        ("1.005", "bhd"): "must be 0",
    }

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        before = await _state(till)
        await till.hands.click("takePayment")
        for (typed, currency), words in cases.items():
            box = await till.hands.see("currencyBox", QComboBox)
            box.setCurrentIndex(box.findData(currency))
            await till.hands.type("amountField", typed)
            if not typed:
                (await till.hands.see("amountField", QLineEdit)).clear()
            await till.hands.press("amountField", Qt.Key.Key_Return)
            field = await till.hands.see("amount", MoneyField)
            await till.hands.until(
                lambda field=field, words=words: words in field.error_text(), f"“{words}”", 5
            )
            assert till.hands.seen("takePaymentScreen", TakePaymentScreen)
        assert await _state(till) == before

    at_the_till(play)


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("nonsense", {}),
        ("status", {"status": 500, "when": "before"}),
        ("status", {"status": 400}),
        ("lost_before", {}),
    ],
)
def test_no_session_no_page(at_the_till: Drive, kind: str, fields: dict[str, Any]) -> None:
    """Whatever the server does instead of opening a session, the cashier is told and can go on."""

    async def play(till: Any) -> None:
        customer = await till.customer(ELODIE)
        await till.trouble(kind, "POST /v1/checkout/sessions", times=20, **fields)
        await till.hands.click("takePayment")
        await till.hands.type("amountField", "25.00")
        await till.hands.click("continueToCard")
        await till.says("checkoutExplanation", "othing was charged", 60)
        assert await till.received(customer) == 0

    at_the_till(play)


def test_a_lost_answer_to_a_charge_is_found_out_not_repeated(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        await till.trouble("lost_after", "POST /v1/payment_intents/", times=1)
        await till.hands.click("chargeSavedCard")
        await till.hands.see("card_4242", QWidget)
        await till.hands.type("amountField", "12.90")
        await till.hands.click("reviewCharge")
        await till.hands.click("confirmCharge")
        await till.says("outcomeTitle", "succeeded", 40)
        assert await till.received(customer) - before == 1290

    at_the_till(play)


def test_a_server_that_is_gone_is_said_and_the_till_goes_on_searching(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.customer(JAMES)
        await till.till.ground.standin.stop()
        await till.hands.click("takePayment")
        await till.hands.type("amountField", "12.90")
        await till.hands.click("continueToCard")
        await till.says("checkoutExplanation", "othing was charged", 60)
        await till.hands.click("leaveCheckout")
        await till.hands.type("searchBox", "lef elo")
        await till.hands.press("searchBox", Qt.Key.Key_Return)
        await till.says("customerName", "Élodie Lefèvre")

    at_the_till(play)


def test_a_slow_server_shows_that_it_is_waited_for(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(ELODIE)
        await till.trouble("slow", "POST /v1/checkout/sessions", times=1, delay_s=2)
        await till.hands.click("takePayment")
        await till.hands.type("amountField", "25.00")
        await till.hands.click("continueToCard")
        await till.says("checkoutStatus")
        await till.page.until("document.querySelector('#checkout').dataset.state === 'form'")
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "succeeded")
        assert await till.received(customer) == 2500

    at_the_till(play)


def test_a_bad_address_is_refused_beside_its_field(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.hands.click("newCustomer")
        await till.hands.type("nameField", "Zoé Nouvelle")
        await till.hands.type("emailField", "zoe(at)example")
        await till.hands.click("saveCustomer")
        await till.beside("emailField", "not an e-mail address")
        assert not (await till.server.get("customers", email="zoe@example.org"))["data"]
        await till.hands.type("emailField", "zoe@example.org")
        await till.hands.click("saveCustomer")
        await till.says("customerName", "Zoé Nouvelle")
        found = (await till.server.get("customers", email="zoe@example.org"))["data"]
        assert [one["name"] for one in found] == ["Zoé Nouvelle"]

    at_the_till(play)


def test_an_unclear_payment_is_asked_about_before_another(at_the_till: Drive) -> None:
    """The same amount again, while nobody knows about the first, would be a double charge."""

    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        await till.trouble("lost_after", "POST /v1/payment_intents/", times=40)
        await till.trouble("lost_before", "GET /v1/payment_intents/", times=400)
        await till.hands.click("chargeSavedCard")
        await till.hands.see("card_4242", QWidget)
        await till.hands.type("amountField", "12.90")
        await till.hands.click("reviewCharge")
        await till.hands.click("confirmCharge")
        await till.says("outcomeTitle", "Not known", 60)
        await till.hands.click("outcomeDone")
        await till.hands.click("takePayment")
        asked = await till.hands.see("choice_check", QWidget)
        assert till.desk.window.focusWidget() is asked
        assert not till.hands.seen("takePaymentScreen", TakePaymentScreen)
        await till.calm()
        await till.hands.click("choice_check")

        await till.hands.until(
            lambda: not till.desk.window.findChild(QWidget, "unresolvedBanner").isVisible(),
            "a banner gone because everything is known",
            40,
        )
        assert await till.received(customer) - before in (0, 1290)
        assert len([p for p in await till.payments(customer) if p["amount"] == 1290]) == 1
        await till.hands.click("takePayment")
        await till.hands.see("takePaymentScreen", TakePaymentScreen)

    at_the_till(play)
