"""Use cases of customers: find, open, create, edit. Stripe holds them; the cache is a copy."""

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from string import ascii_lowercase, digits
from typing import Final

from pos_app.customers import index_store, store, version_store
from pos_app.customers.copy import Copy
from pos_app.customers.lookup import Lookup
from pos_app.customers.missing import Kind, wanted
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
from pos_app.kernel.errors import (
    SPENT_KEY,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    UserError,
)
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, Randomness, new_id
from pos_app.storage import Storage

__all__ = [
    "CardsChanged",
    "CustomerRemoved",
    "CustomerSaved",
    "CustomerService",
    "CustomersLoaded",
    "Hit",
]

_log = logging.getLogger(__name__)
_TRIES: Final = 3
_MANY_PARTS: Final = 6
_PAGES_A_STEP: Final = 200
"""Of the index, joined in one write: some 50 ms in which nobody else writes."""
_BREATH_SECONDS: Final = 0.02
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
        self._copy = Copy(cache, gateway, events, clock)
        self._lookup = Lookup(cache)
        self._creations: dict[CustomerDraft, _Creation] = {}

    async def find(self, text: str, limit: int = 50, skip: int = 0) -> Sequence[Hit]:
        """Who answers what was typed: `Lookup.find` of the first screen's list."""
        return await self._lookup.find(text, limit, skip)

    def another_lookup(self) -> Lookup:
        """For a second list beside the first screen's."""
        return Lookup(self._cache)

    async def warm_up(self) -> None:
        """While nobody types: join the parts of an index that has grown many, and read what every
        question reads, which after a start lies on the disk and is encrypted."""
        if await self._cache.read(index_store.parts) > _MANY_PARTS:
            await self._join_parts()
        await self._cache.read_through()
        for letter in ascii_lowercase + digits:
            await self._cache.read(partial(index_store.touch, start=letter))
        await self._cache.read(index_store.touch_words)

    async def _join_parts(self) -> None:
        more = begin = True
        while more:
            step = partial(index_store.merge_some, pages=_PAGES_A_STEP, begin=begin)
            more, begin = await self._cache.write(step), False
            await asyncio.sleep(_BREATH_SECONDS)  # reason: others write between two steps

    async def get(self, customer_id: CustomerId) -> Customer:
        """The copy held here. Raises UserError customer.gone."""
        found = await self._cache.read(lambda db: store.customer(db, customer_id))
        if found is None:
            raise UserError("customer.gone")
        return found

    async def count(self) -> int:
        """How many customers the till holds."""
        return await self._cache.read(store.count)

    async def agreements_mark(self, customer_id: CustomerId) -> str:
        """What the copy says of notes about their agreements; empty where nobody is known."""
        found = await self._cache.read(lambda db: store.customer(db, customer_id))
        return found.agreements_mark if found is not None else ""

    async def cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        """Saved cards known here, newest first."""
        return await self._cache.read(lambda db: store.cards_of(db, customer_id))

    async def refresh_cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        """Saved cards at Stripe, newest first, kept here. Raises UserError customer.gone."""
        cards: Sequence[SavedCard] = ()
        for _ in range(_TRIES):
            asked = await self._copy.mark()
            cards = await self._list_cards(customer_id)
            keep = partial(version_store.keep_cards, owner=customer_id, cards=cards, asked=asked)
            changed = await self._cache.write(keep)
            if changed:
                self._events.publish(CardsChanged(customer_id))
            if changed is not None:
                break
        return cards

    async def create(self, draft: CustomerDraft) -> Customer:
        """A new customer at Stripe and here. The same draft again never makes a second one.

        Raises what check_draft raises.
        """
        clean = check_draft(draft)
        creation = self._creations.setdefault(clean, _Creation(self._new_key(), self._clock.now()))
        asked = await self._copy.mark()
        try:
            made = await self._create(clean, creation)
        except RemoteRefused:
            self._creations.pop(clean, None)
            raise
        await self._copy.keep(made, asked)
        self._creations.pop(clean, None)
        return made

    async def edit(
        self, customer_id: CustomerId, draft: CustomerDraft, before: CustomerDraft | None = None
    ) -> Customer:
        """Change a customer at Stripe and here. Repeating it does no harm, so its key is new.

        `before` is what the change began with: what is the same in it was not changed, and
        another till's change of it stays. Raises what check_draft raises; UserError customer.gone.
        """
        clean = check_draft(draft)
        asked = await self._copy.mark()
        try:
            changed = await self._gateway.update_customer(
                customer_id, clean, self._new_key(), before
            )
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            await self._copy.forget(customer_id)
            raise UserError("customer.gone") from refusal
        await self._copy.keep(changed, asked)
        return changed

    async def forget_wholly(self, customer_id: CustomerId) -> None:
        """Out of the copy and out of every part of its index: what was taken out of an index is
        only passed over until its parts are joined anew. Done again it does no harm."""
        await self._copy.forget(customer_id)
        await self._join_parts()

    async def mark_served(self, customer_id: CustomerId) -> None:
        """Let this customer come first from now on."""
        await self._cache.write(lambda db: store.move_to_front(db, customer_id))

    async def adopt(self, customer_id: CustomerId) -> Customer:
        """Take a customer made elsewhere (Checkout, another till) into the copy, as the first.

        Raises UserError customer.gone when it was deleted.
        """
        asked = await self._copy.mark()
        found = await self._gateway.retrieve_customer(customer_id)
        if found is None:
            await self._copy.forget(customer_id)
            raise UserError("customer.gone")
        await self._copy.keep(found, asked)
        return found

    async def fetch_missing(self, text: str) -> Sequence[Customer]:
        """Ask Stripe for who isn't in the copy yet: by Stripe id, by e-mail, or by phone.

        For the cashier's own wish, not for every key: a phone takes Stripe's search. Who is found
        is in the copy afterwards, cards too, before everybody else. Empty for any other text.
        """
        want = wanted(text)
        asked = await self._copy.mark()
        found: Sequence[Customer] = ()
        if want.kind is Kind.ID:
            one = await self._gateway.retrieve_customer(CustomerId(want.forms[0]))
            found = [one] if one is not None else []
        elif want.kind is Kind.EMAIL:
            asking = map(self._gateway.customers_with_email, want.forms)
            each = await asyncio.gather(*asking)
            found = list({one.id: one for some in each for one in some}.values())
        elif want.kind is Kind.PHONE:
            found = await self._gateway.search_phone(want.forms)
        for customer in reversed(found):
            await self._copy.keep(customer, asked)
        await asyncio.gather(*(self._cards_if_there(one.id) for one in found))
        return found

    async def _cards_if_there(self, customer_id: CustomerId) -> None:
        """Who was found is worth showing, whatever becomes of the second question."""
        try:
            await self.refresh_cards(customer_id)
        except (EnvironmentFault, UserError) as fault:
            _log.info("cards_not_fetched fault=%s", fault.key)

    async def _list_cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        try:
            return await self._gateway.list_cards(customer_id)
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            await self._copy.forget(customer_id)
            raise UserError("customer.gone") from refusal

    async def _create(self, draft: CustomerDraft, creation: _Creation) -> Customer:
        """With the draft's own key. Stripe repeats a stored 5xx for that key for a day: once it
        says that it does, or from the second unclear answer on, we look whether the customer is
        there, and if not let the next try have another key."""
        try:
            return await self._gateway.create_customer(draft, creation.key)
        except RemoteUnknown as fault:
            creation.unknowns += 1
            if creation.unknowns == 1 and fault.key != SPENT_KEY:
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

    def _new_key(self) -> str:
        return new_id("customer", self._randomness)
