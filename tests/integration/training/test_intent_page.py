"""Intents driven from a page by their client secret: what the stand-in's Stripe.js asks."""

from urllib.parse import parse_qs, urlsplit

import pytest

VISA = {"number": "4242424242424242", "expMonth": 12, "expYear": 2040, "cvc": "123"}
ALWAYS = {**VISA, "number": "4000002760003184"}
DECLINED = {**VISA, "number": "4000000000009995"}
UNKNOWN = {**VISA, "number": "4111111111111111"}


@pytest.fixture
def payment(shop):
    def make(**fields):
        return shop.v1.payment_intents.create({"amount": 1250, "currency": "eur", **fields})

    return make


@pytest.fixture
def setup(shop):
    def make(**fields):
        return shop.v1.setup_intents.create(fields)

    return make


def ask(shop, what, intent, **fields):
    secret = intent if isinstance(intent, str) else intent.client_secret
    path = f"/page/intent/{what}" if what else "/page/intent"
    return shop.standin.page(path, client_secret=secret, **fields)


def now(shop, intent):
    service = shop.v1.payment_intents if intent.id.startswith("pi_") else shop.v1.setup_intents
    return service.retrieve(intent.id)


def test_a_page_sees_less_than_a_server(shop, payment, setup):
    customer = shop.customer().id
    shown = ask(shop, "", payment(customer=customer, metadata={"till": "2"}))["paymentIntent"]
    assert (shown["amount"], shown["status"]) == (1250, "requires_payment_method")
    assert not {"customer", "metadata", "latest_charge", "_private"} & set(shown)
    shown = ask(shop, "", setup(customer=customer))["setupIntent"]
    assert (shown["object"], shown["usage"]) == ("setup_intent", "off_session")
    assert not {"customer", "metadata", "latest_attempt", "_private"} & set(shown)


@pytest.mark.parametrize(
    ("secret", "code"),
    [
        ("pi_none_secret_x", "resource_missing"),
        ("seti_none_secret_x", "resource_missing"),
        ("cs_test_x_secret_y", None),
        ("", None),
        (None, None),
        (5, None),
        ("{id}_secret_wrong", None),
        ("{id}", None),
    ],
)
def test_a_secret_that_opens_nothing(shop, payment, secret, code):
    intent = payment()
    given = secret.format(id=intent.id) if isinstance(secret, str) else secret
    for path in ("/page/intent", "/page/intent/confirm", "/page/intent/resume"):
        answer = shop.standin.page(path, client_secret=given, card=VISA)
        assert answer["type"] == "error"
        assert answer["error"]["type"] == "invalid_request_error"
        assert answer["error"].get("code") == code
    assert now(shop, intent).status == "requires_payment_method"


def test_a_typed_card_pays(shop, payment):
    intent = payment(customer=shop.customer().id)
    details = {"name": "Léa", "address": {"city": "Nice", "country": "FR"}}
    answer = ask(
        shop, "confirm", intent, card={**VISA, "postalCode": "06000"}, billingDetails=details,
        receiptEmail="lea@example.fr", setupFutureUsage="off_session",
    )  # fmt: skip
    assert answer["type"] == "success"
    assert answer["paymentIntent"]["status"] == "succeeded"
    after = now(shop, intent)
    assert (after.amount_received, after.receipt_email) == (1250, "lea@example.fr")
    card = shop.v1.payment_methods.retrieve(after.payment_method)
    assert (card.customer, card.billing_details.name) == (after.customer, "Léa")
    assert card.billing_details.address.postal_code == "06000"
    assert card.billing_details.address.city == "Nice"


@pytest.mark.parametrize("kind", ["payment", "setup"])
def test_a_token_and_a_saved_card(shop, payment, setup, kind):
    make = payment if kind == "payment" else setup
    customer = shop.customer()
    saved = shop.card(customer)
    for card in (
        {"card": {"token": "tok_visa"}, "metadata": {"a": "b"}, "allowRedisplay": "always"},
        {"paymentMethod": saved.id},
    ):
        intent = make(customer=customer.id)
        answer = ask(shop, "confirm", intent, **card)
        assert answer[f"{kind}Intent"]["status"] == "succeeded"
    token = ask(shop, "confirm", make(), card={"token": "tok_none"})["error"]
    assert (token["code"], token["param"]) == ("resource_missing", "card[token]")
    foreign = ask(shop, "confirm", make(), paymentMethod=saved.id)["error"]
    assert foreign["param"] == "payment_method"
    assert kind.title() in foreign["message"]
    none = ask(shop, "confirm", make())["error"]
    assert none["code"] == f"{kind}_intent_unexpected_state"


@pytest.mark.parametrize("kind", ["payment", "setup"])
@pytest.mark.parametrize(
    ("card", "code", "decline"),
    [(DECLINED, "card_declined", "insufficient_funds"),
     (UNKNOWN, "card_declined", "test_mode_live_card")],
)  # fmt: skip
def test_a_declined_card(shop, payment, setup, kind, card, code, decline):
    intent = (payment if kind == "payment" else setup)()
    error = ask(shop, "confirm", intent, card=card)["error"]
    assert (error["type"], error["code"], error["decline_code"]) == ("card_error", code, decline)
    assert error[f"{kind}_intent"]["status"] == "requires_payment_method"
    assert "metadata" not in error[f"{kind}_intent"]
    after = now(shop, intent)
    left = after.last_payment_error if kind == "payment" else after.last_setup_error
    assert left.decline_code == decline
    assert "1111" not in str(after)
    answer = ask(shop, "confirm", intent, card=VISA)
    assert answer["type"] == "success"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"number": ""}, "incomplete_number"),
        ({"number": "4242424242424241"}, "invalid_number"),
        ({"cvc": "1"}, "incomplete_cvc"),
        ({"expMonth": None}, "incomplete_expiry"),
        ({"expMonth": 13}, "invalid_expiry_month"),
        ({"expYear": 2020}, "invalid_expiry_year_past"),
        ({"expYear": 2099}, "invalid_expiry_year"),
    ],
)
def test_a_mistyped_card_is_not_tried(shop, payment, wrong, code):
    intent = payment()
    error = ask(shop, "confirm", intent, card={**VISA, **wrong})["error"]
    assert (error["type"], error["code"]) == ("validation_error", code)
    assert now(shop, intent).last_payment_error is None


@pytest.mark.parametrize("kind", ["payment", "setup"])
def test_a_challenge_approved(shop, payment, setup, kind):
    intent = (payment if kind == "payment" else setup)(customer=shop.customer().id)
    asked = ask(shop, "confirm", intent, card=ALWAYS)
    assert asked["type"] == "challenge"
    assert asked[f"{kind}Intent"]["status"] == "requires_action"
    assert asked[f"{kind}Intent"]["next_action"]["type"] == "use_stripe_sdk"
    # asked again without a card, it is the same question
    for what in ("confirm", "resume"):
        assert ask(shop, what, intent)["challenge"] == asked["challenge"]
    told = shop.standin.page("/page/challenge", id=asked["challenge"]["id"])
    assert (told["last4"], told["amount"]) == ("3184", 1250 if kind == "payment" else None)
    shop.standin.answer(asked["challenge"]["id"])
    assert ask(shop, "resume", intent)[f"{kind}Intent"]["status"] == "succeeded"
    again = ask(shop, "confirm", intent, card=VISA)["error"]
    assert again["code"] == f"{kind}_intent_unexpected_state"
    assert again[f"{kind}_intent"]["status"] == "succeeded"


@pytest.mark.parametrize("kind", ["payment", "setup"])
def test_a_challenge_failed(shop, payment, setup, kind):
    intent = (payment if kind == "payment" else setup)()
    asked = ask(shop, "confirm", intent, card=ALWAYS)
    shop.standin.answer(asked["challenge"]["id"], "fail")
    error = ask(shop, "resume", intent)["error"]
    assert error["code"] == f"{kind}_intent_authentication_failure"
    assert error["type"] == "invalid_request_error"
    assert error[f"{kind}_intent"]["status"] == "requires_payment_method"


@pytest.mark.parametrize("kind", ["payment", "setup"])
@pytest.mark.parametrize(("result", "status"), [("approve", "succeeded"), ("fail", "failed")])
def test_the_way_back_says_how_it_went(shop, payment, setup, kind, result, status):
    intent = (payment if kind == "payment" else setup)()
    back = "https://till.example/back?order=5#end"
    asked = ask(shop, "confirm", intent, card=ALWAYS, returnUrl=back)
    action = asked[f"{kind}Intent"]["next_action"]
    assert action["redirect_to_url"]["return_url"] == back
    answered = shop.standin.answer(asked["challenge"]["id"], result)
    parts = urlsplit(answered["returnUrl"])
    assert (parts.netloc, parts.path, parts.fragment) == ("till.example", "/back", "end")
    assert parse_qs(parts.query) == {
        "order": ["5"],
        f"{kind}_intent": [intent.id],
        f"{kind}_intent_client_secret": [intent.client_secret],
        "redirect_status": [status],
    }


@pytest.mark.parametrize("kind", ["payment", "setup"])
@pytest.mark.parametrize("card", [VISA, DECLINED, UNKNOWN, ALWAYS])
def test_sent_twice_it_is_tried_once(shop, payment, setup, kind, card):
    intent = (payment if kind == "payment" else setup)()
    lost = ask(shop, "resume", intent, attempt="a")["error"]
    assert lost["type"] == "api_connection_error"
    first = ask(shop, "confirm", intent, card=card, attempt="a")
    events = shop.events()
    for what in ("confirm", "resume"):
        again = ask(shop, what, intent, card=card, attempt="a")
        assert again["type"] == first["type"]
        assert again.get("challenge") == first.get("challenge")
        assert again.get("error", {}).get("code") == first.get("error", {}).get("code")
    assert shop.events() == events
    assert shop.standin.state()["counts"]["payment_methods"] == 1


def test_a_script_for_an_address_is_refused(shop, payment):
    intent = payment()
    error = ask(shop, "confirm", intent, card=ALWAYS, returnUrl="javascript:alert(1)")["error"]
    assert (error["code"], error["param"]) == ("url_invalid", "return_url")
    assert now(shop, intent).status == "requires_payment_method"


def test_reserved_money_counts_as_done(shop, payment):
    intent = payment(capture_method="manual")
    asked = ask(shop, "confirm", intent, card=ALWAYS, returnUrl="https://till.example/")
    answered = shop.standin.answer(asked["challenge"]["id"])
    assert answered["returnUrl"].endswith("redirect_status=succeeded")
    assert now(shop, intent).status == "requires_capture"


def test_manual_confirmation_is_the_servers(shop, payment):
    intent = payment(confirmation_method="manual")
    error = ask(shop, "confirm", intent, card=VISA)["error"]
    assert "secret key" in error["message"]
    assert now(shop, intent).status == "requires_payment_method"


def test_a_checkouts_intent_is_seen_but_not_confirmed(shop):
    session = shop.session(customer=shop.customer().id)
    asked = shop.standin.pay(session.client_secret, ALWAYS["number"])
    pending = shop.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent"]})
    intent = pending.payment_intent
    assert ask(shop, "", intent)["paymentIntent"]["status"] == "requires_action"
    error = ask(shop, "confirm", intent, card=VISA)["error"]
    assert error["code"] == "payment_intent_unexpected_state"
    assert ask(shop, "resume", intent)["challenge"]["id"] == asked["challenge"]["id"]


def test_a_method_made_on_the_page(shop):
    made = shop.standin.page(
        "/page/payment_method", card=VISA, billingDetails={"name": "Léa"}, metadata={"a": "b"}
    )["paymentMethod"]
    assert (made["card"]["last4"], made["billing_details"]["name"]) == ("4242", "Léa")
    customer = shop.customer()
    kept = shop.v1.payment_methods.attach(made["id"], {"customer": customer.id})
    assert kept.metadata.to_dict() == {"a": "b"}
    for card, kind in ((UNKNOWN, "card_error"), ({}, "validation_error")):
        answer = shop.standin.page("/page/payment_method", card=card)
        assert answer["error"]["type"] == kind


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"billingDetails": "Léa"}, "billing_details"),
        ({"billingDetails": {"name": 5}}, "billing_details[name]"),
        ({"billingDetails": {"address": {"planet": "Mars"}}}, "billing_details[address]"),
        ({"billingDetails": {"address": "Nice"}}, "billing_details[address]"),
        ({"metadata": ["a"]}, "metadata"),
        ({"metadata": {"a": {}}}, "metadata[a]"),
        ({"allowRedisplay": "never"}, "allow_redisplay"),
        ({"setupFutureUsage": "sometimes"}, "setup_future_usage"),
        ({"setupFutureUsage": {}}, "setup_future_usage"),
        ({"shipping": {"name": ["Léa"]}}, "shipping[name]"),
        ({"receiptEmail": "nobody"}, "receipt_email"),
        ({"receiptEmail": 5}, "receipt_email"),
        ({"card": {"token": {}}}, "card[token]"),
        ({"card": "4242", "paymentMethod": {"id": 5}}, "payment_method"),
    ],
)
def test_what_makes_no_sense_is_refused_and_leaves_nothing(shop, payment, fields, param):
    intent = payment()
    error = ask(shop, "confirm", intent, **{"card": VISA, **fields})["error"]
    assert (error["type"], error["param"]) == ("invalid_request_error", param)
    assert now(shop, intent) == intent
    assert shop.standin.state()["counts"]["payment_methods"] == 0


def test_goods_are_sent_where_the_page_says(shop, payment):
    intent = payment()
    to = {"name": "Léa", "address": {"city": "Nice"}}
    assert ask(shop, "confirm", intent, card=VISA, shipping=to)["type"] == "success"
    assert now(shop, intent).shipping.address.city == "Nice"


def test_a_publishable_key_is_needed(shop, payment):
    intent = payment()
    for key in ("", "sk_test_x", "pk_live_x"):
        answer = shop.standin.page("/page/intent", client_secret=intent.client_secret, key=key)
        assert answer["type"] == "error"
