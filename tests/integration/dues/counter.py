"""Tills that collect what is due, over one stand-in, wired as `bootstrap` wires them."""

import asyncio
import os
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from pos_app.checkout.service import CheckoutService
from pos_app.consent.model import Purpose
from pos_app.consent.noting import NotingService, Stamp
from pos_app.consent.service import ConsentService
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.model import Redisplay
from pos_app.dues.building import Below, build_dues
from pos_app.dues.collecting import CollectProgressed
from pos_app.dues.ending import EndingService, Hands
from pos_app.dues.knowing import Files
from pos_app.files import CACHE_SCHEMAS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.ids import CustomerId, PaymentIntentId, PaymentMethodId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.model import Outcome, PaymentRecorded
from pos_app.sales.edits import GiveAgreement
from pos_app.sales.model import Sale
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import AllLater, DepositAndBalance
from pos_app.storage import Storage
from tests.helpers.agreements import agreed
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import hurried, open_shop
from tests.integration.sales.tills import Till

TODAY = SystemClock().now().astimezone().date()
BEFORE = TODAY - timedelta(days=30)
_LAST = datetime.combine(TODAY, time.max).astimezone(UTC)


class OneDay(SystemClock):
    """The machine's clock, whose day doesn't end before the tests that named it TODAY have: a run
    may cross midnight."""

    def now(self) -> datetime:
        return min(super().now(), _LAST)


class Counter(Till):
    """A till with its board; `reads` a second are what collecting may ask."""

    reads = 10_000.0
    clock = OneDay()

    def begin(self) -> None:
        super().begin()
        clock, till = self.clock, TillId(self.name)
        self.recorded: list[Outcome] = []
        self.progress: list[CollectProgressed] = []
        self.events.subscribe(PaymentRecorded, lambda told: self.recorded.append(told.outcome))
        self.events.subscribe(CollectProgressed, self.progress.append)
        self.checkout = CheckoutService(
            self.ledger, self.gateway, self.events, clock, os.urandom, till, sleep=hurried
        )
        self.payments.keep_sessions(self.checkout)
        charges = ChargesUnder(self.ledger, self.sales)
        consent = ConsentService(
            self.ledger, TermsLibrary(), charges, charges, self.events, clock, os.urandom,
            (till, self.name),
        )  # fmt: skip
        self.consent = consent
        noting = NotingService(
            self.ledger, consent, self.gateway, charges, self.customers, self.events,
            Stamp(clock, os.urandom, till),
        )  # fmt: skip
        self.noting = noting
        self.payments.keep_agreements(noting.catch_up, noting.learn_to_charge)
        below = Below(
            Files(self.cache, self.ledger), self.gateway, self.sales, self.customers,
            self.payments, self.checkout, noting.learn_to_charge,
        )  # fmt: skip
        self.dues = build_dues(below, self.events, clock, os.urandom, self.reads)

    def endings_that_try_again_after(self, seconds: float) -> EndingService:
        """As a till that doesn't wait as long."""
        hands = Hands(
            self.sales, self.payments, self.checkout, self.gateway, self.noting.learn_to_charge
        )
        return EndingService(
            self.ledger, hands, self.clock, os.urandom, lambda: TODAY, again_seconds=seconds
        )

    async def customer(self, card: str = "pm_card_visa") -> tuple[CustomerId, PaymentMethodId]:
        """One with a saved card, which the till's copy knows."""
        customer = await self.shop.customer()
        saved = await self.shop.card(customer, card)
        await self.customers.refresh_cards(customer)
        return customer, saved

    async def show_next_time(self, customer: CustomerId, card: PaymentMethodId) -> None:
        """As its customer's own tick does."""
        await self.gateway.set_redisplay(card, Redisplay.ALWAYS, os.urandom(8).hex())
        await self.customers.refresh_cards(customer)

    async def owing(
        self, customer: CustomerId, card: PaymentMethodId | None = None, minor: int = 5_000,
        on: date = TODAY, **scope: Any,
    ) -> Sale:  # fmt: skip
        """One who owes it on that day, and has agreed to be charged then; None: on any card."""
        sale = await self.sales.open_sale(
            customer, Terms(Money(minor, "eur"), AllLater(on), "Vélo"), today=BEFORE
        )
        chosen = {"card": card} if card is not None else {}
        under = await agreed(self.ledger, customer, Purpose.BALANCE, **chosen, **scope)
        return await self.sales.change(sale, GiveAgreement(under.agreement_id))

    async def with_deposit(
        self, customer: CustomerId, card: PaymentMethodId, on: date = TODAY, **scope: Any
    ) -> Sale:
        """100 euros of which 30 are paid, the rest due on that day."""
        plan = DepositAndBalance(Money(3_000, "eur"), on)
        sale = await self.sales.open_sale(
            customer, Terms(Money(10_000, "eur"), plan, "Vélo"), today=BEFORE
        )
        wide = {"cap_minor": 7_000, "total_minor": 7_000, **scope}
        under = await agreed(self.ledger, customer, Purpose.BALANCE, **wide)
        await self.sales.change(sale, GiveAgreement(under.agreement_id))
        await self.collect(sale.parts[0].item.id, card)
        return await self.sales.fetch(sale.id)

    async def taken_minor(self, *customers: CustomerId) -> int:
        """What Stripe took of them, in all."""
        return sum([await self.shop.charged_minor(customer) for customer in customers])

    async def refunded_minor(self, intents: Sequence[PaymentIntentId]) -> int:
        """What Stripe gave back of these payments, in all."""
        lists = [await self.gateway.list_refunds(intent) for intent in intents]
        return sum(one.amount.amount_minor for made in lists for one in made)

    async def settle(self) -> None:
        """As a till does that quits."""
        await self.dues.drain()
        await self.payments.drain()
        await self.checkout.drain()
        await self.sales.drain()


@asynccontextmanager
async def open_counter(
    standin: StandInHandle, folder: Path, name: str = "till_1"
) -> AsyncIterator[Counter]:
    cache = Storage.open(folder / f"{name}.db", bytes(32), CACHE_SCHEMAS, durable=False)
    try:
        async with open_shop(standin, folder / name) as opened:
            till = Counter(opened, cache, name)
            yield till
            await till.settle()
            await asyncio.sleep(0)
    finally:
        await cache.close()
