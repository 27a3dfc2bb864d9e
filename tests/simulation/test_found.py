"""What the simulation found, each as the shortest story that shows it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.sales.model import SaleItem
from tests.simulation.loop import VirtualLoop
from tests.simulation.server import Server
from tests.simulation.story import GOOD
from tests.simulation.till import LogTexts, Till, World
from tests.simulation.wire import Fate, Weather

T = TypeVar("T")


@dataclass
class Orderly(Weather):
    """Every request takes a second there and a second back."""

    def fate(self, name: str) -> Fate:
        return Fate(1.0, 1.0)


@dataclass
class Stage:
    """Tills with nothing left to chance."""

    tills: list[Till] = field(default_factory=list)

    def __post_init__(self) -> None:
        random = Random(1)
        self.loop = loop = VirtualLoop()
        server = Server(random, loop.time, lambda s, fn: loop.as_world(loop.time() + s, fn))
        self.server = server
        self.world = World(loop, random, server, LogTexts(everything=False))
        weather = Orderly(Random(1))
        weather.random.choice = lambda options: options[0]  # type: ignore[method-assign, assignment]
        self.tills = [Till(self.world, f"till_{n}", weather) for n in (1, 2)]

    async def item(self) -> SaleItem:
        first, second = self.tills
        customer, amount = CustomerId("cus_1"), Money(1250, "eur")
        item = await first.do(lambda r: r.sales.open_item(customer, amount, "Repair"))
        second.adopt(item)
        return item

    def run(self, story: Callable[[], Awaitable[T]]) -> T:
        async def whole() -> T:
            return await story()

        try:
            return self.loop.run(whole())
        finally:
            for till in self.tills:
                till.disk.close()
            self.loop.close()


def test_asleep_while_the_list_comes_in() -> None:
    """The reply's Date is a day old by then: measured with it, no time has passed. The other till
    charged meanwhile, and the create key has been forgotten."""
    stage = Stage()
    first, second = stage.tills

    async def story() -> tuple[OutcomeKind, OutcomeKind]:
        item = await stage.item()
        asking = asyncio.ensure_future(first.do(lambda r: r.payments.charge_saved_card(item, GOOD)))
        while not any(kind.startswith("list ite") for kind in heard):
            await stage.loop.pause(0.1)
        first.running.process.sleep(stage.loop.time(), 90_000)
        other = await second.do(lambda r: r.payments.charge_saved_card(item, GOOD))
        return (await asking).kind, other.kind

    heard: list[str] = []
    stage.world.trace = []
    first.running.wire.note = heard.append
    assert stage.run(story) == (OutcomeKind.SUCCEEDED, OutcomeKind.SUCCEEDED)
    assert [intent.received for intent in stage.server.intents.values()] == [1250]


def test_asleep_while_the_create_leaves() -> None:
    """It then makes a second PaymentIntent, which must not be the one that is confirmed."""
    stage = Stage()
    first, second = stage.tills

    async def story() -> tuple[OutcomeKind, OutcomeKind]:
        item = await stage.item()
        asking = asyncio.ensure_future(first.do(lambda r: r.payments.charge_saved_card(item, GOOD)))
        while not any(" create " in post for post in first.posts):
            await stage.loop.pause(0.005)
        first.running.process.sleep(stage.loop.time(), 90_000)
        other = await second.do(lambda r: r.payments.charge_saved_card(item, GOOD))
        return (await asking).kind, other.kind

    assert stage.run(story) == (OutcomeKind.SUCCEEDED, OutcomeKind.SUCCEEDED)
    assert [i.received for i in stage.server.intents.values()] == [1250, 0]


def test_a_card_charged_while_a_page_opens() -> None:
    """The charge waits until the page is open, then closes it: opening ended in a LookupError."""
    stage = Stage()
    till = stage.tills[0]

    async def story() -> OutcomeKind:
        item = await stage.item()
        opening = asyncio.ensure_future(till.do(lambda r: r.checkout.open(item)))
        await stage.loop.pause(3.0)
        outcome = await till.do(lambda r: r.payments.charge_saved_card(item, GOOD))
        opened = await opening
        assert stage.server.sessions[opened.session_id].status == "expired"
        return outcome.kind

    assert stage.run(story) is OutcomeKind.SUCCEEDED
    assert stage.world.log.errors == []
