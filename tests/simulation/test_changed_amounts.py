"""Two tills that charge one part of a sale with two ideas of its amount, in bad weather: whatever
is lost or late, Stripe takes one of the amounts once, and the tills' ledgers say which."""

import asyncio
from dataclasses import replace
from random import Random

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.sales.model import SaleItem
from tests.simulation.loop import VirtualLoop
from tests.simulation.server import Server
from tests.simulation.story import GOOD
from tests.simulation.till import LogTexts, Till, World
from tests.simulation.wire import Weather

SEEDS = 200
AMOUNTS = (1250, 900, 2000)
_LATEST = 100_000.0


class Play:
    """One seed."""

    def __init__(self, seed: int) -> None:
        self.random = random = Random(seed)
        self.loop = loop = VirtualLoop()
        self.server = Server(random, loop.time, lambda s, fn: loop.as_world(loop.time() + s, fn))
        self.world = World(loop, random, self.server, LogTexts(everything=False))
        self.tills = [Till(self.world, f"till_{n}", Weather.drawn(random)) for n in (1, 2)]

    async def charge(self, till: Till, item: SaleItem) -> None:
        for _ in range(self.random.randint(1, 3)):
            await self.loop.pause(self.random.choice((0.0, 0.02, 0.2, 3.0)))
            owed = replace(item, amount=Money(self.random.choice(AMOUNTS), "eur"))
            try:
                await till.do(lambda r, owed=owed: r.payments.charge_saved_card(owed, GOOD))
            except UserError:
                return

    async def whole(self) -> None:
        first, second = self.tills
        customer = CustomerId("cus_1")
        item = await first.do(lambda r: r.sales.open_item(customer, Money(1250, "eur"), "Bike"))
        second.adopt(item)
        await asyncio.gather(*(self.charge(till, item) for till in self.tills))
        for till in self.tills:
            till.weather.kind = "fine"
        await self.loop.pause(_LATEST)  # all that is late has arrived
        for till in self.tills:
            left = await till.do(lambda r: r.payments.recover())
            assert all(outcome.kind is not OutcomeKind.UNKNOWN for outcome in left)

    def run(self) -> tuple[list[int], list[list[int]]]:
        """What Stripe took, and what each ledger says was."""
        try:
            self.loop.run(self.whole())
            taken = [intent.received for intent in self.server.intents.values() if intent.received]
            sql = "SELECT amount_minor FROM payments"
            return taken, [
                [row[0] for row in till.disk.execute(sql).fetchall()] for till in self.tills
            ]
        finally:
            for till in self.tills:
                till.disk.close()
            self.loop.close()


def test_one_amount_is_taken_once_and_written_down_as_it_was() -> None:
    paid, remade = 0, 0
    for seed in range(SEEDS):
        play = Play(seed)
        taken, told = play.run()
        assert len(taken) <= 1, seed
        assert all(ledger in ([], taken) for ledger in told), seed
        assert any(told) is bool(taken), seed
        paid += bool(taken)
        remade += len(play.server.intents) > 1
    assert paid > SEEDS // 2
    assert remade > SEEDS // 10
