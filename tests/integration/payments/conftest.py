"""A till's money services on a real ledger file, over a model of Stripe that fails at will."""

import os
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TypeVar

import pytest_asyncio

from pos_app.checkout.asked_store import CHECKOUT_MIGRATIONS
from pos_app.checkout.service import CheckoutService
from pos_app.consent import store as consent
from pos_app.consent.store import CONSENT_MIGRATIONS
from pos_app.dues.ending_store import DUES_MIGRATIONS
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, Randomness, TillId
from pos_app.kernel.money import Money
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.model import Outcome, PaymentRecorded
from pos_app.payments.service import PaymentService
from pos_app.payments.store import PAYMENT_MIGRATIONS
from pos_app.payments.tries_model import TryLimits
from pos_app.receipts.store import RECEIPT_MIGRATIONS
from pos_app.reports.store import REPORT_MIGRATIONS
from pos_app.sales.model import SaleItem
from pos_app.sales.service import SalesService
from pos_app.sales.store import SALES_MIGRATIONS
from pos_app.staff.store import STAFF_MIGRATIONS
from pos_app.storage import Database, Storage
from tests.helpers.kept import EveryCardShown
from tests.integration.payments.stripe_model import Killed, StripeModel, VirtualClock

T = TypeVar("T")
SCHEMAS = [
    CONSENT_MIGRATIONS, SALES_MIGRATIONS, PAYMENT_MIGRATIONS, RECEIPT_MIGRATIONS, DUES_MIGRATIONS,
    STAFF_MIGRATIONS, REPORT_MIGRATIONS, CHECKOUT_MIGRATIONS,
]  # fmt: skip
CUS = CustomerId("cus_1")
NO_LIMITS = TryLimits(10**6, 10**6)
"""Where cards are refused over and over for another reason."""


class Mortal:
    """A storage whose process can die right before or after a commit."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self.countdown: int | None = None
        """Writes until death, the last but one of which is still committed; 1: none is."""
        self.last_words: int | None = None
        """Writes until death, the last of which is never committed."""

    async def write(self, fn: Callable[[Database], T]) -> T:
        if self.last_words is not None:
            self.last_words -= 1
            if self.last_words == 0:
                raise Killed
        if self.countdown is None:
            return await self._storage.write(fn)
        self.countdown -= 1
        if self.countdown == 0:
            raise Killed
        result = await self._storage.write(fn)
        if self.countdown == 1:
            self.countdown = None
            raise Killed
        return result

    async def read(self, fn: Callable[[Database], T]) -> T:
        return await self._storage.read(fn)


@dataclass
class Counter:
    """One running till; `restart` gives the next process on the same ledger."""

    storage: Storage
    stripe: StripeModel
    clock: VirtualClock
    till: str = "till_1"
    randomness: Randomness = os.urandom
    limits: TryLimits = field(default_factory=TryLimits)

    def __post_init__(self) -> None:
        self.recorded: list[Outcome] = []
        self.events = events = EventBus()
        events.subscribe(PaymentRecorded, lambda event: self.recorded.append(event.outcome))
        self.mortal = Mortal(self.storage)
        ledger: Storage = self.mortal  # type: ignore[assignment]
        self.sales = SalesService(self.storage, self.clock, self.randomness, self.till)
        self.payments = PaymentService(
            ledger, self.stripe, events, self.clock, self.randomness, TillId(self.till),
            sleep=self.clock.sleep,
        )  # fmt: skip
        self.checkout = CheckoutService(
            ledger, self.stripe, events, self.clock, self.randomness, TillId(self.till),
            sleep=self.clock.sleep,
        )  # fmt: skip
        for tries in (self.payments.tries, self.checkout.tries):
            tries.limit(self.limits)
        self.payments.keep_sessions(self.checkout)
        self.cards = EveryCardShown()
        self.payments.keep_cards(self.cards)
        self.payments.keep_agreements(self.learn, self.fetch)

    async def learn(self) -> None:
        """Nobody ended anything, says this Stripe."""
        for customer_id in await self.storage.read(consent.behind):
            await self.storage.write(partial(consent.caught_up, customer_id=customer_id))

    async def fetch(self, customer_id: CustomerId) -> None:
        """As NotingService does: what was charged, whichever till did it."""
        found = await self.stripe.charges_named(customer_id)
        keep = ChargesUnder(self.storage).keep
        await self.storage.write(lambda db: keep(db, customer_id, found))

    def restart(self) -> "Counter":
        return replace(self)

    async def item(self, minor: int = 1250, customer: CustomerId | None = CUS) -> SaleItem:
        return await self.sales.open_item(customer, Money(minor, "eur"), "Repair")

    async def ledger_rows(self) -> list[tuple[str, int]]:
        sql = "SELECT item_id, amount_minor FROM payments ORDER BY seq"
        return await self.storage.read(lambda db: list(db.execute(sql)))


async def open_storage(folder: Path) -> Storage:
    storage = Storage.open(folder / "ledger.db", None, SCHEMAS, durable=True)
    await storage.ready()
    return storage


@pytest_asyncio.fixture
async def counter(tmp_path: Path) -> AsyncIterator[Counter]:
    storage = await open_storage(tmp_path)
    clock = VirtualClock()
    made = Counter(storage, StripeModel(clock), clock)
    yield made
    await made.payments.drain()
    await made.checkout.drain()
    await storage.close()
