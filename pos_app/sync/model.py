"""How far the copy follows Stripe, and when to ask again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from pos_app.kernel.ids import CustomerId

POLL_SECONDS: Final = 5.0
LONGEST_WAIT_SECONDS: Final = 60.0
_SPREAD: Final = 0.2


@dataclass(frozen=True, slots=True)
class Progress:
    """What is committed. `begun` is False before the first fill, then `cursor` is the newest event
    already in the copy (None: there was none yet) and `last_listed` where the list goes on."""

    begun: bool = False
    cursor: str | None = None
    last_listed: CustomerId | None = None
    listed: int = 0
    filled: bool = False
    relisting: bool = False
    """Whether this fill heals a lost cursor, so that customers it doesn't list are gone."""


@dataclass(frozen=True, slots=True)
class SyncProgressed:
    """Event: the list of customers has come `done` customers far."""

    done: int
    finished: bool


@dataclass(frozen=True, slots=True)
class SyncState:
    """Event: whether Stripe answers; `at` is UTC. `reason` is the message key of why not."""

    connected: bool
    at: datetime
    reason: str = ""


def wait_seconds(failures: int, byte: int) -> float:
    """How long to wait before asking again, doubled by every failure in a row.

    `byte` (0 to 255, random) spreads the tills of a shop by a fifth to either side, since they
    were probably switched on or cut off together.
    """
    wait = min(POLL_SECONDS * 2.0 ** min(failures, 10), LONGEST_WAIT_SECONDS)
    return wait * (1 - _SPREAD + 2 * _SPREAD * byte / 255)
