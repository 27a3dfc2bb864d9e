"""Trouble on order through the controls: verdicts of the bank, targets, what waits."""

import httpx
import pytest
import stripe

from pos_app.payments.declines import BY_CODE
from pos_app.training.bank import declines

NO_INTENT_CODE = "payment_intent_authentication_failure"


@pytest.fixture
def customer(shop):
    return shop.customer()


@pytest.fixture
def card(shop, customer):
    return shop.card(customer).id


def waiting(standin):
    with httpx.Client(base_url=standin.url) as http:
        return http.get("/_training/scenarios").json()["waiting"]


@pytest.mark.parametrize("code", sorted(BY_CODE.keys() - {NO_INTENT_CODE}))
def test_every_decline_code_on_order(shop, standin, customer, card, code):
    standin.control("scenario", {"kind": "decline", "code": code})
    with pytest.raises(stripe.CardError) as caught:
        shop.charge(customer, card)
    said, error = declines.BY_CODE[code], caught.value.error
    assert code in (error.code, error.decline_code)
    assert (error.code, error.decline_code) == (said.code, said.decline_code)
    assert (error.to_dict().get("advice_code"), error.message) == (said.advice_code, said.message)
    assert error.to_dict().get("network_decline_code") == said.network_code
    intent = shop.v1.payment_intents.retrieve(
        error.payment_intent.id, {"expand": ["latest_charge"]}
    )
    assert intent.status == "requires_payment_method"
    assert intent.last_payment_error.decline_code == said.decline_code
    charge = intent.latest_charge
    assert (charge.status, charge.failure_code) == ("failed", said.code)
    assert charge.outcome.type == ("blocked" if said.blocked else "issuer_declined")
    assert shop.events()[-2:] == ["charge.failed", "payment_intent.payment_failed"]
    assert shop.charge(customer, card).status == "succeeded", "one attempt only"


def test_failed_authentication_on_order_leaves_no_charge(shop, standin, customer, card):
    standin.control("scenario", {"kind": "decline", "code": NO_INTENT_CODE})
    with pytest.raises(stripe.CardError) as caught:
        shop.charge(customer, card)
    assert caught.value.code == NO_INTENT_CODE
    assert "charge.failed" not in shop.events()


def test_a_decline_on_the_page(shop, standin):
    session = shop.session()
    standin.scenario("decline", code="lost_card")
    answer = standin.pay(session.client_secret, email="a@example.fr")
    assert answer["error"]["paymentFailed"]["declineCode"] == "lost_card"
    assert standin.pay(session.client_secret, email="a@example.fr")["type"] == "success"


def test_a_decline_when_a_card_is_set_up(shop, standin, customer, card):
    fields = {"customer": customer.id, "payment_method": card, "confirm": True,
              "allowed_payment_method_types": ["card"]}  # fmt: skip
    standin.scenario("decline", code="do_not_honor")
    with pytest.raises(stripe.CardError) as caught:
        shop.v1.setup_intents.create(fields)
    assert caught.value.error.decline_code == "do_not_honor"
    assert caught.value.error.setup_intent.last_setup_error.decline_code == "do_not_honor"
    standin.scenario("decline", code=NO_INTENT_CODE)
    with pytest.raises(stripe.CardError) as caught:
        shop.v1.setup_intents.create(fields)
    assert caught.value.code == "setup_intent_authentication_failure"
    standin.scenario("authenticate")
    assert shop.v1.setup_intents.create(fields).status == "requires_action"


def test_authentication_on_order(shop, standin, customer, card):
    standin.scenario("authenticate", times=2)
    with pytest.raises(stripe.CardError) as caught:
        shop.charge(customer, card)
    assert (caught.value.http_status, caught.value.code) == (402, "authentication_required")
    intent = shop.charge(customer, card, off_session=False, return_url="https://example.fr")
    assert intent.status == "requires_action"
    standin.answer(intent.next_action.redirect_to_url.url.rpartition("=")[2])
    paid = shop.v1.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]})
    assert paid.status == "succeeded"
    secured = paid.latest_charge.payment_method_details.card.three_d_secure
    assert secured.result == "authenticated"
    assert waiting(standin) == []


def test_authentication_on_the_page_and_then_a_decline(shop, standin):
    session = shop.session()
    standin.scenario("authenticate")
    challenge = standin.pay(session.client_secret, email="a@example.fr")
    standin.scenario("authenticate")
    standin.scenario("decline", code="insufficient_funds")
    standin.answer(challenge["challenge"]["id"])
    answer = standin.page("/page/session/resume", client_secret=session.client_secret)
    assert answer["error"]["paymentFailed"]["declineCode"] == "insufficient_funds"
    assert [one["kind"] for one in waiting(standin)] == ["authenticate"]


def test_an_order_waits_for_an_attempt_that_is_carried_out(shop, standin, customer, card):
    standin.scenario("decline", code="lost_card", times=2)
    before = waiting(standin)
    with pytest.raises(stripe.InvalidRequestError):
        shop.charge(customer, card, amount=5)
    shop.v1.customers.retrieve(customer.id)
    assert waiting(standin) == before
    with pytest.raises(stripe.CardError):
        shop.charge(customer, card)
    assert waiting(standin) == [{**before[0], "times": 1}]


def test_several_addresses_and_what_waits(shop, standin, customer, card):
    match = ["POST /v1/payment_intents", "POST /page/session/confirm"]
    first = standin.control("scenario", {"kind": "slow", "match": match, "delay_s": 0, "times": 2})
    other = standin.control("scenario", {"kind": "status", "status": 429, "when": "after"})
    assert [first["waiting"], other["waiting"]] == [1, 2]
    assert waiting(standin) == [
        {"id": first["id"], "kind": "slow", "match": match, "times": 2, "delay_s": 0.0,
         "when": "before"},
        {"id": other["id"], "kind": "status", "match": [], "times": 1, "delay_s": 0.0,
         "when": "after", "status": 429, "body": None},
    ]  # fmt: skip
    assert standin.control("cancel", {"id": other["id"]}) == {"waiting": 1}
    assert standin.control("cancel", {"id": other["id"]})["error"]["param"] == "id"
    shop.v1.customers.retrieve(customer.id)
    shop.charge(customer, card)
    assert [one["times"] for one in waiting(standin)] == [1]
    assert standin.pay(shop.session().client_secret, email="a@example.fr")["type"] == "success"
    assert waiting(standin) == []
