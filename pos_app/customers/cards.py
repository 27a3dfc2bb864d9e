"""Decisions about a customer's saved cards: which are one, which shows for them, how long it
lasts."""

import calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from pos_app.customers.model import SavedCard
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import PaymentMethodId


@dataclass(frozen=True, slots=True)
class OneCard:
    """A card as people know it: Stripe keeps it once for each time it was saved, under ids of
    their own and one fingerprint (Stripe: the PaymentMethod object, `card.fingerprint`)."""

    shown: SavedCard
    """What stands for it, and is charged when it is chosen."""
    all: tuple[SavedCard, ...]
    """Every time it was saved, newest first, `shown` among them."""

    @property
    def ids(self) -> frozenset[PaymentMethodId]:
        return frozenset(one.id for one in self.all)


def each_once(cards: Iterable[SavedCard], today: date) -> list[OneCard]:
    """The same card once, in the order of when each was last saved, newest first.

    The newest that hasn't expired stands for it, else the newest. Cards without a fingerprint are
    taken for different ones.
    """
    same: dict[str, list[SavedCard]] = {}
    for card in sorted(cards, key=lambda one: one.created_at, reverse=True):
        same.setdefault(card.fingerprint or card.id, []).append(card)
    return [OneCard(_standing_for(found, today), tuple(found)) for found in same.values()]


def _standing_for(newest_first: Sequence[SavedCard], today: date) -> SavedCard:
    usable = [one for one in newest_first if not one.expired_on(today)]
    return (usable or newest_first)[0]


def last_day(card: SavedCard) -> date:
    """The last day of the card's last month."""
    month = min(max(card.exp_month, 1), 12)
    return date(card.exp_year, month, calendar.monthrange(card.exp_year, month)[1])


class Removed(Enum):
    """What became of one removal. UNKNOWN: Stripe didn't say, and couldn't be asked."""

    REMOVED = "removed"
    STAYS = "stays"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Removal:
    """Of one PaymentMethod. `fault` is why it stays, or isn't known."""

    card: SavedCard
    result: Removed
    fault: EnvironmentFault | None = None
