"""A sale and what it leaves owing. Each item is owed once and paid by at most one payment."""

from dataclasses import dataclass
from datetime import datetime

from pos_app.kernel.ids import CustomerId, ItemId, SaleId
from pos_app.kernel.money import Money


@dataclass(frozen=True, slots=True)
class SaleItem:
    """One amount owed. `customer_id` is None for a walk-in; `opened_at` is UTC."""

    id: ItemId
    sale_id: SaleId
    customer_id: CustomerId | None
    amount: Money
    description: str
    opened_at: datetime
    till_id: str = ""
    """The till that opened it; empty for items from before it was written down."""
