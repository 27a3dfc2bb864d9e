"""What payments need from Stripe. All raise RemoteRefused, RemoteUnreachable, RemoteUnknown;
a card decline is not an exception but a reply, since it is an answer about money."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.consent.scope_check import KeptCard
from pos_app.kernel.ids import (
    AgreementId,
    AttemptId,
    CustomerId,
    ItemId,
    OperationId,
    PaymentIntentId,
    PaymentMethodId,
    RefundId,
    SaleId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import Attempt, Capture, CardUsed, Decline, Outcome, PastPayment
from pos_app.payments.noted import ReceiptNoted


class KeptCards(Protocol):
    """What the till has of saved cards; nothing is asked of Stripe."""

    async def kept(self, owner: CustomerId, card: PaymentMethodId) -> KeptCard | None:
        """The card among those kept for that customer; None where it isn't."""


@dataclass(frozen=True, slots=True)
class IntentRequest:
    """An unconfirmed PaymentIntent for one item; its ids go into Stripe metadata."""

    item_id: ItemId
    sale_id: SaleId
    customer_id: CustomerId
    amount: Money
    description: str
    home_till: str = ""
    """The till that opened the item: the same from every till that charges it."""


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
    held_until: int | None = None
    """UTC seconds; of a held amount, when `latest_charge` was expanded."""
    sale_id: SaleId | None = None
    till_id: str = ""
    """From metadata: the till that opened the item, or the Checkout Session."""
    description: str = ""
    agreements: frozenset[AgreementId] = frozenset()
    """Named before it was confirmed: what it is charged under is one of these."""
    disputed: bool = False
    """Whether its cardholder disputes it, or did, when `latest_charge` was expanded."""
    card_created: int = 0
    """UTC seconds by Stripe's clock; of the attached PaymentMethod when expanded, else 0."""
    short_check: str = ""
    """The check that let it be charged (consent.check_notes), as the newest attempt noted it."""
    receipt: ReceiptNoted | None = None
    charged_at: int | None = None
    """UTC seconds by Stripe's clock, when `latest_charge` was expanded: when it was made."""
    refusal_id: str = ""
    """Which refusal `last_error` tells of: the failed charge, or the card where none was made."""


@dataclass(frozen=True, slots=True)
class ConfirmReply:
    """The answer to one confirm under its own key: the intent, and the decline if it was one."""

    intent: IntentSnapshot
    decline: Decline | None
    request_id: str | None


@dataclass(frozen=True, slots=True)
class RefundRequest:
    """A refund of a payment, whole or in part; its ids go into Stripe metadata."""

    operation_id: OperationId
    payment_intent_id: PaymentIntentId
    item_id: ItemId | None
    amount: Money
    reason: str
    """Stripe's word, or empty."""
    till_id: str


@dataclass(frozen=True, slots=True)
class RefundSnapshot:
    """A refund as Stripe shows it now. `status` and `failure` are Stripe's words; `created` is UTC
    seconds by Stripe's clock."""

    id: RefundId
    status: str
    amount: Money
    payment_intent_id: PaymentIntentId | None
    failure: str
    operation_id: OperationId | None
    """Whose it is, from metadata; None for one made in the Dashboard."""
    created: int
    till_id: str = ""
    request_id: str | None = None
    receipt: ReceiptNoted | None = None
    note_gone: bool = False
    """Whether a till noted whose it is, and Stripe has redacted that."""


@dataclass(frozen=True, slots=True)
class Others:
    """Sessions of an item besides the one asked for, whichever till opened them."""

    paid: IntentSnapshot | None = None
    """Paid, or being paid, through one of them."""
    open: bool = False
    """One can still be paid."""


class SessionKeeper(Protocol):
    """Who closes Checkout Sessions, so that one item never has two ways to be paid at once."""

    def in_view(self, attempt_id: AttemptId) -> bool:
        """Whether its customer may be paying right now."""
        ...

    async def settle(self, attempt_id: AttemptId) -> Outcome:
        """What became of it, without closing it: OPEN while it can still be paid; UNKNOWN when
        that can't be learned."""
        ...

    async def close(self, attempt_id: AttemptId) -> Outcome:
        """Expire it, or find out that it was paid; UNKNOWN when neither could be learned."""
        ...

    async def expire_others(self, attempt: Attempt) -> Others:
        """Expire every session of the attempt's item but its own, whichever till opened it, and
        say what that left. Raises the remote faults."""
        ...

    async def expire_own(self) -> None:
        """Expire every open session that this till opened, also those no ledger knows any more.

        Raises the remote faults; RemoteUnknown while a customer is just paying in one."""
        ...


class PaymentGateway(Protocol):
    """PaymentIntents at Stripe."""

    def skew_seconds(self) -> float:
        """Stripe's clock minus this machine's, by the newest reply (RELIABILITY rule 8)."""
        ...

    def time_known(self) -> bool:
        """Whether any reply has told Stripe's time yet; else skew_seconds is 0."""
        ...

    async def learn_time(self) -> None:
        """Ask for a reply, whatever it says, so that skew_seconds is right now."""
        ...

    async def create_intent(self, request: IntentRequest, key: str) -> IntentSnapshot:
        """RemoteUnknown `remote.spent_key` when Stripe replays a stored 500 to this key."""
        ...

    async def note_before_charge(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> IntentSnapshot:
        """Note on it, beside what tills noted before, what it is about to be charged under
        (consent.metadata.naming)."""
        ...

    async def confirm_intent(
        self,
        intent_id: PaymentIntentId,
        card: PaymentMethodId,
        key: str,
        *,
        off_session: bool,
        capture: Capture = Capture.AUTOMATIC,
    ) -> ConfirmReply: ...

    async def capture_intent(
        self, intent_id: PaymentIntentId, amount_minor: int, key: str
    ) -> IntentSnapshot:
        """Take so much of what is held and release the rest. RemoteUnknown `remote.spent_key` as
        in create_intent."""
        ...

    async def cancel_intent(self, intent_id: PaymentIntentId, key: str) -> IntentSnapshot: ...

    async def retrieve_intent(self, intent_id: PaymentIntentId) -> IntentSnapshot: ...

    async def find_intents(
        self, customer_id: CustomerId, item_id: ItemId, since: int = 0
    ) -> Sequence[IntentSnapshot]:
        """All of the item's, oldest first, made at or after `since` (UTC seconds).

        By listing the customer's and comparing metadata; Search is up to an hour late.
        """
        ...

    async def list_intents(self, since: int) -> Sequence[IntentSnapshot]:
        """Every PaymentIntent made at or after `since` (UTC seconds), whoever's, oldest first."""
        ...

    async def create_refund(self, request: RefundRequest, key: str) -> RefundSnapshot:
        """RemoteUnknown `remote.spent_key` as in create_intent."""
        ...

    async def retrieve_refund(self, refund_id: RefundId) -> RefundSnapshot: ...

    async def list_refunds(
        self, intent_id: PaymentIntentId | None, since: int = 0
    ) -> Sequence[RefundSnapshot]:
        """Those of one PaymentIntent, or everybody's made at or after `since`; oldest first."""
        ...

    async def list_payments(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        """The customer's last 20, newest first."""
        ...
