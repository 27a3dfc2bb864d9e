"""The session as the official Stripe.js shows it to a page (@stripe/stripe-js, checkout.d.ts)."""

from typing import Any

from pos_app.training.objects import owners, session_totals
from pos_app.training.objects import session_completion as completion
from pos_app.training.objects.balance import DEFAULT_CURRENCY
from pos_app.training.page.page_money import Money
from pos_app.training.records.kinds import PAYMENT_INTENT, SESSION, SETUP_INTENT
from pos_app.training.records.work import Work, private
from pos_app.training.wire.currencies import exponent
from pos_app.training.wire.errors import Body, invalid

BUSINESS_NAME = "Training"
LOCALES = ("fr", "en")
"""Those a till asks for."""


def prepare(locale: str) -> None:
    """Load how a language writes amounts, ahead of the first page."""
    Money("eur", locale).of(0)


def of_secret(work: Work, given: Body) -> Body:
    """The session a page names. Raises StripeError (400) for a secret that opens none."""
    secret = given.get("client_secret")
    if isinstance(secret, str):
        session = work.find(SESSION, secret.partition("_secret_")[0])
        if session is not None and private(session)["secret"] == secret:
            return session
    raise invalid("The client_secret provided does not match any Checkout Session.")


def shape(work: Work, session: Body) -> Body:
    """Field names, camel case and nulls are those of `StripeCheckoutSession`."""
    currency = _currency(session)
    money = Money(currency, session["locale"])
    nothing = money.of(0)
    page = page_of(session)
    return {
        "billingAddress": page.get("billingAddress"),
        "businessName": BUSINESS_NAME,
        "canConfirm": completion.is_open(session),
        "currency": currency,
        "currencyOptions": _currency_options(session),
        "discountAmounts": None,
        "email": email_of(work, session),
        "id": session["id"],
        "lastPaymentError": _last_error(work, session),
        "lineItems": _line_items(session, money),
        "livemode": False,
        "minorUnitsAmountDivisor": 10 ** exponent(currency),
        "nameCollection": _names(session),
        "optionalItems": _optional_items(session, money),
        "phoneNumber": page.get("phoneNumber"),
        "recurring": None,
        "savedPaymentMethods": _saved(work, session),
        "shipping": _shipping(session, money),
        "shippingAddress": page.get("shippingAddress"),
        "shippingOptions": [_rate(one, session, money) for one in private(session)["rates"]],
        "status": _status(session),
        "surcharge": None,
        "tax": {"status": "ready"},
        "taxAmounts": None,
        "taxIdInfo": page.get("taxIdInfo"),
        "total": {
            "appliedBalance": nothing,
            "balanceAppliedToNextInvoice": False,
            "discount": nothing,
            "shippingRate": money.of((session["shipping_cost"] or {}).get("amount_total", 0)),
            "subtotal": money.of(session["amount_subtotal"] or 0),
            "surcharge": nothing,
            "taxExclusive": nothing,
            "taxInclusive": nothing,
            "total": money.of(session["amount_total"] or 0),
        },
    }


def _currency(session: Body) -> str:
    """A setup session needs none, and a page is always told one."""
    return str(session["currency"] or DEFAULT_CURRENCY)


def particulars(work: Work, session: Body) -> Body:
    """What the stand-in's script needs besides the official shape."""
    options = session["saved_payment_method_options"] or {}
    consent = session["consent_collection"] or {}
    shipping = session["shipping_address_collection"] or {}
    agreement = consent.get("payment_method_reuse_agreement") or {}
    return {
        "billingAddressCollection": session["billing_address_collection"] or "auto",
        "cancelUrl": session["cancel_url"],
        "customFields": session["custom_fields"],
        "customText": _custom_text(session),
        "emailRequired": known_email(work, session) is None,
        "locale": session["locale"],
        "merchant": BUSINESS_NAME,
        "mode": session["mode"],
        "nameCollection": _name_collection(session),
        "paymentMethodRemove": options.get("payment_method_remove", "disabled"),
        "paymentMethodReuseAgreement": agreement.get("position", "auto"),
        "paymentMethodSave": options.get("payment_method_save", "disabled"),
        "phoneNumberRequired": session["phone_number_collection"]["enabled"],
        "redirectOnCompletion": session["redirect_on_completion"],
        "returnUrl": _address(session, "return_url"),
        "setupFutureUsage": completion.usage_of(session),
        "shippingCountries": shipping.get("allowed_countries"),
        "submitType": session["submit_type"],
        "successUrl": _address(session, "success_url"),
        "taxIdCollection": (session["tax_id_collection"] or {}).get("enabled", False),
        "termsOfService": consent.get("terms_of_service") or "none",
        "uiMode": session["ui_mode"],
    }


def _address(session: Body, name: str) -> str | None:
    url: str | None = session[name]
    return None if url is None else url.replace("{CHECKOUT_SESSION_ID}", session["id"])


def _custom_text(session: Body) -> Body:
    return {
        camel: (session["custom_text"][name] or {}).get("message")
        for camel, name in (
            ("afterSubmit", "after_submit"),
            ("shippingAddress", "shipping_address"),
            ("submit", "submit"),
            ("termsOfServiceAcceptance", "terms_of_service_acceptance"),
        )
    }


def _name_collection(session: Body) -> Body | None:
    given = session["name_collection"]
    if given is None:
        return None
    nothing = {"enabled": False, "optional": False}
    return {kind: given.get(kind, nothing) for kind in ("business", "individual")}


def known_email(work: Work, session: Body) -> str | None:
    """The e-mail that was known before the page was asked."""
    owner = owners.of(session)
    if owner is not None:
        return completion.email_of(work, owner)
    given: str | None = session["customer_email"]
    return given


def email_of(work: Work, session: Body) -> str | None:
    typed: str | None = page_of(session).get("email")
    return known_email(work, session) or typed


def page_of(session: Body) -> Body:
    """What the page's `update…` calls have set."""
    found: Body = private(session).get("page", {})
    return found


def _names(session: Body) -> Body | None:
    if session["name_collection"] is None:
        return None
    page = page_of(session)
    return {name: page.get(name) for name in ("individualName", "businessName")}


def _status(session: Body) -> Body:
    if session["status"] == "complete":
        return {"type": "complete", "paymentStatus": session["payment_status"]}
    return {"type": session["status"]}


def _last_error(work: Work, session: Body) -> Body | None:
    error: Body | None = None
    if session["payment_intent"] is not None:
        error = work.load(PAYMENT_INTENT, session["payment_intent"])["last_payment_error"]
    if session["setup_intent"] is not None:
        error = work.load(SETUP_INTENT, session["setup_intent"])["last_setup_error"]
    return None if error is None else {"message": error["message"]}


def currency_choices(session: Body) -> list[str]:
    """Those the page may switch between, the present one first; none without a choice."""
    if not session["adaptive_pricing"]["enabled"] or session["currency"] is None:
        return []
    found = session_totals.currencies(session)
    return found if len(found) > 1 else []


def _currency_options(session: Body) -> list[Body] | None:
    options = [
        {
            "currency": code,
            **Money(code, session["locale"]).of(session_totals.sum_in(session, code).total),
        }
        for code in currency_choices(session)
    ]
    return options or None


def _saved(work: Work, session: Body) -> list[Body] | None:
    if owners.of(session) is None or completion.is_setup(session):
        return None
    return [
        {
            "id": method["id"],
            "type": "card",
            "card": {
                "brand": method["card"]["brand"],
                "expMonth": method["card"]["exp_month"],
                "expYear": method["card"]["exp_year"],
                "last4": method["card"]["last4"],
            },
            "billingDetails": {
                name: method["billing_details"][name]
                for name in ("address", "email", "name", "phone")
            },
        }
        for method in completion.shown_cards(work, session)
    ]


def _shipping(session: Body, money: Money) -> Body | None:
    chosen = session_totals.chosen_rate(session)
    if chosen is None:
        return None
    return {"shippingOption": _rate(chosen, session, money), "taxAmounts": None}


def _rate(rate: Body, session: Body, money: Money) -> Body:
    return {
        **money.of(rate["amounts"][session["currency"]]),
        "currency": session["currency"],
        "deliveryEstimate": rate["delivery_estimate"],
        "displayName": rate["display_name"],
        "id": rate["id"],
    }


def _unit(entry: Body, currency: str, money: Money) -> Body:
    """`unitAmount` and, for a price finer than the smallest unit, `unitAmountDecimal`."""
    amount = money.of_fraction(entry["amounts"][currency])
    return {"unitAmount": amount, "unitAmountDecimal": amount}


def _bounds(adjustable: Body | None) -> Body | None:
    if adjustable is None:
        return None
    return {name: adjustable[name] for name in ("maximum", "minimum")}


def _line_items(session: Body, money: Money) -> list[Body]:
    facts = private(session)
    chosen = set(facts["chosen"].values())
    return [
        _line_item(item, facts["shelf"][item["price"]["id"]], money, removable=item["id"] in chosen)
        for item in facts["line_items"]
    ]


def _line_item(item: Body, entry: Body, money: Money, *, removable: bool) -> Body:
    nothing = money.of(0)
    amounts: dict[str, Any] = {
        "discount": nothing,
        "subtotal": money.of(item["amount_subtotal"]),
        "taxExclusive": nothing,
        "taxInclusive": nothing,
        "total": money.of(item["amount_total"]),
        **_unit(entry, item["currency"], money),
    }
    return {
        **amounts,
        "adjustableQuantity": _bounds(item["adjustable_quantity"]),
        "description": entry["description"],
        "discountAmounts": None,
        "id": item["id"],
        "images": entry["images"],
        "isRemovable": removable,
        "name": item["description"],
        "priceId": item["price"]["id"],
        "pricing": None,
        "quantity": item["quantity"],
        "recurring": None,
        "taxAmounts": None,
        "transformQuantity": None,
        "unitLabel": entry["unit_label"],
    }


def _optional_items(session: Body, money: Money) -> list[Body]:
    facts = private(session)
    return [
        {
            "adjustableQuantity": _bounds(one["adjustable_quantity"]),
            "description": facts["shelf"][one["price"]]["description"],
            "images": facts["shelf"][one["price"]]["images"],
            "isSelected": one["price"] in facts["chosen"],
            "name": facts["shelf"][one["price"]]["name"],
            "priceId": one["price"],
            "quantity": one["quantity"],
            "recurring": None,
            "unitLabel": facts["shelf"][one["price"]]["unit_label"],
            **_unit(facts["shelf"][one["price"]], session["currency"], money),
        }
        for one in session["optional_items"] or []
    ]
