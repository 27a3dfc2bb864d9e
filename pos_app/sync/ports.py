"""What following Stripe needs of it; `stripe_gateway` provides it from the event list, and another
source (a stream of webhooks) may take its place.

All raise RemoteRefused, RemoteUnreachable or RemoteUnknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from pos_app.customers.model import Customer, SavedCard
from pos_app.kernel.ids import CustomerId, PaymentMethodId

FOLLOWED_TYPES: Final = (
    "customer.created",
    "customer.updated",
    "customer.deleted",
    "payment_method.attached",
    "payment_method.detached",
    "payment_method.updated",
    "payment_method.automatically_updated",
)
"""Stripe's event types that `Change` can tell."""


@dataclass(frozen=True, slots=True)
class CustomerChanged:
    """customer.created and customer.updated: the customer as it was then."""

    customer: Customer


@dataclass(frozen=True, slots=True)
class CustomerDeleted:
    """customer.deleted."""

    customer_id: CustomerId


@dataclass(frozen=True, slots=True)
class CardChanged:
    """payment_method.attached, updated and automatically_updated: the card as it was then."""

    card: SavedCard


@dataclass(frozen=True, slots=True)
class CardDetached:
    """payment_method.detached; Stripe then no longer says whose it was."""

    card_id: PaymentMethodId


Change = CustomerChanged | CustomerDeleted | CardChanged | CardDetached


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """`change` is None when it concerns nothing the till keeps (a PaymentMethod that is no card).

    `created_at` is UTC by Stripe's clock.
    """

    id: str
    type: str
    created_at: datetime
    change: Change | None


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Events oldest first; `more` tells whether newer ones are already waiting."""

    events: Sequence[FeedEvent]
    more: bool


class EventFeed(Protocol):
    """Stripe's events of some types, in order."""

    async def newest_event_id(self, types: Sequence[str]) -> str | None:
        """None when there never was one."""
        ...

    async def list_events(self, after: str | None, types: Sequence[str]) -> FeedPage:
        """The first (at most 100) events newer than `after`; None: from the oldest still kept.

        Raises RemoteRefused with code `resource_missing` when Stripe no longer has `after`.
        """
        ...
