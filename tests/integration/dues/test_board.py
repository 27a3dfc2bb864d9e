"""The board that is kept equals one made from nothing, whatever happens here or at Stripe."""

from collections.abc import AsyncIterator
from datetime import date, timedelta
from pathlib import Path

import pytest_asyncio

from pos_app.dues.model import Board, board
from pos_app.kernel.ids import ItemId
from pos_app.sales.model import ItemState, Sale
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import TODAY, Counter, open_counter

LATER = TODAY + timedelta(days=40)


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Counter]:
    async with open_counter(standin, tmp_path) as made:
        yield made


async def same(till: Counter, today: date = TODAY) -> Board:
    """The board, once it was compared."""
    service = till.dues.service
    kept = await service.board(today)
    rows = await till.sales.owed()
    assert kept == board(rows, await service._knowing.of(rows), today)
    return kept


def owed(sale: Sale) -> ItemId:
    return next(part.item.id for part in sale.parts if part.state is ItemState.OWED)


async def test_through_everything_that_happens_to_it(till: Counter) -> None:
    assert (await same(till)).due_today == ()
    (first, card), (second, other) = await till.customer(), await till.customer()
    due = await till.owing(first, card)
    await till.look()
    assert len((await same(till)).due_today) == 1
    later = await till.with_deposit(second, other, on=LATER)
    await till.look()
    before = await same(till)
    assert len(before.upcoming) == 1
    assert await same(till) is before, "nothing happened"
    moved = await till.dues.changes.move_date(later, owed(later), LATER + timedelta(days=1))
    await till.look()
    assert (await same(till)).upcoming[0].due_on == LATER + timedelta(days=1)
    await till.dues.service.collect(owed(due))
    await till.sales.drain()
    assert (await same(till)).due_today == ()
    assert (await same(till)).at_risk == ()
    await till.gateway.detach_card(other, "detach-1")
    await till.look()
    assert len((await same(till)).at_risk) == 1
    assert (await same(till, LATER + timedelta(days=2))).overdue[0].item.id == owed(moved)


async def test_an_unclear_charge_is_shown_while_it_is_and_no_longer(
    till: Counter, standin: StandInHandle
) -> None:
    """No event tells that nobody knows."""
    customer, card = await till.customer()
    due = await till.owing(customer, card)
    await till.look()
    await same(till)
    standin.scenario("lost_after", "POST /v1/payment_intents/pi_", times=40)
    standin.scenario("lost_before", "GET /v1/payment_intents/pi_", times=100)
    await till.dues.service.collect(owed(due))
    (row,) = (await same(till)).due_today
    assert row.waiting
    standin.control("calm", {})
    await till.payments.recover()
    await till.sales.drain()
    assert (await same(till)).due_today == ()
