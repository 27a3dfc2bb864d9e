"""Customers, cards and events of a made-up Stripe, behind the ports that sync asks."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from pos_app.customers.model import Customer, CustomerDraft, Redisplay, SavedCard
from pos_app.customers.ports import CustomerPage
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.sync.ports import (
    CardChanged,
    CardDetached,
    Change,
    CustomerChanged,
    CustomerDeleted,
    FeedEvent,
    FeedPage,
)

PAGE = 3


def missing(param: str) -> RemoteRefused:
    return RemoteRefused("remote.refused", code="resource_missing", param=param, request_id=None)


class FakeStripe:
    """`before_reply` runs at every request and may change things or raise."""

    def __init__(self) -> None:
        self.customers: dict[CustomerId, Customer] = {}
        self.cards: dict[PaymentMethodId, SavedCard] = {}
        self.events: list[FeedEvent] = []
        self.before_reply: Callable[[str], None] = lambda what: None
        self.repeat = False
        self._made = 0

    # What happens at Stripe.

    def create(self, name: str) -> Customer:
        self._made += 1
        made = Customer(
            CustomerId(f"cus_{self._made}"), name, "", "", "", "", self._moment(self._made)
        )
        self.customers[made.id] = made
        self._tell("customer.created", CustomerChanged(made))
        return made

    def rename(self, customer_id: CustomerId, name: str) -> None:
        self.customers[customer_id] = replace(self.customers[customer_id], name=name)
        self._tell("customer.updated", CustomerChanged(self.customers[customer_id]))

    def delete(self, customer_id: CustomerId) -> None:
        del self.customers[customer_id]
        self._tell("customer.deleted", CustomerDeleted(customer_id))
        for card in [one for one in self.cards.values() if one.customer_id == customer_id]:
            del self.cards[card.id]

    def attach(self, customer_id: CustomerId, last4: str) -> SavedCard:
        self._made += 1
        card = SavedCard(
            PaymentMethodId(f"pm_{self._made}"), customer_id, "visa", last4, 1, 2030, "f",
            Redisplay.ALWAYS, self._moment(self._made),
        )  # fmt: skip
        self.cards[card.id] = card
        self._tell("payment_method.attached", CardChanged(card))
        return card

    def detach(self, card_id: PaymentMethodId) -> None:
        del self.cards[card_id]
        self._tell("payment_method.detached", CardDetached(card_id))

    def _tell(self, kind: str, change: Change) -> None:
        number = len(self.events) + 1
        self.events.append(FeedEvent(f"evt_{number}", kind, self._moment(number), change))

    def _moment(self, number: int) -> datetime:
        return datetime.fromtimestamp(1_700_000_000 + number, UTC)

    # CustomerGateway, as far as sync uses it.

    async def list_customers(self, after: CustomerId | None) -> CustomerPage:
        self.before_reply("customers")
        newest_first = list(self.customers)[::-1]
        if after is not None and after not in self.customers:
            raise missing("starting_after")
        start = 0 if after is None else newest_first.index(after) + 1
        rest = [self.customers[one] for one in newest_first[start:]]
        return CustomerPage(rest[:PAGE], len(rest) > PAGE)

    async def create_customer(self, draft: CustomerDraft, key: str) -> Customer:
        raise NotImplementedError

    async def update_customer(
        self, customer_id: CustomerId, draft: CustomerDraft, key: str
    ) -> Customer:
        raise NotImplementedError

    async def retrieve_customer(self, customer_id: CustomerId) -> Customer | None:
        raise NotImplementedError

    async def list_cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        raise NotImplementedError

    # EventFeed.

    async def newest_event_id(self, types: Sequence[str]) -> str | None:
        self.before_reply("newest")
        return self.events[-1].id if self.events else None

    async def list_events(self, after: str | None, types: Sequence[str]) -> FeedPage:
        self.before_reply("events")
        ids = [event.id for event in self.events]
        if after is not None and after not in ids:
            raise missing("ending_before")
        start = 0 if after is None else ids.index(after) + 1
        if self.repeat:
            start = max(0, start - 2)
        rest = self.events[start:]
        return FeedPage(rest[:PAGE], len(rest) > PAGE)
