"""What a request says of a PaymentIntent: its parameters as the intent's own fields."""

import re
from typing import Any

from pos_app.training.objects import customers, owners
from pos_app.training.objects.intent_shape import blank, shipping_of
from pos_app.training.records.call import names, only
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body, invalid
from pos_app.training.wire.metadata import merged

COMMON = names(
    "allowed_payment_method_types capture_method customer customer_account description"
    " excluded_payment_method_types metadata payment_details payment_method"
    " payment_method_options receipt_email setup_future_usage shipping statement_descriptor"
    " statement_descriptor_suffix transfer_group"
)
CONFIRMS = names("error_on_requires_action off_session return_url use_stripe_sdk")
"""Only while confirming."""
_COPIED = ("description", "receipt_email", "setup_future_usage", "transfer_group")
_CARD_OPTIONS = names(
    "capture_method request_extended_authorization request_incremental_authorization"
    " request_multicapture request_overcapture request_three_d_secure setup_future_usage"
)
"""The four in the middle ask for what an account like this one hasn't got: "if available", no."""
LONGEST_DESCRIPTOR = 22
"""Characters, Stripe's documentation of statement descriptors."""


def read(work: Work, params: Body, current: Body) -> Body:
    """The fields the parameters set, over those of `current`. Raises StripeError (400)."""
    values: dict[str, Any] = {
        **{name: current.get(name) for name in owners.FIELDS},
        "metadata": merged(current.get("metadata", {}), params.get("metadata")),
    }
    owner = owners.given(work, params)
    if owner is not None:
        values |= owner.fields()
    for name in _COPIED:
        if name in params:
            values[name] = params[name] or None
    if params.get("receipt_email"):
        customers.check_email(params["receipt_email"], param="receipt_email")
    for name in ("capture_method", "confirmation_method"):
        if name in params:
            values[name] = params[name]
    if "shipping" in params:
        values["shipping"] = shipping_of(params["shipping"])
    if "payment_details" in params:
        values["payment_details"] = _payment_details(params["payment_details"])
    values |= descriptors(params) | _types(params) | _automatic(params)
    return values | _options(params, current)


def _payment_details(given: Body | str) -> Body | None:
    if not given or isinstance(given, str):
        return None
    wanted = ("customer_reference", "order_reference")
    only(frozenset(wanted), given)
    return {name: given.get(name) or None for name in wanted}


def descriptors(params: Body) -> Body:
    """What the cardholder is to read. Raises StripeError (400) for what banks don't print."""
    values: Body = {}
    for name in ("statement_descriptor", "statement_descriptor_suffix"):
        if name in params:
            values[name] = _descriptor(name, params[name]) if params[name] else None
    return values


def _descriptor(name: str, given: str) -> str:
    if len(given) > LONGEST_DESCRIPTOR:
        message = f"The {name} must be at most {LONGEST_DESCRIPTOR} characters."
        raise invalid(message, param=name)
    if re.search(r"[<>\\'\"*]", given) or not given.isascii():
        code = "invalid_characters"
        message = f"The {name} can't contain any of these characters: < > \\ ' \" *"
        raise invalid(message, code=code, param=name)
    if not re.search("[A-Za-z]", given):
        raise invalid(f"The {name} must contain at least one letter.", param=name)
    return given


def _types(params: Body) -> Body:
    """Raises StripeError (400) when no card could pay."""
    values: Body = {}
    message = "The training stand-in knows cards only: allow the payment method type card."
    if params.get("allowed_payment_method_types") is not None:
        if "card" not in params["allowed_payment_method_types"]:
            raise invalid(message, param="allowed_payment_method_types")
        values["allowed_payment_method_types"] = params["allowed_payment_method_types"]
    if "excluded_payment_method_types" in params:
        if "card" in params["excluded_payment_method_types"]:
            raise invalid(message, param="excluded_payment_method_types")
        values["excluded_payment_method_types"] = params["excluded_payment_method_types"] or None
    return values


def _automatic(params: Body) -> Body:
    given = params.get("automatic_payment_methods")
    manual = params.get("confirmation_method") == "manual"
    if given is not None and given["enabled"] and manual:
        message = (
            "You may only specify one of these parameters: automatic_payment_methods,"
            " confirmation_method."
        )
        raise invalid(message, param="automatic_payment_methods")
    if given is not None:
        return {"automatic_payment_methods": {"allow_redirects": "always", **given}}
    return {"automatic_payment_methods": None} if manual else {}


def _options(params: Body, current: Body) -> Body:
    """Raises StripeError (400) for options that would be ignored."""
    if "payment_method_options" not in params:
        return {}
    given = params["payment_method_options"]
    only(names("card"), given)
    card = given.get("card") or {}
    only(_CARD_OPTIONS, card)
    before = current.get("payment_method_options") or blank("", 0, "", 0)["payment_method_options"]
    after = {**before["card"], **card}
    return {"payment_method_options": {"card": {name: v for name, v in after.items() if v != ""}}}
