"""What stands in the status line, whatever else is said there: decisions, without a screen."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from pos_app.sync.model import CaughtUp, LastCaughtUp, SyncProgressed, SyncState
from ui.theme.tokens import Kind


class Connection(Enum):
    """Whether Stripe is reached."""

    CONNECTING = "connecting"
    ONLINE = "online"
    SLOW = "slow"
    OFFLINE = "offline"


class Doing(Enum):
    """What is said of the till's work: the one that needs a person most."""

    UNKNOWN = "unknown"
    """Outcomes nobody knows."""
    UNDER_WAY = "under_way"
    """Money tasks that end by themselves."""
    QUEUED = "queued"
    """Charges or rows that wait for their turn."""
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Work:
    """How much of it there is. `importing`: what is queued are customers of a file, no charges."""

    unknown: int = 0
    under_way: int = 0
    queued: int = 0
    importing: bool = False

    @property
    def doing(self) -> Doing:
        """What is said of it."""
        if self.unknown:
            return Doing.UNKNOWN
        if self.under_way:
            return Doing.UNDER_WAY
        return Doing.QUEUED if self.queued else Doing.NOTHING

    @property
    def count(self) -> int:
        """How many of those there are."""
        counts = {
            Doing.UNKNOWN: self.unknown, Doing.UNDER_WAY: self.under_way,
            Doing.QUEUED: self.queued, Doing.NOTHING: 0,
        }  # fmt: skip
        return counts[self.doing]


@dataclass(frozen=True, slots=True)
class Reach:
    """Of Stripe, and since when it is so (UTC); None while it was never asked."""

    connection: Connection = Connection.CONNECTING
    since: datetime | None = None

    def heard(self, state: SyncState) -> "Reach":
        """After this was told; a connection that was lost and lost again was lost the first
        time."""
        if not state.connected:
            connection = Connection.OFFLINE
        else:
            connection = Connection.SLOW if state.slow else Connection.ONLINE
        return self if connection is self.connection else Reach(connection, state.at)


@dataclass(frozen=True, slots=True)
class Copy:
    """How far the till's copy of the customers is. `as_of`: it held all there was then (UTC);
    `before`: so it was found as the till opened, and not compared since."""

    filling: SyncProgressed | None = None
    as_of: datetime | None = None
    before: bool = False

    def heard(self, event: SyncProgressed | CaughtUp | LastCaughtUp) -> "Copy":
        """After this was told."""
        if isinstance(event, CaughtUp):
            return Copy(self.filling, event.at)
        if isinstance(event, LastCaughtUp):
            return self if self.as_of is not None else Copy(self.filling, event.at, before=True)
        return Copy(None if event.finished else event, self.as_of, self.before)


@dataclass(frozen=True, slots=True)
class Said:
    """One part of it. `short` stays where `words` find no room; `whole` is said on demand and by
    assistive tools. `well`: nobody has to know, so that it may be short."""

    words: str
    short: str
    whole: str
    kind: Kind
    icon: str
    well: bool
