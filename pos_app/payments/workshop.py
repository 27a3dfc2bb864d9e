"""What moving money works with: everything injected, so that a simulation runs the same code."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import Bug
from pos_app.kernel.ids import Randomness, TillId
from pos_app.payments.journal import Journal
from pos_app.payments.policy import Policy
from pos_app.payments.ports import PaymentGateway

Sleep = Callable[[float], Awaitable[object]]
_FIRST_DELAY_SECONDS: Final = 0.4
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Moment:
    """As this machine's own clocks tell it, seconds; see `Workshop.passed`."""

    wall: float
    ticks: float


@dataclass(frozen=True, slots=True)
class Workshop:
    """`sleep` takes seconds."""

    journal: Journal
    gateway: PaymentGateway
    clock: Clock
    randomness: Randomness
    sleep: Sleep
    till_id: TillId
    policy: Policy

    def now(self) -> int:
        """UTC seconds by Stripe's clock: a till's own may be days wrong (RELIABILITY rule 8)."""
        return int(self.clock.now().timestamp() + self.gateway.skew_seconds())

    def moment(self) -> Moment:
        return Moment(self.clock.now().timestamp(), self.clock.monotonic())

    def passed(self, since: Moment) -> float:
        """Seconds gone by, also those the machine slept; more when its clock was set meanwhile.

        Not by Stripe's clock: a reply that lay waiting through a sleep tells a time long past.
        """
        now = self.moment()
        return max(abs(now.wall - since.wall), now.ticks - since.ticks)

    async def pause(self, number: int) -> None:
        """Backoff before try `number` (from 1), with jitter."""
        share = int.from_bytes(self.randomness(2), "big") / 0xFFFF
        await self.sleep(_FIRST_DELAY_SECONDS * 2.0 ** min(number - 1, 3) * (0.75 + share / 2))


def given(value: T | None) -> T:
    """What the journal promises at this step."""
    if value is None:
        raise Bug("charging.journal_incomplete")
    return value
