"""Looking into what is open, again and again, while a till runs."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.operation_desk import OperationDesk
from pos_app.payments.workshop import Sleep

_log = logging.getLogger(__name__)
_SOONEST_SECONDS: Final = 10.0
_LATEST_SECONDS: Final = 300.0


async def keep_recovering(
    recover: Callable[[], Awaitable[Sequence[Outcome]]], desk: OperationDesk, sleep: Sleep
) -> None:
    """At once, then on a timer, with backoff while something stays unknown; until cancelled."""
    delay = _SOONEST_SECONDS
    while True:
        try:
            outcomes = await recover()
            stuck = any(outcome.kind is OutcomeKind.UNKNOWN for outcome in outcomes)
            stuck = stuck or bool(await desk.unresolved())
            await desk.look_around()
        except EnvironmentFault as fault:
            _log.warning("recovery_failed fault=%s", fault.key)
            stuck = False
        delay = min(delay * 2, _LATEST_SECONDS) if stuck else _SOONEST_SECONDS
        await sleep(delay)
