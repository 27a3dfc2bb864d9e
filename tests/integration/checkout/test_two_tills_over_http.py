"""One customer's item at two tills, over real HTTP: a page here, a page or a saved card there."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.checkout.model import OpenCheckout
from pos_app.kernel.errors import RemoteUnknown, UserError
from pos_app.kernel.ids import PaymentMethodId
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales import store as sales_store
from pos_app.sales.model import SaleItem
from tests.helpers.standin import StandInHandle
from tests.integration.payments.conftest import open_storage
from tests.integration.payments.over_http import Shop, open_shop

SESSIONS = "GET /v1/checkout/sessions"


@pytest_asyncio.fixture
async def tills(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[tuple[Shop, Shop]]:
    (tmp_path / "one").mkdir()
    (tmp_path / "other").mkdir()
    async with open_shop(standin, tmp_path / "one") as one:
        storage = await open_storage(tmp_path / "other")
        other = Shop(standin, storage, one.gateway, name="till_2")
        yield one, other
        await other.payments.drain()
        await other.checkout.drain()
        await storage.close()


async def shared_item(tills: tuple[Shop, Shop]) -> tuple[SaleItem, PaymentMethodId]:
    one, other = tills
    customer = await one.customer()
    item = await one.item(customer)
    await other.storage.write(lambda db: sales_store.put_item(db, item))
    return item, await one.card(customer)


async def pay(shop: Shop, opened: OpenCheckout) -> bool:
    reply = await asyncio.to_thread(shop.standin.pay, opened.client_secret)
    return reply.get("type") == "success"


async def test_a_page_here_and_a_saved_card_there(tills: tuple[Shop, Shop]) -> None:
    one, other = tills
    item, card = await shared_item(tills)
    opened = await one.checkout.open(item)
    charged = await other.payments.charge_saved_card(item, card)
    assert charged.kind is OutcomeKind.SUCCEEDED
    assert not await pay(one, opened)
    settled = await one.checkout.settle(opened.attempt_id)
    assert settled.kind is OutcomeKind.NOT_CHARGED
    with pytest.raises(UserError, match="already_paid"):
        await one.checkout.open(item)
    assert item.customer_id is not None
    assert await one.charged_minor(item.customer_id) == 1250
    assert await one.ledger_minor() == await other.ledger_minor() == [1250]


async def test_a_page_with_a_declined_card_is_taken_over(tills: tuple[Shop, Shop]) -> None:
    """A declined try leaves a PaymentIntent of the session's behind."""
    one, other = tills
    item, card = await shared_item(tills)
    opened = await one.checkout.open(item)
    await asyncio.to_thread(one.standin.pay, opened.client_secret, number="4000000000009995")
    charged = await other.payments.charge_saved_card(item, card)
    assert charged.kind is OutcomeKind.SUCCEEDED
    assert not await pay(one, opened)
    assert item.customer_id is not None
    assert await one.charged_minor(item.customer_id) == 1250


async def test_a_page_paid_here_before_the_saved_card_there(tills: tuple[Shop, Shop]) -> None:
    one, other = tills
    item, card = await shared_item(tills)
    assert await pay(one, await one.checkout.open(item))
    told = await other.payments.charge_saved_card(item, card)
    assert (told.kind, told.reason) == (OutcomeKind.SUCCEEDED, "payment.already_paid")
    assert item.customer_id is not None
    assert await one.charged_minor(item.customer_id) == 1250


async def test_pages_opened_at_once_are_not_both_payable(tills: tuple[Shop, Shop]) -> None:
    one, other = tills
    for _ in range(5):
        item, _card = await shared_item(tills)
        both = await asyncio.gather(
            one.checkout.open(item), other.checkout.open(item), return_exceptions=True
        )
        opened = [result for result in both if isinstance(result, OpenCheckout)]
        refused = [result for result in both if not isinstance(result, OpenCheckout)]
        assert all(isinstance(fault, UserError) for fault in refused)
        assert sum([await pay(one, page) for page in opened]) <= 1
        assert item.customer_id is not None
        assert await one.charged_minor(item.customer_id) <= 1250


async def test_a_page_and_a_saved_card_at_once(tills: tuple[Shop, Shop]) -> None:
    one, other = tills
    for _ in range(5):
        item, card = await shared_item(tills)
        page, charged = await asyncio.gather(
            one.checkout.open(item),
            other.payments.charge_saved_card(item, card),
            return_exceptions=True,
        )
        assert isinstance(charged, Outcome)
        if isinstance(page, OpenCheckout):
            await pay(one, page)
        assert item.customer_id is not None
        moved = await one.charged_minor(item.customer_id)
        assert moved <= 1250
        if charged.kind is OutcomeKind.SUCCEEDED:
            assert moved == 1250


async def test_no_page_without_having_looked(
    tills: tuple[Shop, Shop], standin: StandInHandle
) -> None:
    """The second look fails: the session is there, and its secret stays here."""
    one, other = tills
    item, card = await shared_item(tills)
    standin.scenario("lost_before", SESSIONS, times=3)
    with pytest.raises(RemoteUnknown):
        await one.checkout.open(item)
    assert await one.payments.unresolved() == []
    charged = await other.payments.charge_saved_card(item, card)
    assert charged.kind is OutcomeKind.SUCCEEDED
