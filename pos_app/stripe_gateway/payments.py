"""PaymentIntents: requests and replies."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from pos_app.kernel.errors import RemoteUnknown
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, PaymentMethodId
from pos_app.payments.model import PastPayment
from pos_app.payments.ports import ConfirmReply, IntentRequest, IntentSnapshot
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller, Reply
from pos_app.stripe_gateway.translation import CardRefused

if TYPE_CHECKING:
    from stripe.params import (
        PaymentIntentConfirmParams,
        PaymentIntentCreateParams,
        PaymentIntentListParams,
    )

_PAGE: Final = 100
_MOST_PAGES: Final = 20
_LISTED: Final = 20
_EXPANDED: Final = ["payment_method", "latest_charge"]
_MALFORMED: Final = mapping.Malformed


class PaymentCalls:
    """Implements payments.ports.PaymentGateway."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def skew_seconds(self) -> float:
        """Stripe's clock minus this machine's at the newest reply."""
        return self._caller.skew_seconds

    async def create_intent(self, request: IntentRequest, key: str) -> IntentSnapshot:
        given: PaymentIntentCreateParams = {
            "amount": request.amount.amount_minor,
            "currency": request.amount.currency,
            "customer": request.customer_id,
            "allowed_payment_method_types": ["card"],
            # Neither the attempt nor the till: two tills that meet at one item must send the
            # same bytes under the same key.
            "metadata": {"item": request.item_id, "sale": request.sale_id},
        }
        if request.description:
            given["description"] = request.description
        return _intent(await self._caller.post("/v1/payment_intents", given, key), None)

    async def confirm_intent(
        self, intent_id: PaymentIntentId, card: PaymentMethodId, key: str, *, off_session: bool
    ) -> ConfirmReply:
        """The definitive answer to this key: a decline is a reply, not an error."""
        given: PaymentIntentConfirmParams = {"payment_method": card, "expand": _EXPANDED}
        if off_session:
            given["off_session"] = True
        try:
            reply = await self._caller.post(f"{_path(intent_id)}/confirm", given, key)
        except CardRefused as refusal:
            return _declined(refusal, intent_id)
        return ConfirmReply(_intent(reply, intent_id), None, reply.request_id)

    async def cancel_intent(self, intent_id: PaymentIntentId, key: str) -> IntentSnapshot:
        reply = await self._caller.post(f"{_path(intent_id)}/cancel", {"expand": _EXPANDED}, key)
        return _intent(reply, intent_id)

    async def retrieve_intent(self, intent_id: PaymentIntentId) -> IntentSnapshot:
        reply = await self._caller.get(_path(intent_id), {"expand": _EXPANDED})
        return _intent(reply, intent_id)

    async def find_intents(
        self, customer_id: CustomerId, item_id: ItemId, since: int = 0
    ) -> Sequence[IntentSnapshot]:
        """Every one of the item's, oldest first. Raises RemoteUnknown rather than stop short."""
        found: list[IntentSnapshot] = []
        after: str | None = None
        for _ in range(_MOST_PAGES):
            given: PaymentIntentListParams = {"customer": customer_id, "limit": _PAGE}
            if since:
                given["created"] = {"gte": since}
            if after is not None:
                given["starting_after"] = after
            reply = await self._caller.get("/v1/payment_intents", given)
            try:
                listed, more = mapping.rows(reply)
                page = [mapping.intent(row) for row in listed]
            except _MALFORMED as error:
                raise mapping.nonsense(reply) from error
            found.extend(intent for intent in page if intent.item_id == item_id)
            if not more:
                return sorted(found, key=lambda intent: (intent.created, intent.id))
            if not page:
                break
            after = page[-1].id
        raise RemoteUnknown("remote.nonsense")

    async def list_payments(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        given: PaymentIntentListParams = {
            "customer": customer_id,
            "limit": _LISTED,
            "expand": ["data.payment_method", "data.latest_charge"],
        }
        reply = await self._caller.get("/v1/payment_intents", given)
        try:
            listed, _ = mapping.rows(reply)
            read = [mapping.past_payment(row) for row in listed]
        except _MALFORMED as error:
            raise mapping.nonsense(reply) from error
        return [payment for payment in read if payment is not None]


def _path(intent_id: PaymentIntentId) -> str:
    return f"/v1/payment_intents/{mapping.identifier(intent_id)}"


def _intent(reply: Reply, wanted: PaymentIntentId | None) -> IntentSnapshot:
    try:
        intent = mapping.intent(reply.data)
    except _MALFORMED as error:
        raise mapping.nonsense(reply) from error
    if wanted is not None and intent.id != wanted:
        raise mapping.nonsense(reply)
    return intent


def _declined(refusal: CardRefused, wanted: PaymentIntentId) -> ConfirmReply:
    """A card error that names our PaymentIntent; one that doesn't proves nothing."""
    data: Any = refusal.error.get("payment_intent")
    try:
        intent = mapping.intent(data if isinstance(data, dict) else {})
        decline = mapping.decline(refusal.error)
    except _MALFORMED as error:
        raise RemoteUnknown("remote.nonsense", request_id=refusal.request_id) from error
    if intent.id != wanted:
        raise RemoteUnknown("remote.nonsense", request_id=refusal.request_id)
    return ConfirmReply(intent, decline, refusal.request_id)
