"""Which Checkout Session parameters go together.

From the SDK's parameter docstrings and STRIPE-FACTS.md ("not allowed with ui_mode=elements").
"""

from pos_app.training.objects import customers
from pos_app.training.objects.intent_params import descriptors
from pos_app.training.records.call import names
from pos_app.training.records.work import Work
from pos_app.training.wire import addresses
from pos_app.training.wire.currencies import check_currency
from pos_app.training.wire.errors import Body, invalid, missing_param, unsupported

SHORTEST_S, LONGEST_S = 30 * 60, 24 * 3600
LONGEST_REFERENCE = 200

_NOT_IN_UI = {
    "elements": (
        "success_url", "cancel_url", "custom_fields", "custom_text", "submit_type",
        "branding_settings", "optional_items", "after_expiration", "origin_context",
    ),
    "embedded_page": ("success_url", "cancel_url"),
    "hosted_page": ("return_url", "permissions"),
}  # fmt: skip
_NOT_IN_MODE = {
    "setup": (
        "line_items", "payment_intent_data", "saved_payment_method_options", "submit_type",
        "optional_items", "shipping_options", "subscription_data", "allow_promotion_codes",
        "discounts", "invoice_creation", "payment_method_collection", "adaptive_pricing",
    ),
    "payment": ("setup_intent_data", "subscription_data", "payment_method_collection"),
}  # fmt: skip
_INTENT_DATA = names(
    "capture_method description metadata receipt_email setup_future_usage shipping"
    " statement_descriptor statement_descriptor_suffix"
)
_SETUP_DATA = names("description metadata")
_SWITCHES = ("automatic_tax", "invoice_creation", "managed_payments")
"""Not implemented: they may only be sent to say no."""
_URLS = ("success_url", "cancel_url", "return_url")
_OWNERS = ("customer", "customer_account")


def check(work: Work, params: Body) -> None:
    """Raises StripeError (400) for parameters that are missing or don't go together."""
    mode = params.get("mode")
    if mode is None:
        raise missing_param("mode")
    if mode == "subscription":
        raise unsupported("mode=subscription")
    ui_mode = params.get("ui_mode", "hosted_page")
    if ui_mode == "form":
        raise unsupported("ui_mode=form")
    _check_ui_mode(ui_mode, params)
    _check_mode(mode, params)
    _check_customer(params)
    _check_expiry(work, params)
    _check_types(params)
    _check_parts(params)
    _check_texts(params)


def _check_ui_mode(ui_mode: str, params: Body) -> None:
    for name in _NOT_IN_UI[ui_mode]:
        if name in params:
            raise invalid(f"You can not pass `{name}` when `ui_mode` is `{ui_mode}`.", param=name)
    if ui_mode == "hosted_page" and "success_url" not in params:
        raise missing_param("success_url")
    never = params.get("redirect_on_completion") == "never"
    if ui_mode != "embedded_page" and "redirect_on_completion" in params:
        message = "`redirect_on_completion` can only be passed when `ui_mode` is `embedded_page`."
        raise invalid(message, param="redirect_on_completion")
    if ui_mode == "embedded_page" and not never and "return_url" not in params:
        raise missing_param("return_url")
    if never and "return_url" in params:
        message = "You can not pass `return_url` when `redirect_on_completion` is `never`."
        raise invalid(message, param="return_url")
    if ui_mode == "elements" and "required" in params.get("tax_id_collection", {}):
        message = "You can not pass `tax_id_collection[required]` when `ui_mode` is `elements`."
        raise invalid(message, param="tax_id_collection[required]")


def _check_mode(mode: str, params: Body) -> None:
    for name in _NOT_IN_MODE[mode]:
        if name in params:
            raise invalid(f"You can not pass `{name}` in `{mode}` mode.", param=name)
    if mode == "payment":
        if not params.get("line_items"):
            raise missing_param("line_items")
        return
    if params.get("phone_number_collection", {}).get("enabled"):
        message = "You can not pass `phone_number_collection[enabled]` in `setup` mode."
        raise invalid(message, param="phone_number_collection[enabled]")
    if "setup_future_usage" in params.get("payment_method_options", {}).get("card", {}):
        message = "A card that is set up is for future use already."
        param = "payment_method_options[card][setup_future_usage]"
        raise invalid(message, param=param)
    if "currency" in params:
        check_currency(params["currency"])
    elif "allowed_payment_method_types" not in params:
        raise missing_param("currency")


def _check_customer(params: Body) -> None:
    known = next((name for name in _OWNERS if name in params), None)
    if known is not None:
        for name in ("customer_creation", "customer_email"):
            if name in params:
                message = f"You may only specify one of these parameters: {known}, {name}."
                raise invalid(message, param=name)
    elif "customer_update" in params:
        message = "`customer_update` can only be passed when `customer` is passed."
        raise invalid(message, param="customer_update")
    has_customer = known is not None or params.get("customer_creation") == "always"
    if "saved_payment_method_options" in params and not has_customer:
        message = (
            "`saved_payment_method_options` can only be passed with `customer`, or with"
            " `customer_creation` set to `always`."
        )
        raise invalid(message, param="saved_payment_method_options")
    for place, email in (
        ("customer_email", params.get("customer_email")),
        (
            "payment_intent_data[receipt_email]",
            params.get("payment_intent_data", {}).get("receipt_email"),
        ),
    ):
        if email is not None:
            customers.check_email(email, param=place)


def _check_expiry(work: Work, params: Body) -> None:
    expires_at = params.get("expires_at")
    if expires_at is None:
        return
    if not work.now + SHORTEST_S <= expires_at <= work.now + LONGEST_S:
        message = (
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout"
            " Session creation."
        )
        raise invalid(message, param="expires_at")


def _check_types(params: Body) -> None:
    allowed = params.get("allowed_payment_method_types")
    if allowed is not None and "card" not in allowed:
        message = "The training stand-in knows cards only: allow the payment method type card."
        raise invalid(message, param="allowed_payment_method_types")
    if "card" in params.get("excluded_payment_method_types", []):
        message = "The training stand-in knows cards only: card can't be excluded."
        raise invalid(message, param="excluded_payment_method_types")


def _check_parts(params: Body) -> None:
    """Raises StripeError (400) for nested parameters that would be ignored."""
    for name, implemented in (
        ("payment_intent_data", _INTENT_DATA), ("setup_intent_data", _SETUP_DATA),
    ):  # fmt: skip
        for part in params.get(name, {}):
            if part not in implemented:
                message = f"The training stand-in does not implement {name}[{part}]."
                raise invalid(message, code="training_not_implemented", param=name)
    data = params.get("payment_intent_data", {})
    if data.get("statement_descriptor"):
        message = (
            "The `statement_descriptor` parameter is not supported for card charges. Use"
            " `statement_descriptor_suffix` instead."
        )
        raise invalid(message, param="payment_intent_data[statement_descriptor]")
    descriptors(data)
    for name in _SWITCHES:
        if params.get(name, {}).get("enabled"):
            raise unsupported(f"{name}[enabled]")


def _check_texts(params: Body) -> None:
    for name in _URLS:
        if name in params:
            addresses.check(params[name], param=name)
    if len(params.get("client_reference_id", "")) > LONGEST_REFERENCE:
        message = f"Invalid string: must be at most {LONGEST_REFERENCE} characters"
        code = "parameter_invalid_string_max_length"
        raise invalid(message, code=code, param="client_reference_id")
