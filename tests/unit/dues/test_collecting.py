"""A run: one result each, nobody twice at once, stoppable, and never faster than it may."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from pos_app.dues.collecting import CollectProgressed, CollectRun, Tempo, at_once
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AttemptId, CustomerId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind


class VirtualTime:
    def __init__(self) -> None:
        self.at = 0.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC)

    def monotonic(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds
        await asyncio.sleep(0)


class Desk:
    """Charges in no time; `says` decides what comes of an item."""

    def __init__(
        self, says: Callable[[ItemId], OutcomeKind | PosError], per_second: float = 1.0
    ) -> None:
        self.says = says
        self.time = VirtualTime()
        self.tempo = Tempo(per_second, self.time, self.time.sleep)
        self.begun: list[tuple[ItemId, float]] = []
        self.busy: set[str] = set()
        self.told: list[CollectProgressed] = []
        self.events = EventBus()
        self.events.subscribe(CollectProgressed, self.told.append)

    async def collect(self, item_id: ItemId) -> Outcome:
        owner = whose(item_id)
        assert owner not in self.busy
        assert len(self.busy) < at_once(self.tempo.per_second)
        self.busy.add(owner)
        self.begun.append((item_id, self.time.at))
        await asyncio.sleep(0.001)
        self.busy.discard(owner)
        said = self.says(item_id)
        if isinstance(said, PosError):
            raise said
        now, amount = self.time.now(), Money(100, "eur")
        reason = "payment.unknown" if said is OutcomeKind.UNKNOWN else ""
        return Outcome(said, item_id, AttemptId("att"), amount, now, reason=reason)

    async def owner(self, item_id: ItemId) -> CustomerId | None:
        return CustomerId(whose(item_id))

    def run(self, *items: str) -> CollectRun:
        names = [ItemId(one) for one in items]
        made = CollectRun(names, self.collect, self.owner, self.tempo, self.events)
        made.start()
        return made


def whose(item_id: str) -> str:
    return item_id.partition("-")[0]


def fine(_: ItemId) -> OutcomeKind:
    return OutcomeKind.SUCCEEDED


async def test_each_has_its_own_result_and_the_end_is_told() -> None:
    said: dict[str, OutcomeKind | PosError] = {
        "a-1": OutcomeKind.SUCCEEDED, "b-1": OutcomeKind.DECLINED, "c-1": OutcomeKind.UNKNOWN,
        "d-1": UserError("agreement.revoked"), "e-1": UserError("payment.already_paid"),
    }  # fmt: skip
    desk = Desk(said.__getitem__)
    run = desk.run(*said)
    done = await run.finished()
    assert (done.done, done.charged, done.failed, done.unknown) == (5, 1, 2, 1)
    assert run.results[ItemId("e-1")].not_owed
    assert desk.told[-1].progress == done
    assert not done.running


@pytest.mark.logs_error("collect_broke_off")
async def test_one_that_breaks_off_leaves_the_others_alone() -> None:
    def says(item_id: ItemId) -> OutcomeKind:
        if item_id == "a-1":
            raise ValueError("a bug")
        return OutcomeKind.SUCCEEDED

    done = await (run := Desk(says).run("a-1", "b-1")).finished()
    assert (done.charged, done.failed) == (1, 1)
    refused = run.results[ItemId("a-1")].refused
    assert refused is not None
    assert refused.key == "dues.broke_off"


async def test_a_customer_s_items_are_taken_one_by_one_and_none_is_lost() -> None:
    desk = Desk(fine)
    items = [f"{who}-{n}" for who in "abc" for n in range(8)]
    done = await desk.run(*items).finished()
    assert (done.charged, done.total) == (24, 24)
    assert sorted(item for item, _ in desk.begun) == sorted(items)


async def test_never_faster_than_it_may() -> None:
    desk = Desk(fine, 10.0)
    await desk.run(*(f"{n}-1" for n in range(50))).finished()
    last = desk.begun[-1][1]
    assert 49 / 10.0 - 0.3 <= last <= 49 / 10.0 + 0.3


@pytest.mark.parametrize("per_second", [0.2, 1.0, 5.0, 6.7])
def test_a_slow_bank_keeps_nobody_from_the_pace(per_second: float) -> None:
    slowest = 4
    assert at_once(per_second) >= per_second * slowest
    assert 6 <= at_once(per_second) <= 40


async def test_stopped_what_has_begun_ends_and_nothing_new_begins() -> None:
    desk = Desk(fine)
    run = desk.run(*(f"{n}-1" for n in range(50)))
    desk.events.subscribe(CollectProgressed, lambda told: told.result and run.stop())
    done = await run.finished()
    assert done.charged == done.done == len(desk.begun) < 10
    assert done.stopping
    assert not done.stopped_by


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (EnvironmentFault("clock.wrong", retryable=True), "clock.wrong"),
        (EnvironmentFault("storage.full", retryable=True), "storage.full"),
        (EnvironmentFault("remote.unreachable", retryable=True), "dues.no_answer"),
    ],
)
async def test_what_fails_for_everybody_stops_the_run(error: PosError, why: str) -> None:
    desk = Desk(lambda _: error)
    done = await desk.run(*(f"{n}-1" for n in range(100))).finished()
    assert done.stopped_by == why
    assert len(desk.begun) < 20


async def test_declines_never_stop_it() -> None:
    desk = Desk(lambda _: OutcomeKind.DECLINED)
    done = await desk.run(*(f"{n}-1" for n in range(30))).finished()
    assert (done.failed, done.stopped_by) == (30, "")


async def test_a_run_of_nothing_ends_at_once() -> None:
    done = await Desk(fine).run().finished()
    assert (done.total, done.running) == (0, False)
