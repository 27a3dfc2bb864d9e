"""What the simulation found, each as the shortest story that shows it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import TypeVar

import pytest

from pos_app.kernel.ids import CustomerId, PaymentIntentId
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

    planned: dict[str, list[Fate]] = field(default_factory=dict)

    def fate(self, name: str) -> Fate:
        planned = self.planned.get(name)
        return planned.pop(0) if planned else Fate(1.0, 1.0)


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
        self.weather = weather = Orderly(Random(1))
        weather.random.choice = lambda options: options[0]  # type: ignore[method-assign, assignment]
        self.tills = [Till(self.world, f"till_{n}", weather) for n in (1, 2)]

    async def paid(self) -> PaymentIntentId:
        """A payment of 12.50 by the first till."""
        item = await self.item()
        outcome = await self.tills[0].do(lambda r: r.payments.charge_saved_card(item, GOOD))
        assert outcome.payment_intent_id is not None
        return outcome.payment_intent_id

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
    """A day later its key would make a second PaymentIntent: it stays here, and the list is read
    again."""
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
    assert [i.received for i in stage.server.intents.values()] == [1250]


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


def refunded(till: Till) -> list[int]:
    return [row[0] for row in till.disk.execute("SELECT amount_minor FROM refunds ORDER BY seq")]


LOST = Fate(600.0, None, gives_up=0.2)
"""Given up at once, and ten minutes later it arrives."""


def test_a_list_of_refunds_that_lay_waiting_through_a_sleep() -> None:
    """It is from before the refund arrived, however old the refund is when it is read."""
    stage = Stage()
    till = stage.tills[0]
    process = till.running.process

    def note(text: str) -> None:
        if text.startswith("list refunds"):
            process.sleep(stage.loop.time(), 90_000)

    async def story() -> tuple[OutcomeKind, OutcomeKind]:
        payment = await stage.paid()
        till.running.wire.note = note
        stage.weather.planned = {"refund": [LOST] * 9}
        first = await till.do(lambda r: r.payments.refund(payment, Money(500, "eur")))
        till.running.wire.note = lambda text: None
        later = await till.do(lambda r: r.payments.resolve_operation(payment))
        return first.kind, later.kind

    told, later = stage.run(lambda: kept(story, till))
    assert told[0] in (OutcomeKind.UNKNOWN, OutcomeKind.SUCCEEDED)
    assert told[1] is OutcomeKind.SUCCEEDED
    assert later == [500]


async def kept(story: Callable[[], Awaitable[T]], till: Till) -> tuple[T, list[int]]:
    """What the story ends with, and the refunds in the ledger then."""
    told = await story()
    return told, refunded(till)


def test_a_refund_does_not_leave_after_a_sleep_over_its_journal_entry() -> None:
    """A day later it stays here, and what people are told then stays true."""
    stage = Stage()
    till = stage.tills[0]

    async def story() -> tuple[OutcomeKind, OutcomeKind]:
        payment = await stage.paid()
        stage.weather.planned = {"refund": [LOST]}
        asking = asyncio.ensure_future(
            till.do(lambda r: r.payments.refund(payment, Money(500, "eur")))
        )
        while not any(" refund " in post for post in till.posts):
            await stage.loop.pause(0.001)
        till.running.process.sleep(stage.loop.time(), 90_000)
        first = await asking
        await stage.loop.pause(2_000.0)
        return first.kind, (await till.do(lambda r: r.payments.resolve_operation(payment))).kind

    told, later = stage.run(lambda: kept(story, till))
    assert told == (OutcomeKind.NOT_CHARGED, OutcomeKind.NOT_CHARGED)
    assert later == []
    assert not stage.server.refunds


def test_nothing_is_confirmed_after_a_sleep_over_its_journal_entry() -> None:
    """A day later nobody stands at the counter who asked for it."""
    stage = Stage()
    till = stage.tills[0]

    async def story() -> tuple[OutcomeKind, int]:
        item = await stage.item()
        asking = asyncio.ensure_future(till.do(lambda r: r.payments.charge_saved_card(item, GOOD)))
        while till.disk.execute("SELECT count(*) FROM attempts WHERE sends > 0").fetchone()[0] == 0:
            await stage.loop.pause(0.0001)
        till.running.process.sleep(stage.loop.time(), 90_000)
        return (await asking).kind, sum(i.received for i in stage.server.intents.values())

    assert stage.run(story) == (OutcomeKind.NOT_CHARGED, 0)


def test_a_refund_repeated_by_a_machine_that_slept_while_it_connected() -> None:
    """The first one arrived meanwhile, and a day later its key stands for nothing: the repetition
    would be a second refund, so it stays here."""
    stage = Stage()
    till = stage.tills[0]

    def note(text: str) -> None:
        if text.startswith("list refunds"):
            stage.loop.as_world(stage.loop.time(), asleep_when_it_goes)

    def asleep_when_it_goes() -> None:
        if len([post for post in till.posts if " refund " in post]) < 2:
            stage.loop.as_world(stage.loop.time() + 0.001, asleep_when_it_goes)
        elif not till.running.process.slept:
            till.running.process.sleep(stage.loop.time(), 90_000)

    async def story() -> OutcomeKind:
        payment = await stage.paid()
        till.running.wire.note = note
        stage.weather.planned = {"refund": [LOST]}
        asked = await till.do(lambda r: r.payments.refund(payment, Money(500, "eur")))
        return asked.kind

    told, later = stage.run(lambda: kept(story, till))
    assert till.running.process.slept == 90_000
    assert told is OutcomeKind.SUCCEEDED
    assert later == [500]
    assert [refund.amount for refund in stage.server.refunds.values()] == [500]


@pytest.mark.parametrize("stops_asleep", [True, False])
@pytest.mark.parametrize("asleep_over", [" create ", " confirm "])
def test_nothing_is_confirmed_after_a_sleep_over_what_leads_to_it(
    asleep_over: str, stops_asleep: bool
) -> None:
    """What was about to leave stayed here, and nothing asks for it again by itself."""
    stage = Stage()
    till = stage.tills[0]

    async def story() -> tuple[OutcomeKind, int]:
        item = await stage.item()
        till.clock.stops_asleep = stops_asleep
        asking = asyncio.ensure_future(till.do(lambda r: r.payments.charge_saved_card(item, GOOD)))
        while not any(asleep_over in post for post in till.posts):
            await stage.loop.pause(0.0001)
        till.running.process.sleep(stage.loop.time(), 90_000)
        return (await asking).kind, sum(i.received for i in stage.server.intents.values())

    assert stage.run(story) == (OutcomeKind.NOT_CHARGED, 0)


@pytest.mark.parametrize("stops_asleep", [True, False])
def test_a_hold_is_not_taken_after_a_sleep_while_that_was_about_to_leave(
    stops_asleep: bool,
) -> None:
    """What people are told then stays true: it is still held."""
    stage = Stage()
    till = stage.tills[0]

    async def story() -> tuple[OutcomeKind, list[str]]:
        item = await stage.item()
        await till.do(lambda r: r.payments.hold(item, GOOD))
        till.clock.stops_asleep = stops_asleep
        asking = asyncio.ensure_future(
            till.do(lambda r: r.payments.capture_hold(item.id, item.amount))
        )
        while not any(" capture " in post for post in till.posts):
            await stage.loop.pause(0.0001)
        till.running.process.sleep(stage.loop.time(), 2_000)
        return (await asking).kind, [i.status for i in stage.server.intents.values()]

    assert stage.run(story) == (OutcomeKind.NOT_CHARGED, ["requires_capture"])
