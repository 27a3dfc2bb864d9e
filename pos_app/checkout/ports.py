"""What checkout needs from Stripe. All raise RemoteRefused, RemoteUnreachable, RemoteUnknown."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    SaleId,
    SessionId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import CardUsed, Decline
from pos_app.payments.ports import IntentSnapshot, PaymentGateway


@dataclass(frozen=True, slots=True)
class SessionRequest:
    """A payment through Checkout; a walk-in has no `customer_id` (customer_creation=always)."""

    item_id: ItemId
    sale_id: SaleId
    attempt_id: AttemptId
    customer_id: CustomerId | None
    amount: Money
    description: str
    expires_at: int
    """UTC seconds, 30 min to 24 h ahead (STRIPE-FACTS, Checkout Sessions)."""
    till_id: TillId
    keep_for_absence: bool = False
    """Whether the customer agreed, before it, that the card may be charged while they are away:
    only then is it set up for that."""
    hosted: bool = False
    """Whether it is paid on Stripe's own page, at an address of its own."""
    paid_url: str = ""
    """Where the customer's browser goes from that page once it is paid."""
    back_url: str = ""
    """Where it goes from there for who turns back; empty: no way back is shown."""
    only_saves: bool = False
    """Whether it saves the card and takes nothing (`mode=setup`): `amount` is what is charged
    later, and not told to Stripe."""


@dataclass(frozen=True, slots=True)
class SetupSnapshot:
    """A SetupIntent as Stripe shows it now."""

    status: str
    card: CardUsed | None
    last_error: Decline | None
    """Why the card that was tried last was refused."""
    refusal_id: str = ""
    """Which refusal that is: Stripe's id of the try."""


@dataclass(frozen=True, slots=True)
class SessionSnapshot:
    """A Checkout Session as Stripe shows it now. `client_secret` only while open; never stored."""

    id: SessionId
    status: Literal["open", "complete", "expired"]
    payment_status: Literal["paid", "unpaid", "no_payment_required"]
    client_secret: str | None
    customer_id: CustomerId | None
    customer_email: str
    payment_intent_id: PaymentIntentId | None
    intent: IntentSnapshot | None
    """Expanded payment_intent, when there is one."""
    amount: Money | None
    """None of one that only saves a card."""
    item_id: ItemId | None = None
    attempt_id: AttemptId | None = None
    url: str | None = None
    """Of a hosted one, only while open: whoever has it may pay. Never stored, never logged."""
    only_saves: bool = False
    created: int = 0
    """UTC seconds by Stripe's clock."""
    setup: SetupSnapshot | None = None
    """Expanded setup_intent, of one that only saves a card."""

    @property
    def refusal_id(self) -> str:
        """Of the card that was refused last on its page; empty where none was."""
        shown = self.setup if self.only_saves else self.intent
        return shown.refusal_id if shown is not None else ""


class CheckoutGateway(Protocol):
    """Checkout Sessions at Stripe."""

    async def create_session(self, request: SessionRequest, key: str) -> SessionSnapshot: ...

    async def find_sessions(
        self, customer_id: CustomerId, item_id: ItemId, since: int = 0
    ) -> Sequence[SessionSnapshot]:
        """All of the item's, whatever their state and whichever till opened them, oldest first,
        made at or after `since` (UTC seconds). `intent` is expanded, without its card."""
        ...

    async def find_open_sessions(self, till_id: TillId) -> Sequence[SessionSnapshot]:
        """Those that this till opened and that can still be paid, whoever's. `intent` is left
        out."""
        ...

    async def retrieve_session(self, session_id: SessionId) -> SessionSnapshot: ...

    async def expire_session(self, session_id: SessionId, key: str) -> SessionSnapshot:
        """RemoteRefused when it is no longer open: retrieve it then."""
        ...


class CheckoutAndPayments(CheckoutGateway, PaymentGateway, Protocol):
    """Sessions, and the PaymentIntents that must be out of the way before one opens."""
