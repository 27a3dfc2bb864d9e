"""Every field answered is one the SDK declares, at every depth."""

import inspect
import typing
from typing import Any

import httpx
import pytest
import stripe

OBJECTS = {
    "customer": stripe.Customer,
    "payment_method": stripe.PaymentMethod,
    "payment_intent": stripe.PaymentIntent,
    "charge": stripe.Charge,
    "refund": stripe.Refund,
    "checkout.session": stripe.checkout.Session,
    "item": stripe.LineItem,
    "price": stripe.Price,
    "event": stripe.Event,
    "balance": stripe.Balance,
    "balance_transaction": stripe.BalanceTransaction,
}
UNTYPED = {"metadata", "use_stripe_sdk", "fraud_details", "radar_options", "previous_attributes"}


def hints_of(declared: type) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for base in reversed(declared.__mro__):
        found |= getattr(base, "__annotations__", {})
    return found


def nested(hint: Any) -> type | None:
    """The SDK class somewhere in a hint, if there is one with declared fields."""
    if isinstance(hint, type) and issubclass(hint, stripe.StripeObject):
        return hint if inspect.get_annotations(hint) else None
    for part in typing.get_args(hint):
        found = nested(part)
        if found is not None:
            return found
    return None


def unknown(body: Any, declared: type | None, place: str) -> list[str]:
    if isinstance(body, list):
        return [wrong for item in body for wrong in unknown(item, declared, place + "[]")]
    if not isinstance(body, dict):
        return []
    kind = body.get("object")
    if kind == "list":
        return unknown(body["data"], None, place)
    if isinstance(kind, str):
        declared, place = OBJECTS[kind], kind
    if declared is None:
        return []
    hints = hints_of(declared)
    wrong = [f"{place}.{name}" for name in body if name not in hints]
    for name, value in body.items():
        if name in hints and name not in UNTYPED:
            wrong += unknown(value, nested(hints[name]), f"{place}.{name}")
    return wrong


def missing(body: dict[str, Any]) -> list[str]:
    """Fields the SDK says are always there and not null."""
    declared = OBJECTS[body["object"]]
    return [
        name
        for name, hint in hints_of(declared).items()
        if name not in body
        and name not in ("OBJECT_NAME", "_inner_class_types", "_inner_class_decorators")
        and not name.startswith("_")
        and type(None) not in typing.get_args(hint)
        and typing.get_origin(hint) is not typing.ClassVar
    ]


@pytest.fixture
def bodies(shop):
    """Answers of every kind, after a day's work."""
    customer = shop.customer(
        shipping={"name": "Z", "address": {"city": "Nice"}}, address={"city": "Nice"}
    )
    card = shop.card(customer)
    paid = shop.charge(customer, card.id)
    shop.v1.refunds.create({"payment_intent": paid.id, "amount": 100})
    shop.charge(customer, card.id, capture_method="manual")
    with pytest.raises(stripe.CardError):
        shop.charge(customer, shop.card(customer, "pm_card_chargeCustomerFail").id)
    session = shop.session(customer=customer.id)
    asked = shop.standin.pay(session.client_secret, "4000002760003184", savePaymentMethod=True)
    shop.standin.answer(asked["challenge"]["id"])
    open_session = shop.session(customer=customer.id)
    shop.standin.pay(open_session.client_secret, "4000002760003184")
    hosted = shop.session(ui_mode="hosted_page", success_url="https://example.com")
    embedded = shop.session(ui_mode="embedded_page", redirect_on_completion="never")
    assert hosted.url
    assert embedded.client_secret
    paths = [
        f"customers/{customer.id}", "customers?limit=100", "events?limit=100", "balance",
        f"payment_methods?customer={customer.id}", "refunds?expand[]=data.charge",
        "payment_intents?expand[]=data.payment_method&expand[]=data.latest_charge.customer",
        "charges?expand[]=data.refunds&expand[]=data.balance_transaction", "balance_transactions",
        "checkout/sessions?expand[]=data.line_items&expand[]=data.payment_intent&limit=100",
    ]  # fmt: skip
    headers = {"authorization": "Bearer sk_test_x"}
    with httpx.Client(base_url=shop.standin.url, headers=headers) as http:
        found = [http.get(f"/v1/{path}").raise_for_status().json() for path in paths]
        found.append(http.get(f"/v1/events/{found[2]['data'][0]['id']}").json())
        return found


def flatten(body: dict[str, Any]) -> list[dict[str, Any]]:
    return body["data"] if body["object"] == "list" else [body]


def test_nothing_is_answered_that_the_sdk_does_not_know(bodies):
    wrong = [problem for body in bodies for problem in unknown(body, None, "")]
    assert sorted(set(wrong)) == []


def test_events_carry_objects_of_the_same_shape(bodies):
    carried = [event["data"]["object"] for event in bodies[2]["data"]]
    assert len(carried) > 10
    assert sorted({p for body in carried for p in unknown(body, None, "")}) == []


def test_what_is_always_there_is_there(bodies):
    gaps = {
        f"{one['object']}.{name}" for b in bodies for one in flatten(b) for name in missing(one)
    }
    assert gaps == set()


def test_private_notes_stay_private(bodies):
    assert "_private" not in str(bodies)
    assert "behaviour" not in str(bodies)


def test_a_card_error_has_the_declared_fields(shop):
    with pytest.raises(stripe.CardError) as refused:
        shop.charge(shop.customer(), "pm_card_chargeDeclined")
    error = refused.value.json_body["error"]
    assert set(error) <= set(hints_of(stripe.ErrorObject))
    assert unknown(error["payment_intent"], None, "") == []
    assert unknown(error["payment_method"], None, "") == []


def test_the_page_gets_the_official_session(shop):
    """Field for field what `StripeCheckoutSession` of @stripe/stripe-js 10.2.1 declares."""
    customer = shop.customer()
    shop.v1.payment_methods.update(shop.card(customer).id, {"allow_redisplay": "always"})
    session = shop.session(customer=customer.id)
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert set(page) == {
        "billingAddress", "businessName", "nameCollection", "canConfirm", "currency",
        "currencyOptions", "discountAmounts", "email", "id", "lastPaymentError", "lineItems",
        "livemode", "minorUnitsAmountDivisor", "phoneNumber", "recurring", "savedPaymentMethods",
        "shipping", "shippingAddress", "shippingOptions", "status", "surcharge", "tax",
        "taxAmounts", "taxIdInfo", "total", "optionalItems",
    }  # fmt: skip
    assert set(page["total"]) == {
        "appliedBalance", "balanceAppliedToNextInvoice", "discount", "shippingRate", "subtotal",
        "surcharge", "taxExclusive", "taxInclusive", "total",
    }  # fmt: skip
    assert set(page["lineItems"][0]) == {
        "id", "name", "discount", "subtotal", "total", "taxExclusive", "taxInclusive",
        "unitAmount", "unitAmountDecimal", "description", "quantity", "unitLabel",
        "discountAmounts", "taxAmounts", "recurring", "adjustableQuantity", "images", "priceId",
        "isRemovable", "pricing", "transformQuantity",
    }  # fmt: skip
    (saved,) = page["savedPaymentMethods"]
    assert set(saved) == {"id", "type", "card", "billingDetails"}
    assert set(saved["card"]) == {"brand", "expMonth", "expYear", "last4"}
