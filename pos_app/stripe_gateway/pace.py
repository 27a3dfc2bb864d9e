"""How fast the till may read, so that copying customers leaves Stripe's limit to the cashiers.

Stripe counts a key's reads together, whoever of the shop's tills makes them. What somebody waits
for is sent at once and counted; what runs in the background is spread over the share left to it.
"""

import math
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pos_app.kernel.clock import Clock

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

_BURST_SECONDS: Final = 0.5
"""So much of an idle stretch can be made up for: replies come in waves, and a fill needs a while
until it has ranges for all its requests. With the usual share of 60 % even the second after such a
stretch stays below Stripe's limit."""
_LEAST: Final = 0.5
_PAUSE_SECONDS: Final = 1.0
_LONGEST_PAUSE_SECONDS: Final = 60.0
_PATIENCE_SECONDS: Final = 1.0
"""So long a background read waits for somebody's request to be answered, then it goes too: one
lost reply must not stop the copying for half a minute."""
_LOOK_SECONDS: Final = 0.05
_RECOVERY_SECONDS: Final = 10.0
_RECOVERY: Final = 0.1
UNLIMITED: Final = 1e6
_USUAL_SECONDS: Final = 0.3
"""What a reply and writing it down take together."""
_LEAST_AT_ONCE, _MOST_AT_ONCE = 4, 32


class Pace:
    """One account's budget of reads; `per_second` is the background's share of it."""

    def __init__(
        self, clock: Clock, sleep: "Callable[[float], Awaitable[object]]",
        per_second: float = UNLIMITED,
    ) -> None:  # fmt: skip
        self._clock = clock
        self._sleep = sleep
        self._most = per_second
        self.per_second = per_second
        """What is asked at most at the moment: less than the share after a refusal."""
        self._free_at = clock.monotonic()
        self._held_until = self._free_at
        self._better_at = self._free_at
        self._waited_for = 0

    @property
    def at_once(self) -> int:
        """How many requests side by side keep up with the pace; more would only wait."""
        wanted = math.ceil(self.per_second * _USUAL_SECONDS)
        return max(_LEAST_AT_ONCE, min(_MOST_AT_ONCE, wanted))

    async def background(self) -> None:
        """Wait for this read's turn."""
        now = self._clock.monotonic()
        self._recover(now)
        turn = max(self._count(now) - _BURST_SECONDS, self._held_until)
        if turn > now:
            await self._sleep(turn - now)
        for _ in range(round(_PATIENCE_SECONDS / _LOOK_SECONDS)):
            if not self._waited_for:
                return
            await self._sleep(_LOOK_SECONDS)

    @contextmanager
    def foreground(self, *, read: bool) -> "Iterator[None]":
        """Around a request that somebody waits for; the background keeps out of its way."""
        if read:
            self._count(self._clock.monotonic())
        self._waited_for += 1
        try:
            yield
        finally:
            self._waited_for -= 1

    def refused(self, retry_after: float | None) -> None:
        """Stripe answered 429: pause, and ask half as often until it has long not said so again.

        Requests that were on their way together are refused together: that counts once.
        """
        now = self._clock.monotonic()
        if now >= self._held_until:
            self.per_second = max(_LEAST, min(self.per_second, self._most) / 2)
        pause = min(max(retry_after or 0.0, _PAUSE_SECONDS), _LONGEST_PAUSE_SECONDS)
        self._held_until = max(self._held_until, now + pause)
        self._better_at = self._held_until + _RECOVERY_SECONDS

    def _count(self, now: float) -> float:
        """When this read's turn would be without the burst."""
        turn = max(self._free_at, now)
        self._free_at = turn + 1 / self.per_second
        return turn

    def _recover(self, now: float) -> None:
        if self.per_second < self._most and now >= self._better_at:
            self.per_second = min(self._most, self.per_second + self._most * _RECOVERY)
            self._better_at = now + _RECOVERY_SECONDS
