"""Use cases of customers: find, open, create, edit. Stripe holds them; the cache is a copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from pos_app.customers import lookup_store, store
from pos_app.customers.model import (
    CardsChanged,
    Customer,
    CustomerDraft,
    CustomerRemoved,
    CustomerSaved,
    CustomersLoaded,
    Hit,
    SavedCard,
    check_draft,
)
from pos_app.customers.ports import CustomerGateway
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, Randomness, new_id
from pos_app.storage import Interrupt, Storage

__all__ = [
    "CardsChanged",
    "CustomerRemoved",
    "CustomerSaved",
    "CustomerService",
    "CustomersLoaded",
    "Hit",
]

_SPENT_KEY: Final = "remote.spent_key"
_CLOCK_DIFFERENCE: Final = timedelta(minutes=10)
"""How far this machine's clock and Stripe's may be apart."""


@dataclass(slots=True)
class _Creation:
    """A draft on its way to becoming a customer, until it is known to have become one."""

    key: str
    begun_at: datetime
    unknowns: int = 0


class CustomerService:
    """Customers of the shop.

    Calls to Stripe raise RemoteRefused, RemoteUnreachable or RemoteUnknown; the cache's faults are
    those of `Storage`.
    """

    def __init__(
        self,
        cache: Storage,
        gateway: CustomerGateway,
        events: EventBus,
        clock: Clock,
        randomness: Randomness,
    ) -> None:
        self._cache = cache
        self._gateway = gateway
        self._events = events
        self._clock = clock
        self._randomness = randomness
        self._asked = Interrupt()
        self._creations: dict[CustomerDraft, _Creation] = {}

    async def find(self, text: str, limit: int = 50, skip: int = 0) -> Sequence[Hit]:
        """Who answers what was typed, best first (`query.py`, `lookup_store.find`), without the
        first `skip` of them.

        A newer call stops an older one, which then raises Superseded.
        """
        self._asked.cancel()
        asked = self._asked = Interrupt()
        return await self._cache.read(
            lambda db: lookup_store.find(db, text, skip + limit, asked.check)[skip:], asked
        )

    async def get(self, customer_id: CustomerId) -> Customer:
        """The copy held here. Raises UserError customer.gone."""
        found = await self._cache.read(lambda db: store.customer(db, customer_id))
        if found is None:
            raise UserError("customer.gone")
        return found

    async def count(self) -> int:
        """How many customers the till holds."""
        return await self._cache.read(store.count)

    async def cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        """Saved cards known here, newest first."""
        return await self._cache.read(lambda db: store.cards_of(db, customer_id))

    async def refresh_cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        """Saved cards at Stripe, newest first, kept here. Raises UserError customer.gone."""
        try:
            cards = await self._gateway.list_cards(customer_id)
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            await self._forget(customer_id)
            raise UserError("customer.gone") from refusal
        changed = await self._cache.write(lambda db: store.replace_cards(db, customer_id, cards))
        if changed:
            self._events.publish(CardsChanged(customer_id))
        return cards

    async def create(self, draft: CustomerDraft) -> Customer:
        """A new customer at Stripe and here. The same draft again never makes a second one.

        Raises what check_draft raises.
        """
        clean = check_draft(draft)
        creation = self._creations.setdefault(clean, _Creation(self._new_key(), self._clock.now()))
        try:
            made = await self._create(clean, creation)
        except RemoteRefused:
            self._creations.pop(clean, None)
            raise
        await self._keep(made)
        self._creations.pop(clean, None)
        return made

    async def edit(self, customer_id: CustomerId, draft: CustomerDraft) -> Customer:
        """Change a customer at Stripe and here. Repeating it does no harm, so its key is new.

        Raises what check_draft raises; UserError customer.gone.
        """
        clean = check_draft(draft)
        try:
            changed = await self._gateway.update_customer(customer_id, clean, self._new_key())
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            await self._forget(customer_id)
            raise UserError("customer.gone") from refusal
        await self._keep(changed)
        return changed

    async def mark_served(self, customer_id: CustomerId) -> None:
        """Let this customer come first from now on."""
        await self._cache.write(lambda db: store.move_to_front(db, customer_id))

    async def adopt(self, customer_id: CustomerId) -> Customer:
        """Take a customer made elsewhere (Checkout, another till) into the copy, as the first.

        Raises UserError customer.gone when it was deleted.
        """
        found = await self._gateway.retrieve_customer(customer_id)
        if found is None:
            await self._forget(customer_id)
            raise UserError("customer.gone")
        await self._keep(found)
        return found

    async def _create(self, draft: CustomerDraft, creation: _Creation) -> Customer:
        """With the draft's own key. Stripe repeats a stored 5xx for that key for a day: once it
        says that it does, or from the second unclear answer on, we look whether the customer is
        there, and if not let the next try have another key."""
        try:
            return await self._gateway.create_customer(draft, creation.key)
        except RemoteUnknown as fault:
            creation.unknowns += 1
            if creation.unknowns == 1 and fault.key != _SPENT_KEY:
                raise
            made = await self._made_since(draft, creation.begun_at - _CLOCK_DIFFERENCE)
            if made is not None:
                return made
            self._creations.pop(draft, None)
            raise

    async def _made_since(self, draft: CustomerDraft, since: datetime) -> Customer | None:
        page = await self._gateway.list_customers(None)
        for newest in page.customers:
            same = (newest.name, newest.email, newest.phone) == (
                draft.name,
                draft.email,
                draft.phone,
            )
            if same and newest.created_at >= since:
                return newest
        return None

    async def _keep(self, customer: Customer) -> None:
        await self._cache.write(lambda db: store.put_customers(db, [customer], front=True))
        self._events.publish(CustomerSaved(customer))

    async def _forget(self, customer_id: CustomerId) -> None:
        if await self._cache.write(lambda db: store.remove_customer(db, customer_id)):
            self._events.publish(CustomerRemoved(customer_id))

    def _new_key(self) -> str:
        return new_id("customer", self._randomness)
