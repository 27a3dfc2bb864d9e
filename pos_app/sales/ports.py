"""What sales need to know of Stripe, and of payments, which lie above them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.customers.model import Customer
from pos_app.customers.ports import CustomerGateway
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId
from pos_app.sales.edits import Paid
from pos_app.storage import Database


@dataclass(frozen=True, slots=True)
class Noted:
    """A customer as Stripe has them now, with the names of all that is noted of them."""

    customer: Customer
    keys: frozenset[str]


class SaleNotes(CustomerGateway, Protocol):
    """Sales in the metadata of customers at Stripe. All raise RemoteRefused, RemoteUnreachable or
    RemoteUnknown."""

    async def read_noted(self, customer_id: CustomerId) -> Noted | None:
        """As they are now; None for one who was deleted."""
        ...

    async def write_sales(
        self, customer_id: CustomerId, notes: Mapping[str, str], key: str
    ) -> Customer:
        """Put these beside what is noted there; an empty value takes its key away. RemoteUnknown
        with KEY_TAKEN or SPENT_KEY of kernel.errors. Code `resource_missing`: they are deleted."""
        ...

    async def given_back(self, intent_id: PaymentIntentId) -> int:
        """What was refunded of a payment by anybody, or is on its way back; minor units."""
        ...


class Takings(Protocol):
    """What this till's ledger says of money, read in its own transaction."""

    def paid(self, db: Database, item_ids: Sequence[ItemId]) -> Sequence[Paid]:
        """Which of these were paid here."""
        ...

    def refund_rows(self, db: Database) -> Mapping[PaymentIntentId, int]:
        """Of each payment refunded here how many rows tell of it: one more for each refund, and
        for each that came back."""
        ...
