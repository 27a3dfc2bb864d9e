"""Replies that are lost, refused or stored: the sale is at Stripe once, or nothing is charged."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.errors import (
    KEY_TAKEN,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    UserError,
)
from pos_app.kernel.money import Money
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.model import OutcomeKind
from pos_app.sales import store
from pos_app.sales.edits import MoveDate
from pos_app.sales.metadata import to_metadata
from pos_app.sales.model import SaleState
from pos_app.sales.schedule import AllLater
from pos_app.storage import Database
from tests.helpers.standin import StandInHandle
from tests.integration.sales.tills import BALANCE_ON, Till, open_till

LATER = BALANCE_ON + timedelta(days=7)
WRITES = "POST /v1/customers/"


def eur(minor: int) -> Money:
    return Money(minor, "eur")


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_1") as opened:
        yield opened


async def keys(till: Till, customer: object) -> set[str]:
    noted = await till.gateway.read_noted(customer)  # type: ignore[arg-type]
    assert noted is not None
    return {key for key in noted.keys if not key.startswith("sale_off_")}


@pytest.mark.parametrize(
    "trouble",
    [{"kind": "lost_after"}, {"kind": "lost_before"}, {"kind": "nonsense"},
     {"kind": "status", "status": 500, "when": "before"},
     {"kind": "status", "status": 500, "when": "after"}],
    ids=lambda trouble: "-".join(map(str, trouble.values())),
)  # fmt: skip
async def test_a_reply_without_meaning_is_looked_into(
    till: Till, trouble: dict[str, object]
) -> None:
    customer = await till.shop.customer()
    kind = str(trouble.pop("kind"))
    till.shop.standin.scenario(kind, WRITES, **trouble)
    sale = await till.open(customer)
    assert await till.sales.open_sales() == [sale]
    till.shop.standin.scenario(kind, WRITES, **trouble)
    moved = await till.sales.change(sale, MoveDate(sale.parts[1].item.id, LATER))
    assert await till.sales.fetch(sale.id) == moved
    assert [one.parts[1].item.due_on for one in await till.sales.open_sales()] == [LATER]
    edits = await till.ledger.read(lambda db: store.edits_of(db, sale.id))
    assert [revision for revision, _ in edits] == [moved.revision]
    assert await till.ledger.read(wrong_in_ledger) == ""


async def test_what_could_not_be_noted_is_not_open(till: Till) -> None:
    customer = await till.shop.customer()
    till.shop.standin.scenario("lost_before", "GET /v1/customers/", times=30)
    with pytest.raises(EnvironmentFault, match=r"sale\.not_noted") as fault:
        await till.open(customer)
    assert fault.value.retryable
    await till.sales.drain()
    till.shop.standin.control("calm", {})
    till.sales.start()
    await till.sales.drain()
    assert await till.sales.open_sales() == []
    assert await keys(till, customer) == set()
    assert await till.ledger.read(store.opening) == []


async def test_a_till_killed_while_it_opened_a_sale(till: Till) -> None:
    """Noted at Stripe, and this till doesn't know: nothing was charged, so it goes away again."""
    customer = await till.shop.customer()
    await till.open(customer)

    def as_it_was_before(db: Database) -> None:
        db.execute("UPDATE schedules SET standing = 'opening'")

    await till.ledger.write(as_it_was_before)
    till.begin()
    till.sales.start()
    await till.sales.drain()
    assert await till.sales.open_sales() == []
    assert await keys(till, customer) == {"sale_off"}


async def test_a_payment_is_noted_at_the_next_start(till: Till) -> None:
    customer = await till.shop.customer()
    card = await till.shop.card(customer)
    sale = await till.open(customer, AllLater(BALANCE_ON))
    item = await till.sales.item(sale.parts[0].item.id)
    till.shop.standin.scenario("lost_before", WRITES, times=5)
    assert (await till.payments.charge_saved_card(item, card)).kind is OutcomeKind.SUCCEEDED
    assert await till.sales.owed() == []  # at once, whatever is noted
    await till.sales.drain()
    assert (await till.sales.sale(sale.id)).state is SaleState.COMPLETED
    assert await keys(till, customer) == set(to_metadata(sale))
    till.begin()
    till.sales.start()
    await till.sales.drain()
    assert await keys(till, customer) == set()
    assert (await till.sales.sale(sale.id)).taken == eur(80_000)
    assert await till.sales.owed() == await till.sales.open_sales() == []


async def test_a_refund_is_noted_at_the_next_start(till: Till) -> None:
    customer = await till.shop.customer()
    sale = await till.paid_deposit(customer, await till.shop.card(customer))
    deposit = sale.parts[0].payment_intent_id
    assert deposit is not None
    till.shop.standin.scenario("lost_before", WRITES, times=5)
    await till.payments.refund(deposit, eur(3_000))
    await till.sales.drain()
    assert (await till.sales.fetch(sale.id)).refunded == eur(0)
    till.begin()
    till.sales.start()
    await till.sales.drain()
    assert (await till.sales.fetch(sale.id)).refunded == eur(3_000)


async def test_a_key_used_otherwise_is_told_apart(till: Till) -> None:
    customer = await till.shop.customer()
    await till.gateway.write_sales(customer, {"sale_x": "1"}, "key")
    with pytest.raises(RemoteUnknown) as told:
        await till.gateway.write_sales(customer, {"sale_x": "2"}, "key")
    assert told.value.key == KEY_TAKEN


async def test_who_is_gone_owes_nothing(till: Till) -> None:
    customer = await till.shop.customer()
    sale = await till.open(customer)
    caller = till.gateway._caller
    await caller._send("delete", f"/v1/customers/{customer}", {}, None)
    with pytest.raises(UserError, match=r"customer\.gone"):
        await till.sales.change(sale, MoveDate(sale.parts[1].item.id, LATER))
    with pytest.raises(UserError, match=r"customer\.gone"):
        await till.open(customer)
    await till.sales.drain()
    assert await till.sales.owed() == []
    await till.look()
    assert await till.sales.open_sales() == []


async def test_a_note_nobody_wrote_stops_nothing(till: Till) -> None:
    customer = await till.shop.customer()
    bad = {"sale_0123456789abcdef": '{"v":1,"r":"x"}', "sale_0000000000000000": "by hand"}
    await till.gateway.write_sales(customer, bad, "by hand")
    await till.look()
    assert await till.sales.owed() == []
    sale = await till.open(customer)
    assert [row.sale for row in await till.sales.owed()] == [sale]
    assert bad.keys() < await keys(till, customer)


async def test_no_room_is_said_before_anything_is_written(till: Till) -> None:
    customer = await till.shop.customer()
    theirs = {f"theirs_{number}": "x" for number in range(42)}
    await till.gateway.write_sales(customer, theirs, "theirs")
    with pytest.raises(UserError, match=r"sale\.too_many"):
        await till.open(customer)
    await till.sales.drain()
    assert await keys(till, customer) == set(theirs)
    assert await till.sales.of_customer(customer) == []


async def test_a_refusal_is_one(till: Till) -> None:
    customer = await till.shop.customer()
    body = '{"error": {"type": "invalid_request_error", "message": "no"}}'
    till.shop.standin.scenario("status", WRITES, status=403, when="before", body=body)
    with pytest.raises(RemoteRefused):
        await till.open(customer)
    await till.sales.drain()
    assert await till.sales.open_sales() == []


async def test_a_fact_outlives_the_copy_and_the_schedule(till: Till) -> None:
    """Another till's sale, paid here, then a copy begun afresh before it was noted: its customer
    is known by the item alone."""
    customer = await till.shop.customer()
    card = await till.shop.card(customer)
    sale = await till.open(customer)
    item = await till.sales.item(sale.parts[0].item.id)
    till.shop.standin.scenario("lost_before", WRITES, times=5)
    await till.payments.charge_saved_card(item, card)
    await till.sales.drain()

    def forget_schedule(db: Database) -> None:
        db.execute("DELETE FROM schedules")

    def forget_copy(db: Database) -> None:
        db.execute("DELETE FROM customers")
        db.execute("DELETE FROM known_sales")
        db.execute("DELETE FROM known_owed")
        db.execute("DELETE FROM sale_news")

    await till.ledger.write(forget_schedule)
    await till.cache.write(forget_copy)
    till.begin()
    till.sales.start()
    await till.sales.drain()
    assert (await till.sales.fetch(sale.id)).taken == eur(20_000)
