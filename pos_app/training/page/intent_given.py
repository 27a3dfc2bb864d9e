"""What a page sends beside a card, checked: the API's types don't watch this door."""

from typing import Any

from pos_app.training.records.call import names
from pos_app.training.wire.errors import Body, invalid

_ADDRESS = names("city country line1 line2 postal_code state")
_BILLING = names("email name phone tax_id")
_SHIPPING = names("carrier name phone tracking_number")
_REDISPLAY = ("always", "limited", "unspecified")
_USAGES = ("on_session", "off_session")


def billing_of(given: Body) -> Body:
    """Raises StripeError (400)."""
    details = _object(given, "billingDetails", "billing_details") or {}
    return _person(details, "billing_details", _BILLING)


def metadata_of(given: Body) -> Body | None:
    """Raises StripeError (400)."""
    metadata = _object(given, "metadata", "metadata")
    for name, value in (metadata or {}).items():
        _text(value, f"metadata[{name}]")
    return metadata


def redisplay_of(given: Body) -> str:
    """Raises StripeError (400)."""
    return _one_of(given.get("allowRedisplay", "unspecified"), _REDISPLAY, "allow_redisplay")


def written_of(given: Body) -> Body:
    """What a page may set on a PaymentIntent while confirming it, as the API's parameters.

    The members are those of `PaymentIntentConfirmParams` (@stripe/stripe-js). Raises StripeError
    (400).
    """
    written: Body = {}
    if given.get("receiptEmail") is not None:
        written["receipt_email"] = _text(given["receiptEmail"], "receipt_email")
    if given.get("setupFutureUsage") is not None:
        usage = given["setupFutureUsage"]
        written["setup_future_usage"] = _one_of(usage, _USAGES, "setup_future_usage")
    shipping = _object(given, "shipping", "shipping")
    if shipping is not None:
        written["shipping"] = _person(shipping, "shipping", _SHIPPING)
    return written


def _person(given: Body, param: str, texts: frozenset[str]) -> Body:
    address = f"{param}[address]"
    _only_texts(_object(given, "address", address) or {}, address, _ADDRESS)
    _only_texts({name: given[name] for name in given if name != "address"}, param, texts)
    return given


def _only_texts(given: Body, param: str, known: frozenset[str]) -> None:
    for name, value in given.items():
        if name not in known:
            code = "parameter_unknown"
            raise invalid(f"Received unknown parameter: {param}[{name}]", code=code, param=param)
        if value is not None:
            _text(value, f"{param}[{name}]")


def _object(given: Body, name: str, param: str) -> Body | None:
    found: Any = given.get(name)
    if found is None or isinstance(found, dict):
        return found
    raise invalid("Invalid object", param=param)


def _text(value: Any, param: str) -> str:
    if not isinstance(value, str):
        raise invalid("Invalid string", param=param)
    return value


def _one_of(value: Any, allowed: tuple[str, ...], param: str) -> str:
    if value not in allowed:
        message = f"Invalid {param}: must be one of {', '.join(allowed)}"
        raise invalid(message, param=param)
    return str(value)
