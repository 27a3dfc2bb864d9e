"""How long a cashier waits for an answer of Stripe's before it counts as unknown."""

from collections.abc import Awaitable, Callable
from typing import Final

from pos_app.checkout.ports import SessionSnapshot
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import RemoteUnknown, RemoteUnreachable
from pos_app.kernel.ids import Randomness

_FIRST_DELAY_SECONDS: Final = 0.4


class Patience:
    """Called with a request, repeats it with backoff and jitter. Raises what it does in the end."""

    def __init__(
        self, clock: Clock, randomness: Randomness, sleep: Callable[[float], Awaitable[object]],
        seconds: float,
    ) -> None:  # fmt: skip
        self._clock = clock
        self._randomness = randomness
        self._sleep = sleep
        self._seconds = seconds

    async def __call__(self, ask: Callable[[], Awaitable[SessionSnapshot]]) -> SessionSnapshot:
        deadline = self._clock.monotonic() + self._seconds
        delay = _FIRST_DELAY_SECONDS
        while True:
            try:
                return await ask()
            except (RemoteUnknown, RemoteUnreachable):
                if self._clock.monotonic() + delay >= deadline:
                    raise
            share = int.from_bytes(self._randomness(2), "big") / 0xFFFF
            await self._sleep(delay * (0.75 + share / 2))
            delay *= 2
