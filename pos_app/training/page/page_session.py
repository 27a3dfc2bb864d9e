"""The session as the official Stripe.js shows it to a page (@stripe/stripe-js, checkout.d.ts)."""

from decimal import Decimal
from typing import Any

from pos_app.training.objects import sessions
from pos_app.training.records.kinds import CUSTOMER, PAYMENT_INTENT
from pos_app.training.records.work import Work, private
from pos_app.training.wire.currencies import exponent
from pos_app.training.wire.errors import Body

BUSINESS_NAME = "Training"
FALLBACK_LOCALE = "en"
LOCALES = ("fr", "en")
"""Those a till asks for."""


def prepare(locale: str) -> None:
    """Load how a language writes amounts, ahead of the first page."""
    _Money({"currency": "eur", "locale": locale}).of(0)


def shape(work: Work, session: Body) -> Body:
    """Field names, camel case and nulls are those of `StripeCheckoutSession`."""
    money = _Money(session)
    nothing = money.of(0)
    total = money.of(session["amount_total"])
    page = _page(session)
    return {
        "billingAddress": page.get("billingAddress"),
        "businessName": BUSINESS_NAME,
        "canConfirm": sessions.is_open(session),
        "currency": session["currency"],
        "currencyOptions": None,
        "discountAmounts": None,
        "email": email_of(work, session),
        "id": session["id"],
        "lastPaymentError": _last_error(work, session),
        "lineItems": [_line_item(money, item) for item in private(session)["line_items"]],
        "livemode": False,
        "minorUnitsAmountDivisor": 10 ** exponent(session["currency"]),
        "nameCollection": None,
        "optionalItems": [],
        "phoneNumber": page.get("phoneNumber"),
        "recurring": None,
        "savedPaymentMethods": _saved(work, session),
        "shipping": None,
        "shippingAddress": page.get("shippingAddress"),
        "shippingOptions": [],
        "status": _status(session),
        "surcharge": None,
        "tax": {"status": "ready"},
        "taxAmounts": None,
        "taxIdInfo": None,
        "total": {
            "appliedBalance": nothing,
            "balanceAppliedToNextInvoice": False,
            "discount": nothing,
            "shippingRate": nothing,
            "subtotal": money.of(session["amount_subtotal"]),
            "surcharge": nothing,
            "taxExclusive": nothing,
            "taxInclusive": nothing,
            "total": total,
        },
    }


def particulars(work: Work, session: Body) -> Body:
    """What the stand-in's script needs besides the official shape."""
    data = private(session)["payment_intent_data"]
    options = session["saved_payment_method_options"] or {}
    return {
        "emailRequired": known_email(work, session) is None,
        "locale": session["locale"],
        "merchant": BUSINESS_NAME,
        "mode": session["mode"],
        "paymentMethodRemove": options.get("payment_method_remove", "disabled"),
        "paymentMethodSave": options.get("payment_method_save", "disabled"),
        "returnUrl": session["return_url"],
        "setupFutureUsage": data.get("setup_future_usage"),
        "uiMode": session["ui_mode"],
    }


def known_email(work: Work, session: Body) -> str | None:
    """The e-mail that was known before the page was asked."""
    if session["customer"] is not None:
        customer = work.load(CUSTOMER, session["customer"])
        known: str | None = customer.get("email")
        return known
    given: str | None = session["customer_email"]
    return given


def email_of(work: Work, session: Body) -> str | None:
    typed: str | None = _page(session).get("email")
    return known_email(work, session) or typed


def _page(session: Body) -> Body:
    """What the page's `update…` calls have set."""
    found: Body = private(session).get("page", {})
    return found


def _status(session: Body) -> Body:
    if session["status"] == "complete":
        return {"type": "complete", "paymentStatus": session["payment_status"]}
    return {"type": session["status"]}


def _last_error(work: Work, session: Body) -> Body | None:
    if session["payment_intent"] is None:
        return None
    error = work.load(PAYMENT_INTENT, session["payment_intent"])["last_payment_error"]
    return None if error is None else {"message": error["message"]}


def _saved(work: Work, session: Body) -> list[Body] | None:
    if session["customer"] is None:
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
        for method in sessions.shown_cards(work, session)
    ]


def _line_item(money: "_Money", item: Body) -> Body:
    nothing = money.of(0)
    unit = money.of(item["price"]["unit_amount"])
    amounts: dict[str, Any] = {
        "discount": nothing,
        "subtotal": money.of(item["amount_subtotal"]),
        "taxExclusive": nothing,
        "taxInclusive": nothing,
        "total": money.of(item["amount_total"]),
        "unitAmount": unit,
        "unitAmountDecimal": unit,
    }
    return {
        **amounts,
        "adjustableQuantity": None,
        "description": None,
        "discountAmounts": None,
        "id": item["id"],
        "images": [],
        "isRemovable": False,
        "name": item["description"],
        "priceId": item["price"]["id"],
        "pricing": None,
        "quantity": item["quantity"],
        "recurring": None,
        "taxAmounts": None,
        "transformQuantity": None,
        "unitLabel": None,
    }


class _Money:
    """Amounts in the session's currency, written in its language."""

    def __init__(self, session: Body) -> None:
        self._currency = session["currency"]
        locale = str(session["locale"] or "auto").replace("-", "_")
        self._locale = FALLBACK_LOCALE if locale == "auto" else locale

    def of(self, minor: int) -> Body:
        return {"minorUnitsAmount": minor, "amount": self._text(minor)}

    def _text(self, minor: int) -> str:
        from babel.numbers import format_currency  # heavy, and only pages need it

        code = self._currency.upper()
        # scaled as a decimal, never a float: 10.10 must stay 10.10
        amount = Decimal(minor).scaleb(-exponent(self._currency))
        return str(format_currency(amount, code, locale=self._locale))
