"""The list of customers for a process that serves another one: that one keeps to the pace, repeats
and remembers; this one sends what it is told, once."""

import asyncio
import os

from pos_app.kernel.clock import SystemClock
from pos_app.settings.environment import Environment
from pos_app.stripe_gateway.client import Surroundings, build_caller
from pos_app.stripe_gateway.listing_customers import CustomerPages
from pos_app.stripe_gateway.mode import ModeGuard
from pos_app.stripe_gateway.pace import Pace


class Refusals(Pace):
    """No pace of its own: it collects what Stripe's refusals said of the other's."""

    def __init__(self) -> None:
        super().__init__(SystemClock(), asyncio.sleep)
        self._collected: list[float | None] = []

    def refused(self, retry_after: float | None) -> None:
        """Stripe answered 429."""
        self._collected.append(retry_after)

    def taken(self) -> list[float | None]:
        """Those since the last time, as `Caller.hear` takes them."""
        taken, self._collected = self._collected, []
        return taken


def pages_apart(environment: Environment) -> tuple[CustomerPages, Refusals]:
    """Imports stripe (0.2 s)."""
    refusals = Refusals()
    surroundings = Surroundings(SystemClock(), os.urandom, asyncio.sleep, lanes=True)
    mode = ModeGuard(live=environment.live)
    return CustomerPages(build_caller(environment, surroundings, mode, refusals)), refusals
