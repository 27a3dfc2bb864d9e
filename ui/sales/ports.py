"""What these screens need of the services."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.dues.history_model import SaleEvent
from pos_app.kernel.ids import CustomerId, SaleId
from pos_app.sales.model import Sale


class Histories(Protocol):
    """Of `SaleHistory`."""

    async def known(self, sale: Sale) -> Sequence[SaleEvent]: ...

    async def whole(self, sale: Sale) -> Sequence[SaleEvent]: ...


class OpenSales(Protocol):
    """Of `SalesService`: what a customer has open, and one sale."""

    async def of_customer(self, customer_id: CustomerId) -> Sequence[Sale]: ...

    async def sale(self, sale_id: SaleId) -> Sale: ...

    async def fetch(self, sale_id: SaleId) -> Sale: ...
