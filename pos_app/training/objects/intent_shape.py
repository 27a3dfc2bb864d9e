"""What a PaymentIntent looks like, and what it says of how its card is to be charged."""

from pos_app.training.records.kinds import random_text
from pos_app.training.wire.errors import Body


def blank(identifier: str, amount: int, currency: str, created: int) -> Body:
    """An intent to collect `amount` minor units; `created` in UTC seconds."""
    return {
        "id": identifier,
        "object": "payment_intent",
        "allowed_payment_method_types": None,
        "amount": amount,
        "amount_capturable": 0,
        "amount_details": {"tip": {}},
        "amount_received": 0,
        "application": None,
        "application_fee_amount": None,
        "automatic_payment_methods": {"allow_redirects": "always", "enabled": True},
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic_async",
        "client_secret": f"{identifier}_secret_{random_text(25)}",
        "confirmation_method": "automatic",
        "created": created,
        "currency": currency,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "managed_payments": None,
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {
            "card": {
                "installments": None,
                "mandate_options": None,
                "network": None,
                "request_three_d_secure": "automatic",
            }
        },
        "payment_method_types": ["card"],
        "payment_record": None,
        "processing": None,
        "receipt_email": None,
        "review": None,
        "setup_future_usage": None,
        "shipping": None,
        "source": None,
        "statement_descriptor": None,
        "statement_descriptor_suffix": None,
        "status": "requires_payment_method",
        "transfer_data": None,
        "transfer_group": None,
    }


def card_options(intent: Body) -> Body:
    """What the shop wants of cards in particular; it goes before the intent's own fields."""
    found: Body = intent["payment_method_options"]["card"]
    return found


def captured_by_hand(intent: Body) -> bool:
    return "manual" in (intent["capture_method"], card_options(intent).get("capture_method"))


def shipping_of(given: Body | str | None) -> Body | None:
    """Where goods go, with every field Stripe shows; nothing for an empty value."""
    if not given or isinstance(given, str):
        return None
    address = given.get("address") or {}
    parts = ("city", "country", "line1", "line2", "postal_code", "state")
    return {
        "address": {name: address.get(name) or None for name in parts},
        **{name: given.get(name) or None for name in ("carrier", "name", "phone")},
        "tracking_number": given.get("tracking_number") or None,
    }
