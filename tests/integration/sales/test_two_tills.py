"""A sale that two tills see, collect, change and give back, over one stand-in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.sales.model import ItemState, SaleState
from tests.helpers.standin import StandInHandle
from tests.integration.sales.tills import BALANCE_ON, Till, open_till


@pytest_asyncio.fixture
async def first(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_1") as till:
        yield till


@pytest_asyncio.fixture
async def second(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_2") as till:
        yield till


async def test_an_empty_till_knows_all_that_is_owed(first: Till, second: Till) -> None:
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    sale = await first.open(customer)
    deposit, balance = sale.parts
    paid = await first.collect(deposit.item.id, card)
    assert paid.kind is OutcomeKind.SUCCEEDED
    await second.look()
    (row,) = await second.sales.owed()
    assert (row.customer_id, row.customer_name, row.due_on) == (customer, "Zoé Léger", BALANCE_ON)
    assert row.part == balance
    assert row.sale == await first.sales.sale(sale.id)
    assert row.sale.taken == Money(20_000, "eur")
    done = await second.collect(balance.item.id, card)
    assert done.kind is OutcomeKind.SUCCEEDED
    assert (await second.sales.sale(sale.id)).state is SaleState.COMPLETED
    assert await second.sales.owed() == []
    await first.look()
    assert await first.sales.owed() == await first.sales.open_sales() == []
    assert first.told[-1].state is SaleState.COMPLETED
    assert [part.state for part in sale.parts] == [ItemState.OWED] * 2
    assert (await first.gateway.read_noted(customer)).keys == frozenset()
