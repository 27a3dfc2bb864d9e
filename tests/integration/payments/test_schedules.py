"""Random schedules of faults, kills, restarts and customers: money moves at most once.

The production services under a virtual clock; a failing seed is replayed by its number.
"""

import asyncio
from collections.abc import Awaitable
from pathlib import Path
from random import Random

import pytest

from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import PaymentMethodId
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.model import SaleItem
from pos_app.storage import Storage
from tests.integration.payments.conftest import NO_LIMITS, Counter, open_storage
from tests.integration.payments.stripe_model import (
    Killed,
    StripeModel,
    VirtualClock,
    seeded_faults,
)

CARDS = ["pm_good", "pm_good", "pm_declined", "pm_3ds", "pm_gone"]


class Schedule:
    """One seed's story of one item."""

    def __init__(self, storage: Storage, seed: int) -> None:
        self.random = Random(seed)
        self.clock = VirtualClock()
        self.stripe = StripeModel(self.clock)
        self.counter = Counter(
            storage, self.stripe, self.clock, randomness=self.random.randbytes, limits=NO_LIMITS
        )
        self.handed: set[str] = set()
        self.told: list[Outcome] = []

    async def play(self) -> SaleItem:
        item = await self.counter.item()
        for _ in range(self.random.randint(1, 7)):
            self.stripe.faults = seeded_faults(self.random)
            if self.random.random() < 0.15:
                self.counter.mortal.countdown = self.random.randint(1, 8)
            try:
                await self._act(item)
            except Killed:
                await self._die()
            except (UserError, EnvironmentFault):
                pass
            self.counter.mortal.countdown = None
            if self.random.random() < 0.5:
                self.stripe.deliver_late()
            self.clock.forward(self.random.choice([1, 1, 60, 1_800, 90_000]))
        await self._end()
        return item

    async def _act(self, item: SaleItem) -> None:
        action = self.random.choice(["charge", "charge", "twice", "page", "page", "check"])
        card = PaymentMethodId(self.random.choice(CARDS))
        if action == "charge":
            self.told.append(await self.counter.payments.charge_saved_card(item, card))
        elif action == "twice":
            both: list[Awaitable[Outcome]] = [
                self.counter.payments.charge_saved_card(item, card) for _ in range(2)
            ]
            for result in await asyncio.gather(*both, return_exceptions=True):
                if isinstance(result, Killed):
                    raise result
        elif action == "page":
            await self._page(item)
        else:
            await self.counter.payments.recover()

    async def _page(self, item: SaleItem) -> None:
        opened = await self.counter.checkout.open(item)
        self.handed.add(opened.session_id)
        assert self.payable(item) == [opened.session_id]
        if self.random.random() < 0.6:
            card = self.random.choice(["pm_new", "pm_declined"])
            self.stripe.pay(opened.session_id, card)
        if self.random.random() < 0.5:
            self.told.append(await self.counter.checkout.settle(opened.attempt_id))
        if self.random.random() < 0.6:
            self.told.append(await self.counter.checkout.close(opened.attempt_id))
            self.stripe.pay(opened.session_id)

    def payable(self, item: SaleItem) -> list[str]:
        """Sessions somebody could pay: open, and their secret handed out."""
        return [
            session.id
            for session in self.stripe.sessions.values()
            if session.status == "open"
            and session.request.item_id == item.id
            and session.id in self.handed
        ]

    async def _die(self) -> None:
        await self.counter.payments.drain()
        await self.counter.checkout.drain()
        self.counter = self.counter.restart()

    async def _end(self) -> None:
        """The network is back for good, and a new process starts."""
        self.stripe.faults = lambda name: "ok"
        await self._die()
        if self.random.random() < 0.5:
            await self.counter.payments.recover()
        self.stripe.deliver_late()
        for _ in range(3):
            await self.counter.payments.recover()
            self.clock.forward(600)


async def check(schedule: Schedule, item: SaleItem) -> None:
    stripe, counter = schedule.stripe, schedule.counter
    charged = stripe.paid_times(item.id)
    assert charged <= 1, "charged twice"
    assert await counter.payments.unresolved() == [], "left unresolved"
    assert await counter.ledger_rows() == [(item.id, 1250)] * charged, "ledger differs"
    assert await counter.payments.first_broken_row() is None
    last = await counter.payments.last_outcome(item.id)
    shown_paid = last is not None and last.kind is OutcomeKind.SUCCEEDED
    assert shown_paid == bool(charged), "the journal shows something else"
    final = {outcome.kind for outcome in schedule.told}
    if not charged:
        assert OutcomeKind.SUCCEEDED not in final, "told of a payment that never was"
    posts = len(stripe.posts)
    await counter.restart().payments.recover()
    assert len(stripe.posts) == posts, "a second recovery sent something"
    if not charged:
        paid = await counter.payments.charge_saved_card(item, PaymentMethodId("pm_good"))
        assert paid.kind is OutcomeKind.SUCCEEDED, "an unpaid item can't be paid any more"
        assert stripe.paid_times(item.id) == 1


@pytest.mark.parametrize("batch", range(4))
async def test_money_moves_at_most_once(batch: int, tmp_path: Path) -> None:
    storage = await open_storage(tmp_path)
    try:
        for seed in range(batch * 60, batch * 60 + 60):
            schedule = Schedule(storage, seed)
            try:
                await check(schedule, await schedule.play())
            except Exception as error:
                raise AssertionError(f"seed {seed}") from error
            finally:
                await schedule.counter.payments.drain()
                await storage.write(_forget)
    finally:
        await storage.close()


def _forget(db) -> None:
    for table in ("payments", "present_checks"):
        db.execute(f"DROP TRIGGER IF EXISTS {table}_keep_delete")
    for table in ("payments", "present_checks", "page_refusals", "attempts", "items", "sales"):
        db.execute(f"DELETE FROM {table}")
