"""Waits for a page of Stripe's own, which tells the till nothing: Stripe is asked instead."""

from collections.abc import Awaitable, Callable
from typing import Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import AttemptId
from pos_app.payments.model import Decline, Outcome
from ui.checkout.ports import Checkouts
from ui.checkout.settling import UNSETTLED

LOOK_PAUSE_S: Final = 2.0
"""Seconds between two looks: a customer sees the till say it before they look up."""


class LinkWatch:
    """`goes_on` says whether anybody still waits; `pause` takes seconds."""

    def __init__(
        self, checkouts: Checkouts, pause: Callable[[float], Awaitable[None]],
        goes_on: Callable[[], bool],
    ) -> None:  # fmt: skip
        self._checkouts = checkouts
        self._pause = pause
        self._goes_on = goes_on

    async def until_over(
        self, attempt_id: AttemptId, declined: Callable[[Decline], None]
    ) -> Outcome | None:
        """Its outcome once Stripe says that it is paid or over; None when nobody waits any more.
        What can't be learned now is asked again. A card that was refused is told once."""
        told: Decline | None = None
        while self._goes_on():
            await self._pause(LOOK_PAUSE_S)
            outcome = await self._look(attempt_id) if self._goes_on() else None
            if outcome is None or not self._goes_on():
                continue
            if outcome.kind not in UNSETTLED:
                return outcome
            if outcome.decline is not None and outcome.decline != told:
                told = outcome.decline
                declined(told)
        return None

    async def _look(self, attempt_id: AttemptId) -> Outcome | None:
        try:
            return await self._checkouts.settle(attempt_id)
        except EnvironmentFault:
            return None  # asked again soon
