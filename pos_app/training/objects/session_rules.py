"""Which Checkout Session parameters go together, and what a new session looks like.

From the SDK's parameter docstrings and STRIPE-FACTS.md ("not allowed with ui_mode=elements").
"""

from typing import Any

from pos_app.training.records.kinds import SESSION, random_text
from pos_app.training.records.work import Work
from pos_app.training.wire.currencies import check_amount, check_currency
from pos_app.training.wire.errors import Body, invalid, missing_param, unsupported
from pos_app.training.wire.metadata import merged

SHORTEST_S, LONGEST_S = 30 * 60, 24 * 3600

_NOT_WITH_ELEMENTS = (
    "success_url", "cancel_url", "custom_fields", "custom_text", "submit_type",
    "branding_settings", "optional_items", "after_expiration", "origin_context",
)  # fmt: skip
_NOT_WITH_EMBEDDED = ("success_url", "cancel_url")
_NOT_IMPLEMENTED_MODES = ("setup", "subscription")


def check(work: Work, params: Body) -> None:
    """Raises StripeError (400) for parameters that are missing or don't go together."""
    mode = params.get("mode")
    if mode is None:
        raise missing_param("mode")
    if mode in _NOT_IMPLEMENTED_MODES:
        raise unsupported(f"mode={mode}")
    ui_mode = params.get("ui_mode", "hosted_page")
    _check_ui_mode(ui_mode, params)
    if not params.get("line_items"):
        raise missing_param("line_items")
    _check_customer(params)
    _check_expiry(work, params)
    allowed = params.get("allowed_payment_method_types")
    if allowed is not None and "card" not in allowed:
        message = "The training stand-in knows cards only: allow the payment method type card."
        raise invalid(message, param="allowed_payment_method_types")


def _check_ui_mode(ui_mode: str, params: Body) -> None:
    forbidden: tuple[str, ...] = ()
    if ui_mode == "elements":
        forbidden = _NOT_WITH_ELEMENTS
    elif ui_mode == "embedded_page":
        forbidden = _NOT_WITH_EMBEDDED
    for name in forbidden:
        if name in params:
            raise invalid(f"You can not pass `{name}` when `ui_mode` is `{ui_mode}`.", param=name)
    if ui_mode == "hosted_page":
        if "success_url" not in params:
            raise missing_param("success_url")
        if "return_url" in params:
            message = "You can not pass `return_url` when `ui_mode` is `hosted_page`."
            raise invalid(message, param="return_url")
    if ui_mode == "embedded_page" and "return_url" not in params:
        if params.get("redirect_on_completion") != "never":
            raise missing_param("return_url")
    elif ui_mode != "embedded_page" and "redirect_on_completion" in params:
        message = "`redirect_on_completion` can only be passed when `ui_mode` is `embedded_page`."
        raise invalid(message, param="redirect_on_completion")


def _check_customer(params: Body) -> None:
    if "customer" in params:
        for name in ("customer_creation", "customer_email"):
            if name in params:
                message = f"You may only specify one of these parameters: customer, {name}."
                raise invalid(message, param=name)
    elif "customer_update" in params:
        message = "`customer_update` can only be passed when `customer` is passed."
        raise invalid(message, param="customer_update")
    known = "customer" in params or params.get("customer_creation") == "always"
    if "saved_payment_method_options" in params and not known:
        message = (
            "`saved_payment_method_options` can only be passed with `customer`, or with"
            " `customer_creation` set to `always`."
        )
        raise invalid(message, param="saved_payment_method_options")


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


def line_items(work: Work, given: list[Body]) -> tuple[list[Body], str, int]:
    """The session's items, their currency and their total in minor units.

    Raises StripeError (400) for mixed currencies or a total Stripe can't charge.
    """
    items = [_line_item(work, item, index) for index, item in enumerate(given)]
    currencies = {item["currency"] for item in items}
    if len(currencies) > 1:
        message = "All line items in a Checkout Session must have the same currency."
        raise invalid(message, param="line_items")
    currency = items[0]["currency"]
    total = sum(item["amount_total"] for item in items)
    subject = "The Checkout Session's total amount due"
    check_amount(total, currency, param=None, subject=subject)
    return items, currency, total


def _line_item(work: Work, given: Body, index: int) -> Body:
    place = f"line_items[{index}]"
    if "price" in given:
        message = f"No such price: '{given['price']}'"
        raise invalid(message, code="resource_missing", param=f"{place}[price]")
    if "price_data" not in given:
        raise missing_param(f"{place}[price_data]")
    for name in ("tax_rates", "adjustable_quantity"):
        if name in given:
            raise unsupported(f"{place}[{name}]")
    quantity = given.get("quantity", 1)
    if quantity < 1:
        code = "parameter_invalid_integer"
        message = "This value must be greater than or equal to 1."
        raise invalid(message, code=code, param=f"{place}[quantity]")
    price = _price(work, given["price_data"], f"{place}[price_data]")
    amount = price["unit_amount"] * quantity
    name = given["price_data"]["product_data"]["name"]
    return {
        "id": f"li_{random_text(24)}",
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": amount,
        "amount_tax": 0,
        "amount_total": amount,
        "currency": price["currency"],
        "description": name,
        "metadata": merged({}, given.get("metadata"), prefix=f"{place}[metadata]"),
        "price": price,
        "quantity": quantity,
    }


def _price(work: Work, given: Body, place: str) -> Body:
    product = given.get("product_data")
    if product is None:
        if "product" in given:
            message = f"No such product: '{given['product']}'"
            raise invalid(message, code="resource_missing", param=f"{place}[product]")
        raise missing_param(f"{place}[product_data]")
    if not product["name"]:
        message = "You passed an empty string for the product's name."
        raise invalid(message, code="parameter_invalid_empty", param=f"{place}[product_data][name]")
    if "recurring" in given:
        message = "You can not pass recurring prices in `payment` mode."
        raise invalid(message, param=f"{place}[recurring]")
    if "unit_amount" not in given:
        raise missing_param(f"{place}[unit_amount]")
    if given["unit_amount"] < 0:
        code = "parameter_invalid_integer"
        message = "This value must be greater than or equal to 0."
        raise invalid(message, code=code, param=f"{place}[unit_amount]")
    return {
        "id": f"price_{random_text(24)}",
        "object": "price",
        "active": False,
        "billing_scheme": "per_unit",
        "created": work.now,
        "currency": check_currency(given["currency"], param=f"{place}[currency]"),
        "custom_unit_amount": None,
        "livemode": False,
        "lookup_key": None,
        "metadata": {},
        "nickname": None,
        "product": f"prod_{random_text(14)}",
        "recurring": None,
        "tax_behavior": given.get("tax_behavior", "unspecified"),
        "tiers_mode": None,
        "transform_quantity": None,
        "type": "one_time",
        "unit_amount": given["unit_amount"],
        "unit_amount_decimal": str(given["unit_amount"]),
    }


def saved_options(given: Body | None, *, has_customer: bool) -> Body | None:
    """With Stripe's defaults: cards are neither saved nor removed, `always` ones are shown."""
    if given is None and not has_customer:
        return None
    given = given or {}
    return {
        "allow_redisplay_filters": given.get("allow_redisplay_filters") or ["always"],
        "payment_method_remove": given.get("payment_method_remove", "disabled"),
        "payment_method_save": given.get("payment_method_save", "disabled"),
    }


def blank(work: Work, params: Body, currency: str, total: int) -> Body:
    """A new open session; amounts in minor units."""
    identifier = f"cs_test_{random_text(SESSION.id_length)}"
    ui_mode = params.get("ui_mode", "hosted_page")
    hosted = ui_mode == "hosted_page"
    body: dict[str, Any] = {
        "id": identifier,
        "object": "checkout.session",
        "adaptive_pricing": {"enabled": False},
        "after_expiration": None,
        "allow_promotion_codes": None,
        "allowed_payment_method_types": params.get("allowed_payment_method_types"),
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "billing_address_collection": params.get("billing_address_collection"),
        "branding_settings": None,
        "cancel_url": params.get("cancel_url"),
        "client_reference_id": params.get("client_reference_id"),
        "client_secret": None if hosted else f"{identifier}_secret_{random_text(48)}",
        "collected_information": None,
        "consent": None,
        "consent_collection": None,
        "created": work.now,
        "currency": currency,
        "currency_conversion": None,
        "custom_fields": [],
        "custom_text": dict.fromkeys(
            ("after_submit", "shipping_address", "submit", "terms_of_service_acceptance")
        ),
        "customer": None,
        "customer_account": None,
        "customer_creation": None,
        "customer_details": None,
        "customer_email": params.get("customer_email"),
        "discounts": [],
        "expires_at": params.get("expires_at", work.now + LONGEST_S),
        "invoice": None,
        "invoice_creation": None,
        "livemode": False,
        "locale": params.get("locale"),
        "metadata": merged({}, params.get("metadata")),
        "mode": params["mode"],
        "origin_context": None,
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": "if_required",
        "payment_method_configuration_details": None,
        "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "permissions": None,
        "phone_number_collection": {
            "enabled": params.get("phone_number_collection", {}).get("enabled", False)
        },
        "recovered_from": None,
        "return_url": params.get("return_url"),
        "saved_payment_method_options": None,
        "setup_intent": None,
        "shipping_address_collection": None,
        "shipping_cost": None,
        "shipping_options": [],
        "status": "open",
        "submit_type": params.get("submit_type"),
        "subscription": None,
        "success_url": params.get("success_url"),
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": ui_mode,
        "url": f"{work.base_url}/c/pay/{identifier}" if hosted else None,
        "wallet_options": None,
    }
    if ui_mode == "embedded_page":
        body["redirect_on_completion"] = params.get("redirect_on_completion", "always")
    return body
