"""How far the copy follows Stripe, and when to ask again."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final

POLL_SECONDS: Final = 5.0
LONGEST_WAIT_SECONDS: Final = 60.0
SLOW_SECONDS: Final = 2.0
"""From here on a cashier who waits for an answer wonders whether it comes."""
PROMPT_AGAIN: Final = 3
"""So many answers in a row come in time until a slow connection is called so no more."""
LONGEST_GAP: Final = timedelta(days=29)
"""One day less than Stripe keeps events: after a longer pause some may be lost unseen."""
CLOCK_BACK: Final = timedelta(days=1)
"""What was noted further ahead of this machine's clock says nothing: the clock was wrong. Less is
within the day that LONGEST_GAP leaves."""
_SPREAD: Final = 0.2
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Progress:
    """What is committed. `begun` is False before the first fill."""

    begun: bool = False
    cursors: Mapping[str, str | None] = field(default_factory=dict)
    """For each source the newest event already in the copy; None: there was none yet."""
    listed: int = 0
    filled: bool = False
    relisting: bool = False
    """Whether this fill heals a copy, so that customers it doesn't list are gone."""
    floor: int = 0
    """What happened before it (UTC seconds by Stripe's clock) was in the list already."""
    mark: int = 0
    """What was noted after it came while the list was read (`customers.version_store`)."""
    followed_since: datetime = _NEVER
    """All events since then (UTC by this machine's clock) were or are still to be had."""


@dataclass(frozen=True, slots=True)
class CardsProgress:
    """How far the cards of those listed were asked for: up to which place in the copy."""

    rank: int = 0
    done: bool = False


@dataclass(frozen=True, slots=True)
class SyncProgressed:
    """Event: the list of customers has come `done` customers far.

    `seconds_left` is an estimate; None while there is nothing to estimate from. `anew`: a copy
    that was there before is compared with the list, and answers for everybody meanwhile.
    """

    done: int
    finished: bool
    seconds_left: float | None = None
    anew: bool = False


@dataclass(frozen=True, slots=True)
class SyncState:
    """Event: whether Stripe answers; `at` is UTC. `reason` is the message key of why not; `slow`:
    what comes takes its time (`pos_app.sync.promptness`)."""

    connected: bool
    at: datetime
    reason: str = ""
    slow: bool = False


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """Event: at this moment (UTC) the copy held all that Stripe told of."""

    at: datetime


@dataclass(frozen=True, slots=True)
class LastCaughtUp:
    """Event: nothing newer than of this moment (UTC) is in the copy as the till opens; Stripe
    wasn't asked yet."""

    at: datetime


def wait_seconds(failures: int, byte: int) -> float:
    """How long to wait before asking again, doubled by every failure in a row.

    `byte` (0 to 255, random) spreads the tills of a shop by a fifth to either side, since they
    were probably switched on or cut off together.
    """
    wait = min(POLL_SECONDS * 2.0 ** min(failures, 10), LONGEST_WAIT_SECONDS)
    return wait * (1 - _SPREAD + 2 * _SPREAD * byte / 255)
