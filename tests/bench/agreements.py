"""How long a customer's agreements take to read, and to be painted, and a charge to be checked, in
a ledger that has seen years: 10,000 charges, 200 agreements of the customer and 200 of others.

The ledger is the till's own: encrypted, its pages small, its tables chained. "First" is what a
reader that has just been opened takes, when no page is in its memory yet.
"""

import argparse
import asyncio
import gc
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from pos_app.consent import store as consent
from pos_app.consent.model import Agreement, Purpose, Revocation, RevocationKind
from pos_app.consent.scope_check import KeptCard, ProposedCharge, Under
from pos_app.consent.service import ConsentService
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.model import Customer
from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.clock import SystemClock, to_timestamp
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import (
    AgreementId,
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SaleId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments import ledger as ledger_rows
from pos_app.payments import store as payments
from pos_app.payments.agreements import ChargesUnder, agreed
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.model import Attempt, AttemptKind, Outcome, OutcomeKind
from pos_app.sales import store as sales
from pos_app.sales.model import SaleItem
from pos_app.storage import Database, Safety, Storage
from tests.bench.agreements_panel import painted
from tests.bench.figures import Figure, median, percentile, progress, report
from tests.helpers.agreements import a_scope, an_agreement

CUSTOMER: Final = CustomerId("cus_regular")
CARD: Final = PaymentMethodId("pm_1")
WARM_UP: Final = 20
_WIDE: Final = {"count": 100_000, "cap_minor": 1_000, "total_minor": 100_000_000}


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py bench agreements", description=__doc__)
    options.add_argument("--agreements", type=int, default=200)
    options.add_argument("--rows", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=300)
    given = options.parse_args()
    rounds, key = max(given.rounds, 200), os.urandom(32)
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as name:
        folder = Path(name)
        read = asyncio.run(_measure(folder, key, given.agreements, given.rows, rounds))
        return report([*read, *_on_the_screen(folder, key, given.agreements, rounds)])


async def _measure(
    folder: Path, key: bytes, agreements: int, rows: int, rounds: int
) -> list[Figure]:
    progress(f"{agreements} agreements of one customer, {rows} charges")
    ledger = await _opened(folder, key)
    busy = await ledger.write(lambda db: _filled(db, agreements, rows))
    await ledger.close()
    begun = time.perf_counter()
    ledger = await _opened(folder, key)
    opened = (time.perf_counter() - begun) * 1000
    try:
        return [
            *await _figures(ledger, busy, agreements, rounds),
            Figure("the ledger examined and opened", opened, "ms"),
        ]
    finally:
        await ledger.close()


async def _opened(folder: Path, key: bytes) -> Storage:
    safety = Safety(folder / "backups", wrong_in_ledger, SystemClock().now)
    path = folder / "ledger.db"
    ledger = Storage.open(path, key, LEDGER_SCHEMAS, durable=True, safety=safety)
    await ledger.ready()
    return ledger


def _filled(db: Database, agreements: int, rows: int) -> Agreement:
    """The agreement that most charges of the customer were made under."""
    shown = an_agreement(CUSTOMER, a_scope(Purpose.TOP_UP, **_WIDE))
    for number in range(agreements):
        for owner in (CUSTOMER, CustomerId(f"cus_{number}")):
            one = replace(shown, id=AgreementId(f"agr_{owner}_{number}"), customer_id=owner)
            consent.add(db, one)
            if number % 4 == 3:
                at = datetime(2026, 11, 21, tzinfo=UTC)
                consent.add_revocation(db, Revocation(one.id, owner, RevocationKind.WISH, at))
    busy = consent.find(db, AgreementId(f"agr_{CUSTOMER}_0"))
    assert busy is not None
    for number in range(rows):
        _charged(db, busy if number % 50 == 0 else None, number)
    return busy


def _charged(db: Database, under: Agreement | None, number: int) -> None:
    """One of 50 under the agreement, the others at the counter."""
    at = datetime(2026, 11, 22, tzinfo=UTC) + timedelta(seconds=number)
    amount = Money(500, "eur")
    owner = CUSTOMER if under is not None else CustomerId(f"cus_{number % 1_000}")
    item = SaleItem(ItemId(f"item_{number}"), SaleId(f"sale_{number}"), owner, amount, "Repair", at)
    sales.add_sale(db, item.sale_id, owner, at)
    sales.add_item(db, item)
    attempt = Attempt(
        id=AttemptId(f"att_{number}"),
        item_id=item.id,
        sale_id=item.sale_id,
        kind=AttemptKind.SAVED_CARD,
        number=1,
        customer_id=owner,
        amount=amount,
        description=item.description,
        item_opened_at=to_timestamp(at),
        prepared_at=to_timestamp(at),
        payment_method_id=CARD,
        off_session=under is not None,
        under=Under(under.id, under.scope.purpose) if under is not None else None,
    )
    check = agreed(db, attempt, KeptCard(owner, CARD, shown=True))
    payments.add_attempt(db, attempt)
    if check is not None:
        ledger_rows.append_check(db, attempt, check)
    outcome = Outcome(
        OutcomeKind.SUCCEEDED, item.id, attempt.id, amount, at, owner,
        PaymentIntentId(f"pi_{number}"),
    )  # fmt: skip
    payments.set_outcome(db, outcome, to_timestamp(at))
    ledger_rows.append(db, attempt, outcome)


def _on_the_screen(folder: Path, key: bytes, agreements: int, rounds: int) -> list[Figure]:
    """The customer's panel, painted; with the ledger opened anew, so that the first one is."""

    async def open_() -> tuple[ConsentService, Storage]:
        ledger = await _opened(folder, key)
        return _service(ledger), ledger

    progress("the panel, from opening the customer to painted")
    born = datetime(2026, 1, 1, tzinfo=UTC)
    who = Customer(CUSTOMER, "Zoé Léger", "", "", "fr", "", born)
    of = "a customer's agreements on the screen"
    seen = painted(open_, who, [], agreements, rounds)
    return [
        Figure(f"{of}, first", seen.first, "ms", 50),
        Figure(f"{of}, p50", median(seen.again), "ms", 50),
        Figure(f"{of}, p99", percentile(seen.again, 0.99), "ms", 50),
        Figure(f"all {agreements} rows at once", seen.every_row, "ms"),
    ]


def _service(ledger: Storage) -> ConsentService:
    charges = ChargesUnder(ledger)
    return ConsentService(
        ledger, TermsLibrary(), charges, charges, EventBus(), SystemClock(), os.urandom,
        (TillId("till_bench"), "Bench"),
    )  # fmt: skip


async def _figures(ledger: Storage, busy: Agreement, agreements: int, rounds: int) -> list[Figure]:
    service = _service(ledger)
    proposed = ProposedCharge(Purpose.TOP_UP, CUSTOMER, CARD, Money(500, "eur"), ItemId("item_new"))

    async def listed() -> None:
        assert len(await service.of_customer(CUSTOMER)) == agreements

    async def checked() -> None:
        await service.require(busy.id, proposed, datetime(2027, 1, 1, tzinfo=UTC))

    first = await _timed(listed)
    listing = [await _timed(listed) for _ in range(WARM_UP + rounds)][WARM_UP:]
    checks = [await _timed(checked) for _ in range(WARM_UP + rounds)][WARM_UP:]
    return [
        Figure("a customer's agreements, first", first, "ms", 50),
        Figure("a customer's agreements, p50", median(listing), "ms", 25),
        Figure("a customer's agreements, p99", percentile(listing, 0.99), "ms", 50),
        Figure("a charge checked, with 200 made before, p50", median(checks), "ms", 10),
        Figure("a charge checked, with 200 made before, p99", percentile(checks, 0.99), "ms", 50),
    ]


async def _timed(work: Callable[[], Awaitable[None]]) -> float:
    """Milliseconds."""
    gc.collect()
    begun = time.perf_counter()
    await work()
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
