"""A till dies with something on its way, and its ledger is lost: over real HTTP."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from tests.helpers.standin import StandInHandle
from tests.integration.payments.conftest import open_storage
from tests.integration.payments.over_http import Shop, open_shop

CONFIRM, REFUND = "POST /v1/payment_intents/pi_", "POST /v1/refunds"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
SLOW_S = 0.8


@pytest_asyncio.fixture
async def dying(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Shop]:
    """What it sends goes on its way, whatever becomes of its ledger."""
    (tmp_path / "dying").mkdir()
    async with open_shop(standin, tmp_path / "dying") as shop:
        yield shop


@pytest_asyncio.fixture
async def restored(dying: Shop, tmp_path: Path) -> AsyncIterator[Shop]:
    """The same till on a copy from before everything."""
    (tmp_path / "restored").mkdir()
    storage = await open_storage(tmp_path / "restored")
    shop = Shop(dying.standin, storage, dying.gateway)
    yield shop
    await shop.payments.drain()
    await storage.close()


async def until(seen: Callable[[], Awaitable[object]]) -> None:
    async with asyncio.timeout(5):
        while not await seen():  # noqa: ASYNC110 (read from a ledger, or at Stripe)
            await asyncio.sleep(0.02)


async def count(shop: Shop, rows: str) -> int:
    return await shop.storage.read(
        lambda db: int(db.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])
    )


async def test_a_confirm_on_its_way_charges_nobody(
    dying: Shop, restored: Shop, standin: StandInHandle
) -> None:
    customer = await dying.customer()
    card, item = await dying.card(customer), await dying.item(customer)
    standin.scenario("slow", CONFIRM, delay_s=SLOW_S, when="before", times=1)
    charging = asyncio.create_task(dying.payments.charge_saved_card(item, card))
    await until(lambda: count(dying, "attempts WHERE sends = 1"))
    assert await restored.payments.rebuild(LONG_AGO) is not None
    (intent,) = await dying.gateway.find_intents(customer, item.id)
    assert (intent.status, charging.done()) == ("canceled", False)
    assert (await charging).kind is OutcomeKind.NOT_CHARGED
    assert await restored.ledger_minor() == []
    assert await dying.charged_minor(customer) == 0


async def test_a_confirm_that_took_the_money_is_written_down(
    dying: Shop, restored: Shop, standin: StandInHandle
) -> None:
    customer = await dying.customer()
    card, item = await dying.card(customer), await dying.item(customer)
    standin.scenario("slow", CONFIRM, delay_s=SLOW_S, when="after", times=1)
    charging = asyncio.create_task(dying.payments.charge_saved_card(item, card))
    await until(lambda: dying.charged_minor(customer))
    await restored.payments.rebuild(LONG_AGO)
    assert await restored.ledger_minor() == [1250]
    assert not charging.done()
    await charging
    assert await dying.charged_minor(customer) == 1250


async def test_a_refund_on_its_way_is_found_later_and_not_made_twice(
    dying: Shop, restored: Shop, standin: StandInHandle
) -> None:
    customer = await dying.customer()
    paid = await dying.payments.charge_saved_card(
        await dying.item(customer), await dying.card(customer)
    )
    assert paid.payment_intent_id is not None
    five, payment = Money(500, "eur"), paid.payment_intent_id
    standin.scenario("slow", REFUND, delay_s=SLOW_S, when="before", times=1)
    refunding = asyncio.create_task(dying.payments.refund(payment, five))
    await until(lambda: count(dying, "operations WHERE sends = 1"))
    await restored.payments.rebuild(LONG_AGO)
    assert (await restored.ledger_minor(), await count(restored, "refunds")) == ([1250], 0)
    with pytest.raises(EnvironmentFault, match=r"ledger\.refunds_awaited"):
        await restored.payments.refund(payment, five)
    assert (await refunding).kind is OutcomeKind.SUCCEEDED
    standin.advance(1_100)
    await restored.gateway.learn_time()
    await restored.payments.recover()
    assert await count(restored, "refunds WHERE amount_minor = 500") == 1
    assert len(await dying.gateway.list_refunds(payment)) == 1
    rest = await restored.payments.refund(payment, Money(750, "eur"))
    assert rest.kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("walk_in", [False, True])
@pytest.mark.parametrize("pays", ["before", "after"])
async def test_a_page_that_was_open(
    dying: Shop, restored: Shop, *, walk_in: bool, pays: str
) -> None:
    item = await dying.item(None if walk_in else await dying.customer())
    opened = await dying.checkout.open(item)
    typed = {"email": "zoe@example.com"} if walk_in else {}
    pay = asyncio.to_thread(dying.standin.pay, opened.client_secret, **typed)
    if pays == "before":
        assert (await pay)["type"] == "success"
    await restored.payments.rebuild(LONG_AGO)
    if pays == "after":
        assert (await pay)["type"] == "error"
    seen = await dying.gateway.retrieve_session(opened.session_id)
    assert seen.status == ("complete" if pays == "before" else "expired")
    assert await restored.ledger_minor() == ([1250] if pays == "before" else [])


async def test_another_tills_page_stays_open(dying: Shop, restored: Shop, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    storage = await open_storage(tmp_path / "other")
    other = Shop(dying.standin, storage, dying.gateway, name="till_2")
    opened = await other.checkout.open(await other.item(None))
    await restored.payments.rebuild(LONG_AGO)
    assert (await dying.gateway.retrieve_session(opened.session_id)).status == "open"
    await storage.close()
