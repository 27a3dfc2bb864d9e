"""PaymentIntents: requests and replies."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from pos_app.kernel.errors import RemoteUnknown
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, PaymentMethodId
from pos_app.payments.model import Capture, PastPayment
from pos_app.payments.ports import ConfirmReply, IntentRequest, IntentSnapshot
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller, Reply
from pos_app.stripe_gateway.listing import every
from pos_app.stripe_gateway.owners import whose
from pos_app.stripe_gateway.translation import CardRefused

if TYPE_CHECKING:
    from stripe.params import (
        PaymentIntentCaptureParams,
        PaymentIntentConfirmParams,
        PaymentIntentCreateParams,
        PaymentIntentListParams,
        PaymentIntentModifyParams,
    )

_MOST_PAGES: Final = 20
_MOST_PAGES_OF_ALL: Final = 1_000
_LISTED: Final = 20
_EXPANDED: Final = ["payment_method", "latest_charge"]
_LIST_EXPANDED: Final = ["data.payment_method", "data.latest_charge"]
_MALFORMED: Final = mapping.Malformed


class PaymentCalls:
    """Implements payments.ports.PaymentGateway and receipts.ports.ReceiptMail."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def skew_seconds(self) -> float:
        """Stripe's clock minus this machine's at the newest reply."""
        return self._caller.skew_seconds

    def time_known(self) -> bool:
        """Whether any reply has told Stripe's time yet."""
        return self._caller.time_known

    async def learn_time(self) -> None:
        """The smallest read that a till's key may make."""
        await self._caller.get("/v1/payment_intents", {"limit": 1})

    async def create_intent(self, request: IntentRequest, key: str) -> IntentSnapshot:
        # Neither the attempt, its agreement nor this till, but the till that opened the item: two
        # tills that meet at one item must send the same bytes under the same key.
        noted = {"item": str(request.item_id), "sale": str(request.sale_id)}
        given: PaymentIntentCreateParams = {
            "amount": request.amount.amount_minor,
            "currency": request.amount.currency,
        }
        given.update(whose(request.customer_id))
        given["allowed_payment_method_types"] = ["card"]
        given["metadata"] = noted
        if request.home_till:
            given["metadata"] = {**noted, "till": request.home_till}
        if request.description:
            given["description"] = request.description
        return _intent(await self._caller.post("/v1/payment_intents", given, key), None)

    async def note_before_charge(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> IntentSnapshot:
        given: PaymentIntentModifyParams = {"metadata": dict(notes)}
        return _intent(await self._caller.post(_path(intent_id), given, key), intent_id)

    async def note_receipt_of_payment(
        self, intent_id: PaymentIntentId, notes: Mapping[str, str], key: str
    ) -> None:
        """Implements receipts.ports.ReceiptNotes."""
        await self.note_before_charge(intent_id, notes, key)

    async def mail_receipt(self, intent_id: PaymentIntentId, email: str, key: str) -> None:
        """Implements receipts.ports.ReceiptMail."""
        given: PaymentIntentModifyParams = {"receipt_email": email}
        _intent(await self._caller.post(_path(intent_id), given, key), intent_id)

    async def confirm_intent(
        self, intent_id: PaymentIntentId, card: PaymentMethodId, key: str, *, off_session: bool,
        capture: Capture = Capture.AUTOMATIC,
    ) -> ConfirmReply:  # fmt: skip
        """The definitive answer to this key: a decline is a reply, not an error.

        How to capture is said every time: an earlier attempt's choice stays on the PaymentIntent.
        """
        given: PaymentIntentConfirmParams = {
            "payment_method": card,
            "capture_method": "manual" if capture is Capture.MANUAL else "automatic_async",
            "expand": _EXPANDED,
        }
        if off_session:
            given["off_session"] = True
        try:
            reply = await self._caller.post(f"{_path(intent_id)}/confirm", given, key)
        except CardRefused as refusal:
            return _declined(refusal, intent_id)
        return ConfirmReply(_intent(reply, intent_id), None, reply.request_id)

    async def capture_intent(
        self, intent_id: PaymentIntentId, amount_minor: int, key: str
    ) -> IntentSnapshot:
        given: PaymentIntentCaptureParams = {
            "amount_to_capture": amount_minor,
            "expand": _EXPANDED,
        }
        return _intent(
            await self._caller.post(f"{_path(intent_id)}/capture", given, key), intent_id
        )

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
        found = await self.intents_of(customer_id, since)
        return [intent for intent in found if intent.item_id == item_id]

    async def intents_of(self, customer_id: CustomerId, since: int = 0) -> Sequence[IntentSnapshot]:
        """All of the customer's, oldest first. Raises RemoteUnknown rather than stop short."""
        given: PaymentIntentListParams = whose(customer_id)
        return await self._listed(given, since, _MOST_PAGES)

    async def list_intents(self, since: int) -> Sequence[IntentSnapshot]:
        """Everybody's, oldest first. Raises RemoteUnknown rather than stop short."""
        return await self._listed({"expand": _LIST_EXPANDED}, since, _MOST_PAGES_OF_ALL)

    async def _listed(
        self, given: "PaymentIntentListParams", since: int, most_pages: int
    ) -> list[IntentSnapshot]:
        path, wanted = "/v1/payment_intents", cast("dict[str, object]", given)
        found = await every(self._caller, path, wanted, mapping.intent, since, most_pages)
        return sorted(found, key=lambda intent: (intent.created, intent.id))

    async def list_payments(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        given: PaymentIntentListParams = {
            "limit": _LISTED,
            "expand": _LIST_EXPANDED,
        }
        given.update(whose(customer_id))
        reply = await self._caller.get("/v1/payment_intents", given)
        try:
            listed, _ = mapping.rows(reply)
            read = [mapping.past_payment(row) for row in listed]
        except _MALFORMED as error:
            raise mapping.nonsense(reply) from error
        return [payment for payment in read if payment is not None]

    async def every_payment(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        """All that somebody tried to pay, newest first. Raises RemoteUnknown rather than stop
        short."""
        given: PaymentIntentListParams = {"expand": _LIST_EXPANDED}
        given.update(whose(customer_id))
        path, wanted = "/v1/payment_intents", cast("dict[str, object]", given)
        read = mapping.past_payment
        found = await every(self._caller, path, wanted, read, 0, _MOST_PAGES_OF_ALL)
        return [payment for payment in found if payment is not None]


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
