"""What this till's copy of the customers tells of their sales."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Final

from pos_app.customers import sale_news
from pos_app.kernel.ids import CustomerId, PaymentIntentId, SaleId
from pos_app.sales import known_store, refund_news
from pos_app.sales.metadata import from_text
from pos_app.sales.model import OwedRow, Sale, SaleChanged, SaleState
from pos_app.storage import Storage

_AT_ONCE: Final = 50
"""Customers whose notes are read in one write: some 20 ms in which nobody else writes."""


class KnownSales:
    """Sales as the cache has them. Every question takes in first what came since the last one;
    whatever that changed is told (`SaleChanged`). Raises the faults of `Storage`."""

    def __init__(self, cache: Storage, publish: Callable[[object], None]) -> None:
        self._cache = cache
        self._publish = publish
        self._read: dict[SaleId, tuple[str, Sale]] = {}
        """Those of the last list with their notes: the next list is mostly the same."""

    async def take_in(self) -> None:
        """Read the notes that changed since."""
        while await self._cache.read(sale_news.there_are):
            take = partial(known_store.take_news, most=_AT_ONCE)
            changed, gone = await self._cache.write(take)
            for sale in changed:
                self._publish(SaleChanged(sale))
            for sale in gone:
                self._publish(SaleChanged(_gone(sale)))

    async def forget(self, customer_id: CustomerId) -> None:
        """Every sale of theirs, also those that left them."""
        await self.take_in()
        self._read = {
            key: one for key, one in self._read.items() if one[1].customer_id != customer_id
        }
        await self._cache.write(partial(known_store.forget, customer_id=customer_id))

    async def find(self, sale_id: SaleId) -> Sale | None:
        await self.take_in()
        return await self._cache.read(lambda db: known_store.find(db, sale_id))

    async def of_customer(self, customer_id: CustomerId) -> Sequence[Sale]:
        """Oldest first."""
        await self.take_in()
        found = await self._cache.read(lambda db: known_store.of_customer(db, customer_id))
        return sorted(found, key=lambda sale: (sale.opened_at, sale.id))

    async def every(self) -> Sequence[Sale]:
        """All that are noted, oldest first."""
        await self.take_in()
        found = await self._cache.read(known_store.every)
        return sorted(found, key=lambda sale: (sale.opened_at, sale.id))

    async def left(self, wanted: Sequence[SaleId]) -> Sequence[Sale]:
        """Those of them that aren't noted any more, as they were last."""
        await self.take_in()
        return await self._cache.read(lambda db: known_store.left(db, wanted))

    async def paid_by(self, intent_id: PaymentIntentId) -> Sale | None:
        await self.take_in()
        return await self._cache.read(lambda db: known_store.paid_by(db, intent_id))

    async def refunds_told(self) -> Sequence[PaymentIntentId]:
        """Payments of which Stripe told of a refund that nobody here looked at yet."""
        return await self._cache.read(refund_news.waiting)

    async def refund_looked_at(self, intent_id: PaymentIntentId) -> None:
        """What was given back of it is noted, or concerns no sale."""
        await self._cache.write(lambda db: refund_news.forget(db, intent_id))

    async def owed(
        self, until: date | None, owners: Sequence[CustomerId] | None = None
    ) -> Sequence[OwedRow]:
        """By day, then by item; of `owners` only, or of everybody."""
        await self.take_in()
        before = self._read
        rows, read = await self._cache.read(
            lambda db: _read_rows(known_store.owed(db, until, owners), before)
        )
        if owners is None:
            self._read = read
        return rows


def _read_rows(
    owed: Sequence[known_store.Owed], before: dict[SaleId, tuple[str, Sale]]
) -> tuple[list[OwedRow], dict[SaleId, tuple[str, Sale]]]:
    now: dict[SaleId, tuple[str, Sale]] = {}
    rows: list[OwedRow] = []
    for item_id, name, sale_id, customer_id, note in owed:
        held = now.get(sale_id) or before.get(sale_id)
        if held is None or held[0] != note:
            held = (note, from_text(sale_id, customer_id, note))
        now[sale_id] = held
        part = held[1].part(item_id)
        if part is not None:
            rows.append(OwedRow(customer_id, name, held[1], part))
    return rows, now


def _gone(sale: Sale) -> Sale:
    if sale.state is not SaleState.OPEN:
        return sale
    return replace(sale, state=SaleState.COMPLETED)
