"""Collecting what is due over real HTTP: once each, within what was agreed, whoever asks twice."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import ItemId
from pos_app.payments.model import OutcomeKind
from pos_app.sales.model import Sale
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import TODAY, Counter, open_counter

CONFIRM = "POST /v1/payment_intents/pi_"


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Counter]:
    async with open_counter(standin, tmp_path) as made:
        yield made


def only(sale: Sale) -> ItemId:
    (part,) = sale.parts
    return part.item.id


async def test_a_due_item_is_charged_once_and_leaves_the_board(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.owing(customer, card)
    await till.look()
    (row,) = (await till.dues.service.board(TODAY)).collectable
    assert (row.item.id, row.reasons) == (only(sale), ())
    outcome = await till.dues.service.collect(only(sale))
    assert outcome.kind is OutcomeKind.SUCCEEDED
    await till.sales.drain()
    assert (await till.dues.service.board(TODAY)).due_today == ()
    with pytest.raises(UserError, match=r"item_paid|sale\.over"):
        await till.dues.service.collect(only(sale))
    assert await till.taken_minor(customer) == 5_000


async def test_before_its_day_nothing_is_charged(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.owing(customer, card, on=TODAY + timedelta(days=1))
    with pytest.raises(UserError, match="not_yet"):
        await till.dues.service.collect(only(sale))
    assert await till.taken_minor(customer) == 0


async def test_without_an_agreement_nothing_is_charged(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.owing(customer, card, cap_minor=4_999)
    with pytest.raises(UserError, match="over_cap"):
        await till.dues.service.collect(only(sale))
    assert await till.taken_minor(customer) == 0


async def test_a_run_gives_each_its_own_outcome(till: Counter) -> None:
    good, bad = await till.customer(), await till.customer("pm_card_chargeCustomerFail")
    asks = await till.customer("pm_card_authenticationRequired")
    sales = [await till.owing(*one) for one in (good, bad, asks)]
    small = await till.owing(good[0], good[1], cap_minor=100)
    items = [only(sale) for sale in (*sales, small)]
    run = await till.dues.service.collect_all([*items, items[0]])
    with pytest.raises(UserError, match="run_under_way"):
        await till.dues.service.collect_all(items)
    done = await run.finished()
    assert (done.total, done.done, done.charged, done.failed) == (4, 4, 1, 3)
    assert (done.running, done.under_way, till.dues.pending()) == (False, 0, 0)
    kinds = [run.results[item].outcome for item in items[:3]]
    assert [one.kind for one in kinds if one is not None] == [
        OutcomeKind.SUCCEEDED, OutcomeKind.DECLINED, OutcomeKind.NEEDS_CUSTOMER,
    ]  # fmt: skip
    refused = run.results[items[3]].refused
    assert refused is not None
    assert refused.key == "agreement.over_cap"
    assert [told.result.item_id for told in till.progress if told.result] == list(run.results)
    assert await till.taken_minor(good[0], bad[0], asks[0]) == 5_000


async def test_a_run_repeated_charges_only_what_is_still_owed(till: Counter) -> None:
    people = [await till.customer() for _ in range(3)]
    items = [only(await till.owing(*one)) for one in people]
    first = await till.dues.service.collect_all(items[:2])
    await first.finished()
    again = await till.dues.service.collect_all(items)
    done = await again.finished()
    assert (done.charged, done.failed, done.done) == (1, 0, 3)
    assert [again.results[item].not_owed for item in items] == [True, True, False]
    assert await till.taken_minor(*(customer for customer, _ in people)) == 15_000


async def test_one_customer_s_items_are_never_side_by_side(till: Counter) -> None:
    customer, card = await till.customer()
    other = await till.customer()
    items = [only(await till.owing(customer, card)) for _ in range(3)]
    items.append(only(await till.owing(*other)))
    await (await till.dues.service.collect_all(items)).finished()
    assert await till.taken_minor(customer) == 15_000
    most = max(told.progress.under_way for told in till.progress)
    assert most == 2


async def test_stopped_it_begins_nothing_new(till: Counter) -> None:
    people = [await till.customer() for _ in range(4)]
    items = [only(await till.owing(*one)) for one in people]
    till.dues.service._tempo.per_second = 1.0
    run = await till.dues.service.collect_all(items)
    while not run.results:
        assert till.dues.pending() == 1
        await asyncio.sleep(0.01)
    run.stop()
    done = await run.finished()
    assert 1 <= done.charged < 4
    assert await till.taken_minor(*(one for one, _ in people)) == 5_000 * done.charged


async def test_a_dead_line_stops_the_run_and_nobody_is_forgotten(till: Counter) -> None:
    people = [await till.customer() for _ in range(8)]
    items = [only(await till.owing(*one)) for one in people]
    till.shop.standin.scenario("lost_before", times=1_000)
    run = await till.dues.service.collect_all(items)
    done = await run.finished()
    assert (done.stopped_by, done.charged) == ("dues.no_answer", 0)
    till.shop.standin.control("calm", {})
    await (await till.dues.service.collect_all(items)).finished()
    assert await till.taken_minor(*(one for one, _ in people)) == 5_000 * 8
    assert len(await till.shop.ledger_minor()) == 8


async def test_what_never_answered_is_left_to_recovery_and_charged_once(till: Counter) -> None:
    people = [await till.customer() for _ in range(3)]
    items = [only(await till.owing(*one)) for one in people]
    till.shop.standin.scenario("lost_after", CONFIRM, times=40)
    till.shop.standin.scenario("lost_before", "GET /v1/payment_intents/pi_", times=100)
    done = await (await till.dues.service.collect_all(items)).finished()
    till.shop.standin.control("calm", {})
    await till.payments.recover()
    again = await (await till.dues.service.collect_all(items)).finished()
    assert again.failed == 0
    assert (done.charged + done.unknown + done.failed, again.unknown) == (3, 0)
    assert await till.taken_minor(*(one for one, _ in people)) == 15_000
    assert await till.shop.ledger_minor() == [5_000] * 3
