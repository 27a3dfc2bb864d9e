"""A customer signs on paper: the numbers beside what they signed are recorded, nothing is asked on
the page, and paying makes it an agreement."""

import asyncio
import re
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog, QWidget

from pos_app.consent.model import Route, Tick
from pos_app.kernel.ids import CustomerId
from ui.demo.hands import act
from ui.demo.shop_floor import USABLE

JAMES = "james.oconnor@example.com"
Drive = Callable[[Any], None]


async def save_paper(till: Any, folder: Path) -> str:
    """Print it into a file; the number beside its first signature."""
    return (await save_both(till, folder))[0]


async def save_both(till: Any, folder: Path) -> tuple[str, str]:
    """Print it into a file; the numbers beside its signatures."""
    await till.hands.click("savePaper")
    dialog = await till.hands.see("savePaperDialog", QFileDialog)
    file = folder / "paper.pdf"
    await act(lambda: (dialog.fileSelected.emit(str(file)), dialog.close()))
    await till.hands.until(file.exists, "the paper")
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(file.read_bytes())).pages)
    said = " ".join(text.split())
    assert "I agree that" in said
    (number,) = set(re.findall(r"P(?:-\d{3}){3}", said))
    (beside,) = set(re.findall(r"N(?:-\d{3}){3}", said))
    assert number in await till.says("paperNumber", "P-")
    return number, beside


async def on_paper(till: Any) -> None:
    """From the open customer to the paper's screen."""
    await till.hands.click("takePayment")
    await till.hands.type("amountField", "25.00")
    await till.hands.type("descriptionField", "Bike")
    await till.hands.click("withAgreement")
    await till.hands.type("eachField", "75.00")
    await till.hands.click("onPaper")


def test_signed_then_paid_with_a_new_card(at_the_till: Drive, tmp_path: Path) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        consent = till.till.consent
        await on_paper(till)
        number = await save_paper(till, tmp_path)
        await till.hands.click("recordPaper")
        await till.beside("paperNumberField", "nothing was agreed")
        await till.hands.type("paperNumberField", number)
        await till.hands.click("recordPaper")
        await till.page.until(USABLE, seconds=40)
        boxes = "document.querySelector('#agree').checked"
        assert not await till.page.evaluate(boxes), "staff tick nothing on the page"
        assert not await consent.of_customer(CustomerId(customer)), "signed is not paid"
        await till.card()
        await till.pay()
        await till.hands.see("outcomeDone", QWidget)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (standing,) = await consent.of_customer(CustomerId(customer))
        given = standing.agreement
        assert (given.act.route, given.act.paper_number) == (Route.PAPER, number)
        assert given.act.ticked == {Tick.CHARGE_LATER}
        intent = await till.server.newest_intent()
        assert given.payment_intent_id == intent["id"]
        assert intent["setup_future_usage"] == "off_session"
        await till.hands.click("outcomeDone")
        await on_paper(till)
        await act(lambda: till.desk.window.scanned.emit(number.replace("-", "")))
        await till.hands.click("recordPaper")
        await till.beside("paperNumberField", "One paper is one agreement")

    at_the_till(play)


def test_signed_about_a_saved_card_it_stands_once_the_deposit_is_paid(
    at_the_till: Drive, tmp_path: Path
) -> None:
    async def play(till: Any) -> None:
        customer = await till.customer(JAMES)
        consent = till.till.consent
        cards = await till.server.cards(customer)
        saved = next(one["id"] for one in cards if one["allow_redisplay"] == "limited")
        await on_paper(till)
        await till.hands.click(f"paperCard_{saved}")
        number, beside = await save_both(till, tmp_path)
        await till.hands.type("paperNumberField", number)
        await till.hands.click("recordPaper")
        await till.page.until(USABLE, seconds=40)
        await till.hands.click("cancelCheckout")
        await till.says("outcomeTitle")
        await asyncio.wait_for(till.till.asked.drain(), 40)
        assert not await consent.of_customer(CustomerId(customer)), "its text says it was paid"
        await till.hands.click("outcomeDone")
        await on_paper(till)
        for scanned in (beside, number):
            code = scanned.replace("-", "")
            await act(lambda code=code: till.desk.window.scanned.emit(code))
        await till.hands.click("recordPaper")
        await till.page.until(USABLE, seconds=40)
        await till.card()
        await till.pay()
        await till.hands.see("outcomeDone", QWidget)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        await asyncio.wait_for(till.till.card_wishes.drain(), 40)
        shown = {one["id"]: one["allow_redisplay"] for one in await till.server.cards(customer)}
        assert shown[saved] == "always", "as signed"
        (standing,) = await consent.of_customer(CustomerId(customer))
        given = standing.agreement
        assert (given.scope.card, given.act.paper_number) == (saved, number)
        intent = await till.server.newest_intent()
        assert given.payment_intent_id == intent["id"]
        assert intent["setup_future_usage"] is None, "the card that paid is another's business"

    at_the_till(play)
