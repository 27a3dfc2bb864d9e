"""Collecting many due items, one after the other's pace: stoppable, and safe to repeat.

A run keeps nothing: each charge is in the journal before it leaves, so after a crash recovery finds
out about those under way, and whoever repeats the run charges only what is still owed.
"""

import asyncio
import logging
import math
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, ItemId
from pos_app.payments.model import Outcome, OutcomeKind

_log = logging.getLogger(__name__)

_FEWEST_AT_ONCE, _MOST_AT_ONCE = 6, 40
_SLOW_CHARGE_SECONDS: Final = 4
"""What one takes from its first question to its note, where banks are slow."""
READS_A_CHARGE: Final = 6
"""What one absent charge asks of Stripe, besides its three writes: the sale, what was charged under
the agreement (two), the item's payments and its sessions, and the sale again to note it."""
_NO_ANSWER_AT_MOST: Final = 5
"""Charges in a row that Stripe couldn't be asked about: the line is down, and a run that goes on
only fails for everybody."""
_BURST_SECONDS: Final = 0.25
_PAID: Final = frozenset({"payment.already_paid", "sale.item_paid"})
_NOT_OWED: Final = _PAID | {"sale.item_called_off", "sale.over"}
_STOPPING: Final = frozenset({"clock.wrong", "ledger.rebuilding"})


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one item: an outcome, or the error that kept it from being tried."""

    item_id: ItemId
    outcome: Outcome | None
    refused: PosError | None = None

    @property
    def charged(self) -> bool:
        return self.outcome is not None and self.outcome.kind is OutcomeKind.SUCCEEDED

    @property
    def paid_before(self) -> bool:
        """Somebody had collected it already."""
        return self.refused is not None and self.refused.key in _PAID

    @property
    def not_owed(self) -> bool:
        """It was paid or called off before its turn: nothing to do, and nothing went wrong."""
        return self.refused is not None and self.refused.key in _NOT_OWED


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is. `done` counts what has a result."""

    total: int
    done: int = 0
    charged: int = 0
    failed: int = 0
    """Declined, refused, or not charged."""
    unknown: int = 0
    """Left to recovery: nobody knows yet whether money moved."""
    under_way: int = 0
    running: bool = True
    stopping: bool = False
    stopped_by: str = ""
    """Message key of what stopped it besides a person; empty otherwise."""


@dataclass(frozen=True, slots=True)
class CollectProgressed:
    """Event: a run got further, or ended (`progress.running`). `result` is the newest."""

    progress: Progress
    result: Result | None


class Tempo:
    """So many begun a second, evenly: what cashiers at all tills need of Stripe's limit stays."""

    def __init__(
        self, per_second: float, clock: Clock,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:  # fmt: skip
        self.per_second = per_second
        self._clock = clock
        self._sleep = sleep
        self._free_at = clock.monotonic()

    async def turn(self) -> None:
        """Wait until one more may begin. Of an idle stretch only little can be made up for."""
        now = self._clock.monotonic()
        turn = max(self._free_at, now - _BURST_SECONDS)
        self._free_at = turn + 1 / self.per_second
        if turn > now:
            await self._sleep(turn - now)


def at_once(per_second: float) -> int:
    """Charges side by side: enough to keep up the pace while each waits for its bank."""
    wanted = math.ceil(per_second * _SLOW_CHARGE_SECONDS)
    return max(_FEWEST_AT_ONCE, min(_MOST_AT_ONCE, wanted))


class CollectRun:
    """One run. `results` grows while it goes on; every step is told on the bus."""

    def __init__(
        self, items: Sequence[ItemId], collect: Callable[[ItemId], Awaitable[Outcome]],
        owner: Callable[[ItemId], Awaitable[CustomerId | None]], tempo: Tempo, events: EventBus,
    ) -> None:  # fmt: skip
        self._waiting = deque(dict.fromkeys(items))
        self._collect = collect
        self._owner = owner
        self._tempo = tempo
        self._events = events
        self._busy: set[CustomerId | None] = set()
        self._freed = asyncio.Event()
        self._silent = 0
        self._task: asyncio.Task[None] | None = None
        self.progress = Progress(len(self._waiting))
        self.results: dict[ItemId, Result] = {}

    def start(self) -> None:
        """Begin, in a task of its own. Called once."""
        self._task = asyncio.get_running_loop().create_task(self._run())

    def stop(self) -> None:
        """What has begun ends; nothing new begins."""
        self._waiting.clear()
        if self.progress.running and not self.progress.stopping:
            self._tell(replace(self.progress, stopping=True), None)

    async def finished(self) -> Progress:
        """Wait until all that was begun has an end."""
        if self._task is not None:
            await asyncio.wait([self._task])
        return self.progress

    async def _run(self) -> None:
        workers = min(at_once(self._tempo.per_second), len(self._waiting))
        await asyncio.gather(*(self._work() for _ in range(workers)))
        self._tell(replace(self.progress, running=False), None)

    async def _work(self) -> None:
        while self._waiting:
            item_id = self._waiting.popleft()
            result = await self._result(item_id)
            if result is not None:
                self._note(result)

    async def _result(self, item_id: ItemId) -> Result | None:
        """None: it was stopped before its turn, or waits behind another of its customer's."""
        owner: CustomerId | None = None
        try:
            owner = await self._owner(item_id)
            if owner in self._busy:
                return await self._put_back(item_id)
            self._busy.add(owner)
            try:
                return await self._in_turn(item_id)
            finally:
                self._busy.discard(owner)
                self._freed.set()
        except (UserError, EnvironmentFault) as error:
            return Result(item_id, None, error)
        except Exception:  # reason: one that breaks off must not end the others' run
            _log.exception("collect_broke_off item=%s", item_id)
            return Result(item_id, None, EnvironmentFault("dues.broke_off", retryable=True))

    async def _put_back(self, item_id: ItemId) -> Result | None:
        """An agreement's count is kept right by taking a customer's items one by one."""
        if not self.progress.stopping:
            self._waiting.append(item_id)
        self._freed.clear()
        if self._busy:
            await self._freed.wait()
        return None

    async def _in_turn(self, item_id: ItemId) -> Result | None:
        await self._tempo.turn()
        if self.progress.stopping:
            return None
        self._tell(replace(self.progress, under_way=self.progress.under_way + 1), None)
        try:
            return Result(item_id, await self._collect(item_id))
        finally:
            self.progress = replace(self.progress, under_way=self.progress.under_way - 1)

    def _note(self, result: Result) -> None:
        self.results[result.item_id] = result
        was, outcome = self.progress, result.outcome
        unknown = outcome is not None and outcome.kind is OutcomeKind.UNKNOWN
        fine = result.charged or result.not_owed
        self._tell(
            replace(
                was, done=was.done + 1, charged=was.charged + result.charged,
                unknown=was.unknown + unknown, failed=was.failed + (not fine and not unknown),
            ),
            result,
        )  # fmt: skip
        self._stop_if_useless(result)

    def _stop_if_useless(self, result: Result) -> None:
        """A wrong clock or a dead line fails for everybody: stop, and say so."""
        silent = _unanswered(result)
        self._silent = self._silent + 1 if silent else 0
        refused = result.refused.key if result.refused is not None else ""
        why = refused if refused in _STOPPING or refused.startswith("storage.") else ""
        if self._silent >= _NO_ANSWER_AT_MOST:
            why = why or "dues.no_answer"
        if why and self.progress.running and not self.progress.stopping:
            self.progress = replace(self.progress, stopped_by=why)
            self.stop()

    def _tell(self, progress: Progress, result: Result | None) -> None:
        self.progress = progress
        self._events.publish(CollectProgressed(progress, result))


def _unanswered(result: Result) -> bool:
    outcome, refused = result.outcome, result.refused
    if outcome is not None:
        reasons = ("payment.unreachable", "payment.no_answer", "payment.unknown")
        return outcome.kind is not OutcomeKind.SUCCEEDED and outcome.reason in reasons
    return isinstance(refused, EnvironmentFault)
