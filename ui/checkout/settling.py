"""Asks Stripe what happened, a few times over, once a page says that it is done."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import AttemptId
from pos_app.payments.model import Outcome, OutcomeKind
from ui.checkout.ports import Checkouts

SETTLE_PAUSES_S: Sequence[float] = (0.0, 0.4, 0.8, 1.5, 3.0)
"""Seconds before each look at Stripe after the page said it is done; then staff decide."""
UNSETTLED: Final = (OutcomeKind.OPEN, OutcomeKind.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the last look came to: an outcome, or why there is none."""

    outcome: Outcome | None
    fault: PosError | None

    @property
    def final(self) -> Outcome | None:
        """The outcome, where nothing can change it any more."""
        settled = self.outcome is not None and self.outcome.kind not in UNSETTLED
        return self.outcome if settled else None

    @property
    def is_unclear(self) -> bool:
        """Whether a payment may be under way, or nobody can say."""
        kind = self.outcome.kind if self.outcome is not None else OutcomeKind.UNKNOWN
        return self.fault is not None or kind is OutcomeKind.UNKNOWN


class Settling:
    """`pause` takes seconds."""

    def __init__(self, checkouts: Checkouts, pause: Callable[[float], Awaitable[None]]) -> None:
        self._checkouts = checkouts
        self._pause = pause

    async def look(
        self, attempt_id: AttemptId, goes_on: Callable[[], bool], *, patiently: bool
    ) -> Seen | None:
        """Look until it is final, `patiently` or once; None when nobody waits any more."""
        seen = Seen(None, None)
        for seconds in SETTLE_PAUSES_S if patiently else SETTLE_PAUSES_S[:1]:
            if seconds:
                await self._pause(seconds)
            if not goes_on():
                return None
            try:
                seen = Seen(await self._checkouts.settle(attempt_id), None)
            except PosError as fault:
                seen = Seen(seen.outcome, fault)
            if seen.fault is None and seen.final is not None:
                break
        return seen if goes_on() else None
