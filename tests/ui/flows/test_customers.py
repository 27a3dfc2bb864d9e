"""Customers at the counter, in the real windows, each answer compared with the server's."""

import asyncio
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.demo.hands import act
from ui.demo.shop_floor import CARD

ELODIE, JAMES = "elodie.lefevre@example.fr", "james.oconnor@example.com"
Drive = Callable[[Any], None]


def press(window: QWidget, key: int, text: str, at_ms: int) -> None:
    """A key as the system gives it to the window, stamped with its time."""
    handle = window.windowHandle()
    assert handle is not None
    for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        event.setTimestamp(at_ms)
        QCoreApplication.sendEvent(handle, event)


def scan(window: QWidget, code: str, began_ms: int) -> None:
    """As a scanner's keys come to the window: eight milliseconds apart, then Enter."""
    for at, sign in enumerate(code):
        press(window, ord(sign.upper()), sign, began_ms + 8 * at)
    press(window, Qt.Key.Key_Return.value, "\r", began_ms + 8 * len(code))


async def undo_an_edit(till: Any, customer: str) -> None:
    """Only what was edited here is put back; what another till changed meanwhile stays."""
    hands, gateway = till.hands, till.till.ground.gateway
    await hands.click("editCustomer")
    await hands.type("postcodeField", "75001")
    await hands.click("saveCustomer")
    await hands.see("undo", QWidget)
    path = f"/v1/customers/{customer}"
    assert (await till.server.get(f"customers/{customer}"))["address"]["postal_code"] == "75001"
    await gateway._caller.post(path, {"phone": "+33612345678"}, "another-till")
    await hands.click("undo")
    await hands.until(lambda: "as before" in till.desk.window.status_text(), "undone")
    now = await till.server.get(f"customers/{customer}")
    assert (now["address"]["postal_code"], now["phone"]) == ("69001", "+33612345678")


def test_written_with_everything_then_found_by_a_scan(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        hands = till.hands
        await hands.click("newCustomer")
        await hands.type("nameField", "Zoe Bronte")
        await hands.type("numberField", "Z-0042")
        await hands.type("postcodeField", "69001")
        await hands.type("tagField", "VIP,tea,")
        await hands.click("saveCustomer")
        await till.says("customerName", "Zoe Bronte")
        newest = (await till.server.get("customers", limit="1"))["data"][0]
        assert newest["metadata"] == {"number": "Z-0042", "tags": "VIP, tea"}
        assert newest["address"]["postal_code"] == "69001"
        await till.customer(ELODIE)
        amount = "25.00"
        await hands.click("takePayment")
        await hands.type("amountField", amount)
        field = await hands.see("amountField", QLineEdit)
        scan(till.desk.window, "Z-0042", 50_000)
        await till.says("customerName", "Zoe Bronte")
        assert field.text() == amount, "the scan landed in no field"
        await undo_an_edit(till, newest["id"])

    at_the_till(play)


def test_a_code_scanned_while_a_customer_pays_leads_nowhere(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(ELODIE)
        await till.open_checkout("25.00")
        scan(till.desk.window, customer, 50_000)
        assert till.desk.window.current_screen() == "checkout"
        assert "scan again" in till.desk.window.status_text()
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "succeeded")
        assert await till.received(customer) == 2500

    at_the_till(play)


def test_a_code_opens_its_customer_from_the_shift_but_not_from_its_close(
    at_the_till: Drive,
) -> None:
    async def play(till: Any) -> None:
        hands, window, reports = till.hands, till.desk.window, till.desk.routes.reports
        customer = await till.customer(ELODIE)
        name = await till.says("customerName")
        await till.customer(JAMES)
        await hands.click("openReports")
        await hands.until(lambda: reports.model.loaded, "the shift")
        await hands.click("closeShift")
        await hands.until(lambda: reports.model.running is not None, "an open shift")
        await hands.click("closeShift")
        await hands.until(lambda: reports.model.asked, "the question")
        await act(lambda: scan(window, customer, 50_000))
        assert window.current_screen() == "shift"
        assert "scan again" in window.status_text()
        await hands.press("shiftScreen", Qt.Key.Key_Escape)
        assert not reports.model.asked
        await act(lambda: scan(window, customer, 60_000))
        await till.says("customerName", name)
        await act(till.desk.routes.selling.dues.open_board)
        assert window.current_screen() == "board"
        await act(lambda: scan(window, customer, 70_000))
        await till.says("customerName", name)

    at_the_till(play)


def test_the_card_form_gets_what_is_typed_and_nothing_of_a_scan(at_the_till: Drive) -> None:
    """All keys come through the window here, as the system's do."""

    async def play(till: Any) -> None:
        await till.customer(ELODIE)
        await till.open_checkout("25.00")
        await till.page._enter("#number", CARD)
        scan(till.desk.window, "4000000000000002", 50_000)
        for at, figure in enumerate("4242424242424242"):
            press(till.desk.window, ord(figure), figure, 60_000 + 140 * at)
            await asyncio.sleep(0)
        held = "document.querySelector('#number').value.replace(/\\s/g, '')"
        await till.page.until(f"{held} === '4242424242424242'", CARD)

    at_the_till(play)


def test_warned_while_typing_and_led_to_the_existing_one_by_one_key(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        before = (await till.server.get("customers", email=ELODIE))["data"]
        await till.customer(ELODIE)  # the first fill has brought her
        await till.hands.click("newCustomer")
        await till.hands.type("emailField", ELODIE.upper())
        await till.hands.see("lookalikes", QWidget)
        await till.hands.press("emailField", Qt.Key.Key_F2)
        await till.says("customerName", before[0]["name"])
        assert (await till.server.get("customers", email=ELODIE))["data"] == before

    at_the_till(play)


def test_two_made_one_and_the_other_ones_card_is_still_charged(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        hands = till.hands
        other = await till.customer(JAMES)
        cards = [card["id"] for card in await till.server.cards(other)]
        kept = await till.customer(ELODIE)
        await hands.click("samePerson")
        await hands.type("pickSearch", JAMES)

        def picked() -> bool:
            shown = hands.seen("pickList", QWidget)
            model = shown.model() if shown is not None else None
            return model is not None and model.rowCount() == 1

        await hands.until(picked, f"{JAMES} to pick")
        await hands.press("pickSearch", Qt.Key.Key_Return)
        await hands.click("confirmMerge")
        await hands.see(f"linked_{other}", QWidget)
        at_stripe = await till.server.get(f"customers/{other}")
        assert at_stripe["metadata"]["linked_to"] == kept
        assert [card["id"] for card in await till.server.cards(other)] == cards
        await hands.click(f"openLinked_{other}")
        await hands.see("mergedInto", QWidget)
        before = await till.received(other)
        await hands.click("chargeSavedCard")
        await hands.see("card_4242", QWidget)
        await hands.type("amountField", "12.90")
        await hands.click("reviewCharge")
        await hands.click("confirmCharge")
        await till.says("outcomeTitle", "succeeded")
        assert await till.received(other) - before == 1290, "Stripe keeps the card with that one"
        await hands.click("outcomeDone")
        await hands.click("separate")
        await hands.until(lambda: hands.seen("mergedInto", QWidget) is None, "the two apart again")
        at_stripe = await till.server.get(f"customers/{other}")
        assert "linked_to" not in at_stripe["metadata"]

    at_the_till(play)
