"""What the training panel knows and does."""

import asyncio
from collections.abc import Awaitable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.kernel.errors import PosError
from pos_app.training.remote import Standing
from ui.tasks import start, start_latest

LOOK_EVERY_S = 2.0


class Controls(Protocol):
    """What the panel needs of the stand-in; all raise EnvironmentFault."""

    async def look(self) -> Standing: ...

    async def order(self, scenario: Mapping[str, object]) -> None: ...

    async def cancel(self, identifier: str) -> None: ...

    async def calm(self) -> None: ...

    async def advance(self, seconds: int) -> None: ...

    async def seed(self, customers: int) -> None: ...

    async def reset(self, customers: int) -> None: ...


class Money(Protocol):
    """What the panel needs of `PaymentService`: nothing unclear may be forgotten."""

    async def unresolved(self) -> Sequence[object]: ...

    async def unresolved_operations(self) -> Sequence[object]: ...

    def pending(self) -> int: ...


class Pending(Protocol):
    """What the panel needs of `CheckoutService`."""

    def pending(self) -> int: ...


class Customers(Protocol):
    """What the panel needs of `SyncService`: the stand-in's samples come without events."""

    async def list_anew(self) -> None: ...


class Done(Enum):
    """What a button did."""

    ORDERED = "ordered"
    CANCELLED = "cancelled"
    MOVED = "moved"
    SEEDING = "seeding"
    SEEDED = "seeded"
    RESET = "reset"


@dataclass(frozen=True, slots=True)
class Obstacles:
    """Why the stand-in can't be reset now; it can when there are none."""

    unclear: int = 0
    under_way: bool = False

    def __bool__(self) -> bool:
        return bool(self.unclear or self.under_way)


class TrainingViewModel(QObject):
    """Signals: `changed` (read `standing`, None while the stand-in does not answer);
    `done(Done)` once something was carried out; `faulted(PosError)`; `mayReset(Obstacles)`, the
    answer to `ask_reset`.
    """

    changed = Signal()
    done = Signal(object)
    faulted = Signal(object)
    mayReset = Signal(object)

    def __init__(
        self,
        controls: Controls,
        money: Money,
        checkout: Pending,
        customers: Customers,
        parent: QObject | None = None,
        look_every_s: float = LOOK_EVERY_S,
    ) -> None:
        super().__init__(parent)
        self._controls = controls
        self._money = money
        self._checkout = checkout
        self._customers = customers
        self._look_every_s = look_every_s
        self.standing: Standing | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(round(look_every_s * 1000))
        self._timer.timeout.connect(self.look)

    def watch(self, *, on: bool) -> None:
        """Keep looking while the panel is shown."""
        if on:
            self.look()
            self._timer.start()
        else:
            self._timer.stop()

    def look(self) -> None:
        """Ask the stand-in how it is."""
        start_latest(self, "look", self._look())

    def order(self, scenario: Mapping[str, object]) -> None:
        """Trouble for what comes next."""
        start(self, self._do(self._controls.order(scenario), Done.ORDERED), self.faulted.emit)

    def cancel(self, identifier: str) -> None:
        """Forget that scenario."""
        start(self, self._do(self._controls.cancel(identifier), Done.CANCELLED), self.faulted.emit)

    def calm(self) -> None:
        """Forget all of them."""
        start(self, self._do(self._controls.calm(), Done.CANCELLED), self.faulted.emit)

    def advance(self, seconds: int) -> None:
        """Move the stand-in's clock forward."""
        start(self, self._do(self._controls.advance(seconds), Done.MOVED), self.faulted.emit)

    def seed(self, customers: int) -> None:
        """So many sample customers more; the till lists them once they are all there."""
        start(self, self._seed(customers), self.faulted.emit)

    def ask_reset(self) -> None:
        """Find out whether a reset would forget what the till must still find out."""
        start_latest(self, "ask", self._ask_reset(), self.faulted.emit)

    def reset(self, customers: int) -> None:
        """Forget everything, unless something came in between."""
        start(self, self._reset(customers), self.faulted.emit)

    async def _look(self) -> None:
        try:
            self.standing = await self._controls.look()
        except PosError:
            self.standing = None
        self.changed.emit()

    async def _do(self, work: Awaitable[None], done: Done) -> None:
        await work
        await self._look()
        self.done.emit(done)

    async def _seed(self, customers: int) -> None:
        await self._controls.seed(customers)
        self.done.emit(Done.SEEDING)
        self._list_samples()

    async def _obstacles(self) -> Obstacles:
        under_way = self._money.pending() + self._checkout.pending() > 0
        unclear = await self._money.unresolved(), await self._money.unresolved_operations()
        return Obstacles(sum(map(len, unclear)), under_way)

    async def _ask_reset(self) -> None:
        self.mayReset.emit(await self._obstacles())

    async def _reset(self, customers: int) -> None:
        obstacles = await self._obstacles()
        if obstacles:
            self.mayReset.emit(obstacles)
            return
        await self._controls.reset(customers)
        self.done.emit(Done.RESET)
        self._list_samples()

    def _list_samples(self) -> None:
        """Also when the panel is left meanwhile."""
        start_latest(self, "samples", self._follow_samples(), self.faulted.emit)

    async def _follow_samples(self) -> None:
        await self._look()
        while self.standing is None or self.standing.seeding:
            await asyncio.sleep(self._look_every_s)
            await self._look()
        await self._customers.list_anew()
        self.done.emit(Done.SEEDED)
