"""A deposit at the counter with the agreement to its balance; weeks later the balance is collected
from the board while the customer is away."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from tests.ui.flows.test_agreeing import JAMES, go_on
from tests.ui.flows.test_papers import save_paper
from ui.demo.hands import act
from ui.demo.shop_floor import ASKING, USABLE

Drive = Callable[[Any], None]


async def sales(till: Any, customer: str) -> list[Any]:
    return list(await till.till.sales.of_customer(CustomerId(customer)))


def charged(till: Any) -> bool:
    progress = till.desk.routes.selling.dues.model.progress
    return progress is not None and not progress.running and progress.charged == 1


def test_a_deposit_with_its_agreement_and_its_balance_a_month_later(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        hands = till.hands
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        await hands.click("sellInParts")
        await hands.type("totalField", "450")
        await hands.type("descriptionField", "Dining table")
        await hands.press("descriptionField", Qt.Key.Key_Return)
        await till.page.until(ASKING, seconds=40)
        assert not await sales(till, customer), "nothing is written before the customer agreed"
        text = await till.page.evaluate("document.querySelector('#ask-text').textContent")
        assert "315.00" in text
        await go_on(till)
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "Payment succeeded")
        assert "€315.00 left" in await till.says("outcomeNote")
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (sale,) = await sales(till, customer)
        assert (sale.taken, sale.owed) == (Money(13_500, "eur"), Money(31_500, "eur"))
        assert sale.agreement_id is not None
        assert await till.received(customer) == before + 13_500
        await hands.click("outcomeDone")
        row = await hands.see(f"sale_{sale.id}", QWidget)
        assert "€135.00 paid of €450.00" in row.accessibleName()
        await till.pass_days(33)
        await hands.click("openDues")
        await hands.click("segment_overdue")
        await hands.click("collectAll")
        assert "Charge 1 saved card" in await till.banner("dueSaid")
        assert await till.received(customer) == before + 13_500, "asked, nothing more"
        await hands.click("collectAll")
        await hands.until(lambda: charged(till), "the balance, collected", 40)
        assert await till.received(customer) == before + 45_000
        payments = [one["amount_received"] for one in await till.payments(customer)][:2]
        assert payments == [31_500, 13_500]
        await hands.until(lambda: not till.desk.routes.selling.dues.model.due_count(), "none due")
        await hands.click("leaveBoard")
        await hands.until(lambda: hands.seen("openSales", QWidget) is None, "no open sale")

    at_the_till(play)


def test_signed_on_paper_the_sale_has_its_agreement_too(at_the_till: Drive, tmp_path: Path) -> None:
    async def play(till: Any) -> None:
        hands = till.hands
        customer = await till.customer(JAMES)
        await hands.click("sellInParts")
        await hands.type("totalField", "90")
        await hands.click("segment_instalments")
        await hands.click("saleOnPaper")
        number = await save_paper(till, tmp_path)
        await hands.type("paperNumberField", number)
        assert not await sales(till, customer), "signed is not paid"
        await hands.click("recordPaper")
        await till.page.until(USABLE, seconds=40)
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "Payment succeeded")
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (sale,) = await sales(till, customer)
        assert (sale.taken, sale.owed) == (Money(3_000, "eur"), Money(6_000, "eur"))
        (standing,) = await till.till.consent.of_customer(CustomerId(customer))
        assert sale.agreement_id == standing.agreement.id
        scope = standing.agreement.scope
        assert (scope.count, scope.cap_minor, scope.total_minor) == (2, 3_000, 6_000)

    at_the_till(play)


def test_the_card_saved_now_and_all_of_it_charged_later(at_the_till: Drive) -> None:
    """Nothing is taken at the counter; the bank refuses one card first, and asks about the next."""

    async def play(till: Any) -> None:
        hands = till.hands
        customer = await till.customer(JAMES)
        before = await till.received(customer)
        await hands.click("sellInParts")
        await hands.type("totalField", "450")
        await hands.click("segment_later")
        await hands.type("descriptionField", "Dining table")
        await hands.press("descriptionField", Qt.Key.Key_Return)
        await till.page.until(ASKING, seconds=40)
        assert not await sales(till, customer), "nothing is written before the customer agreed"
        text = await till.page.evaluate("document.querySelector('#ask-text').textContent")
        assert "450.00" in text
        note = await till.page.evaluate("document.querySelector('#agree-note').textContent")
        assert "Nothing is taken now" in note
        await go_on(till)
        button = await till.page.evaluate("document.querySelector('#pay-text').textContent")
        assert button == "Save my card"
        assert await till.page.evaluate("document.querySelector('#consent').hidden")
        await till.card("4000 0000 0000 0002")
        await till.pay()
        await till.page.until("!document.querySelector('#message').hidden", seconds=40)
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "Card saved")
        assert "No money moved" in await till.says("outcomeSentence")
        assert "All of it, €450.00" in await till.says("outcomeNote")
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (sale,) = await sales(till, customer)
        assert (sale.taken, sale.owed) == (Money(0, "eur"), Money(45_000, "eur"))
        (standing,) = await till.till.consent.of_customer(CustomerId(customer))
        assert sale.agreement_id == standing.agreement.id
        assert await till.received(customer) == before
        await hands.click("outcomeDone")
        await till.pass_days(33)
        await hands.click("openDues")
        await hands.click("segment_overdue")
        await hands.click("collectAll")
        await hands.click("collectAll")
        await hands.until(lambda: charged(till), "all of it, collected", 40)
        assert await till.received(customer) == before + 45_000

    at_the_till(play)


def test_a_card_that_is_not_saved_leaves_nothing_owed(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        hands = till.hands
        customer = await till.customer(JAMES)
        await hands.click("sellInParts")
        await hands.type("totalField", "450")
        await hands.click("segment_later")
        await hands.press("totalField", Qt.Key.Key_Return)
        await till.page.until(ASKING, seconds=40)
        await go_on(till)
        await hands.click("cancelCheckout")
        await till.says("outcomeTitle", "Card not saved")
        assert hands.seen("anotherCard", QWidget) is None, "the sale is gone: begin it anew"
        await asyncio.wait_for(till.till.asked.drain(), 40)
        assert not await sales(till, customer)
        assert not await till.till.consent.of_customer(CustomerId(customer))

    at_the_till(play)


def test_another_card_for_this_instalment_and_the_rest(at_the_till: Drive) -> None:
    """The old one is no good any more: the customer pays with a new card, and agrees anew."""

    async def play(till: Any) -> None:
        hands = till.hands
        customer = await till.customer(JAMES)
        await hands.click("sellInParts")
        await hands.type("totalField", "90")
        await hands.click("segment_instalments")
        await hands.press("totalField", Qt.Key.Key_Return)
        await till.page.until(ASKING, seconds=40)
        await go_on(till)
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "Payment succeeded")
        await asyncio.wait_for(till.till.asked.drain(), 40)
        (before,) = await sales(till, customer)
        received = await till.received(customer)
        await hands.click("outcomeDone")
        await till.pass_days(33)
        due = before.parts[1].item
        dues = till.desk.routes.selling.dues
        await act(lambda: dues.open_item(due.id, None))
        await hands.until(lambda: dues.one.row and dues.one.customer, "what is due")
        await hands.click("withAnotherCard")
        await till.page.until(ASKING, seconds=40)
        text = await till.page.evaluate("document.querySelector('#ask-text').textContent")
        assert "30.00" in text
        await go_on(till)
        await till.card("5555 5555 5555 4444")
        await till.pay()
        await till.says("outcomeTitle", "Payment succeeded")
        await asyncio.wait_for(till.till.asked.drain(), 40)
        assert await till.received(customer) == received + 3_000
        (after,) = await sales(till, customer)
        assert after.agreement_id not in (None, before.agreement_id)
        newest, *_ = await till.till.consent.of_customer(CustomerId(customer))
        given = newest.agreement
        assert given.id == after.agreement_id
        assert (given.scope.count, given.scope.total_minor) == (1, 3_000)

    at_the_till(play)
