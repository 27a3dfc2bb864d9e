"""What a new Checkout Session looks like (stripe/checkout/_session.py of the SDK)."""

from typing import Any

from pos_app.training.objects import session_questions as questions
from pos_app.training.objects.session_rules import LONGEST_S
from pos_app.training.records.call import names, only
from pos_app.training.records.kinds import SESSION, random_text
from pos_app.training.records.work import Work, with_private
from pos_app.training.wire.errors import Body, unsupported
from pos_app.training.wire.metadata import merged

_ECHOED = (
    "allow_promotion_codes", "allowed_payment_method_types", "billing_address_collection",
    "cancel_url", "client_reference_id", "customer_email", "excluded_payment_method_types",
    "integration_identifier", "locale", "origin_context", "return_url",
    "shipping_address_collection", "submit_type", "success_url",
)  # fmt: skip


def blank(work: Work, params: Body) -> Body:
    """A new open session, its amounts still open.

    A hosted one has a secret too, for the stand-in's own page; the API never shows it.
    """
    identifier = f"cs_test_{random_text(SESSION.id_length)}"
    secret = f"{identifier}_secret_{random_text(48)}"
    ui_mode = params.get("ui_mode", "hosted_page")
    hosted = ui_mode == "hosted_page"
    body = {
        **_nothing(),
        **{name: params.get(name) for name in _ECHOED},
        **_asked(params),
        "id": identifier,
        "client_secret": None if hosted else secret,
        "created": work.now,
        "expires_at": params.get("expires_at", work.now + LONGEST_S),
        "metadata": merged({}, params.get("metadata")),
        "mode": params["mode"],
        "payment_method_collection": "always" if params["mode"] == "setup" else "if_required",
        "redirect_on_completion": (
            params.get("redirect_on_completion", "always") if ui_mode == "embedded_page" else None
        ),
        "ui_mode": ui_mode,
        "url": f"{work.base_url}/c/pay/{identifier}" if hosted else None,
    }
    return with_private(body, secret=secret)


def _asked(params: Body) -> Body:
    return {
        "adaptive_pricing": {"enabled": params.get("adaptive_pricing", {}).get("enabled", False)},
        "consent_collection": questions.consent_collection(params.get("consent_collection")),
        "custom_fields": questions.custom_fields(params.get("custom_fields", [])),
        "custom_text": questions.custom_text(params.get("custom_text", {})),
        "name_collection": questions.name_collection(params.get("name_collection")),
        "payment_method_options": _payment_method_options(params.get("payment_method_options", {})),
        "phone_number_collection": {
            "enabled": params.get("phone_number_collection", {}).get("enabled", False)
        },
        "tax_id_collection": questions.tax_id_collection(params.get("tax_id_collection")),
    }


def _nothing() -> Body:
    """Every field the SDK declares, as it is before anything was asked or done."""
    none: dict[str, Any] = dict.fromkeys(
        (
            "after_expiration", "amount_subtotal", "amount_total", "branding_settings",
            "collected_information", "consent", "currency", "currency_conversion", "customer",
            "customer_account", "customer_creation", "customer_details", "invoice",
            "invoice_creation", "managed_payments", "optional_items", "payment_intent",
            "payment_link", "payment_method_configuration_details", "permissions",
            "presentment_details", "recovered_from", "saved_payment_method_options",
            "setup_intent", "shipping_cost", "subscription", "total_details", "wallet_options",
        )
    )  # fmt: skip
    return {
        **none,
        "object": "checkout.session",
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "discounts": [],
        "livemode": False,
        "payment_method_types": ["card"],
        "payment_status": "unpaid",
        "shipping_options": [],
        "status": "open",
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


def details(
    *, email: str | None, name: str | None = None, phone: str | None = None,
    address: Body | None = None, individual_name: str | None = None,
    business_name: str | None = None, tax_id: Body | None = None,
) -> Body:  # fmt: skip
    """`customer_details`: what is known of who pays."""
    return {
        "address": address,
        "business_name": business_name,
        "email": email,
        "individual_name": individual_name,
        "name": name,
        "phone": phone,
        "tax_exempt": "none",
        "tax_ids": [] if tax_id is None else [tax_id],
    }


_CARD_OPTIONS = names("capture_method request_three_d_secure setup_future_usage")


def _payment_method_options(given: Body) -> Body:
    """Raises StripeError (400) for what would be ignored."""
    only(names("card"), given)
    card = given.get("card", {})
    for name in card:
        if name not in _CARD_OPTIONS:
            raise unsupported(f"payment_method_options[card][{name}]")
    return {"card": {"request_three_d_secure": "automatic", **card}}
