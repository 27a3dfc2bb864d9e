"""PaymentIntents: what a shop's client may ask of them, and what is refused together."""

import pytest
import stripe

OTHERS = {"allowed_payment_method_types": ["card"]}


def create(shop, card="pm_card_visa", **fields):
    return shop.v1.payment_intents.create(
        {"amount": 1000, "currency": "eur", "payment_method": card, "confirm": True,
         **OTHERS, **fields}
    )  # fmt: skip


def source_of(intent):
    return intent.next_action.use_stripe_sdk["source"]


def refusal(call, *args, **fields):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        call(*args, **fields)
    return refused.value


@pytest.mark.parametrize("wanted", ["any", "challenge"])
def test_a_shop_may_ask_for_authentication(shop, wanted):
    options = {"card": {"request_three_d_secure": wanted}}
    card = "pm_card_threeDSecureOptional"
    assert create(shop, card).status == "succeeded"
    intent = create(shop, card, payment_method_options=options)
    assert intent.status == "requires_action"
    assert intent.payment_method_options.card.request_three_d_secure == wanted
    shop.standin.answer(source_of(intent))
    done = shop.v1.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]})
    assert done.status == "succeeded"
    secured = done.latest_charge.payment_method_details.card.three_d_secure
    assert secured.result == "authenticated"
    assert create(shop, payment_method_options=options).status == "succeeded"  # not enrolled


@pytest.mark.parametrize(
    ("card", "code"),
    [
        ("pm_card_threeDSecure2Required", None),
        ("pm_card_threeDSecureRequiredChargeDeclined", "generic_decline"),
    ],
)
def test_cards_that_must_authenticate(shop, card, code):
    intent = create(shop, card)
    shop.standin.answer(source_of(intent))
    after = shop.v1.payment_intents.retrieve(intent.id)
    error = after.last_payment_error
    assert (error and error.decline_code) == code


def test_the_card_may_be_captured_by_hand_alone(shop):
    intent = create(shop, payment_method_options={"card": {"capture_method": "manual"}})
    assert (intent.status, intent.capture_method) == ("requires_capture", "automatic_async")
    assert shop.v1.payment_intents.capture(intent.id).status == "succeeded"


@pytest.mark.parametrize(("usage", "attached"), [("off_session", True), ("none", False)])
def test_the_cards_own_future_usage_goes_first(shop, usage, attached):
    customer = shop.customer()
    create(
        shop, customer=customer.id, setup_future_usage="on_session",
        payment_method_options={"card": {"setup_future_usage": usage}},
    )  # fmt: skip
    assert bool(shop.v1.customers.payment_methods.list(customer.id).data) is attached


def test_a_card_set_up_for_nobody_yet_may_be_attached_later(shop):
    intent = create(shop, setup_future_usage="off_session")
    customer = shop.customer()
    card = shop.v1.payment_methods.attach(intent.payment_method, {"customer": customer.id})
    assert shop.charge(customer, card.id).status == "succeeded"


@pytest.mark.parametrize("absent", ["one_off", "recurring", True])
def test_ways_to_be_absent(shop, absent):
    customer = shop.customer()
    card = shop.card(customer, "pm_card_authenticationRequired").id
    with pytest.raises(stripe.CardError) as refused:
        shop.charge(customer, card, off_session=absent)
    intent = refused.value.error.payment_intent
    assert refused.value.code == "authentication_required"
    assert (intent.status, intent.payment_method) == ("requires_payment_method", None)
    assert intent.last_payment_error.code == "authentication_required"


def test_manual_confirmation_waits_for_the_server(shop):
    intent = create(shop, "pm_card_authenticationRequired", confirmation_method="manual")
    assert (intent.status, intent.automatic_payment_methods) == ("requires_action", None)
    shop.standin.answer(source_of(intent))
    waiting = shop.v1.payment_intents.retrieve(intent.id)
    assert (waiting.status, waiting.next_action) == ("requires_confirmation", None)
    done = shop.v1.payment_intents.confirm(intent.id, {"expand": ["latest_charge"]})
    assert done.status == "succeeded"
    secured = done.latest_charge.payment_method_details.card.three_d_secure
    assert secured.result == "authenticated"


def test_what_was_proven_is_worth_nothing_for_another_amount(shop):
    intent = create(shop, "pm_card_authenticationRequired", confirmation_method="manual")
    shop.standin.answer(source_of(intent))
    shop.v1.payment_intents.update(intent.id, {"amount": 5000})
    assert shop.v1.payment_intents.confirm(intent.id).status == "requires_action"


def test_a_challenge_ends_when_the_amount_changes(shop):
    intent = create(shop, "pm_card_authenticationRequired")
    after = shop.v1.payment_intents.update(intent.id, {"amount": 5000})
    assert (after.status, after.next_action) == ("requires_confirmation", None)
    assert "error" in shop.standin.answer(source_of(intent))
    assert shop.v1.payment_intents.retrieve(intent.id).status == "requires_confirmation"


def test_use_stripe_sdk_goes_before_return_url(shop):
    intent = create(
        shop, "pm_card_authenticationRequired", return_url="https://example.com/back",
        use_stripe_sdk=True,
    )  # fmt: skip
    assert intent.next_action.type == "use_stripe_sdk"


def test_what_is_written_beside_the_amount(shop):
    intent = create(
        shop, receipt_email="a@example.fr", transfer_group="g1", description="Sale",
        statement_descriptor_suffix="ROOM 12",
        payment_details={"order_reference": "o1", "customer_reference": ""},
        shipping={"name": "Zoé", "phone": "+331", "address": {"city": "Paris", "line1": "1"}},
        excluded_payment_method_types=["klarna"],
    )  # fmt: skip
    assert intent.payment_details.to_dict() == {
        "order_reference": "o1", "customer_reference": None,
    }  # fmt: skip
    assert (intent.shipping.address.city, intent.shipping.carrier) == ("Paris", None)
    assert intent.excluded_payment_method_types == ["klarna"]
    charge = shop.v1.charges.retrieve(intent.latest_charge)
    assert (charge.transfer_group, charge.receipt_email) == ("g1", "a@example.fr")
    assert charge.calculated_statement_descriptor == "TRAINING* ROOM 12"
    after = shop.v1.payment_intents.update(intent.id, {"transfer_group": "g2"})
    assert after.transfer_group == "g2"


@pytest.mark.parametrize(
    ("fields", "code", "param"),
    [
        ({"confirmation_method": "manual", "automatic_payment_methods": {"enabled": True}}, None,
         "automatic_payment_methods"),
        ({"customer": "cus_1", "customer_account": "acct_1"}, None, "customer_account"),
        ({"customer_account": "acct_1"}, "resource_missing", "customer_account"),
        ({"excluded_payment_method_types": ["card"]}, None, "excluded_payment_method_types"),
        ({"allowed_payment_method_types": ["klarna"]}, None, "allowed_payment_method_types"),
        ({"payment_method_types": ["card"]}, "parameter_unknown", "payment_method_types"),
        ({"statement_descriptor": "HOTEL PARIS"}, None, "statement_descriptor"),
        ({"statement_descriptor_suffix": "<b>"}, "invalid_characters",
         "statement_descriptor_suffix"),
        ({"statement_descriptor_suffix": "1234"}, None, "statement_descriptor_suffix"),
        ({"statement_descriptor_suffix": "x" * 23}, None, "statement_descriptor_suffix"),
        ({"receipt_email": "nobody"}, "email_invalid", "receipt_email"),
        ({"return_url": "javascript:alert(1)"}, "url_invalid", "return_url"),
        ({"return_url": "https://[::1"}, "url_invalid", "return_url"),
        ({"payment_method_options": {"card": {"moto": True}}}, "training_not_implemented", "moto"),
        ({"payment_method_options": {"klarna": {"capture_method": "manual"}}},
         "training_not_implemented", "klarna"),
        ({"application_fee_amount": 5}, "training_not_implemented", "application_fee_amount"),
        ({"capture_method": "later"}, None, "capture_method"),
        ({"off_session": "sometimes"}, None, "off_session"),
    ],
)  # fmt: skip
def test_refuses(shop, fields, code, param):
    error = refusal(create, shop, **fields)
    assert (error.http_status, error.code, error.param) == (400, code, param)
    assert shop.standin.state()["counts"]["payment_intents"] == 0


@pytest.mark.parametrize("name", ["off_session", "error_on_requires_action", "use_stripe_sdk"])
def test_some_things_are_said_while_confirming_only(shop, name):
    given = {"amount": 1000, "currency": "eur", name: True}
    assert refusal(shop.v1.payment_intents.create, given).param == name


def test_a_settled_intent_takes_few_changes(shop):
    intent = create(shop)
    update = shop.v1.payment_intents.update
    assert update(intent.id, {"description": "x", "metadata": {"a": "1"}}).description == "x"
    for fields in ({"amount": 5}, {"currency": "gbp"}, {"payment_method": "pm_card_visa"},
                   {"setup_future_usage": "off_session"}):  # fmt: skip
        error = refusal(update, intent.id, fields)
        assert error.code == "payment_intent_unexpected_state"
        assert error.error.payment_intent.id == intent.id


def test_multicapture_is_not_to_be_had(shop):
    intent = create(shop, capture_method="manual")
    capture = shop.v1.payment_intents.capture
    assert refusal(capture, intent.id, {"final_capture": False}).param == "final_capture"
    error = refusal(capture, intent.id, {"statement_descriptor": "HOTEL"})
    assert error.param == "statement_descriptor"
    done = capture(intent.id, {"final_capture": True, "statement_descriptor_suffix": "BAR"})
    assert (done.status, done.statement_descriptor_suffix) == ("succeeded", "BAR")


@pytest.mark.parametrize("reason", ["duplicate", "fraudulent", "requested_by_customer"])
def test_why_it_was_cancelled(shop, reason):
    intent = shop.v1.payment_intents.create({"amount": 1000, "currency": "eur"})
    gone = shop.v1.payment_intents.cancel(intent.id, {"cancellation_reason": reason})
    assert (gone.status, gone.cancellation_reason) == ("canceled", reason)
    assert gone.canceled_at >= gone.created
    error = refusal(shop.v1.payment_intents.cancel, intent.id)
    assert "status of canceled" in str(error)
    given = {"cancellation_reason": "automatic"}
    assert refusal(shop.v1.payment_intents.cancel, intent.id, given).param == "cancellation_reason"


def test_an_empty_method_takes_the_card_off(shop):
    intent = shop.v1.payment_intents.create(
        {"amount": 1000, "currency": "eur", "payment_method": "pm_card_visa"}
    )
    after = shop.v1.payment_intents.update(intent.id, {"payment_method": ""})
    assert (after.status, after.payment_method) == ("requires_payment_method", None)
    waiting = create(shop, "pm_card_authenticationRequired")
    after = shop.v1.payment_intents.update(waiting.id, {"payment_method": ""})
    assert (after.status, after.next_action) == ("requires_payment_method", None)
    assert shop.standin.answer(source_of(waiting))["error"]


def test_a_secret_is_compared(shop):
    intent = shop.v1.payment_intents.create({"amount": 1000, "currency": "eur"})
    retrieve = shop.v1.payment_intents.retrieve
    assert retrieve(intent.id, {"client_secret": intent.client_secret}).id == intent.id
    error = refusal(retrieve, intent.id, {"client_secret": "pi_x_secret_y"})
    assert error.param == "client_secret"
