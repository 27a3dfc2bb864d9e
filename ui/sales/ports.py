"""What these screens need of the services."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pos_app.kernel.ids import CustomerId, ItemId, SaleId
from pos_app.kernel.money import Money
from pos_app.sales.model import Line, Sale, SaleItem
from pos_app.sales.schedule import Plan


class OpenSales(Protocol):
    """Of `SalesService`: what a customer has open, and one sale."""

    async def of_customer(self, customer_id: CustomerId) -> Sequence[Sale]: ...

    async def sale(self, sale_id: SaleId) -> Sale: ...

    async def fetch(self, sale_id: SaleId) -> Sale: ...


class Opener(Protocol):
    """Of `SalesService`: what opens a sale and readies its first part."""

    async def open_sale(
        self, customer_id: CustomerId, total: Money, plan: Plan, *, description: str, today: date,
        reference: str = "", note: str = "", lines: Sequence[Line] = (),
    ) -> Sale: ...  # fmt: skip

    async def item(self, item_id: ItemId) -> SaleItem: ...
