"""The check of shapes itself, and what only the page is shown.

That no answer of a whole test run has another shape than Stripe's is looked at when the run ends:
tests/helpers/shapes.py.
"""

import copy
import json
import os
from pathlib import Path

import httpx
import pytest
import stripe

from pos_app.training.server.recording import VARIABLE, Recorder, asked_for, keep_nothing
from tests.helpers import shapes
from tests.helpers.shapes_absent import ABSENT, CARD_AMONG_OTHERS, NAMED_BY_TYPE


def answer(shop, path):
    headers = {"authorization": "Bearer sk_test_x"}
    with httpx.Client(base_url=shop.standin.url, headers=headers) as http:
        return http.get(f"/v1/{path}").json()


def record(body, status=200):
    return {"method": "GET", "path": "/v1/x", "status": status, "body": body}


@pytest.fixture
def charge(shop):
    customer = shop.customer()
    paid = shop.charge(customer, shop.card(customer).id)
    return answer(shop, f"charges/{paid.latest_charge}")


def broken(body, *path, value=None, gone=False):
    """A copy with one field, deep inside, given another value or taken out."""
    changed = copy.deepcopy(body)
    inner = changed
    for name in path[:-1]:
        inner = inner[name]
    if gone:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return changed


def test_a_right_answer_passes(charge):
    assert shapes.check(charge) == []


@pytest.mark.parametrize(
    ("path", "change", "told"),
    [
        (["amount"], {"gone": True}, "charge.amount is missing"),
        (["disputed"], {"value": None}, "charge.disputed is null"),
        (["amount"], {"value": "12"}, "charge.amount is str"),
        (["paid"], {"value": 1}, "charge.paid is int"),
        (["status"], {"value": "done"}, "charge.status is 'done', which the SDK doesn't know"),
        (["colour"], {"value": "red"}, "charge.colour is unknown to the SDK"),
        (["metadata"], {"value": []}, "charge.metadata is a list"),
        (["outcome", "risk_level"], {"gone": True}, "charge.outcome.risk_level is missing"),
        (["outcome", "mood"], {"value": "good"}, "charge.outcome.mood is unknown to the SDK"),
        (
            ["payment_method_details", "card"], {"gone": True},
            "charge.payment_method_details.card is missing",
        ),
        (
            ["payment_method_details", "card", "checks", "cvc_check"], {"gone": True},
            "charge.payment_method_details.card.checks.cvc_check is missing",
        ),
        (
            ["balance_transaction"], {"value": {"object": "balance_transaction"}},
            "balance_transaction.amount is missing",
        ),
        (["customer"], {"value": {"object": "wizard"}}, "wizard: the SDK knows no such object"),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_told(charge, path, change, told):
    faults = shapes.faults_of(record(broken(charge, *path, **change)))
    assert [fault for fault in faults if told in fault]


def test_the_object_and_the_earlier_values_in_an_event_are_looked_at(shop):
    customer = shop.customer()
    shop.v1.customers.update(customer.id, {"name": "Anna"})
    event = answer(shop, "events?type=customer.updated")["data"][0]
    assert shapes.check(event) == []
    wrong = broken(event, "data", "object", "balance", gone=True)
    assert shapes.check(wrong) == ["event customer.updated: customer.balance is missing"]
    wrong = broken(event, "data", "previous_attributes", "colour", value="red")
    assert shapes.check(wrong) == ["event customer.updated: previous colour is unknown"]


def test_a_list_is_looked_at_with_its_items(shop):
    shop.customer()
    found = answer(shop, "customers")
    assert shapes.check(found) == []
    assert shapes.check(broken(found, "url", gone=True)) == [
        "list of None.url is missing"
    ]  # fmt: skip
    assert shapes.check(broken(found, "data", 0, "email", gone=True)) == [
        "customer.email is missing"
    ]


def test_what_is_deleted_keeps_three_fields(shop):
    customer = shop.customer()
    shop.v1.customers.delete(customer.id)
    gone = answer(shop, f"customers/{customer.id}")
    assert shapes.check(gone) == []
    assert shapes.check({**gone, "name": "Zoé"}) == ["deleted customer.name is unknown to the SDK"]


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        ({"message": "No.", "type": "api_error", "code": None}, "error.code is null"),
        ({"message": "No."}, "error.type is missing"),
        ({"message": "No.", "type": "api_error", "why": "x"}, "error.why is unknown to the SDK"),
        (
            {"message": "No.", "type": "card_error", "payment_intent": {"object": "refund"}},
            "error: refund.amount is missing",
        ),
    ],
)
def test_a_wrong_error_is_told(error, fault):
    assert fault in shapes.faults_of(record({"error": error}, 402))


def test_an_error_outside_stripes_form_is_told():
    assert shapes.faults_of(record({"detail": "Not Found"}, 404))


def test_each_shape_is_kept_once_and_read_again(tmp_path: Path):
    keep = Recorder(tmp_path).keep
    customer = {"id": "cus_1", "object": "customer", "name": "A", "metadata": {"a": "1"}}
    keep("GET", "/v1/customers/{id}", 200, json.dumps(customer))
    keep("GET", "/v1/customers/{id}", 200, json.dumps({**customer, "id": "cus_2", "metadata": {}}))
    assert len(shapes.recorded(tmp_path)) == 1
    keep("GET", "/v1/customers/{id}", 200, json.dumps({**customer, "name": None}))
    keep("POST", "/v1/customers", 200, json.dumps(customer))
    assert len(shapes.recorded(tmp_path)) == 3
    page = {"object": "list", "data": [customer, {**customer, "email": None}], "has_more": False}
    keep("GET", "/v1/customers", 200, json.dumps(page))
    kept = [one["body"] for one in shapes.recorded(tmp_path) if one["path"] == "/v1/customers"]
    assert {**page, "data": []} in kept
    assert {**customer, "email": None} in kept


def test_a_till_keeps_nothing(tmp_path: Path):
    assert asked_for({}) is keep_nothing
    assert asked_for({VARIABLE: str(tmp_path)}) is not keep_nothing


def test_this_run_is_looked_at(shop):
    """The stand-ins of a run are told where to keep their answers, and do."""
    shop.customer()
    kept = shapes.recorded(Path(os.environ[VARIABLE]))
    assert [one for one in kept if (one["method"], one["path"]) == ("POST", "/v1/customers")]


@pytest.mark.parametrize(
    ("amount", "before", "after"),
    [
        (12, pytest.ExitCode.OK, pytest.ExitCode.OK),
        ("12", pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED),
        ("12", pytest.ExitCode.INTERRUPTED, pytest.ExitCode.INTERRUPTED),
    ],
)
def test_a_run_with_a_wrong_answer_is_red(charge, tmp_path, amount, before, after):
    keep = Recorder(tmp_path).keep
    keep("GET", "/v1/charges/{id}", 200, json.dumps({**charge, "amount": amount}))
    faults = shapes.faults_in(tmp_path)
    assert faults == ([] if amount == 12 else [
        "GET /v1/charges/{id}: charge.amount is str, not <class 'int'>"
    ])  # fmt: skip
    assert shapes.verdict(before, faults) == after


def test_what_a_scenario_brings_is_not_the_stand_ins_own(shop):
    body = {"error": {"type": "api_error", "message": "as a test wrote it", "novel": True}}
    shop.standin.scenario("status", "GET /v1/balance", status=500, body=body)
    with pytest.raises(stripe.APIError):
        shop.v1.balance.retrieve()
    kept = shapes.recorded(Path(os.environ[VARIABLE]))
    assert not [one for one in kept if one["body"] == body]


def test_the_tables_name_what_the_sdk_has():
    known = {shapes.title(one): set(shapes.fields_of(one)) for one in shapes.parts_of_the_sdk()}
    assert (CARD_AMONG_OTHERS | NAMED_BY_TYPE) - set(known) == set()
    wrong = {f"{name}.{one}" for name, gone in ABSENT.items() for one in set(gone) - known[name]}
    assert wrong == set()


def test_private_notes_stay_private(shop):
    customer = shop.customer()
    shop.charge(customer, shop.card(customer).id)
    text = json.dumps([answer(shop, path) for path in ("events", "payment_methods", "charges")])
    assert "_private" not in text
    assert "behaviour" not in text


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
