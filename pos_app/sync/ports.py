"""What following Stripe needs of it; `stripe_gateway` provides it from the lists of customers and
events, and another source (a stream of webhooks) may take the events' place.

All raise RemoteRefused, RemoteUnreachable or RemoteUnknown.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from pos_app.customers.model import Customer, SavedCard
from pos_app.customers.prepared import Prepared
from pos_app.kernel.ids import CustomerId, PaymentIntentId, PaymentMethodId


@dataclass(frozen=True, slots=True)
class CustomerChanged:
    """customer.created and customer.updated: the customer as it was then."""

    customer: Customer


@dataclass(frozen=True, slots=True)
class CustomerDeleted:
    """customer.deleted."""

    customer_id: CustomerId


@dataclass(frozen=True, slots=True)
class CustomerTouched:
    """Something of this customer changed, and the event doesn't say what (Accounts v2)."""

    customer_id: CustomerId


@dataclass(frozen=True, slots=True)
class CardChanged:
    """payment_method.attached, updated and automatically_updated: the card as it was then."""

    card: SavedCard


@dataclass(frozen=True, slots=True)
class CardDetached:
    """payment_method.detached; Stripe then no longer says whose it was."""

    card_id: PaymentMethodId


@dataclass(frozen=True, slots=True)
class RefundTold:
    """refund.created, updated and failed, whoever made it: of which payment. How much was given
    back in all is asked of Stripe, since events come in any order."""

    payment_intent_id: PaymentIntentId


@dataclass(frozen=True, slots=True)
class FeedEvent:
    """`change` is one of the above or what another feature reads from an event of its own types;
    None when it concerns nothing the till keeps (a PaymentMethod that is no card).

    `created_at` is UTC by Stripe's clock.
    """

    id: str
    type: str
    created_at: datetime
    change: object | None


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Events oldest first; `more` tells whether newer ones are already waiting.

    `cursor` is what to go on from; None: the last event's id, the old cursor without events.
    """

    events: Sequence[FeedEvent]
    more: bool
    cursor: str | None = None


@dataclass(frozen=True, slots=True)
class FeedStart:
    """Where to follow from: after the newest event, whose time that is (UTC, Stripe's clock)."""

    cursor: str
    created_at: datetime


class EventFeed(Protocol):
    """Events of some types, in order. Cursors mean something to the feed that gave them only."""

    async def newest(self, types: Sequence[str]) -> FeedStart | None:
        """None when there never was an event."""
        ...

    async def list_events(self, after: str | None, types: Sequence[str]) -> FeedPage:
        """The first (at most 100) events newer than `after`; None: from the oldest still kept.

        Raises RemoteRefused with code `resource_missing` when what came after `after` is lost.
        """
        ...


@dataclass(frozen=True, slots=True)
class ListedPage:
    """Customers newest first, and where the next page begins; None: this was the last.

    `prepared` is what whoever read the page found out of its index already; empty: nothing.
    """

    customers: Sequence[Customer]
    following: str | None
    prepared: Mapping[CustomerId, Prepared] = field(default_factory=dict)


class UnreadPage(Protocol):
    """A page as it came; reading 100 customers takes milliseconds, so a thread does it."""

    def read(self) -> ListedPage:
        """Raises RemoteUnknown when it isn't one."""
        ...


class CustomerListing(Protocol):
    """Everybody of one kind, newest first."""

    @property
    def by_time(self) -> bool:
        """Whether a page can be narrowed by time of creation."""
        ...

    @property
    def at_once(self) -> int:
        """How many requests side by side use up what may be asked a second."""
        ...

    async def list_page(self, since: int, until: int | None, after: str | None) -> UnreadPage:
        """At most 100 customers made from `since` to just before `until` (UTC seconds).

        Without `by_time` both are passed over. Raises RemoteRefused with code `resource_missing`
        when `after`, of an earlier page, is no place in the list any more.
        """
        ...

    async def rest(self) -> None:
        """Nothing will be asked for a while: whatever only serves asking may end."""
        ...


class OneByOne(Protocol):
    """Single customers, when an event leaves a doubt."""

    async def retrieve_customer(
        self, customer_id: CustomerId, *, background: bool = False
    ) -> Customer | None:
        """None when it was deleted, or never was."""
        ...

    async def list_cards(
        self, customer_id: CustomerId, *, background: bool = False
    ) -> Sequence[SavedCard]:
        """Every saved card whatever its redisplay value, newest first."""
        ...


@dataclass(frozen=True, slots=True)
class Source:
    """Customers of one kind, and the events that tell of them. `name` is kept with the cursor."""

    name: str
    listing: CustomerListing
    feed: EventFeed
