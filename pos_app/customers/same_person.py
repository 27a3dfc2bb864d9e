"""Use cases of customers that are one person: warn, merge, separate, and who a scanned code is."""

import asyncio
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pos_app.customers import person_store, store
from pos_app.customers.codes import customer_code
from pos_app.customers.copy import Copy
from pos_app.customers.duplicates import Lookalike
from pos_app.customers.merging import MergePlan, end_of_links, plan
from pos_app.customers.model import (
    Customer,
    CustomerDraft,
    SavedCard,
    draft_of,
    shown_name,
)
from pos_app.customers.ports import CustomerGateway
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import RemoteRefused, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, Randomness, new_id
from pos_app.storage import Database, Interrupt, Storage

_MOST_LOOKALIKES: Final = 5


@dataclass(frozen=True, slots=True)
class LinkedCustomer:
    """A customer that was merged into another, with the cards known here, newest first."""

    customer: Customer
    cards: Sequence[SavedCard]


class SamePersonService:
    """Customers that may be one person.

    Calls to Stripe raise RemoteRefused, RemoteUnreachable or RemoteUnknown. Every write can be
    repeated, and one that was cut off is completed by doing it again.
    """

    def __init__(
        self, cache: Storage, gateway: CustomerGateway, events: EventBus, clock: Clock,
        randomness: Randomness,
    ) -> None:  # fmt: skip
        self._cache = cache
        self._gateway = gateway
        self._copy = Copy(cache, gateway, events, clock)
        self._randomness = randomness
        self._asked = Interrupt()

    async def lookalikes(
        self, draft: CustomerDraft, besides: CustomerId | None = None
    ) -> Sequence[Lookalike]:
        """Existing customers who may be the one being written, the surest first; never `besides`.

        A newer call stops an older one, which then raises Superseded.
        """
        self._asked.cancel()
        asked = self._asked = Interrupt()
        return await self._cache.read(
            lambda db: person_store.lookalikes(db, draft, besides, _MOST_LOOKALIKES, asked.check),
            asked,
        )

    async def scanned(self, code: str) -> Sequence[Customer]:
        """Whose code that is: one of Stripe's ids, else the shop's own number; of those merged the
        one that stays. Nobody: empty."""
        read = customer_code(code)
        if read.customer_id is None:
            return await self._cache.read(lambda db: person_store.people_numbered(db, read.number))
        held = await self._held(read.customer_id)
        found = held or await self._fetch(read.customer_id)
        return [found] if found is not None else []

    async def names(self, ids: Sequence[CustomerId]) -> Mapping[CustomerId, str]:
        """How those of them who are known here are called."""

        def look(db: Database) -> dict[CustomerId, str]:
            found = {one: store.customer(db, one) for one in ids}
            return {one: shown_name(who) for one, who in found.items() if who is not None}

        return await self._cache.read(look)

    async def stays(self, customer: Customer) -> Customer | None:
        """Whom this customer was merged into, in the end; None when it stands for itself."""
        end = await self._cache.read(lambda db: person_store.stays(db, customer))
        return end if end.id != customer.id else None

    async def linked(self, customer_id: CustomerId) -> Sequence[LinkedCustomer]:
        """Everyone who was merged into this customer, as known here."""

        def look(db: Database) -> list[LinkedCustomer]:
            return [
                LinkedCustomer(one, store.cards_of(db, one.id))
                for one in person_store.followers(db, customer_id)
            ]

        return await self._cache.read(look)

    async def plan_merge(self, kept: CustomerId, other: CustomerId) -> MergePlan:
        """What `merge` would do, by what Stripe holds now.

        Raises UserError customer.gone; customer.same_already when they are one person by now.
        """
        staying, leaving = await self._ends(kept, other)
        if staying.id == leaving.id:
            raise UserError("customer.same_already", name=shown_name(staying))
        return plan(staying, leaving)

    async def merge(self, kept: CustomerId, other: CustomerId) -> Customer:
        """Make them one person and return the one that stays. Each stands for whom it was merged
        into already, so that no chain comes of it.

        First the kept one gets what it lacks, then the other is linked, then whoever was linked to
        the other: cut off anywhere, nothing is lost and doing it again completes it. Raises
        UserError customer.gone.
        """
        staying, leaving = await self._ends(kept, other)
        if staying.id != leaving.id:
            decided = plan(staying, leaving)
            if decided.taken:
                staying = await self._write(
                    staying.id,
                    self._gateway.update_customer(
                        staying.id, decided.draft, self._new_key(), draft_of(staying)
                    ),
                )
            await self._link(leaving.id, staying.id)
        if staying.linked_to is not None:  # of a ring, or to one that is deleted
            staying = await self._link(staying.id, None)
        followers = await self._cache.read(lambda db: person_store.followers(db, staying.id))
        for one in followers:
            if one.linked_to != staying.id:
                await self._link(one.id, staying.id)
        return staying

    async def separate(self, customer_id: CustomerId) -> Customer:
        """Undo: this customer stands for itself again. What the kept one took over stays there.

        Raises UserError customer.gone.
        """
        return await self._link(customer_id, None)

    async def _link(self, customer_id: CustomerId, to: CustomerId | None) -> Customer:
        key = self._new_key()
        return await self._write(customer_id, self._gateway.link_customer(customer_id, to, key))

    async def _write(
        self, customer_id: CustomerId, writing: Coroutine[Any, Any, Customer]
    ) -> Customer:
        asked = await self._copy.mark()
        try:
            written = await writing
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            await self._copy.forget(customer_id)
            raise UserError("customer.gone") from refusal
        await self._copy.keep(written, asked)
        return written

    async def _ends(self, kept: CustomerId, other: CustomerId) -> tuple[Customer, Customer]:
        staying, leaving = await asyncio.gather(self._end(kept), self._end(other))
        return staying, leaving

    async def _end(self, start: CustomerId) -> Customer:
        """As Stripe holds it: another till may have merged or changed it a moment ago."""
        first = await self._fetch(start)
        if first is None:
            raise UserError("customer.gone")
        seen = {first.id: first}
        here: Customer | None = first
        while here is not None and here.linked_to is not None and here.linked_to not in seen:
            here = await self._fetch(here.linked_to)
            if here is not None:
                seen[here.id] = here
        return end_of_links(first, seen.get)

    async def _held(self, customer_id: CustomerId) -> Customer | None:
        return await self._cache.read(lambda db: store.customer(db, customer_id))

    async def _fetch(self, customer_id: CustomerId) -> Customer | None:
        asked = await self._copy.mark()
        found = await self._gateway.retrieve_customer(customer_id)
        if found is None:
            await self._copy.forget(customer_id)
        else:
            await self._copy.keep(found, asked)
        return found

    def _new_key(self) -> str:
        return new_id("customer", self._randomness)
