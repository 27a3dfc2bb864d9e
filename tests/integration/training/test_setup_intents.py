"""SetupIntents and SetupAttempts through the official SDK."""

import pytest
import stripe

VISA = "pm_card_visa"
AUTHENTICATES = "pm_card_authenticationRequiredOnSetup"
DECLINED = "pm_card_chargeDeclinedInsufficientFunds"
CARDS_ONLY = {"allowed_payment_method_types": ["card"]}


def create(shop, **fields):
    return shop.v1.setup_intents.create({**CARDS_ONLY, **fields})


def set_up(shop, customer, token=VISA, **fields):
    return create(shop, customer=customer.id, payment_method=token, confirm=True, **fields)


def refused(shop, call):
    with pytest.raises(stripe.StripeError) as caught:
        call()
    return caught.value


def challenge_of(intent):
    return intent.next_action.use_stripe_sdk["source"]


def test_a_card_is_set_up_attached_and_charged_later(shop):
    customer = shop.customer()
    intent = set_up(shop, customer, metadata={"till": "2"}, description="Monthly")
    assert (intent.status, intent.usage) == ("succeeded", "off_session")
    assert intent.customer == customer.id
    assert intent.metadata.to_dict() == {"till": "2"}
    assert intent.mandate is None
    card = shop.v1.payment_methods.retrieve(intent.payment_method)
    assert (card.customer, card.allow_redisplay) == (customer.id, "unspecified")
    assert shop.charge(customer, card.id).status == "succeeded"
    assert [kind for kind in shop.events() if kind.startswith("setup_intent")] == [
        "setup_intent.created", "setup_intent.succeeded",
    ]  # fmt: skip
    assert "payment_method.attached" in shop.events()


def test_without_a_card_it_waits_for_one(shop):
    customer = shop.customer()
    intent = create(shop, customer=customer.id)
    assert intent.status == "requires_payment_method"
    wrong = refused(shop, lambda: shop.v1.setup_intents.confirm(intent.id))
    assert (wrong.code, wrong.http_status) == ("setup_intent_unexpected_state", 400)
    card = shop.card(customer)
    given = shop.v1.setup_intents.update(intent.id, {"payment_method": card.id})
    assert given.status == "requires_confirmation"
    assert shop.v1.setup_intents.confirm(intent.id).status == "succeeded"


def test_authenticated_while_present_a_card_pays_while_absent(shop):
    customer = shop.customer()
    intent = set_up(shop, customer, AUTHENTICATES)
    assert (intent.status, intent.next_action.type) == ("requires_action", "use_stripe_sdk")
    shop.standin.answer(challenge_of(intent))
    after = shop.v1.setup_intents.retrieve(intent.id, {"expand": ["latest_attempt"]})
    assert (after.status, after.next_action) == ("succeeded", None)
    secure = after.latest_attempt.payment_method_details.card.three_d_secure
    assert (secure.result, after.latest_attempt.status) == ("authenticated", "succeeded")
    assert shop.charge(customer, after.payment_method).status == "succeeded"


def test_set_up_for_charges_in_presence_it_authenticates_when_absent(shop):
    customer = shop.customer()
    intent = set_up(shop, customer, AUTHENTICATES, usage="on_session")
    shop.standin.answer(challenge_of(intent))
    card = shop.v1.setup_intents.retrieve(intent.id).payment_method
    wrong = refused(shop, lambda: shop.charge(customer, card))
    assert wrong.code == "authentication_required"


def test_a_failed_authentication_asks_for_another_card(shop):
    intent = set_up(shop, shop.customer(), AUTHENTICATES)
    shop.standin.answer(challenge_of(intent), "fail")
    after = shop.v1.setup_intents.retrieve(intent.id, {"expand": ["latest_attempt"]})
    assert (after.status, after.payment_method) == ("requires_payment_method", None)
    assert after.last_setup_error.code == "setup_intent_authentication_failure"
    assert after.last_setup_error.type == "invalid_request_error"
    assert after.latest_attempt.status == "failed"
    assert after.latest_attempt.setup_error.code == after.last_setup_error.code
    assert "setup_intent.setup_failed" in shop.events()
    again = shop.v1.setup_intents.confirm(intent.id, {"payment_method": VISA})
    assert (again.status, again.last_setup_error) == ("succeeded", None)


def test_a_declined_card_raises_402_and_leaves_the_reason(shop):
    customer = shop.customer()
    wrong = refused(shop, lambda: set_up(shop, customer, DECLINED))
    assert isinstance(wrong, stripe.CardError)
    assert (wrong.http_status, wrong.code) == (402, "card_declined")
    error = wrong.json_body["error"]
    assert error["decline_code"] == "insufficient_funds"
    assert error["setup_intent"]["status"] == "requires_payment_method"
    kept = shop.v1.setup_intents.retrieve(error["setup_intent"]["id"])
    assert kept.last_setup_error.decline_code == "insufficient_funds"
    assert kept.last_setup_error.payment_method.id == error["payment_method"]["id"]
    assert shop.v1.customers.payment_methods.list(customer.id).data == []


def test_a_card_that_only_fails_when_charged_is_set_up(shop):
    customer = shop.customer()
    intent = set_up(shop, customer, "pm_card_chargeCustomerFail")
    assert intent.status == "succeeded"
    assert isinstance(
        refused(shop, lambda: shop.charge(customer, intent.payment_method)), stripe.CardError
    )


def test_a_card_nobody_has_stays_free_for_attaching(shop):
    intent = create(shop, payment_method=AUTHENTICATES, confirm=True)
    shop.standin.answer(challenge_of(intent))
    card = shop.v1.setup_intents.retrieve(intent.id).payment_method
    customer = shop.customer()
    assert shop.v1.payment_methods.attach(card, {"customer": customer.id}).customer == customer.id
    assert shop.charge(customer, card).status == "succeeded"


def test_attempts_are_listed_newest_first(shop):
    intent = set_up(shop, shop.customer(), AUTHENTICATES)
    shop.standin.answer(challenge_of(intent), "fail")
    refused(shop, lambda: shop.v1.setup_intents.confirm(intent.id, {"payment_method": DECLINED}))
    shop.v1.setup_intents.confirm(intent.id, {"payment_method": AUTHENTICATES})
    shop.v1.setup_intents.confirm(intent.id, {"payment_method": VISA})
    found = shop.v1.setup_attempts.list({"setup_intent": intent.id}).data
    assert [one.status for one in found] == ["succeeded", "abandoned", "failed", "failed"]
    assert [one.setup_error.code if one.setup_error else None for one in found] == [
        None, None, "card_declined", "setup_intent_authentication_failure",
    ]  # fmt: skip
    shop.v1.setup_intents.create(CARDS_ONLY)
    assert shop.v1.setup_attempts.list({"setup_intent": intent.id, "limit": 1}).has_more
    wrong = refused(shop, lambda: shop.v1.setup_attempts.list({"setup_intent": "seti_none"}))
    assert (wrong.code, wrong.param) == ("resource_missing", "setup_intent")


def test_a_new_card_ends_the_challenge_of_the_old_one(shop):
    intent = set_up(shop, shop.customer(), AUTHENTICATES)
    shop.v1.setup_intents.update(intent.id, {"payment_method": VISA})
    assert "error" in shop.standin.answer(challenge_of(intent))
    after = shop.v1.setup_intents.retrieve(intent.id, {"expand": ["latest_attempt"]})
    assert (after.status, after.next_action) == ("requires_confirmation", None)
    assert after.latest_attempt.status == "abandoned"


def test_an_empty_method_takes_the_card_off(shop):
    intent = set_up(shop, shop.customer(), AUTHENTICATES)
    assert intent.status == "requires_action"
    after = shop.v1.setup_intents.update(intent.id, {"payment_method": ""})
    assert (after.status, after.payment_method) == ("requires_payment_method", None)
    assert shop.standin.answer(challenge_of(intent))["error"]
    attempt = shop.v1.setup_attempts.list({"setup_intent": intent.id}).data[0]
    assert attempt.status == "abandoned"


@pytest.mark.parametrize("reason", [None, "abandoned", "duplicate", "requested_by_customer"])
def test_cancelling(shop, reason):
    intent = set_up(shop, shop.customer(), AUTHENTICATES)
    fields = {"cancellation_reason": reason} if reason else {}
    after = shop.v1.setup_intents.cancel(intent.id, fields)
    assert (after.status, after.cancellation_reason) == ("canceled", reason)
    assert after.next_action is None
    assert "error" in shop.standin.answer(challenge_of(intent))
    assert shop.events()[-1] == "setup_intent.canceled"
    for call in (
        lambda: shop.v1.setup_intents.cancel(intent.id),
        lambda: shop.v1.setup_intents.confirm(intent.id, {"payment_method": VISA}),
        lambda: shop.v1.setup_intents.update(intent.id, {"payment_method": VISA}),
    ):
        wrong = refused(shop, call)
        assert wrong.code == "setup_intent_unexpected_state"
        assert wrong.json_body["error"]["setup_intent"]["id"] == intent.id


def test_done_is_done_but_notes_can_be_added(shop):
    customer = shop.customer()
    intent = set_up(shop, customer)
    noted = shop.v1.setup_intents.update(intent.id, {"metadata": {"a": "b"}})
    assert noted.metadata.to_dict() == {"a": "b"}
    assert refused(shop, lambda: shop.v1.setup_intents.confirm(intent.id)).code == (
        "setup_intent_unexpected_state"
    )
    assert refused(shop, lambda: shop.v1.setup_intents.cancel(intent.id)).http_status == 400


def test_lists_are_narrowed(shop):
    one, other = shop.customer(), shop.customer()
    first, second, third = set_up(shop, one), set_up(shop, one), set_up(shop, other)

    def ids(**fields):
        return [found.id for found in shop.v1.setup_intents.list(fields).data]

    assert ids() == [third.id, second.id, first.id]
    assert ids(customer=one.id) == [second.id, first.id]
    assert ids(payment_method=second.payment_method) == [second.id]
    assert ids(created={"gt": third.created}) == []
    assert ids(customer=one.id, limit=1, starting_after=second.id) == [first.id]


def test_a_customer_as_account(shop):
    account = shop.client.v2.core.accounts.create(
        {
            "contact_email": "z@example.fr",
            "display_name": "Zoé",
            "configuration": {"customer": {}},
            "include": ["configuration.customer"],
        }
    )
    intent = create(shop, customer_account=account.id, payment_method=VISA, confirm=True)
    assert (intent.customer, intent.customer_account) == (None, account.id)
    card = shop.v1.payment_methods.retrieve(intent.payment_method)
    assert (card.customer, card.customer_account) == (None, account.id)
    found = shop.v1.setup_intents.list({"customer_account": account.id}).data
    assert [one.id for one in found] == [intent.id]
    wrong = refused(
        shop, lambda: create(shop, customer=shop.customer().id, customer_account=account.id)
    )
    assert wrong.param == "customer_account"


def test_another_customers_card(shop):
    owner, other = shop.customer(), shop.customer()
    card = shop.card(owner)
    for fields in ({"customer": other.id}, {}):
        wrong = refused(
            shop, lambda fields=fields: create(shop, payment_method=card.id, confirm=True, **fields)
        )
        assert (wrong.param, wrong.http_status) == ("payment_method", 400)
    assert create(shop, payment_method=card.id, customer=owner.id).status == "requires_confirmation"


def test_where_the_customer_comes_back_to(shop):
    with pytest.raises(stripe.InvalidRequestError) as wrong:
        shop.v1.setup_intents.create({"payment_method": VISA, "confirm": True})
    assert wrong.value.param == "return_url"
    never = {"enabled": True, "allow_redirects": "never"}
    quiet = shop.v1.setup_intents.create(
        {"payment_method": VISA, "confirm": True, "automatic_payment_methods": never}
    )
    assert quiet.status == "succeeded"
    sent = create(
        shop, payment_method=AUTHENTICATES, confirm=True, return_url="https://till.example/a?b=1"
    )
    assert sent.next_action.type == "redirect_to_url"
    page = sent.next_action.redirect_to_url
    assert page.return_url == "https://till.example/a?b=1"
    answered = shop.standin.answer(page.url.partition("id=")[2])
    assert answered["returnUrl"] == (
        f"https://till.example/a?b=1&setup_intent={sent.id}"
        f"&setup_intent_client_secret={sent.client_secret}&redirect_status=succeeded"
    )
    sdk = create(
        shop, payment_method=AUTHENTICATES, confirm=True, return_url="https://till.example",
        use_stripe_sdk=True,
    )  # fmt: skip
    assert sdk.next_action.type == "use_stripe_sdk"
    for bad in ("no address", "javascript:alert(1)"):
        wrong = refused(
            shop, lambda bad=bad: create(shop, payment_method=VISA, confirm=True, return_url=bad)
        )
        assert (wrong.code, wrong.param) == ("url_invalid", "return_url")


def test_three_d_secure_on_order(shop):
    wanted = {"card": {"request_three_d_secure": "any"}}
    intent = set_up(shop, shop.customer(), payment_method_options=wanted, expand=["latest_attempt"])
    assert intent.payment_method_options.card.request_three_d_secure == "any"
    secure = intent.latest_attempt.payment_method_details.card.three_d_secure
    assert (secure.result, secure.result_reason) == ("not_supported", "card_not_enrolled")
    plain = set_up(shop, shop.customer(), expand=["latest_attempt"])
    assert plain.latest_attempt.payment_method_details.card.three_d_secure is None


@pytest.mark.parametrize(
    ("fields", "param", "code"),
    [
        ({"single_use": {"amount": 5, "currency": "eur"}}, "single_use", None),
        ({"attach_to_self": True}, None, "training_not_implemented"),
        ({"payment_method_options": {"card": {"moto": True}}}, None, "training_not_implemented"),
        ({"usage": "never"}, "usage", None),
        ({"return_url": "https://till.example"}, "return_url", None),
        ({"confirm": True, "payment_method": ""}, None, None),
        ({"payment_method": "pm_none"}, "payment_method", "resource_missing"),
        ({"customer": "cus_none"}, "customer", "resource_missing"),
        ({"allowed_payment_method_types": ["sepa_debit"]}, "allowed_payment_method_types", None),
    ],
)
def test_what_is_refused(shop, fields, param, code):
    wrong = refused(shop, lambda: shop.v1.setup_intents.create(fields))
    assert wrong.http_status == 400
    if param:
        assert wrong.param == param
    if code:
        assert wrong.code == code
    assert shop.v1.setup_intents.list().data == []


def test_retrieving(shop):
    intent = create(shop, flow_directions=["inbound"])
    assert intent.flow_directions == ["inbound"]
    secret = {"client_secret": intent.client_secret}
    assert shop.v1.setup_intents.retrieve(intent.id, secret).id == intent.id
    wrong = refused(
        shop, lambda: shop.v1.setup_intents.retrieve(intent.id, {"client_secret": "seti_x"})
    )
    assert wrong.param == "client_secret"
    missing = refused(shop, lambda: shop.v1.setup_intents.retrieve("seti_none"))
    assert (missing.http_status, missing.code) == (404, "resource_missing")


def test_a_decline_is_replayed_under_its_key(shop):
    customer = shop.customer()
    fields = {**CARDS_ONLY, "customer": customer.id, "payment_method": DECLINED, "confirm": True}
    bodies = []
    for _ in range(2):
        with pytest.raises(stripe.CardError) as caught:
            shop.v1.setup_intents.create(fields, {"idempotency_key": "k"})
        bodies.append(caught.value.json_body)
    assert bodies[0] == bodies[1]
    assert len(shop.v1.setup_intents.list().data) == 1


def test_events_say_what_changed(shop):
    intent = create(shop)
    shop.v1.setup_intents.confirm(intent.id, {"payment_method": VISA})
    succeeded = shop.v1.events.list({"type": "setup_intent.succeeded"}).data[0]
    assert succeeded.data.object["id"] == intent.id
    assert succeeded.data.object["status"] == "succeeded"
