"""What a page may see of an intent, and where its customer is sent back to.

A publishable key is shown less than a secret one: the members are those that @stripe/stripe-js
10.2.1 declares (api/payment-intents.d.ts, api/setup-intents.d.ts) and that Stripe marks
"retrievable with publishable key" in its API reference.
"""

from urllib.parse import urlencode, urlsplit, urlunsplit

from pos_app.training.records.call import names
from pos_app.training.wire.errors import Body, StripeError

_PAYMENT = names(
    "id object allowed_payment_method_types amount amount_details automatic_payment_methods"
    " canceled_at cancellation_reason capture_method client_secret confirmation_method created"
    " currency description last_payment_error livemode next_action payment_method"
    " payment_method_configuration_details payment_method_types processing receipt_email"
    " setup_future_usage shipping source status"
)
_SETUP = names(
    "id object allowed_payment_method_types automatic_payment_methods cancellation_reason"
    " client_secret created description last_setup_error livemode next_action payment_method"
    " payment_method_configuration_details payment_method_types status usage"
)
_DONE = names("succeeded requires_capture requires_confirmation")
"""How an intent stands after its customer came through; `requires_confirmation` is left to the
server of a PaymentIntent that is confirmed by hand."""


def is_setup(intent: Body) -> bool:
    return bool(intent["object"] == "setup_intent")


def shown(intent: Body) -> Body:
    seen = _SETUP if is_setup(intent) else _PAYMENT
    return {name: value for name, value in intent.items() if name in seen}


def success(intent: Body) -> Body:
    name = "setupIntent" if is_setup(intent) else "paymentIntent"
    return {"type": "success", name: shown(intent)}


def refusal(error: StripeError) -> Body:
    """The error object of Stripe.js: the API's, its intent as a page may see it."""
    told: Body = error.body()["error"]
    for name in ("payment_intent", "setup_intent"):
        if name in told:
            told[name] = shown(told[name])
    return {"type": "error", "error": told}


def last_failure(intent: Body) -> Body | None:
    """Why the last try failed, as an error that names its intent."""
    setup = is_setup(intent)
    error = intent["last_setup_error" if setup else "last_payment_error"]
    if error is None:
        return None
    name = "setup_intent" if setup else "payment_intent"
    return {"type": "error", "error": {**error, name: shown(intent)}}


def return_address(intent: Body, return_url: str) -> str:
    """`return_url` with what Stripe adds: the intent, its secret, and how it went."""
    name = str(intent["object"])
    added = urlencode(
        {
            name: intent["id"],
            f"{name}_client_secret": intent["client_secret"],
            "redirect_status": "succeeded" if intent["status"] in _DONE else "failed",
        }
    )
    parts = urlsplit(return_url)
    return urlunsplit(parts._replace(query=f"{parts.query}&{added}" if parts.query else added))
