"""The till's copy of customers, as services write into it what Stripe answered them."""

from functools import partial
from typing import Final

from pos_app.customers import version_store
from pos_app.customers.model import Customer, CustomerRemoved, CustomerSaved
from pos_app.customers.ports import CustomerGateway
from pos_app.kernel.clock import Clock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database, Storage

_TRIES: Final = 3


class Copy:
    """Nothing older replaces what is newer (`version_store`)."""

    def __init__(
        self, cache: Storage, gateway: CustomerGateway, events: EventBus, clock: Clock
    ) -> None:
        self._cache = cache
        self._gateway = gateway
        self._events = events
        self._clock = clock

    async def mark(self) -> int:
        """To be had before Stripe is asked, and given to `keep` with the answer."""
        return await self._cache.read(version_store.mark)

    async def keep(self, customer: Customer, asked: int) -> None:
        """Into the copy; again from Stripe when something newer came since the mark `asked`."""
        read: Customer | None = customer
        for _ in range(_TRIES):
            if read is None:
                return  # deleted since; the event that says so is on its way
            kept, gone = await self._cache.write(partial(_keep, read=read, asked=asked))
            if gone:
                return  # and whoever shows them has been told
            if kept:
                self._events.publish(CustomerSaved(read))
                return
            asked = await self.mark()
            read = await self._gateway.retrieve_customer(customer.id)

    async def forget(self, customer_id: CustomerId) -> None:
        """Stripe has no such customer any more."""
        at = self._clock.now()
        if await self._cache.write(lambda db: version_store.forget(db, customer_id, at)):
            self._events.publish(CustomerRemoved(customer_id))


def _keep(db: Database, *, read: Customer, asked: int) -> tuple[bool, bool]:
    """Whether it was kept, and whether there is nothing to keep."""
    return version_store.keep_read(db, read, asked), version_store.is_gone(db, read.id)
