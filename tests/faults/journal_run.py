"""A till's journal at work on a real ledger file, to be watched by `recording.record`.

After every acknowledged commit it writes down a fingerprint of what the ledger then holds. Each
line is written after the commit returned, so that whoever reads the system calls in their order
knows what had been promised at any moment.
"""

import argparse
import asyncio
import hashlib
import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import TypeVar

from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.clock import SystemClock, from_timestamp
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    PaymentIntentId,
    PaymentMethodId,
    SessionId,
    new_id,
)
from pos_app.kernel.money import Money
from pos_app.payments.journal import Journal
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.model import Attempt, AttemptKind, CardUsed, Outcome, OutcomeKind
from pos_app.sales.model import SaleItem
from pos_app.sales.service import SalesService
from pos_app.storage import DAILY, Database, Safety, Storage
from tests.helpers.invariants import Evidence, Movement, TillFacts
from tests.helpers.kept import EveryCardShown

T = TypeVar("T")
KEY = bytes(range(32))
BEGUN = datetime(2026, 11, 23, 9, tzinfo=UTC)
CUSTOMER = CustomerId("cus_power")
_SMALL_LOG = 24
"""Pages after which the write-ahead log is moved into the file: often, in so short a run."""


def open_ledger(
    folder: Path, *, durable: bool = True, at: datetime = BEGUN, key: bytes = KEY
) -> Storage:
    """As bootstrap opens it, below `folder`."""
    safety = Safety(folder / "backups", wrong_in_ledger, lambda: at)
    return Storage.open(folder / "ledger.db", key, LEDGER_SCHEMAS, durable=durable, safety=safety)


def fingerprint(db: Database) -> str:
    """Of every row, apart from when the schema's steps were applied."""
    digest = hashlib.sha256()
    for name in sorted(db.table_names()):
        if name.startswith(("_sqlite", "sqlite")):
            continue
        digest.update(name.encode())
        for row in sorted(repr(tuple(row)) for row in db.execute(f"SELECT * FROM {name}")):
            digest.update(row.encode())
    return digest.hexdigest()[:24]


def evidence(db: Database) -> Evidence:
    """What the ledger itself says of each attempt, as if it were the server's word, beside its rows
    about money: no cut may part the two. What is still open would be asked about by a recovery
    (tier B), for which there is no server here."""
    attempts = db.execute(
        "SELECT item_id, amount_minor, currency, outcome FROM attempts WHERE outcome IS NOT NULL"
    ).fetchall()
    told = [(item, minor, currency, json.loads(text)) for item, minor, currency, text in attempts]
    rows = db.execute("SELECT payment_intent_id, item_id, amount_minor, currency FROM payments")
    tables = [name for name in db.table_names() if not name.startswith(("_sqlite", "sqlite"))]
    lines = [repr(tuple(row)) for name in tables for row in db.execute(f"SELECT * FROM {name}")]
    till = TillFacts(
        payments=[Movement(*row) for row in rows],
        shown={item: one["kind"] for item, _, _, one in told},
        told={item: [one["kind"]] for item, _, _, one in told},
    )
    return Evidence(
        payments=[
            Movement(one["intent"], item, minor, currency)
            for item, minor, currency, one in told
            if one["kind"] == OutcomeKind.SUCCEEDED
        ],
        tills=[till],
        items=[item for item, _, _, _ in told],
        texts={"ledger": "\n".join(lines).encode()},
    )


class Promised:
    """A storage that writes down what it has promised."""

    def __init__(self, storage: Storage, acknowledged: int) -> None:
        self.storage = storage
        self._acknowledged = acknowledged

    async def write(self, fn: Callable[[Database], T]) -> T:
        result = await self.storage.write(fn)
        await self.promise()
        return result

    async def read(self, fn: Callable[[Database], T]) -> T:
        return await self.storage.read(fn)

    async def promise(self) -> None:
        found = await self.storage.read(fingerprint)
        os.write(self._acknowledged, f"{found}\n".encode())


class Shop:
    """The production journal, with the seeded answers of a server that is never asked."""

    def __init__(self, storage: Promised, seed: int) -> None:
        self.random = Random(seed)
        self._journal = Journal(storage, EventBus())  # type: ignore[arg-type]
        self._journal.keep_cards(EveryCardShown())
        self._sales = SalesService(storage, SystemClock(), self.random.randbytes)  # type: ignore[arg-type]

    async def sell(self) -> None:
        words = "Repair " * self.random.randint(1, 25)
        amount = Money(self.random.randint(100, 90_000), "eur")
        item = await self._sales.open_item(CUSTOMER, amount, words)
        await (self._by_card(item) if self.random.random() < 0.7 else self._by_session(item))

    def _draft(self, item: SaleItem, kind: AttemptKind) -> Attempt:
        return Attempt(
            id=AttemptId(new_id("att", self.random.randbytes)),
            item_id=item.id,
            sale_id=item.sale_id,
            kind=kind,
            number=0,
            customer_id=CUSTOMER,
            amount=item.amount,
            description=item.description,
            item_opened_at=int(BEGUN.timestamp()),
            prepared_at=int(BEGUN.timestamp()),
            payment_method_id=PaymentMethodId("pm_1") if kind is AttemptKind.SAVED_CARD else None,
        )

    async def _by_card(self, item: SaleItem) -> None:
        now = int(BEGUN.timestamp())
        intent = PaymentIntentId(new_id("pi", self.random.randbytes))
        attempt = await self._journal.begin(self._draft(item, AttemptKind.SAVED_CARD))
        await self._journal.sending(attempt, intent, f"{intent}-till_1-1", now)
        if self.random.random() < 0.2:
            await self._journal.fencing(attempt.id, "payment.not_completed")
            await self._settle(attempt, OutcomeKind.NOT_CHARGED, intent)
        elif self.random.random() < 0.9:
            await self._settle(attempt, OutcomeKind.SUCCEEDED, intent)

    async def _by_session(self, item: SaleItem) -> None:
        attempt = await self._journal.begin(self._draft(item, AttemptKind.CHECKOUT))
        session = SessionId(new_id("cs", self.random.randbytes))
        await self._journal.know_session(attempt.id, session)
        intent = PaymentIntentId(new_id("pi", self.random.randbytes))
        await self._settle(attempt, OutcomeKind.SUCCEEDED, intent)

    async def _settle(self, attempt: Attempt, kind: OutcomeKind, intent: PaymentIntentId) -> None:
        await self._journal.settle(
            Outcome(
                kind=kind,
                item_id=attempt.item_id,
                attempt_id=attempt.id,
                amount=attempt.amount,
                at=from_timestamp(int(BEGUN.timestamp())),
                customer_id=CUSTOMER,
                payment_intent_id=intent,
                card=CardUsed(PaymentMethodId("pm_1"), "visa", "4242"),
            )
        )


async def run(folder: Path, *, days: range, durable: bool, sales: int, seed: int) -> None:
    """The till opens once on each of `days`, takes a backup half-way and closes."""
    path = folder / "acknowledged"
    acknowledged = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        for day in days:
            at = BEGUN + timedelta(days=day)
            storage = open_ledger(folder, durable=durable, at=at)
            try:
                await storage.ready()
                await storage.write(_small_log)
                promised = Promised(storage, acknowledged)
                await promised.promise()
                shop = Shop(promised, seed + day)
                for _ in range(sales // 2):
                    await shop.sell()
                await storage.back_up(DAILY)
                for _ in range(sales // 2):
                    await shop.sell()
            finally:
                await storage.close()
    finally:
        os.close(acknowledged)


def _small_log(db: Database) -> None:
    db.execute(f"PRAGMA wal_autocheckpoint = {_SMALL_LOG}").fetchall()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("folder", type=Path)
    options.add_argument("--days", type=int, nargs=2, default=(0, 2), metavar=("FROM", "TO"))
    options.add_argument("--sales", type=int, default=20, help="a day")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--normal", action="store_true", help="with a weaker synchronous")
    given = options.parse_args()
    days, durable = range(*given.days), not given.normal
    asyncio.run(run(given.folder, days=days, durable=durable, sales=given.sales, seed=given.seed))


if __name__ == "__main__":
    main()
