"""What a checkout needs of the till's services."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.checkout.model import Agreed, Link, OpenCheckout
from pos_app.customers.model import SavedCard
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

    async def open(self, item: SaleItem, *, agreed: Agreed | None = None) -> OpenCheckout: ...

    async def open_hosted(self, item: SaleItem, *, agreed: Agreed | None = None) -> Link: ...

    async def settle(self, attempt_id: AttemptId) -> Outcome: ...

    async def close(self, attempt_id: AttemptId) -> Outcome: ...


class Cards(Protocol):
    """What a checkout with an agreement needs of `CustomerService`."""

    async def cards(self, customer_id: CustomerId) -> Sequence[SavedCard]: ...
