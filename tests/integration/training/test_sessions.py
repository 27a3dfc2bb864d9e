"""Checkout Sessions through the official SDK, paid as the page pays them."""

import pytest
import stripe

GOOD = {"number": "4242 4242 4242 4242", "expMonth": 12, "expYear": 2040, "cvc": "123"}


def cards_of(shop, customer):
    return shop.v1.customers.payment_methods.list(customer).data


def test_a_paid_session_tells_everything(shop):
    customer = shop.customer()
    session = shop.session(
        2500, customer=customer.id, metadata={"item": "i1"}, client_reference_id="r1",
        payment_intent_data={"metadata": {"item": "i1"}, "description": "Chairs"},
    )  # fmt: skip
    assert (session.status, session.payment_status, session.payment_intent) == (
        "open", "unpaid", None,
    )  # fmt: skip
    assert session.client_secret.startswith(session.id + "_secret_")
    assert session.url is None
    reply = shop.standin.pay(session.client_secret)
    assert reply["type"] == "success"
    assert reply["session"]["status"] == {"type": "complete", "paymentStatus": "paid"}
    after = shop.v1.checkout.sessions.retrieve(
        session.id, {"expand": ["payment_intent.latest_charge", "customer", "line_items"]}
    )
    assert (after.status, after.payment_status, after.customer.id) == (
        "complete", "paid", customer.id,
    )  # fmt: skip
    assert after.payment_intent.status == "succeeded"
    assert after.payment_intent.description == "Chairs"
    assert after.payment_intent.metadata["item"] == "i1"
    assert after.payment_intent.latest_charge.amount == 2500
    assert after.line_items.data[0].price.unit_amount == 2500
    assert shop.events()[1:] == [
        "payment_intent.created", "charge.succeeded", "payment_intent.succeeded",
        "checkout.session.completed",
    ]  # fmt: skip
    assert cards_of(shop, customer.id) == []


@pytest.mark.parametrize(
    ("usage", "ticked", "saved_as"),
    [(None, False, None), (None, True, "always"), ("off_session", False, "limited"),
     ("off_session", True, "always")],
)  # fmt: skip
def test_what_becomes_of_the_card(shop, usage, ticked, saved_as):
    customer = shop.customer()
    data = {"setup_future_usage": usage} if usage else {}
    session = shop.session(customer=customer.id, payment_intent_data=data)
    reply = shop.standin.pay(session.client_secret, savePaymentMethod=ticked)
    assert reply["type"] == "success"
    found = [card.allow_redisplay for card in cards_of(shop, customer.id)]
    assert found == ([saved_as] if saved_as else [])
    following = shop.session(customer=customer.id)
    shown = shop.standin.page("/page/session", client_secret=following.client_secret)
    listed = shown["session"]["savedPaymentMethods"]
    assert len(listed) == (1 if saved_as == "always" else 0)


def test_a_shown_card_pays_again_and_filters_widen_what_is_shown(shop):
    customer = shop.customer()
    limited = shop.card(customer)
    shop.v1.payment_methods.update(limited.id, {"allow_redisplay": "limited"})
    session = shop.session(customer=customer.id)
    refused = shop.standin.page(
        "/page/session/confirm", client_secret=session.client_secret, paymentMethod=limited.id
    )
    assert refused["error"]["code"] is None
    wider = shop.session(
        customer=customer.id,
        saved_payment_method_options={"allow_redisplay_filters": ["always", "limited"]},
    )
    page = shop.standin.page("/page/session", client_secret=wider.client_secret)["session"]
    assert [card["id"] for card in page["savedPaymentMethods"]] == [limited.id]
    paid = shop.standin.page(
        "/page/session/confirm", client_secret=wider.client_secret, paymentMethod=limited.id
    )
    assert paid["type"] == "success"
    assert [card.id for card in cards_of(shop, customer.id)] == [limited.id]


def test_a_walk_in_becomes_a_customer(shop):
    session = shop.session()
    missing = shop.standin.pay(session.client_secret)
    assert missing["error"] == {
        "code": None, "key": "emailRequired", "message": "Your email address is required.",
    }  # fmt: skip
    card = {**GOOD, "name": "Noé Roux"}
    paid = shop.standin.page(
        "/page/session/confirm", client_secret=session.client_secret, card=card,
        email="noe@example.fr", savePaymentMethod=True,
    )  # fmt: skip
    assert paid["session"]["email"] == "noe@example.fr"
    after = shop.v1.checkout.sessions.retrieve(session.id, {"expand": ["customer"]})
    assert (after.customer.name, after.customer.email) == ("Noé Roux", "noe@example.fr")
    assert after.customer_details.email == "noe@example.fr"
    (saved,) = cards_of(shop, after.customer.id)
    assert saved.allow_redisplay == "always"
    assert saved.billing_details.name == "Noé Roux"
    assert "customer.created" in shop.events()


def test_without_customer_creation_nobody_is_made(shop):
    session = shop.v1.checkout.sessions.create(
        {"mode": "payment", "ui_mode": "elements",
         "line_items": [{"quantity": 2, "price_data": {
             "currency": "gbp", "unit_amount": 100, "product_data": {"name": "Tea"}}}]}
    )  # fmt: skip
    assert (session.amount_total, session.customer_creation) == (200, "if_required")
    assert shop.standin.pay(session.client_secret, email="a@example.com")["type"] == "success"
    assert shop.v1.checkout.sessions.retrieve(session.id).customer is None
    assert shop.standin.state()["counts"]["customers"] == 0


def test_the_email_typed_completes_the_customer(shop):
    customer = shop.v1.customers.create({"name": "No Mail"})
    session = shop.session(customer=customer.id)
    shown = shop.standin.page("/page/session", client_secret=session.client_secret)
    assert shown["extra"]["emailRequired"] is True
    updated = shop.standin.page(
        "/page/session/update", client_secret=session.client_secret, email="new@example.com"
    )
    assert updated["session"]["email"] == "new@example.com"
    assert shop.standin.pay(session.client_secret)["type"] == "success"
    assert shop.v1.customers.retrieve(customer.id).email == "new@example.com"


@pytest.mark.parametrize(("email", "code"), [("x", "incompleteEmail"), ("x@y", "invalidEmail")])
def test_a_wrong_email_is_said_beside_the_field(shop, email, code):
    session = shop.session()
    reply = shop.standin.page(
        "/page/session/update", client_secret=session.client_secret, email=email
    )
    assert reply["error"]["code"] == code
    assert shop.standin.pay(session.client_secret, email=email)["error"]["code"] is None


def test_a_declined_card_leaves_the_session_open(shop):
    session = shop.session(customer=shop.customer().id)
    reply = shop.standin.pay(session.client_secret, "4000000000009995")
    assert reply["error"] == {
        "code": "paymentFailed", "message": "Your card has insufficient funds.",
        "paymentFailed": {"declineCode": "insufficient_funds"},
    }  # fmt: skip
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert page["lastPaymentError"] == {"message": "Your card has insufficient funds."}
    assert page["status"] == {"type": "open"}
    first = shop.v1.checkout.sessions.retrieve(session.id).payment_intent
    assert shop.standin.pay(session.client_secret)["type"] == "success"
    after = shop.v1.checkout.sessions.retrieve(session.id)
    assert after.payment_intent == first, "one PaymentIntent per session, whatever is retried"


def test_a_challenge_approved_pays_and_refused_does_not(shop):
    customer = shop.customer()
    session = shop.session(customer=customer.id)
    asked = shop.standin.pay(session.client_secret, "4000002760003184", savePaymentMethod=True)
    assert asked["type"] == "challenge"
    assert asked["challenge"]["url"].startswith("/frames/challenge.html?id=")
    again = shop.standin.page("/page/session/resume", client_secret=session.client_secret)
    assert again["challenge"] == asked["challenge"]
    told = shop.standin.page("/page/challenge", id=asked["challenge"]["id"])
    assert (told["amount"], told["currency"], told["last4"]) == (2500, "eur", "3184")
    shop.standin.answer(asked["challenge"]["id"], "fail")
    refused = shop.standin.page("/page/session/resume", client_secret=session.client_secret)
    assert refused["error"]["code"] == "paymentFailed"
    asked = shop.standin.pay(session.client_secret, "4000002760003184", savePaymentMethod=True)
    shop.standin.answer(asked["challenge"]["id"])
    done = shop.standin.page("/page/session/resume", client_secret=session.client_secret)
    assert done["session"]["status"]["type"] == "complete"
    charge = shop.v1.charges.list({"customer": customer.id}).data[0]
    assert charge.payment_method_details.card.three_d_secure.result == "authenticated"
    assert [c.card.last4 for c in cards_of(shop, customer.id)] == ["3184"]


def test_approved_then_declined(shop):
    session = shop.session(customer=shop.customer().id)
    asked = shop.standin.pay(session.client_secret, "4000008260003178")
    shop.standin.answer(asked["challenge"]["id"])
    reply = shop.standin.page("/page/session/resume", client_secret=session.client_secret)
    assert reply["error"]["paymentFailed"]["declineCode"] == "insufficient_funds"


def test_another_card_supersedes_a_waiting_challenge(shop):
    session = shop.session(customer=shop.customer().id)
    asked = shop.standin.pay(session.client_secret, "4000002760003184")
    assert shop.standin.pay(session.client_secret)["type"] == "success"
    assert "error" in shop.standin.answer(asked["challenge"]["id"])
    assert len(shop.v1.charges.list().data) == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"number": "4242 4242 4242 4241"}, "number is invalid"),
        ({"number": "4242"}, "number is invalid"),
        ({"number": ""}, "number is incomplete"),
        ({"number": "٤٢٤٢٤٢٤٢٤٢٤٢٤٢٤٢"}, "number is invalid"),
        ({"expYear": 2020}, "in the past"),
        ({"expMonth": 13}, "expiration date is invalid"),
        ({"expMonth": ""}, "expiration date is incomplete"),
        ({"expYear": 2190}, "year is invalid"),
        ({"cvc": "12"}, "security code is incomplete"),
        ({"cvc": "1234"}, "security code is incomplete"),
        ({"number": "378282246310005", "cvc": "123"}, "security code is incomplete"),
    ],
)
def test_a_wrong_entry_is_told_before_anything_is_charged(shop, changes, words):
    session = shop.session(customer=shop.customer().id)
    reply = shop.standin.page(
        "/page/session/confirm", client_secret=session.client_secret, card={**GOOD, **changes}
    )
    assert reply["error"]["code"] is None
    assert words in reply["error"]["message"]
    assert shop.standin.state()["counts"]["payment_intents"] == 0


def test_a_real_card_is_refused_and_not_kept(shop, standin):
    session = shop.session(customer=shop.customer().id)
    reply = shop.standin.pay(session.client_secret, "4539 5787 6362 1486")
    assert reply["error"]["paymentFailed"]["declineCode"] == "test_mode_live_card"
    assert shop.standin.state()["counts"]["charges"] == 1
    listed = str(shop.v1.events.list({"limit": 100}))
    assert "1486" not in listed


def test_expire_closes_and_cancels(shop):
    session = shop.session(customer=shop.customer().id)
    shop.standin.pay(session.client_secret, "4000000000000002")
    closed = shop.v1.checkout.sessions.expire(session.id, {"expand": ["payment_intent"]})
    assert (closed.status, closed.payment_intent.status) == ("expired", "canceled")
    reply = shop.standin.pay(session.client_secret)
    assert "expired" in reply["error"]["message"]
    page = shop.standin.page("/page/session", client_secret=session.client_secret)
    assert page["session"]["status"] == {"type": "expired"}
    with pytest.raises(stripe.InvalidRequestError, match="expired"):
        shop.v1.checkout.sessions.expire(session.id)
    assert "checkout.session.expired" in shop.events()


def test_a_complete_session_does_not_expire_nor_pay_twice(shop):
    session = shop.session(customer=shop.customer().id)
    shop.standin.pay(session.client_secret)
    again = shop.standin.pay(session.client_secret)
    assert again["type"] == "error"
    with pytest.raises(stripe.InvalidRequestError, match="complete"):
        shop.v1.checkout.sessions.expire(session.id)
    assert len(shop.v1.charges.list().data) == 1


def test_an_expired_challenge_charges_nothing(shop):
    session = shop.session(customer=shop.customer().id)
    asked = shop.standin.pay(session.client_secret, "4000002760003184")
    shop.v1.checkout.sessions.expire(session.id)
    assert "error" in shop.standin.answer(asked["challenge"]["id"])
    assert shop.v1.charges.list().data == []


def test_a_session_runs_out_by_itself(shop):
    now = shop.standin.state()["now"]
    session = shop.session(customer=shop.customer().id, expires_at=now + 45 * 60)
    shop.standin.advance(44 * 60)
    assert shop.v1.checkout.sessions.retrieve(session.id).status == "open"
    shop.standin.advance(2 * 60)
    assert shop.v1.checkout.sessions.retrieve(session.id).status == "expired"
    assert "checkout.session.expired" in shop.events()


def test_the_intent_of_a_session_belongs_to_it(shop):
    session = shop.session(customer=shop.customer().id)
    shop.standin.pay(session.client_secret, "4000000000000002")
    intent = shop.v1.checkout.sessions.retrieve(session.id).payment_intent
    for forbidden in ("confirm", "cancel"):
        with pytest.raises(stripe.InvalidRequestError, match="Checkout Session"):
            getattr(shop.v1.payment_intents, forbidden)(intent)
    found = shop.v1.checkout.sessions.list({"payment_intent": intent}).data
    assert [s.id for s in found] == [session.id]


def test_lists_narrow(shop):
    customer = shop.customer()
    mine, other = shop.session(customer=customer.id), shop.session()
    shop.v1.checkout.sessions.expire(other.id)
    by_customer = shop.v1.checkout.sessions.list({"customer": customer.id}).data
    assert [s.id for s in by_customer] == [mine.id]
    expired = shop.v1.checkout.sessions.list({"status": "expired"}).data
    assert [s.id for s in expired] == [other.id]
    items = shop.v1.checkout.sessions.line_items.list(mine.id).data
    assert [(i.description, i.amount_total) for i in items] == [("Sale", 2500)]


@pytest.mark.parametrize(
    ("changes", "code", "param"),
    [
        ({"ui_mode": "custom"}, None, "ui_mode"),
        ({"mode": None}, "parameter_missing", "mode"),
        ({"line_items": None}, "parameter_missing", "line_items"),
        ({"payment_method_types": ["card"]}, "parameter_unknown", "payment_method_types"),
        ({"success_url": "https://example.com"}, None, "success_url"),
        ({"cancel_url": "https://example.com"}, None, "cancel_url"),
        ({"submit_type": "pay"}, None, "submit_type"),
        ({"origin_context": "web"}, None, "origin_context"),
        ({"custom_text": {"submit": {"message": "x"}}}, None, "custom_text"),
        ({"customer": "cus_nobody", "customer_creation": None}, "resource_missing", "customer"),
        ({"customer": "cus_x", "customer_creation": "always"}, None, "customer_creation"),
        ({"customer_creation": None}, None, "saved_payment_method_options"),
        ({"expires_at": 1}, None, "expires_at"),
        ({"discounts": [{"coupon": "x"}]}, "training_not_implemented", "discounts"),
        ({"mode": "subscription"}, "training_not_implemented", "mode=subscription"),
        ({"saved_payment_method_options": {"save": "enabled"}}, "parameter_unknown",
         "saved_payment_method_options[save]"),
        ({"ui_mode": "hosted_page"}, "parameter_missing", "success_url"),
        ({"ui_mode": "embedded_page"}, "parameter_missing", "return_url"),
    ],
)  # fmt: skip
def test_create_refuses(shop, changes, code, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.session(**changes)
    assert (refused.value.code, refused.value.param) == (code, param)
    assert shop.standin.state()["counts"]["checkout_sessions"] == 0


@pytest.mark.parametrize(
    ("price", "code"),
    [
        ({"unit_amount": 10}, "amount_too_small"),
        ({"unit_amount": 100_000_000}, "parameter_invalid_integer"),
        ({"unit_amount": -1}, "parameter_invalid_integer"),
        ({"unit_amount": None}, "parameter_missing"),
        ({"product_data": {"name": ""}}, "parameter_invalid_empty"),
        ({"product_data": None}, "parameter_missing"),
        ({"product_data": None, "product": "prod_no"}, "resource_missing"),
    ],
)
def test_prices_are_checked(shop, price, code):
    full = {"currency": "eur", "unit_amount": 2500, "product_data": {"name": "Sale"}, **price}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.session(line_items=[{"quantity": 1, "price_data": full}])
    assert refused.value.code == code


def test_hosted_and_embedded_sessions(shop):
    hosted = shop.session(ui_mode="hosted_page", success_url="https://example.com")
    assert hosted.url.startswith(shop.standin.url)
    assert hosted.client_secret is None
    embedded = shop.session(ui_mode="embedded_page", redirect_on_completion="never")
    assert embedded.client_secret
    assert embedded.redirect_on_completion == "never"


@pytest.mark.parametrize(
    ("locale", "currency", "amount", "text", "divisor"),
    [("fr", "eur", 123456, "1\u202f234,56\xa0€", 100), ("en", "eur", 1010, "€10.10", 100),
     ("en", "jpy", 5000, "¥5,000", 1), ("auto", "tnd", 12340, "TND12.340", 1000)],
)  # fmt: skip
def test_amounts_are_written_in_the_sessions_language(
    shop, locale, currency, amount, text, divisor
):
    session = shop.session(amount, currency, locale=locale)
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert page["total"]["total"] == {
        "minorUnitsAmount": amount,
        "amount": text,
    }
    assert page["minorUnitsAmountDivisor"] == divisor


def test_the_page_needs_the_right_secret_and_key(shop):
    session = shop.session()
    for secret in (session.id, session.client_secret + "x", None, 5, "cs_test_no_secret_x"):
        reply = shop.standin.page("/page/session", client_secret=secret)
        assert reply["type"] == "error"
        assert "session" not in reply
    for key in ("pk_live_x", "sk_test_x", None):
        reply = shop.standin.page("/page/session", client_secret=session.client_secret, key=key)
        assert "API Key" in reply["error"]["message"]
