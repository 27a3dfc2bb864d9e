"""How long a cashier waits for an answer: the same request again, until then."""

from collections.abc import Awaitable, Callable
from typing import Final

from pos_app.checkout.ports import SessionSnapshot
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import RemoteUnknown, RemoteUnreachable
from pos_app.kernel.ids import Randomness

Sleep = Callable[[float], Awaitable[object]]
_FIRST_DELAY_SECONDS: Final = 0.4


class Patience:
    """Of `seconds` in all; `sleep` takes seconds too."""

    def __init__(self, clock: Clock, randomness: Randomness, sleep: Sleep, seconds: float) -> None:
        self._clock = clock
        self._randomness = randomness
        self._sleep = sleep
        self._seconds = seconds

    async def ask(self, send: Callable[[], Awaitable[SessionSnapshot]]) -> SessionSnapshot:
        """Its answer, after backoff and jitter where there is none at first. Raises what `send`
        raises; RemoteUnknown and RemoteUnreachable only when the time is up."""
        deadline = self._clock.monotonic() + self._seconds
        delay = _FIRST_DELAY_SECONDS
        while True:
            try:
                return await send()
            except (RemoteUnknown, RemoteUnreachable):
                if self._clock.monotonic() + delay >= deadline:
                    raise
            share = int.from_bytes(self._randomness(2), "big") / 0xFFFF
            await self._sleep(delay * (0.75 + share / 2))
            delay *= 2
