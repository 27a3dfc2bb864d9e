"""The main job in this process, each answer compared with the server's."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from pos_app.receipts.places import PlaceKind
from pos_app.receipts.printing import PrinterChoice
from tests.integration.receipts.printers import WELL, listening
from ui.demo.shop_floor import CHALLENGE

ELODIE, JAMES = "elodie.lefevre@example.fr", "james.oconnor@example.com"
Drive = Callable[[Any], None]


@pytest.mark.parametrize("ticked", [False, True])
def test_only_a_ticked_box_saves_the_card(at_the_till: Drive, ticked: bool) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(ELODIE)
        await till.open_checkout("25.00")
        assert await till.page.evaluate("document.querySelector('#keep-card').checked") is False
        await till.card()
        if ticked:
            await till.page.click("#keep-card-label")
        await till.pay()
        await till.says("outcomeTitle", "succeeded")
        saved = [card["allow_redisplay"] for card in await till.server.cards(customer)]
        assert saved == (["always"] if ticked else [])
        assert await till.received(customer) == 2500
        assert ("yes" if ticked else "no") in await till.says("outcomeDetail")

    at_the_till(play)


def test_a_declined_card_then_another_in_the_same_session(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(ELODIE)
        await till.open_checkout("18.00")
        await till.card("4000000000000002")
        await till.pay()
        assert "Nothing was charged" in await till.banner("checkoutDeclined")
        assert await till.received(customer) == 0
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "succeeded")
        assert await till.received(customer) == 1800
        assert len(await till.payments(customer)) == 1

    at_the_till(play)


def test_a_failed_authentication_charges_nothing(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(ELODIE)
        await till.open_checkout("47.00")
        await till.card("4000002760003184")
        await till.pay()
        await till.page.until("!document.querySelector('#fail').disabled", CHALLENGE)
        await till.page.click("#fail", CHALLENGE)
        await till.page.until("!document.querySelector('#message').hidden")
        assert await till.received(customer) == 0
        await till.hands.click("cancelCheckout")
        await till.says("outcomeTitle", "Not charged")
        assert (await till.server.newest_session())["status"] == "expired"
        assert (await till.payments(customer))[0]["status"] == "canceled"

    at_the_till(play)


def test_closing_the_window_midway_expires_the_session(at_the_till: Drive) -> None:
    seen: dict[str, Any] = {}

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("12.00")
        assert (await till.server.newest_session())["status"] == "open"
        till.desk.window.close()
        await till.hands.until(lambda: not till.desk.routes.checkout_under_way(), "a closed one")
        seen["session"] = (await till.server.newest_session())["status"]

    at_the_till(play)
    assert seen == {"session": "expired"}


def test_confirming_twice_charges_once(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        await till.hands.click("chargeSavedCard")
        await till.hands.see("card_4242", QWidget)
        await till.hands.type("amountField", "12.90")
        await till.hands.click("reviewCharge")
        await till.hands.see("confirmCharge", QWidget)
        assert "12.90" in await till.says("confirmAmount")
        till.double_click("confirmCharge")
        await till.says("outcomeTitle", "succeeded")
        assert await till.received(customer) - before == 1290
        await hand_out(till, customer)
        assert await till.received(customer) - before == 1290

    at_the_till(play)


async def hand_out(till: Any, customer: Any) -> None:
    """The receipt of what was just paid: on a printer that is set up meanwhile, then by e-mail."""
    with listening(WELL) as printer:
        choice = PrinterChoice(PlaceKind.NETWORK, printer.address, 58)
        await till.desk.till.receipts.printing.choose(choice)
        await till.hands.click("outcomeReceipt")
        await till.hands.click("printReceipt")
        await till.hands.until(lambda: printer.job.endswith(b"\x1dV\x00"), "all of it on paper")
    assert "12.90" in printer.job.decode("cp1252") or "12,90" in printer.job.decode("cp1252")
    await till.hands.until(lambda: not till.desk.routes.receipts_handed.busy, "nothing under way")
    await till.hands.type("receiptEmail", "receipt@example.com")
    await till.hands.click("mailReceipt")
    await till.hands.until(lambda: not till.desk.routes.receipts_handed.busy, "the address sent")
    newest = (await till.payments(customer))[0]
    assert newest["receipt_email"] == "receipt@example.com"
    await till.hands.click("closeReceiptSheet")


def test_a_walk_in_becomes_a_customer_of_the_till(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        await till.open_checkout("9.90", "walkIn")
        await till.card()
        await till.pay()
        await till.page.until("document.querySelector('#email-error').textContent !== ''")
        await till.page.type("#email", "walk.in@example.com")
        await till.pay()
        await till.says("outcomeTitle", "succeeded")
        session = await till.server.newest_session()
        assert session["customer_creation"] == "always"
        assert await till.received(session["customer"]) == 990
        await till.hands.click("outcomeDone")
        assert await till.customer("walk.in@example.com") == session["customer"]

    at_the_till(play)
