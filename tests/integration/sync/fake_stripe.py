"""Customers, cards and events of a made-up Stripe, behind the ports that sync asks."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from pos_app.customers.model import Customer, CustomerDraft, Redisplay, SavedCard
from pos_app.customers.ports import CustomerPage
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.sync.ports import (
    CardChanged,
    CardDetached,
    CustomerChanged,
    CustomerDeleted,
    FeedEvent,
    FeedPage,
    FeedStart,
    ListedPage,
    Source,
)

PAGE = 3
BEGIN = 1_700_000_000


def missing(param: str) -> RemoteRefused:
    return RemoteRefused("remote.refused", code="resource_missing", param=param, request_id=None)


@dataclass
class Page:
    """As it was when it was asked for; `fault` is found only when somebody reads it."""

    listed: ListedPage
    fault: EnvironmentFault | None = None

    def read(self) -> ListedPage:
        if self.fault is not None:
            raise self.fault
        return self.listed


class FakeStripe:
    """`before_reply` runs at every request and may change things or raise; `travel` says how many
    turns of the loop the answer, already fixed, is on its way."""

    by_time = True
    at_once = 32

    def __init__(self) -> None:
        self.customers: dict[CustomerId, Customer] = {}
        self.cards: dict[PaymentMethodId, SavedCard] = {}
        self.events: list[FeedEvent] = []
        self.before_reply: Callable[[str], None] = lambda what: None
        self.travel: Callable[[], int] = lambda: 0
        self.bad_page: EnvironmentFault | None = None
        self.asked: list[tuple[int, int | None, str | None]] = []
        self.repeat = False
        self.rested = 0
        self.a_second = 1
        """How many things happen in one second."""
        self._made = 0
        self._told = 0

    def source(self, name: str = "customers") -> Source:
        return Source(name, self, self)

    # What happens at Stripe.

    def create(self, name: str, *, silent: bool = False) -> Customer:
        self._made += 1
        made = Customer(
            CustomerId(f"cus_{self._made}"), name, "", "", "", "", self._moment(self._made)
        )
        self.customers[made.id] = made
        if not silent:
            self._tell("customer.created", CustomerChanged(made))
        return made

    def rename(self, customer_id: CustomerId, name: str) -> Customer:
        changed = self.customers[customer_id] = replace(self.customers[customer_id], name=name)
        self._tell("customer.updated", CustomerChanged(changed))
        return changed

    def delete(self, customer_id: CustomerId) -> None:
        for card in [one for one in self.cards.values() if one.customer_id == customer_id]:
            self.detach(card.id)
        del self.customers[customer_id]
        self._tell("customer.deleted", CustomerDeleted(customer_id))

    def attach(self, customer_id: CustomerId, last4: str, *, silent: bool = False) -> SavedCard:
        self._made += 1
        card = SavedCard(
            PaymentMethodId(f"pm_{self._made}"), customer_id, "visa", last4, 1, 2030, "f",
            Redisplay.ALWAYS, self._moment(self._made),
        )  # fmt: skip
        self.cards[card.id] = card
        if not silent:
            self._tell("payment_method.attached", CardChanged(card))
        return card

    def renew(self, card_id: PaymentMethodId, year: int) -> None:
        self.cards[card_id] = replace(self.cards[card_id], exp_year=year)
        self._tell("payment_method.updated", CardChanged(self.cards[card_id]))

    def detach(self, card_id: PaymentMethodId) -> None:
        del self.cards[card_id]
        self._tell("payment_method.detached", CardDetached(card_id))

    def _tell(self, kind: str, change: object) -> None:
        self._told += 1
        at = self._moment(self._told)
        self.events.append(FeedEvent(f"evt_{self._told}", kind, at, change))

    def _moment(self, number: int) -> datetime:
        return datetime.fromtimestamp(BEGIN + number // self.a_second, UTC)

    async def _travel(self) -> None:
        for _ in range(self.travel()):
            await asyncio.sleep(0)

    # CustomerListing.

    async def rest(self) -> None:
        self.rested += 1

    async def list_page(self, since: int, until: int | None, after: str | None) -> Page:
        self.before_reply("customers")
        self.asked.append((since, until, after))
        if after is not None and after not in self.customers:
            raise missing("starting_after")
        newest_first = [
            one for one in list(self.customers.values())[::-1]
            if since <= to_timestamp(one.created_at) < (until or 1 << 60)
        ]  # fmt: skip
        ids: list[str] = [one.id for one in newest_first]
        start = 0 if after is None else ids.index(after) + 1
        rest = newest_first[start:]
        following = rest[PAGE - 1].id if len(rest) > PAGE else None
        fault, self.bad_page = self.bad_page, None
        await self._travel()
        return Page(ListedPage(rest[:PAGE], following), fault)

    # OneByOne, and the rest of CustomerGateway.

    async def retrieve_customer(
        self, customer_id: CustomerId, *, background: bool = False
    ) -> Customer | None:
        self.before_reply("customer")
        found = self.customers.get(customer_id)
        await self._travel()
        return found

    async def list_cards(
        self, customer_id: CustomerId, *, background: bool = False
    ) -> Sequence[SavedCard]:
        self.before_reply("cards")
        if customer_id not in self.customers:
            raise missing("id")
        found = [card for card in self.cards.values() if card.customer_id == customer_id]
        await self._travel()
        return sorted(found, key=lambda card: card.created_at, reverse=True)

    async def update_customer(
        self, customer_id: CustomerId, draft: CustomerDraft, key: str, before: object = None
    ) -> Customer:
        self.before_reply("update")
        if customer_id not in self.customers:
            raise missing("id")
        changed = self.rename(customer_id, draft.name)
        await self._travel()
        return changed

    async def create_customer(self, draft: CustomerDraft, key: str) -> Customer:
        self.before_reply("create")
        made = self.create(draft.name)
        await self._travel()
        return made

    async def list_customers(self, after: CustomerId | None) -> CustomerPage:
        raise NotImplementedError

    async def customers_with_email(self, email: str) -> Sequence[Customer]:
        raise NotImplementedError

    async def search_phone(self, written: Sequence[str]) -> Sequence[Customer]:
        raise NotImplementedError

    # EventFeed.

    async def newest(self, types: Sequence[str]) -> FeedStart | None:
        self.before_reply("newest")
        if not self.events:
            return None
        return FeedStart(self.events[-1].id, self.events[-1].created_at)

    async def list_events(self, after: str | None, types: Sequence[str]) -> FeedPage:
        self.before_reply("events")
        ids = [event.id for event in self.events]
        if after is not None and after not in ids:
            raise missing("ending_before")
        start = 0 if after is None else ids.index(after) + 1
        if self.repeat:
            start = max(0, start - 2)
        rest = self.events[start:]
        await self._travel()
        return FeedPage(rest[:PAGE], len(rest) > PAGE)
