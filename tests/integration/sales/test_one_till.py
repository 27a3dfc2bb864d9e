"""What one till writes of a customer's sales at once doesn't race with itself."""

import asyncio
import logging
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.ids import AgreementId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.edits import CallOff, GiveAgreement
from pos_app.sales.metadata import called_off_in, notes_from
from pos_app.sales.model import ItemState, Sale
from pos_app.sales.schedule import AllLater
from tests.helpers.standin import StandInHandle
from tests.integration.sales.tills import BALANCE_ON, Till, open_till

AGREED = AgreementId("agr_0123456789abcdef")
NOTHING = CallOff(Money(0, "eur"), Money(0, "eur"))


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_1") as opened:
        yield opened


def slow_line(till: Till) -> None:
    """Whatever is asked about a customer takes its time, so that two askers can meet."""
    till.shop.standin.scenario("slow", "/v1/customers/", times=9, delay_s=0.05, when="before")


async def pay(till: Till, sale: Sale) -> Outcome:
    """Without waiting for what is noted of it."""
    card = await till.shop.card(sale.customer_id)
    owed = await till.sales.item_now(sale.parts[0].item.id)
    slow_line(till)
    return await till.payments.charge_saved_card(owed, card)


async def test_paid_and_agreed_to_at_once_are_noted_one_after_the_other(
    till: Till, caplog: pytest.LogCaptureFixture
) -> None:
    """As after each deposit with an agreement: found in a long bench, where one of two writers
    lost the key of the next revision to the other and began again a second later."""
    sale = await till.open(await till.shop.customer())
    assert (await pay(till, sale)).kind is OutcomeKind.SUCCEEDED
    await till.sales.change(sale, GiveAgreement(AGREED))
    await till.sales.drain()
    now = await till.sales.fetch(sale.id)
    assert now.agreement_id == AGREED
    assert [part.state for part in now.parts] == [ItemState.PAID, ItemState.OWED]
    assert [one.getMessage() for one in caplog.records if one.levelno >= logging.WARNING] == []


async def test_two_sales_called_off_at_once_both_leave_their_trace(till: Till) -> None:
    customer = await till.shop.customer()
    sales = [await till.open(customer, AllLater(BALANCE_ON)) for _ in range(2)]
    slow_line(till)
    await asyncio.gather(*(till.sales.change(sale, NOTHING) for sale in sales))
    noted = await till.gateway.read_noted(customer)
    assert noted is not None
    off = called_off_in(notes_from(noted.customer.sale_notes))
    assert set(off) == {sale.id for sale in sales}
