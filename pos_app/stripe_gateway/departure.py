"""A write leaves soon after it was decided, or not at all.

Between the decision and the first byte lie a wait for a connection and its handshake. A machine
that sleeps there for a day wakes with a request whose idempotency key Stripe has forgotten: what
was meant as a repetition would be a second refund. Services look at the time before they ask;
only here can it be looked at once more when nothing is left to wait for.
"""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from typing import Any, Final

from pos_app.kernel.clock import Clock

LEAVES_WITHIN_SECONDS: Final = 60.0
"""Longer than every time-out before a request leaves, and far shorter than a key's life."""
_LEAVING: Final = ("send_request_headers.started", "send_request_body.started")
"""httpcore's names for the moments before it writes (its `trace` extension)."""

Trace = Callable[[str, Mapping[str, Any]], Awaitable[None]]


def too_late(decided_at: datetime, now: datetime, ticks: float = 0.0) -> bool:
    """Whether a request decided at one moment must not leave at the other; `ticks` are monotonic
    seconds gone by. A clock that was set meanwhile counts as a sleep: it can't vouch for less."""
    return max(abs((now - decided_at).total_seconds()), ticks) > LEAVES_WITHIN_SECONDS


def leaving_soon(clock: Clock) -> Trace:
    """For httpx's `trace` extension: raises httpx.ConnectError, which says that nothing left.

    Without its body, a request whose headers have left is none to the server.
    """
    decided_at, begun = clock.now(), clock.monotonic()

    async def look(moment: str, _about: Mapping[str, Any]) -> None:
        if moment.endswith(_LEAVING) and too_late(
            decided_at, clock.now(), clock.monotonic() - begun
        ):
            import httpx

            raise httpx.ConnectError("asleep while about to leave")

    return look
