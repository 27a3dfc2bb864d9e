"""Whether Stripe answers in time, judged by the questions that following it asks anyway."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from pos_app.kernel.clock import Clock
from pos_app.sync.model import PROMPT_AGAIN, SLOW_SECONDS


class Promptness:
    """Slow as soon as one answer is late, even before it is there; prompt again after some that
    were not. `changed` is called when that changes."""

    def __init__(
        self, clock: Clock, changed: Callable[[], None], slow_seconds: float = SLOW_SECONDS
    ) -> None:
        self._clock = clock
        self._changed = changed
        self._slow_seconds = slow_seconds
        self._in_time = PROMPT_AGAIN
        """How many answers in a row were."""

    @property
    def slow(self) -> bool:
        """Whether a cashier has to reckon with waiting."""
        return self._in_time < PROMPT_AGAIN

    @contextmanager
    def question(self) -> Iterator[None]:
        """Around one question. One that fails says nothing of answers, but for being late."""
        begun = self._clock.monotonic()
        timer = asyncio.get_running_loop().call_later(self._slow_seconds, self._late)
        try:
            yield
        finally:
            timer.cancel()
        if self._clock.monotonic() - begun < self._slow_seconds:
            self._note(min(self._in_time + 1, PROMPT_AGAIN))
        else:
            self._late()

    def _late(self) -> None:
        self._note(0)

    def _note(self, in_time: int) -> None:
        before, self._in_time = self.slow, in_time
        if self.slow is not before:
            self._changed()
