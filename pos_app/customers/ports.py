"""What customers need from Stripe; `stripe_gateway` provides it, over real HTTP in tests too.

All raise RemoteRefused, RemoteUnreachable or RemoteUnknown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.customers.model import Customer, CustomerDraft, Redisplay, SavedCard
from pos_app.kernel.ids import CustomerId, PaymentMethodId


@dataclass(frozen=True, slots=True)
class CustomerPage:
    """One page of the customer list, newest first; `more` tells whether another follows."""

    customers: Sequence[Customer]
    more: bool


class CustomerGateway(Protocol):
    """Customers and their cards at Stripe."""

    async def create_customer(self, draft: CustomerDraft, key: str) -> Customer: ...

    async def update_customer(
        self, customer_id: CustomerId, draft: CustomerDraft, key: str,
        before: CustomerDraft | None = None,
    ) -> Customer:  # fmt: skip
        """Empty text empties the field; an unset language leaves Stripe's as it is.

        What is the same in `before` stays as Stripe has it now, whoever changed it meanwhile.
        """
        ...

    async def link_customer(
        self, customer_id: CustomerId, to: CustomerId | None, key: str
    ) -> Customer:
        """Note at Stripe that this customer is the same person as `to`, or with None nobody."""
        ...

    async def retrieve_customer(self, customer_id: CustomerId) -> Customer | None:
        """None when it was deleted."""
        ...

    async def delete_customer(self, customer_id: CustomerId) -> None:
        """With the cards saved for it. Nothing happens when it was deleted before."""
        ...

    async def customers_with_email(self, email: str) -> Sequence[Customer]:
        """Those with exactly this e-mail, as Stripe compares it; at most 20."""
        ...

    async def search_phone(self, written: Sequence[str]) -> Sequence[Customer]:
        """Those whose phone is written in one of these ways; at most 20. Stripe's search may be
        a minute behind and takes 20 questions a second: never while somebody types."""
        ...

    async def list_customers(self, after: CustomerId | None) -> CustomerPage:
        """At most 100, following `after`."""
        ...

    async def list_cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        """Every saved card whatever its redisplay value, newest first."""
        ...


class CardGateway(CustomerGateway, Protocol):
    """One saved card at Stripe. A card that nobody has any more is none."""

    async def default_card(self, customer_id: CustomerId) -> PaymentMethodId | None:
        """None where there is none, and for somebody who is deleted."""
        ...

    async def set_default_card(
        self, customer_id: CustomerId, card: PaymentMethodId, key: str
    ) -> None: ...

    async def set_redisplay(
        self, card: PaymentMethodId, redisplay: Redisplay, key: str
    ) -> SavedCard | None: ...

    async def retrieve_card(self, card: PaymentMethodId) -> SavedCard | None: ...

    async def detach_card(self, card: PaymentMethodId, key: str) -> None: ...
