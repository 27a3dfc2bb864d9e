"""What payments need from Stripe. All raise RemoteRefused, RemoteUnreachable, RemoteUnknown;
a card decline is not an exception but a reply, since it is an answer about money."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SaleId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import CardUsed, Decline, Outcome, PastPayment


@dataclass(frozen=True, slots=True)
class IntentRequest:
    """An unconfirmed PaymentIntent for one item; its ids go into Stripe metadata."""

    item_id: ItemId
    sale_id: SaleId
    customer_id: CustomerId
    amount: Money
    description: str


@dataclass(frozen=True, slots=True)
class IntentSnapshot:
    """A PaymentIntent as Stripe shows it now. `status` is Stripe's word."""

    id: PaymentIntentId
    status: str
    amount: Money
    amount_received: int
    customer_id: CustomerId | None
    card: CardUsed | None
    card_redisplay: str
    """`allow_redisplay` of the attached PaymentMethod when expanded, else empty."""
    last_error: Decline | None
    item_id: ItemId | None
    created: int
    """UTC seconds by Stripe's clock."""
    attempt_id: AttemptId | None = None
    """Only on a PaymentIntent that a Checkout Session made: whose."""


@dataclass(frozen=True, slots=True)
class ConfirmReply:
    """The answer to one confirm under its own key: the intent, and the decline if it was one."""

    intent: IntentSnapshot
    decline: Decline | None
    request_id: str | None


class SessionKeeper(Protocol):
    """Who closes Checkout Sessions, so that one item never has two ways to be paid at once."""

    def in_view(self, attempt_id: AttemptId) -> bool:
        """Whether its customer may be paying right now."""
        ...

    async def close(self, attempt_id: AttemptId) -> Outcome:
        """Expire it, or find out that it was paid; UNKNOWN when neither could be learned."""
        ...


class PaymentGateway(Protocol):
    """PaymentIntents at Stripe."""

    def skew_seconds(self) -> float:
        """Stripe's clock minus this machine's, by the newest reply (RELIABILITY rule 8)."""
        ...

    async def create_intent(self, request: IntentRequest, key: str) -> IntentSnapshot:
        """RemoteUnknown `remote.spent_key` when Stripe replays a stored 500 to this key."""
        ...

    async def confirm_intent(
        self,
        intent_id: PaymentIntentId,
        card: PaymentMethodId,
        key: str,
        *,
        off_session: bool,
    ) -> ConfirmReply: ...

    async def cancel_intent(self, intent_id: PaymentIntentId, key: str) -> IntentSnapshot: ...

    async def retrieve_intent(self, intent_id: PaymentIntentId) -> IntentSnapshot: ...

    async def find_intents(
        self, customer_id: CustomerId, item_id: ItemId, since: int = 0
    ) -> Sequence[IntentSnapshot]:
        """All of the item's, oldest first, made at or after `since` (UTC seconds).

        By listing the customer's and comparing metadata; Search is up to an hour late.
        """
        ...

    async def list_payments(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        """The customer's last 20, newest first."""
        ...
