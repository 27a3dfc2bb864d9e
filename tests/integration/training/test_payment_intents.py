"""PaymentIntents, charges, refunds, the balance and the events through the official SDK."""

import pytest
import stripe

DECLINES = [
    ("pm_card_chargeDeclined", "card_declined", "generic_decline", "try_again_later"),
    ("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds",
     "try_again_later"),
    ("pm_card_chargeDeclinedStolenCard", "card_declined", "stolen_card", "do_not_try_again"),
    ("pm_card_chargeDeclinedExpiredCard", "expired_card", "expired_card", "do_not_try_again"),
    ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", "incorrect_cvc", "confirm_card_data"),
    ("pm_card_chargeCustomerFail", "card_declined", "generic_decline", "try_again_later"),
]  # fmt: skip


def confirm_on_session(shop, token, **fields):
    return shop.v1.payment_intents.create(
        {"amount": 1000, "currency": "eur", "payment_method": token, "confirm": True,
         "allowed_payment_method_types": ["card"], **fields}
    )  # fmt: skip


def balance_of(shop, currency="eur"):
    found = shop.v1.balance.retrieve()
    return sum(part.amount for part in [*found.available, *found.pending]
               if part.currency == currency)  # fmt: skip


def test_create_then_confirm_succeeds_once(shop):
    customer = shop.customer()
    card = shop.card(customer)
    intent = shop.v1.payment_intents.create(
        {"amount": 1999, "currency": "EUR", "customer": customer.id, "metadata": {"item": "i1"},
         "allowed_payment_method_types": ["card"]}
    )  # fmt: skip
    assert (intent.status, intent.currency) == ("requires_payment_method", "eur")
    done = shop.v1.payment_intents.confirm(
        intent.id, {"payment_method": card.id, "expand": ["latest_charge.balance_transaction"]}
    )
    assert (done.status, done.amount_received) == ("succeeded", 1999)
    charge = done.latest_charge
    assert (charge.paid, charge.captured, charge.customer) == (True, True, customer.id)
    assert charge.payment_method_details.card.last4 == "4242"
    assert charge.metadata["item"] == "i1"
    assert charge.balance_transaction.net == 1999
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.payment_intents.confirm(intent.id, {"payment_method": card.id})
    assert refused.value.code == "payment_intent_unexpected_state"
    assert refused.value.error.payment_intent.status == "succeeded"
    assert balance_of(shop) == 1999
    assert shop.events()[2:] == [
        "payment_intent.created", "charge.succeeded", "payment_intent.succeeded",
    ]  # fmt: skip


@pytest.mark.parametrize(("token", "code", "decline", "advice"), DECLINES)
def test_declines_say_why_and_leave_a_failed_charge(shop, token, code, decline, advice):
    with pytest.raises(stripe.CardError) as refused:
        confirm_on_session(shop, token)
    error = refused.value.error
    assert (refused.value.http_status, refused.value.code) == (402, code)
    assert (error.decline_code, error.advice_code) == (decline, advice)
    intent = shop.v1.payment_intents.retrieve(error.payment_intent.id)
    assert (intent.status, intent.payment_method) == ("requires_payment_method", None)
    assert intent.last_payment_error.decline_code == decline
    charge = shop.v1.charges.retrieve(intent.latest_charge)
    assert (charge.status, charge.failure_code) == ("failed", code)
    assert charge.outcome.advice_code == advice
    assert balance_of(shop) == 0
    assert shop.events() == [
        "payment_intent.created", "charge.failed", "payment_intent.payment_failed",
    ]  # fmt: skip
    again = shop.v1.payment_intents.confirm(intent.id, {"payment_method": "pm_card_visa"})
    assert (again.status, again.last_payment_error) == ("succeeded", None)


@pytest.mark.parametrize(
    "token", ["pm_card_authenticationRequired", "pm_card_authenticationRequiredOnSetup"]
)
def test_an_absent_customer_cannot_authenticate(shop, token):
    customer = shop.customer()
    card = shop.card(customer, token)
    with pytest.raises(stripe.CardError) as refused:
        shop.charge(customer, card.id)
    assert refused.value.code == "authentication_required"
    assert refused.value.error.decline_code == "authentication_required"
    assert refused.value.error.payment_intent.status == "requires_payment_method"
    assert refused.value.error.payment_method.id == card.id


def test_an_already_set_up_card_is_charged_while_absent(shop):
    customer = shop.customer()
    card = shop.card(customer, "pm_card_authenticationRequiredSetupForOffSession")
    assert shop.charge(customer, card.id).status == "succeeded"


@pytest.mark.parametrize(
    ("token", "after"),
    [
        ("pm_card_authenticationRequired", "succeeded"),
        ("pm_card_authenticationRequiredSetupForOffSession", "succeeded"),
        ("pm_card_authenticationRequiredChargeDeclinedInsufficientFunds",
         "requires_payment_method"),
    ],
)  # fmt: skip
def test_a_present_customer_authenticates(shop, token, after):
    intent = confirm_on_session(shop, token, return_url="https://example.com/back")
    assert intent.status == "requires_action"
    assert intent.next_action.type == "redirect_to_url"
    assert intent.next_action.redirect_to_url.return_url == "https://example.com/back"
    challenge = intent.next_action.redirect_to_url.url.partition("id=")[2]
    assert shop.standin.answer(challenge)["ok"] is True
    assert shop.v1.payment_intents.retrieve(intent.id).status == after
    assert shop.standin.answer(challenge)["error"]["message"]


def test_failed_authentication_asks_for_another_card(shop):
    intent = confirm_on_session(shop, "pm_card_authenticationRequired")
    assert intent.next_action.type == "use_stripe_sdk"
    shop.standin.answer(intent.next_action.use_stripe_sdk["source"], "fail")
    after = shop.v1.payment_intents.retrieve(intent.id)
    assert after.status == "requires_payment_method"
    assert after.last_payment_error.code == "payment_intent_authentication_failure"
    assert after.latest_charge is None


def test_error_on_requires_action_declines_instead(shop):
    with pytest.raises(stripe.CardError) as refused:
        confirm_on_session(shop, "pm_card_authenticationRequired", error_on_requires_action=True)
    assert refused.value.code == "authentication_required"


def test_setup_future_usage_attaches_and_sets_up(shop):
    customer = shop.customer()
    intent = confirm_on_session(
        shop, "pm_card_authenticationRequiredOnSetup", customer=customer.id,
        setup_future_usage="off_session",
    )  # fmt: skip
    shop.standin.answer(intent.next_action.use_stripe_sdk["source"])
    (card,) = shop.v1.customers.payment_methods.list(customer.id).data
    assert card.allow_redisplay == "unspecified"
    assert shop.charge(customer, card.id).status == "succeeded"


def test_a_card_used_without_saving_is_used_up(shop):
    intent = confirm_on_session(shop, "pm_card_visa")
    with pytest.raises(stripe.InvalidRequestError, match="may not be used again"):
        confirm_on_session(shop, intent.payment_method)


def test_a_foreign_card_is_refused(shop):
    card = shop.card(shop.customer())
    with pytest.raises(stripe.InvalidRequestError, match="does not belong"):
        shop.charge(shop.customer(), card.id)
    with pytest.raises(stripe.InvalidRequestError, match="belongs to a Customer"):
        confirm_on_session(shop, card.id)


def test_a_card_runs_out_with_the_clock(shop):
    customer = shop.customer()
    card = shop.card(customer)
    assert shop.charge(customer, card.id).status == "succeeded"
    shop.standin.advance(5 * 365 * 24 * 3600)
    with pytest.raises(stripe.CardError) as refused:
        shop.charge(customer, card.id)
    assert refused.value.code == "expired_card"


@pytest.mark.parametrize(
    ("fields", "code", "param"),
    [
        ({"currency": "eur"}, "parameter_missing", "amount"),
        ({"amount": 1000}, "parameter_missing", "currency"),
        ({"amount": 49, "currency": "eur"}, "amount_too_small", "amount"),
        ({"amount": 0, "currency": "eur"}, "parameter_invalid_integer", "amount"),
        ({"amount": -5, "currency": "eur"}, "parameter_invalid_integer", "amount"),
        ({"amount": 100_000_000, "currency": "eur"}, "amount_too_large", "amount"),
        ({"amount": "10.5", "currency": "eur"}, "parameter_invalid_integer", "amount"),
        ({"amount": 1000, "currency": "xxx"}, None, "currency"),
        ({"amount": 1000, "currency": "eur", "customer": "cus_no"}, "resource_missing", "customer"),
        ({"amount": 1000, "currency": "eur", "payment_method": "pm_no"}, "resource_missing",
         "payment_method"),
        ({"amount": 1000, "currency": "eur", "capture_method": "later"}, None, "capture_method"),
        ({"amount": 1000, "currency": "eur", "off_session": True}, None, "off_session"),
        ({"amount": 1000, "currency": "eur", "confirm": True}, "payment_intent_unexpected_state",
         None),
        ({"amount": 1000, "currency": "eur", "confirm": True, "payment_method": "pm_card_visa"},
         None, "return_url"),
    ],
)  # fmt: skip
def test_create_refuses(shop, fields, code, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.payment_intents.create(fields)
    assert (refused.value.code, refused.value.param) == (code, param)
    assert shop.standin.state()["counts"]["payment_intents"] == 0
    assert shop.standin.state()["counts"]["payment_methods"] == 0


def test_yen_have_no_cents(shop):
    intent = shop.v1.payment_intents.create({"amount": 50, "currency": "jpy"})
    assert intent.amount == 50
    with pytest.raises(stripe.InvalidRequestError, match="50 jpy"):
        shop.v1.payment_intents.create({"amount": 49, "currency": "jpy"})


def test_update_until_it_is_paid(shop):
    intent = shop.v1.payment_intents.create({"amount": 1000, "currency": "eur"})
    after = shop.v1.payment_intents.update(
        intent.id, {"amount": 1500, "payment_method": "pm_card_visa", "metadata": {"a": "1"}}
    )
    assert (after.amount, after.status) == (1500, "requires_confirmation")
    shop.v1.payment_intents.confirm(intent.id, {"return_url": "https://example.com"})
    assert shop.v1.payment_intents.update(intent.id, {"metadata": {"b": "2"}}).metadata["b"] == "2"
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.payment_intents.update(intent.id, {"amount": 2000})
    assert balance_of(shop) == 1500


def test_manual_capture_takes_part_and_releases_the_rest(shop):
    customer = shop.customer()
    card = shop.card(customer)
    intent = shop.charge(customer, card.id, 5000, capture_method="manual")
    assert (intent.status, intent.amount_capturable) == ("requires_capture", 5000)
    held = shop.v1.charges.retrieve(intent.latest_charge)
    assert held.payment_method_details.card.capture_before == held.created + 7 * 24 * 3600
    assert balance_of(shop) == 0
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.payment_intents.capture(intent.id, {"amount_to_capture": 5001})
    done = shop.v1.payment_intents.capture(intent.id, {"amount_to_capture": 3000})
    assert (done.status, done.amount_received, done.amount_capturable) == ("succeeded", 3000, 0)
    assert balance_of(shop) == 3000
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.payment_intents.capture(intent.id)
    assert "charge.captured" in shop.events()


def test_cancel_is_a_fence(shop):
    customer = shop.customer()
    card = shop.card(customer)
    intent = shop.charge(customer, card.id, capture_method="manual")
    gone = shop.v1.payment_intents.cancel(intent.id, {"cancellation_reason": "abandoned"})
    assert (gone.status, gone.cancellation_reason) == ("canceled", "abandoned")
    assert shop.v1.charges.retrieve(intent.latest_charge).refunded
    for forbidden in ("confirm", "capture", "cancel"):
        with pytest.raises(stripe.InvalidRequestError):
            getattr(shop.v1.payment_intents, forbidden)(intent.id)
    assert balance_of(shop) == 0


def test_an_uncaptured_hold_is_released_after_seven_days(shop):
    customer = shop.customer()
    intent = shop.charge(customer, shop.card(customer).id, capture_method="manual")
    shop.standin.advance(7 * 24 * 3600 - 60)
    assert shop.v1.payment_intents.retrieve(intent.id).status == "requires_capture"
    shop.standin.advance(120)
    after = shop.v1.payment_intents.retrieve(intent.id)
    assert (after.status, after.cancellation_reason) == ("canceled", "automatic")


def test_lists_by_customer(shop):
    one, other = shop.customer(), shop.customer()
    mine = shop.charge(one, shop.card(one).id)
    shop.charge(other, shop.card(other).id)
    listed = shop.v1.payment_intents.list(
        {"customer": one.id, "expand": ["data.payment_method", "data.latest_charge.customer"]}
    ).data
    assert [i.id for i in listed] == [mine.id]
    assert listed[0].payment_method.card.last4 == "4242"
    assert listed[0].latest_charge.customer.id == one.id
    charges = shop.v1.charges.list({"payment_intent": mine.id}).data
    assert [c.id for c in charges] == [mine.latest_charge]


@pytest.mark.parametrize("path", ["amount", "latest_charge.nothing", "nothing", "customer.email"])
def test_only_what_is_a_reference_expands(shop, path):
    customer = shop.customer()
    intent = shop.charge(customer, shop.card(customer).id)
    with pytest.raises(stripe.InvalidRequestError, match="cannot be expanded"):
        shop.v1.payment_intents.retrieve(intent.id, {"expand": [path]})


def test_refunds_in_parts_then_no_more(shop):
    customer = shop.customer()
    intent = shop.charge(customer, shop.card(customer).id, 1000)
    part = shop.v1.refunds.create(
        {"payment_intent": intent.id, "amount": 400, "reason": "requested_by_customer"}
    )
    assert (part.status, part.amount, part.charge) == ("succeeded", 400, intent.latest_charge)
    with pytest.raises(stripe.InvalidRequestError) as too_much:
        shop.v1.refunds.create({"charge": intent.latest_charge, "amount": 601})
    assert too_much.value.param == "amount"
    rest = shop.v1.refunds.create({"charge": intent.latest_charge})
    assert rest.amount == 600
    with pytest.raises(stripe.InvalidRequestError) as again:
        shop.v1.refunds.create({"payment_intent": intent.id})
    assert again.value.code == "charge_already_refunded"
    charge = shop.v1.charges.retrieve(intent.latest_charge, {"expand": ["refunds"]})
    assert (charge.refunded, charge.amount_refunded) == (True, 1000)
    assert {refund.id for refund in charge.refunds.data} == {part.id, rest.id}
    assert balance_of(shop) == 0
    assert [r.id for r in shop.v1.refunds.list({"charge": charge.id}).data] == [rest.id, part.id]
    types = shop.events()
    assert types.count("refund.created") == types.count("charge.refunded") == 2


def test_only_captured_money_is_refunded(shop):
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.refunds.create({"amount": 1})
    intent = shop.v1.payment_intents.create({"amount": 1000, "currency": "eur"})
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.refunds.create({"payment_intent": intent.id})


def test_money_turns_available_with_time(shop):
    customer = shop.customer()
    shop.charge(customer, shop.card(customer).id, 700)
    assert shop.v1.balance.retrieve().pending[0].amount == 700
    shop.standin.advance(3 * 24 * 3600)
    found = shop.v1.balance.retrieve()
    assert (found.available[0].amount, found.pending[0].amount) == (700, 0)


def test_events_filter_and_page_forward(shop):
    first = shop.customer()
    start = shop.v1.events.list({"limit": 1}).data[0]
    shop.v1.customers.update(first.id, {"name": "New"})
    shop.card(first)
    forward = shop.v1.events.list({"ending_before": start.id, "limit": 10}).data
    assert [e.type for e in forward] == ["payment_method.attached", "customer.updated"]
    some = shop.v1.events.list({"types": ["customer.created", "customer.updated"]}).data
    assert [e.type for e in some] == ["customer.updated", "customer.created"]
    assert [e.type for e in shop.v1.events.list({"type": "payment_method.*"}).data] == [
        "payment_method.attached"
    ]
    found = shop.v1.events.retrieve(start.id)
    assert found.data.object["id"] == first.id
    assert found.request.id.startswith("req_")
    shop.standin.advance(31 * 24 * 3600)
    assert shop.v1.events.list().data == []


async def test_async_client_too(async_client):
    customer = await async_client.v1.customers.create_async({"name": "Ève"})
    intent = await async_client.v1.payment_intents.create_async(
        {"amount": 500, "currency": "eur", "customer": customer.id, "off_session": True,
         "payment_method": "pm_card_mastercard", "confirm": True}
    )  # fmt: skip
    assert intent.status == "succeeded"
    with pytest.raises(stripe.InvalidRequestError):
        await async_client.v1.customers.retrieve_async("cus_nobody")
