"""Who is asked about, how often, and what a fault costs."""

import asyncio
from collections.abc import Callable
from dataclasses import replace

from pos_app.dues.learning import DueLearned, DueLearning, to_learn
from pos_app.dues.model import Board, board
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from tests.helpers.agreements import an_agreement
from tests.unit.dues.test_model import ANA, TODAY, a_sale, known, owed


class Stripe:
    """Answers as it is told to, in turn; then well."""

    def __init__(self, *faults: PosError | None) -> None:
        self.asked: list[CustomerId] = []
        self.slept: list[float] = []
        self.learned: list[CustomerId] = []
        self.busy = 0
        self._faults = list(faults)
        events = EventBus()
        events.subscribe(DueLearned, lambda told: self.learned.append(told.customer_id))
        self.learning = DueLearning(self._cards, self._agreements, self._turn, events, self._sleep)

    async def _turn(self) -> None:
        await asyncio.sleep(0)

    async def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.busy = 0
        await asyncio.sleep(0)

    async def _cards(self, customer_id: CustomerId) -> None:
        await asyncio.sleep(0)

    async def _agreements(self, customer_id: CustomerId) -> None:
        assert not self.busy
        self.asked.append(customer_id)
        fault = self._faults.pop(0) if self._faults else None
        if fault is not None:
            raise fault

    async def through(self, *boards: Board, done: Callable[[], bool]) -> None:
        """Until `done`, and a while longer."""
        task = asyncio.create_task(self.learning.run(lambda: self.busy))
        for one in boards:
            self.learning.want(to_learn(one))
        async with asyncio.timeout(30):
            while not done():  # noqa: ASYNC110 - counted, not signalled
                await asyncio.sleep(0)
        for _ in range(20):
            await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])


def of(name: str = ANA, *, learned: bool = False) -> Board:
    """Somebody owes something today under an agreement that is, or isn't, known here."""
    agreement = an_agreement(CustomerId(name))
    sale = a_sale(agreement, [TODAY])
    rows = [replace(row, customer_id=CustomerId(name)) for row in owed(sale)]
    rows = [replace(row, sale=replace(row.sale, customer_id=CustomerId(name))) for row in rows]
    return board(rows, known(agreement) if learned else known(), TODAY)


async def test_each_once_and_nobody_of_whom_all_is_known() -> None:
    stripe = Stripe()
    boards = [of("cus_1"), of("cus_2"), of("cus_1"), of(learned=True)]
    await stripe.through(*boards, done=lambda: len(stripe.learned) == 2)
    assert stripe.asked == stripe.learned == ["cus_1", "cus_2"]


async def test_a_card_that_this_till_has_never_heard_of_is_asked_for() -> None:
    agreement = an_agreement(ANA)
    without = board(owed(a_sale(agreement, [TODAY])), known(agreement, cards=()), TODAY)
    stripe = Stripe()
    await stripe.through(without, done=lambda: bool(stripe.learned))
    assert stripe.learned == [ANA]


async def test_what_nobody_agreed_to_is_nothing_to_learn() -> None:
    stripe = Stripe()
    nothing = board(owed(a_sale(None, [TODAY])), known(cards=()), TODAY)
    await stripe.through(nothing, of("cus_2"), done=lambda: bool(stripe.learned))
    assert stripe.learned == ["cus_2"]


async def test_a_dead_line_costs_a_minute_and_forgets_nobody() -> None:
    stripe = Stripe(EnvironmentFault("agreement.not_learned", retryable=True))
    await stripe.through(of("cus_1"), of("cus_2"), done=lambda: len(stripe.learned) == 2)
    assert stripe.asked == ["cus_1", "cus_2", "cus_1"]
    assert stripe.slept == [60.0]


async def test_who_is_gone_or_refused_is_not_asked_about_for_ever() -> None:
    stripe = Stripe(
        UserError("customer.gone"), EnvironmentFault("agreement.not_learned", retryable=False)
    )
    boards = [of("cus_1"), of("cus_2"), of("cus_3")]
    await stripe.through(*boards, done=lambda: bool(stripe.learned))
    assert (stripe.asked, stripe.learned) == (["cus_1", "cus_2", "cus_3"], ["cus_3"])


async def test_collecting_goes_first() -> None:
    stripe = Stripe()
    stripe.busy = 1
    await stripe.through(of("cus_1"), done=lambda: bool(stripe.learned))
    assert stripe.slept == [1.0]
