"""A sale whose agreement allows nothing any more gets another one, with nothing paid now."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from pos_app.kernel.money import Money
from pos_app.sales.edits import GiveAgreement
from pos_app.sales.model import ItemState, SaleState
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import AllLater
from tests.ui.flows.test_agreeing import go_on
from tests.ui.flows.test_agreements import agreed_by_james
from ui.demo.shop_floor import ASKING, USABLE

Drive = Callable[[Any], None]


async def at_risk(till: Any) -> tuple[Any, str]:
    """50 euros, due in nine days, whose customer ended the agreement."""
    given, _, customer = await agreed_by_james(till)
    services, today = till.till, till.till.clock.now().date()
    terms = Terms(Money(5_000, "eur"), AllLater(today + timedelta(days=9)), "Vélo")
    sale = await services.sales.open_sale(customer, terms, today=today)
    sale = await services.sales.change(sale, GiveAgreement(given.id))
    ended = await services.consent.revoke(given.id)
    assert ended.left_open == Money(5_000, "eur")
    await till.hands.click(f"sale_{sale.id}")
    return sale, customer


@pytest.mark.parametrize("begun_at", ["sale", "due"])
def test_a_new_agreement_for_all_that_is_still_to_come(at_the_till: Drive, begun_at: str) -> None:
    async def play(till: Any) -> None:
        sale, customer = await at_risk(till)
        before = await till.received(customer)
        if begun_at == "sale":
            await till.hands.click("newAgreementOfSale")
        else:
            await till.hands.click("openNextPart")
            assert "ended this agreement" in await till.banner("dueRisk")
            await till.hands.click("newAgreementOfDue")
        await till.page.until(ASKING, seconds=40)
        text = await till.page.evaluate("document.querySelector('#ask-text').textContent")
        assert "50.00" in text
        await go_on(till)
        await till.page.until(USABLE, seconds=40)
        await till.card()
        await till.pay()
        await till.says("outcomeTitle", "saved", 40)
        await asyncio.wait_for(till.till.asked.drain(), 40)
        newer = await till.till.sales.sale(sale.id)
        assert newer.agreement_id not in (None, sale.agreement_id)
        assert [part.state for part in newer.parts] == [ItemState.OWED]
        assert await till.received(customer) == before
        await till.till.customers.refresh_cards(customer)  # as the next event does
        today = till.till.clock.now().date()
        board = await till.till.dues.service.board(today)
        assert [row.reasons for row in board.at_risk if row.sale.id == sale.id] == []

    at_the_till(play)


def test_where_it_comes_to_nothing_the_sale_stays_as_it_was(at_the_till: Drive) -> None:
    async def play(till: Any) -> None:
        sale, _ = await at_risk(till)
        await till.hands.click("newAgreementOfSale")
        await till.page.until(ASKING, seconds=40)
        await go_on(till)
        await till.page.until(USABLE, seconds=40)
        await till.hands.click("cancelCheckout")
        await till.says("outcomeTitle", "not saved", 40)
        assert "stays as it was" in await till.says("outcomeSentence")
        await asyncio.wait_for(till.till.asked.drain(), 40)
        same = await till.till.sales.fetch(sale.id)
        assert (same.agreement_id, same.state) == (sale.agreement_id, SaleState.OPEN)
        await till.hands.see("outcomeDone", QPushButton)

    at_the_till(play)
