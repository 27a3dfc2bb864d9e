"""Opening what is owed."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, ItemId
from pos_app.kernel.money import Money
from pos_app.sales.service import LONGEST_DESCRIPTION, SalesService
from pos_app.sales.store import SALES_MIGRATIONS
from pos_app.storage import Storage


@pytest_asyncio.fixture
async def sales(tmp_path: Path) -> AsyncIterator[SalesService]:
    storage = Storage.open(tmp_path / "ledger.db", None, SALES_MIGRATIONS, durable=True)
    yield SalesService(storage, SystemClock(), os.urandom)
    await storage.close()


@pytest.mark.parametrize("customer", [CustomerId("cus_1"), None])
async def test_an_item_is_kept_as_opened(sales: SalesService, customer: CustomerId | None) -> None:
    item = await sales.open_item(customer, Money(1250, "eur"), "  Bike   repair ")
    assert item.description == "Bike repair"
    assert await sales.item(item.id) == item
    other = await sales.open_item(customer, Money(1250, "eur"), "")
    assert (other.id, other.sale_id) != (item.id, item.sale_id)


@pytest.mark.parametrize(
    ("amount", "words", "key", "field"),
    [
        (Money(0, "eur"), "", "amount.zero", "amount"),
        (Money(-5, "eur"), "", "amount.negative", "amount"),
        (Money(100_000_000, "eur"), "", "amount.too_large", "amount"),
        (Money(500, "eur"), "x" * (LONGEST_DESCRIPTION + 1), "sale.description_too_long",
         "description"),
    ],
)  # fmt: skip
async def test_bad_input_opens_nothing(
    sales: SalesService, amount: Money, words: str, key: str, field: str
) -> None:
    with pytest.raises(UserError) as caught:
        await sales.open_item(None, amount, words)
    assert (caught.value.key, caught.value.field) == (key, field)


async def test_an_unknown_item(sales: SalesService) -> None:
    with pytest.raises(UserError, match=r"sale\.item_unknown"):
        await sales.item(ItemId("item_9"))
