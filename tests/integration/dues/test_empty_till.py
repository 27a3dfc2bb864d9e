"""A till that begins with nothing: it learns by itself what it needs to collect what is due."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

from pos_app.consent import store as consent
from pos_app.dues.learning import DueLearned
from pos_app.dues.model import RiskKind
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.sales.edits import GiveAgreement
from pos_app.sales.model import Sale
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import DepositAndBalance
from tests.helpers.agreements import a_scope, an_agreement
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import BEFORE, TODAY, Counter, open_counter


async def with_agreement(till: Counter, number: int) -> Sale:
    """A deposit with the agreement to charge the rest today, given with it and noted at Stripe."""
    customer, card = await till.customer()
    await till.show_next_time(customer, card)
    plan = DepositAndBalance(Money(3_000, "eur"), TODAY)
    sale = await till.sales.open_sale(
        customer, Terms(Money(8_000, "eur"), plan, "Vélo"), today=BEFORE
    )
    paid = await till.collect(sale.parts[0].item.id, card)
    given = an_agreement(customer, a_scope(card=card), number)
    given = replace(given, payment_intent_id=paid.payment_intent_id)
    await till.ledger.write(lambda db: consent.add(db, given))
    assert await till.noting.note_pending() == 1
    return await till.sales.change(await till.sales.fetch(sale.id), GiveAgreement(given.id))


async def until(what: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(60):
        while not await what():  # noqa: ASYNC110 - a board is asked, it tells nothing
            await asyncio.sleep(0.02)


async def test_it_learns_what_it_needs_and_collects(standin: StandInHandle, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    async with open_counter(standin, tmp_path, "one") as first:
        await first.look()
        sales = [await with_agreement(first, number) for number in (1, 2)]
        async with open_counter(standin, tmp_path, "two") as second:
            learned: list[DueLearned] = []
            second.events.subscribe(DueLearned, learned.append)
            await second.look()
            (row, _) = (await second.dues.service.board(TODAY)).due
            assert row.reasons[0].key == RiskKind.NOT_KNOWN, "so far it has the sales alone"
            second.dues.service.start()

            async def all_of_them() -> bool:
                board = await second.dues.service.board(TODAY)
                return len(board.collectable) == len(learned) == len(sales)

            await until(all_of_them)
            assert {one.customer_id for one in learned} == {one.customer_id for one in sales}
            board = await second.dues.service.board(TODAY)
            run = await second.dues.service.collect_all([row.item.id for row in board.collectable])
            await run.finished()
            kinds = [one.outcome and one.outcome.kind for one in run.results.values()]
            assert kinds == [OutcomeKind.SUCCEEDED] * 2
            assert await second.taken_minor(*(one.customer_id for one in sales)) == 16_000
