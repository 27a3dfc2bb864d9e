"""How long the due board takes with ten thousand due items, and whether collecting them keeps to
the pace it is allowed: no slower, and never faster.

"First" is the first board after a start, when nothing is in memory yet. The files are the till's
own: encrypted, the ledger chained. Collecting runs against the stand-in, over real HTTP.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from pos_app.bootstrap import LEDGER_SCHEMAS
from pos_app.consent import store as consent
from pos_app.customers import store as customers
from pos_app.customers.model import Customer, Redisplay, SavedCard
from pos_app.dues.collecting import READS_A_CHARGE, CollectProgressed
from pos_app.dues.keeping import Kept
from pos_app.dues.knowing import Files, Knowing
from pos_app.dues.model import Board, board
from pos_app.files import CACHE_SCHEMAS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.takings import LedgerTakings
from pos_app.sales.metadata import notes_text, to_metadata
from pos_app.sales.model import Sale
from pos_app.sales.opening import Terms, new_sale
from pos_app.sales.schedule import AllLater
from pos_app.sales.service import SalesService, Shared
from pos_app.storage import Database, Storage
from pos_app.training.process import StandIn
from tests.bench.figures import Figure, percentile, progress, report
from tests.helpers.agreements import an_agreement
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import Counter, open_counter

TARGET_MS: Final = 100
TODAY: Final = date(2026, 12, 1)
OPENED: Final = datetime(2026, 11, 1, tzinfo=UTC)
_AT_A_TIME: Final = 1_000
_CHANGES: Final = 20


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py bench dues", description=__doc__)
    options.add_argument("--items", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--collected", type=int, default=60)
    options.add_argument("--per-second", type=float, default=5.0)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as name:
        folder = Path(name)
        figures = [
            *asyncio.run(_board(folder, given.items, max(given.rounds, 200))),
            *asyncio.run(_collect(folder, given.collected, given.per_second)),
        ]
    return report(figures)


async def _board(folder: Path, items: int, rounds: int) -> Sequence[Figure]:
    key = os.urandom(32)
    cache = Storage.open(folder / "cache.db", key, CACHE_SCHEMAS, durable=False)
    ledger = Storage.open(folder / "ledger.db", key, LEDGER_SCHEMAS, durable=True)
    await cache.ready()
    await ledger.ready()
    progress(f"{items} due items")
    for begin in range(0, items, _AT_A_TIME):
        numbers = range(begin, min(begin + _AT_A_TIME, items))
        await cache.write(lambda db, some=numbers: _put_customers(db, some))  # type: ignore[misc]
        await ledger.write(lambda db, some=numbers: _put_agreements(db, some))  # type: ignore[misc]
    shared = Shared(cache, None, LedgerTakings(), EventBus(), SystemClock())  # type: ignore[arg-type]
    sales = SalesService(ledger, SystemClock(), os.urandom, "till_1", shared)
    knowing = Knowing(Files(cache, ledger))
    await sales.owed()  # the notes are taken in as they come, not when the board is opened
    sales = SalesService(ledger, SystemClock(), os.urandom, "till_1", shared)
    first = await _timed(sales, knowing, items)
    changed = [await _timed(sales, knowing, items) for _ in range(_CHANGES)]
    again = await _again(sales, knowing, rounds)
    await cache.close()
    await ledger.close()
    return (
        Figure("the board, first", first, "ms"),
        Figure("the board after a change, p50", percentile(changed, 0.5), "ms", TARGET_MS),
        Figure("the board opened again, p50", percentile(again, 0.5), "ms", TARGET_MS),
        Figure("the board opened again, p99", percentile(again, 0.99), "ms", TARGET_MS),
    )


async def _again(sales: SalesService, knowing: Knowing, rounds: int) -> list[float]:
    """While nothing it shows has changed."""
    kept, samples = Kept(EventBus()), []

    async def make(today: date) -> Board:
        rows = await sales.owed()
        return board(rows, await knowing.of(rows), today)

    await kept.board(TODAY, make)
    for _ in range(rounds):
        begun = time.perf_counter()
        await kept.board(TODAY, make)
        samples.append((time.perf_counter() - begun) * 1000)
    return samples


async def _timed(sales: SalesService, knowing: Knowing, items: int) -> float:
    """As DuesService.board does it, the board itself in another thread."""
    begun = time.perf_counter()
    rows = await sales.owed()
    known = await knowing.of(rows)
    made: Board = await asyncio.to_thread(board, rows, known, TODAY)
    took = (time.perf_counter() - begun) * 1000
    assert len(made.overdue) + len(made.due_today) + len(made.upcoming) == items
    assert len(made.at_risk) < items / 2
    return took


def _put_customers(db: Database, numbers: range) -> None:
    made = []
    for number in numbers:
        sale = _sale(number)
        notes = notes_text(to_metadata(sale))
        name = f"Customer {number}"
        made.append(Customer(sale.customer_id, name, "", "", "fr", "", OPENED, sale_notes=notes))
    customers.put_customers(db, made, front=True)
    for number, owner in zip(numbers, made, strict=True):
        card = SavedCard(
            PaymentMethodId(f"pm_{number}"), owner.id, "visa", "4242", 12,
            2026 if number % 10 == 0 else 2035, f"fp_{number}", Redisplay.LIMITED, OPENED,
        )  # fmt: skip
        customers.put_card(db, card)


def _put_agreements(db: Database, numbers: range) -> None:
    shown = an_agreement(CustomerId("cus_shown"))
    for number in numbers:
        one = AgreementId(f"agr_{number:05d}"), CustomerId(f"cus_{number:05d}")
        consent.add(db, replace(shown, id=one[0], customer_id=one[1]))


def _sale(number: int) -> Sale:
    day = TODAY + timedelta(days=number % 120 - 20)
    terms = Terms(Money(5_000, "eur"), AllLater(day), "Vélo", f"F-{number}", "", ())
    made = new_sale(
        SaleId(f"sale_{number:016d}"), CustomerId(f"cus_{number:05d}"), terms,
        today=TODAY - timedelta(days=60), opened_at=OPENED, till_id="till_1",
    )  # fmt: skip
    return replace(made, agreement_id=AgreementId(f"agr_{number:05d}"))


async def _collect(folder: Path, items: int, per_second: float) -> Sequence[Figure]:
    standin = await StandIn.start(folder / "standin.db", customers=0)
    try:
        async with open_counter(StandInHandle(standin), folder) as till:
            progress(f"{items} items collected at {per_second} a second")
            rate = await _rate(till, items, per_second)
    finally:
        await standin.stop()
    return (
        Figure("collected, a second", rate, "1/s", per_second * 0.9, "at least"),
        Figure("collected, a second", rate, "1/s", per_second * 1.1),
    )


async def _rate(till: Counter, items: int, per_second: float) -> float:
    people = [await till.customer() for _ in range(items)]
    owed = [(await till.owing(*one)).parts[0].item.id for one in people]
    till.reads = per_second * READS_A_CHARGE
    till.begin()
    begun: list[float] = []
    before = 0

    def hear(told: CollectProgressed) -> None:
        nonlocal before
        if told.progress.under_way > before:
            begun.append(time.perf_counter())
        before = told.progress.under_way

    till.events.subscribe(CollectProgressed, hear)
    done = await (await till.dues.service.collect_all(owed)).finished()
    assert done.charged == items, done
    return (done.total - 1) / (begun[-1] - begun[0])


if __name__ == "__main__":
    raise SystemExit(main())
