"""What a checkout needs of the till's services."""

from typing import Protocol

from pos_app.checkout.model import Agreed, Link, OpenCheckout
from pos_app.kernel.ids import AttemptId, CustomerId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.sales.model import SaleItem


class Sales(Protocol):
    """What a checkout needs of `SalesService`."""

    async def open_item(
        self, customer_id: CustomerId | None, amount: Money, description: str
    ) -> SaleItem: ...


class Checkouts(Protocol):
    """What a checkout needs of `CheckoutService`."""

    async def open(
        self, item: SaleItem, *, agreed: Agreed | None = None, language: str = ""
    ) -> OpenCheckout: ...

    async def open_hosted(self, item: SaleItem, *, agreed: Agreed | None = None) -> Link: ...

    async def settle(self, attempt_id: AttemptId) -> Outcome: ...

    async def close(self, attempt_id: AttemptId) -> Outcome: ...
