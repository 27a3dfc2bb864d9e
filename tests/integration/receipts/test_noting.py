"""Numbers of receipts told to Stripe: once each, later where it can't be, and known again."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest_asyncio

from pos_app.kernel.ids import PaymentIntentId, RefundId
from pos_app.kernel.money import Money
from pos_app.receipts import store
from pos_app.receipts.service import ReceiptService
from pos_app.settings.shop import Shop as ShopSettings
from pos_app.storage import Storage
from tests.helpers.standin import StandInHandle
from tests.integration.payments.conftest import open_storage
from tests.integration.payments.over_http import Shop, open_shop

SHOP = ShopSettings()


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(standin, tmp_path) as made:
        yield made


async def sold(shop: Shop) -> PaymentIntentId:
    customer = await shop.customer()
    item = await shop.item(customer)
    paid = await shop.payments.charge_saved_card(item, await shop.card(customer))
    assert paid.payment_intent_id is not None
    given = await shop.receipts.issue(paid, item, None, SHOP, training=True)
    assert given.number
    return paid.payment_intent_id


async def noted(shop: Shop, path: str) -> Mapping[str, str]:
    return dict((await shop.gateway._caller.get(f"/v1/{path}")).data["metadata"])


async def left(shop: Shop) -> int:
    return len(await shop.storage.read(lambda db: store.not_noted(db, 100, ())))


async def test_a_payment_and_its_refund_say_their_receipts(shop: Shop) -> None:
    payment = await sold(shop)
    back = await shop.payments.refund(payment, Money(250, "eur"))
    given = await shop.receipts.issue_refund(back, None, None, SHOP, training=True)
    await shop.noting_receipts.drain()
    assert (await noted(shop, f"payment_intents/{payment}"))["receipt"].startswith("R-000001 ")
    assert given.number == "R-000002"
    kept = await noted(shop, f"refunds/{back.refund_id}")
    assert kept["receipt"].startswith("R-000002 ")
    assert kept["receipt"].endswith(" till_1")
    assert kept["pos_refund"], "what stood there still does"
    assert await left(shop) == 0
    assert await shop.noting_receipts.note_pending() == 0, "not told again"


async def test_what_cannot_be_told_waits_and_keeps_nobody_waiting(shop: Shop) -> None:
    customer = await shop.customer()
    item, card = await shop.item(customer), await shop.card(customer)
    paid = await shop.payments.charge_saved_card(item, card)
    shop.standin.scenario("lost_before", "POST /v1/payment_intents")
    given = await shop.receipts.issue(paid, item, None, SHOP, training=True)
    assert given.number == "R-000001", "given all the same"
    await shop.noting_receipts.drain()
    assert await left(shop) == 1
    shop.noting_receipts.start()
    await shop.noting_receipts.drain()
    assert await left(shop) == 0


async def test_of_what_stripe_does_not_have_nothing_is_asked_again(shop: Shop) -> None:
    await shop.storage.write(lambda db: store.number_of(db, PaymentIntentId("pi_gone"), 1))
    assert await shop.noting_receipts.note_pending() == 1
    assert await left(shop) == 0


async def test_a_rebuilt_row_of_numbers_goes_on_and_a_copy_is_a_copy(
    shop: Shop, tmp_path: Path
) -> None:
    first = await sold(shop)
    back = await shop.payments.refund(first, Money(250, "eur"))
    await shop.receipts.issue_refund(back, None, None, SHOP, training=True)
    await sold(shop)
    await shop.noting_receipts.drain()
    (tmp_path / "empty").mkdir()
    storage: Storage = await open_storage(tmp_path / "empty")
    again = Shop(shop.standin, storage, shop.gateway)
    try:
        await again.payments.rebuild(datetime.fromtimestamp(0, UTC))
        paid = await again.receipts.taken_here(first)
        assert paid is not None
        copy = await again.receipts.issue(*paid, None, SHOP, training=True)
        assert (copy.number, copy.reprint) == ("R-000001", True)
        slip = await again.receipts.issue_refund(back, None, None, SHOP, training=True)
        assert (slip.number, slip.reprint, slip.refund_of) == ("R-000002", True, "R-000001")
        other = replace(back, refund_id=RefundId("re_new"))
        assert (await again.receipts.issue_refund(other, None, None, SHOP, training=True)).number \
            == "R-000004"  # fmt: skip
        stranger = ReceiptService(storage, "till_2")
        new = replace(back, refund_id=RefundId("re_other"))
        assert (await stranger.issue_refund(new, None, None, SHOP, training=True)).number \
            == "R-000005", "in one ledger no number is given twice"  # fmt: skip
    finally:
        await again.noting_receipts.drain()
        await storage.close()
