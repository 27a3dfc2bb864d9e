"""Tills of one shop over one stand-in, each with its ledger and its copy, wired as `bootstrap`
wires them."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

from pos_app.customers.service import CustomerService
from pos_app.files import CACHE_SCHEMAS
from pos_app.kernel.clock import Clock, SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, ItemId, PaymentMethodId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.decide import Policy
from pos_app.payments.model import Outcome
from pos_app.payments.service import PaymentService
from pos_app.payments.takings import LedgerTakings
from pos_app.sales.model import Sale, SaleChanged
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import DepositAndBalance, PayNow, Plan
from pos_app.sales.service import SalesService, Shared
from pos_app.storage import Storage
from pos_app.sync.handlers import CUSTOMERS, REFUNDS
from pos_app.sync.sale_following import follow_sales
from pos_app.sync.service import SyncService
from tests.helpers.kept import EveryCardShown
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop, hurried, open_shop

TODAY = date(2026, 11, 28)
BALANCE_ON = date(2027, 1, 9)
DEPOSIT = DepositAndBalance(Money(20_000, "eur"), BALANCE_ON)


class Till:
    """`look` is its next look at Stripe."""

    clock: Clock = SystemClock()

    def __init__(self, shop: Shop, cache: Storage, name: str) -> None:
        self.shop, self.gateway, self.cache, self.name = shop, shop.gateway, cache, name
        self.ledger = shop.storage
        self.begin()

    def begin(self) -> None:
        """As a till does that is started: nothing in memory, its files as they are."""
        self.events = EventBus()
        self.told: list[Sale] = []
        self.events.subscribe(SaleChanged, lambda event: self.told.append(event.sale))
        clock = self.clock
        self.customers = CustomerService(self.cache, self.gateway, self.events, clock, os.urandom)
        self.payments = PaymentService(
            self.ledger, self.gateway, self.events, clock, os.urandom, TillId(self.name),
            sleep=hurried, policy=Policy(deadline_seconds=1.0),
        )  # fmt: skip
        self.payments.keep_cards(EveryCardShown())
        shared = Shared(
            self.cache, self.gateway, LedgerTakings(), self.events, clock, sleep=hurried
        )
        self.sales = SalesService(self.ledger, clock, os.urandom, self.name, shared)
        follow_sales(self.sales, self.events)
        sources = self.gateway.sources(accounts=True)
        follows = (CUSTOMERS, REFUNDS)
        self.sync = SyncService(
            self.cache, self.gateway, sources, self.events, clock, follows=follows
        )

    async def look(self) -> None:
        """Its next sync, and what that leads to."""
        await self.sync.catch_up()
        await self.sales.drain()

    async def open(self, customer: CustomerId, plan: Plan = DEPOSIT, minor: int = 80_000) -> Sale:
        return await self.sales.open_sale(
            customer, Terms(Money(minor, "eur"), plan, "Vélo électrique", "F-2026-118"), today=TODAY
        )

    async def open_now(self, customer: CustomerId) -> Sale:
        """Paid at once."""
        return await self.open(customer, PayNow())

    async def paid_deposit(self, customer: CustomerId, card: PaymentMethodId) -> Sale:
        """A sale, its deposit paid and noted."""
        sale = await self.open(customer)
        await self.collect(sale.parts[0].item.id, card)
        return await self.sales.sale(sale.id)

    async def collect(self, item: ItemId, card: PaymentMethodId) -> Outcome:
        """While the customer is there; what is owed is asked for just before."""
        owed = await self.sales.item_now(item)
        outcome = await self.payments.charge_saved_card(owed, card)
        await self.sales.drain()
        return outcome


@asynccontextmanager
async def open_till(standin: StandInHandle, folder: Path, name: str) -> AsyncIterator[Till]:
    cache = Storage.open(folder / f"{name}.db", bytes(32), CACHE_SCHEMAS, durable=False)
    try:
        async with open_shop(standin, folder / name) as opened:
            till = Till(opened, cache, name)
            yield till
            await till.payments.drain()
            await till.sales.drain()
            await asyncio.sleep(0)
    finally:
        await cache.close()
