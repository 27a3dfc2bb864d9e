"""Checkout Sessions: requests and replies."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final, cast

from pos_app.checkout.ports import SessionRequest, SessionSnapshot
from pos_app.kernel.ids import CustomerId, ItemId, SessionId, TillId
from pos_app.stripe_gateway import mapping
from pos_app.stripe_gateway.client import Caller, Reply
from pos_app.stripe_gateway.listing import every
from pos_app.stripe_gateway.owners import whose

if TYPE_CHECKING:
    from stripe.params.checkout import SessionCreateParams, SessionCreateParamsPaymentIntentData

RETURN_URL: Final = "https://till.invalid/till/returned?session={CHECKOUT_SESSION_ID}"
"""Required with `ui_mode=elements` and never loaded: the page confirms with
`redirect: 'if_required'`, and the web view refuses other hosts in its main frame."""
_MOST_PAGES: Final = 20
_EXPANDED: Final = [
    "payment_intent.payment_method", "payment_intent.latest_charge", "setup_intent.payment_method",
]  # fmt: skip


class CheckoutCalls:
    """Implements checkout.ports.CheckoutGateway, and the pages of erasure.ports.ErasureGateway."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    async def create_session(self, request: SessionRequest, key: str) -> SessionSnapshot:
        reply = await self._caller.post("/v1/checkout/sessions", _session_params(request), key)
        return _session(reply, None)

    async def find_sessions(
        self, customer_id: CustomerId, item_id: ItemId, since: int = 0
    ) -> Sequence[SessionSnapshot]:
        """All of the item's, oldest first. Raises RemoteUnknown rather than stop short."""

        def read(row: mapping.Json) -> SessionSnapshot | None:
            # Others of the customer's may be of modes that have no amount.
            ours = mapping.session_metadata(row).get("item") == item_id
            return mapping.session(row) if ours else None

        given = {**whose(customer_id), "expand": ["data.payment_intent"]}
        path = "/v1/checkout/sessions"
        found = await every(self._caller, path, given, read, since, _MOST_PAGES)
        return [session for session in reversed(found) if session is not None]

    async def find_open_sessions(self, till_id: TillId) -> Sequence[SessionSnapshot]:
        """Those of this till's that are open. Raises RemoteUnknown rather than stop short."""

        def read(row: mapping.Json) -> SessionSnapshot | None:
            noted = mapping.session_metadata(row)
            ours = noted.get("till") == till_id and "item" in noted
            return mapping.session(row) if ours else None

        path = "/v1/checkout/sessions"
        found = await every(self._caller, path, {"status": "open"}, read, 0, _MOST_PAGES)
        return [session for session in found if session is not None]

    async def page_open(self, customer_id: CustomerId) -> bool:
        """Whether they can pay, or save a card, on any page, whoever opened it."""
        given = {**whose(customer_id), "status": "open", "limit": 1}
        reply = await self._caller.get("/v1/checkout/sessions", given)
        try:
            return bool(mapping.rows(reply)[0])
        except mapping.Malformed as error:
            raise mapping.nonsense(reply) from error

    async def retrieve_session(self, session_id: SessionId) -> SessionSnapshot:
        reply = await self._caller.get(_path(session_id), {"expand": _EXPANDED})
        return _session(reply, session_id)

    async def expire_session(self, session_id: SessionId, key: str) -> SessionSnapshot:
        reply = await self._caller.post(f"{_path(session_id)}/expire", {"expand": _EXPANDED}, key)
        return _session(reply, session_id)


_UNNAMED: Final = "Payment"
"""Stripe wants a line to have a name and prints it on its own receipts."""


def _session_params(request: SessionRequest) -> "dict[str, Any]":
    if request.only_saves:
        return _saving_params(request)
    metadata = _metadata(request)
    given: SessionCreateParams = {
        "ui_mode": "hosted_page" if request.hosted else "elements",
        "mode": "payment",
        "allowed_payment_method_types": ["card"],
        "line_items": [
            {
                "quantity": 1,
                "price_data": {
                    "currency": request.amount.currency,
                    "unit_amount": request.amount.amount_minor,
                    "product_data": {"name": request.description or _UNNAMED},
                },
            }
        ],
        "saved_payment_method_options": {
            # Stripe's own page has the box in Stripe's words: ours couldn't be read beside it.
            "payment_method_save": "disabled" if request.hosted else "enabled",
            "allow_redisplay_filters": ["always"],
        },
        "metadata": metadata,
        "payment_intent_data": _intent_data(request, metadata),
        "expires_at": request.expires_at,
    }
    if request.hosted:
        given["success_url"] = request.paid_url
        if request.back_url:
            given["cancel_url"] = request.back_url
    else:
        given["return_url"] = RETURN_URL
    if request.customer_id is None:
        given["customer_creation"] = "always"
    else:
        given.update(whose(request.customer_id))
    return cast("dict[str, Any]", given)


def _saving_params(request: SessionRequest) -> "dict[str, Any]":
    """Nothing is taken, so it has neither lines nor a PaymentIntent. Its SetupIntent is set up for
    charges while the customer is away (docs.stripe.com/api/setup_intents: `usage` is off_session
    unless told), and the card isn't shown at the next checkout: nobody ticked that."""
    metadata = _metadata(request)
    given: SessionCreateParams = {
        "ui_mode": "elements",
        "mode": "setup",
        "allowed_payment_method_types": ["card"],
        "payment_method_data": {"allow_redisplay": "limited"},
        "metadata": metadata,
        "setup_intent_data": {"metadata": metadata},
        "expires_at": request.expires_at,
        "return_url": RETURN_URL,
    }
    if request.description:
        given["setup_intent_data"]["description"] = request.description
    if request.customer_id is not None:
        given.update(whose(request.customer_id))
    return cast("dict[str, Any]", given)


def _metadata(request: SessionRequest) -> dict[str, str]:
    return {
        "item": request.item_id,
        "sale": request.sale_id,
        "attempt": request.attempt_id,
        "till": request.till_id,
    }


def _intent_data(
    request: SessionRequest, metadata: dict[str, str]
) -> "SessionCreateParamsPaymentIntentData":
    """Without setup_future_usage the box alone decides whether the card is kept; with it the card
    is kept whatever the box says, which then only decides whether it is shown again
    (STRIPE-FACTS, Checkout Sessions)."""
    made: SessionCreateParamsPaymentIntentData = {"metadata": metadata}
    if request.description:
        made["description"] = request.description
    if request.keep_for_absence:
        made["setup_future_usage"] = "off_session"
    return made


def _path(session_id: SessionId) -> str:
    return f"/v1/checkout/sessions/{mapping.identifier(session_id)}"


def _session(reply: Reply, wanted: SessionId | None) -> SessionSnapshot:
    try:
        session = mapping.session(reply.data)
    except mapping.Malformed as error:
        raise mapping.nonsense(reply) from error
    if wanted is not None and session.id != wanted:
        raise mapping.nonsense(reply)
    return session
