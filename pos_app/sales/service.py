"""Opening a sale: from now on something is owed."""

from typing import Final

from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, ItemId, Randomness, SaleId, new_id
from pos_app.kernel.money import Money, check_chargeable
from pos_app.sales import store
from pos_app.sales.model import SaleItem
from pos_app.storage import Database, Storage

LONGEST_DESCRIPTION: Final = 200
"""Characters; shorter than a product's name may be at Stripe (250)."""


class SalesService:
    """Sales of this till, in the ledger."""

    def __init__(
        self, ledger: Storage, clock: Clock, randomness: Randomness, till_id: str = ""
    ) -> None:
        self._till_id = till_id
        self._ledger = ledger
        self._clock = clock
        self._randomness = randomness

    async def open_item(
        self, customer_id: CustomerId | None, amount: Money, description: str
    ) -> SaleItem:
        """A sale of one item, committed. None: a walk-in.

        Raises UserError: what check_chargeable raises; sale.description_too_long (field
        description, limit).
        """
        words = " ".join(description.split())
        if len(words) > LONGEST_DESCRIPTION:
            raise UserError(
                "sale.description_too_long", field="description", limit=LONGEST_DESCRIPTION
            )
        item = SaleItem(
            id=ItemId(new_id("item", self._randomness)),
            sale_id=SaleId(new_id("sale", self._randomness)),
            customer_id=customer_id,
            amount=check_chargeable(amount),
            description=words,
            opened_at=self._clock.now().replace(microsecond=0),
            till_id=self._till_id,
        )

        def add(db: Database) -> None:
            store.add_sale(db, item.sale_id, customer_id, item.opened_at)
            store.add_item(db, item)

        await self._ledger.write(add)
        return item

    async def item(self, item_id: ItemId) -> SaleItem:
        """An item this till opened. Raises UserError sale.item_unknown."""
        found = await self._ledger.read(lambda db: store.find_item(db, item_id))
        if found is None:
            raise UserError("sale.item_unknown")
        return found
