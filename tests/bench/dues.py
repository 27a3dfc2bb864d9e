"""How long the due board takes with ten thousand due items, and whether collecting them keeps to
the pace it is allowed: no slower, and never faster.

The first board of a day is made ahead, by itself (`dues.keeping`): its time is nobody's wait, and
has no target. "Opened" is what the key waits for: the board as it stands by then, shown and painted
on the real screen. The files are the till's own: encrypted, the ledger chained. Collecting runs
against the stand-in, over real HTTP.
"""

import argparse
import asyncio
import os
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from datetime import time as clock_time
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from PySide6.QtWidgets import QApplication, QWidget

from pos_app.consent import store as consent
from pos_app.customers import store as customers
from pos_app.customers.model import CardsChanged, Customer, Redisplay, SavedCard
from pos_app.dues.collecting import READS_A_CHARGE, CollectProgressed, Tempo
from pos_app.dues.knowing import Files, Knowing
from pos_app.dues.learning import DueLearning
from pos_app.dues.service import DuesService
from pos_app.files import CACHE_SCHEMAS, LEDGER_SCHEMAS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AgreementId, CustomerId, ItemId, PaymentMethodId, SaleId
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
from ui.dues.board import BoardScreen
from ui.dues.board_view_model import BoardViewModel, Part
from ui.shell.events import EventBridge
from ui.theme.apply import apply_theme

TARGET_MS: Final = 100
TODAY: Final = date(2026, 12, 1)
OPENED: Final = datetime(2026, 11, 1, tzinfo=UTC)
_AT_A_TIME: Final = 1_000
_CHANGES: Final = 20
_AT_ONCE: Final = 50


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py bench dues", description=__doc__)
    options.add_argument("--items", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=200)
    options.add_argument("--collected", type=int, default=60)
    options.add_argument("--per-second", type=float, default=5.0)
    options.add_argument("--bank-s", type=float, default=2.0, help="what a slow bank takes")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as name:
        folder = Path(name)
        figures = [
            *asyncio.run(_board(folder, given.items, max(given.rounds, 200))),
            *asyncio.run(_collect(folder, given.collected, given.per_second, 0)),
            *asyncio.run(_collect(folder, given.collected, given.per_second, given.bank_s)),
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
    nothing: Any = None
    tempo = Tempo(1.0, SystemClock())
    learning = DueLearning(nothing, nothing, tempo.turn, shared.events)
    dues = DuesService(knowing, sales, nothing, nothing, learning, tempo, shared.events)
    first = await _timed(dues, items)
    again = [await _timed(dues, items) for _ in range(rounds)]
    changed = [await _changed(dues, shared.events, number, items) for number in range(_CHANGES)]
    opened, after = await _opened(dues, shared.events, items)
    await cache.close()
    await ledger.close()
    return (
        Figure("the first board of a day, made ahead", first, "ms"),
        Figure("the board with nothing changed, p99", percentile(again, 0.99), "ms"),
        Figure("the board with 50 customers changed, p50", percentile(changed, 0.5), "ms"),
        Figure("opened: shown and painted, p50", percentile(opened, 0.5), "ms", TARGET_MS),
        Figure("opened: shown and painted, slowest", max(opened), "ms"),
        Figure("opened after 50 customers changed, p50", percentile(after, 0.5), "ms", TARGET_MS),
        Figure("opened after 50 customers changed, slowest", max(after), "ms"),
    )


async def _changed(dues: DuesService, events: EventBus, number: int, items: int) -> float:
    """After as much as a busy minute brings."""
    for one in range(_AT_ONCE):
        events.publish(CardsChanged(CustomerId(f"cus_{(number * 7 + one * 97) % items:05d}")))
    return await _timed(dues, items)


async def _timed(dues: DuesService, items: int) -> float:
    begun = time.perf_counter()
    made = await dues.board(TODAY)
    took = (time.perf_counter() - begun) * 1000
    assert len(made.overdue) + len(made.due_today) + len(made.upcoming) == items
    assert len(made.at_risk) < items / 2
    return took


async def _opened(
    dues: DuesService, events: EventBus, items: int
) -> tuple[list[float], list[float]]:
    """On the real screen: with nothing changed, and after changes."""
    app = QApplication.instance() or QApplication([])
    apply_theme(app, "light", training=True)
    clock: Any = SimpleNamespace(now=lambda: datetime.combine(TODAY, clock_time(12), UTC))
    window = QWidget()
    model = BoardViewModel(dues, EventBridge(events, window), clock, window)
    model.part = Part.UPCOMING  # the longest
    screen = BoardScreen(model, window)
    screen.resize(1280, 800)
    opened = [await _painted(model, screen) for _ in range(_CHANGES)]
    after = []
    for number in range(_CHANGES):
        for one in range(_AT_ONCE):
            events.publish(CardsChanged(CustomerId(f"cus_{(number * 7 + one * 97) % items:05d}")))
        after.append(await _painted(model, screen))
    return opened[1:], after  # the first one also lays the screen out, once a start


async def _painted(model: BoardViewModel, screen: BoardScreen) -> float:
    begun = time.perf_counter()
    await model._load()  # what `refresh` starts
    model.changed.emit()  # another screen was there meanwhile: shown anew, even if nothing changed
    screen.grab()
    return (time.perf_counter() - begun) * 1000


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


async def _collect(parent: Path, items: int, per_second: float, bank_s: float) -> Sequence[Figure]:
    folder = parent / f"bank-{bank_s:g}"
    folder.mkdir()
    standin = await StandIn.start(folder / "standin.db", customers=0)
    try:
        handle = StandInHandle(standin)
        async with open_counter(handle, folder) as till:
            progress(f"{items} items collected at {per_second} a second, banks take {bank_s:g} s")
            people = [await till.customer() for _ in range(items)]
            owed = [(await till.owing(*one)).parts[0].item.id for one in people]
            if bank_s:
                slow = {"kind": "slow", "match": "POST /v1/payment_intents/", "delay_s": bank_s}
                handle.control("scenario", {**slow, "times": 1000})
            rate = await _rate(till, owed, per_second)
    finally:
        await standin.stop()
    name = f"collected a second, banks take {bank_s:g} s"
    return (
        Figure(name, rate, "1/s", per_second * 0.9, "at least"),
        Figure(name, rate, "1/s", per_second * 1.1),
    )


async def _rate(till: Counter, owed: Sequence[ItemId], per_second: float) -> float:
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
    assert done.charged == len(owed), done
    return (done.total - 1) / (begun[-1] - begun[0])


if __name__ == "__main__":
    raise SystemExit(main())
