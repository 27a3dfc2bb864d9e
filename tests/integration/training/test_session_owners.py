"""Checkout Sessions of an Account (`customer_account`) wherever a Customer may stand."""

import pytest
import stripe

GOOD = {"number": "4242424242424242", "expMonth": 12, "expYear": 2040, "cvc": "123"}


@pytest.fixture
def account(shop):
    return shop.client.v2.core.accounts.create(
        {"contact_email": "acct@example.fr", "display_name": "Zoé",
         "configuration": {"customer": {}}, "include": ["configuration.customer"]}
    )  # fmt: skip


def test_an_account_pays_keeps_its_card_and_pays_again(shop, account):
    session = shop.session(customer=None, customer_account=account.id)
    assert (session.customer, session.customer_account) == (None, account.id)
    assert session.customer_details.email == "acct@example.fr"
    shown = shop.standin.page("/page/session", client_secret=session.client_secret)
    assert shown["extra"]["emailRequired"] is False
    paid = shop.standin.pay(session.client_secret, savePaymentMethod=True)
    assert paid["type"] == "success"
    intent = shop.v1.payment_intents.list({"customer_account": account.id}).data[0]
    assert (intent.status, intent.customer) == ("succeeded", None)
    again = shop.session(customer=None, customer_account=account.id)
    page = shop.standin.page("/page/session", client_secret=again.client_secret)["session"]
    (card,) = page["savedPaymentMethods"]
    reply = shop.standin.page(
        "/page/session/confirm", client_secret=again.client_secret, paymentMethod=card["id"]
    )
    assert reply["type"] == "success"


def test_an_account_sets_a_card_up(shop, account):
    session = shop.v1.checkout.sessions.create(
        {"mode": "setup", "ui_mode": "elements", "currency": "eur", "customer_account": account.id}
    )
    assert shop.standin.pay(session.client_secret)["type"] == "success"
    intent = shop.v1.setup_intents.retrieve(session.setup_intent)
    assert (intent.customer_account, intent.status) == (account.id, "succeeded")
    kept = shop.v1.payment_methods.retrieve(intent.payment_method)
    assert (kept.customer_account, kept.allow_redisplay) == (account.id, "always")


def test_lists_narrow_by_account(shop, account):
    mine = shop.session(customer=None, customer_account=account.id)
    shop.session(customer=shop.customer().id)
    found = shop.v1.checkout.sessions.list({"customer_account": account.id}).data
    assert [session.id for session in found] == [mine.id]


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"customer": "cus_x"}, "customer_account"),
        ({"customer_email": "a@example.fr"}, "customer_email"),
        ({"customer_creation": "always"}, "customer_creation"),
    ],
)
def test_an_account_stands_alone(shop, account, fields, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.session(**{"customer": None, "customer_account": account.id, **fields})
    assert refused.value.param == param


def test_an_account_that_is_not_there(shop):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.session(customer=None, customer_account="acct_nobody")
    assert (refused.value.code, refused.value.param) == ("resource_missing", "customer_account")


def test_the_email_typed_completes_the_account(shop):
    account = shop.client.v2.core.accounts.create({"configuration": {"customer": {}}})
    session = shop.session(customer=None, customer_account=account.id)
    refused = shop.standin.pay(session.client_secret)
    assert refused["error"]["key"] == "emailRequired"
    assert shop.standin.pay(session.client_secret, email="new@example.fr")["type"] == "success"
    assert shop.client.v2.core.accounts.retrieve(account.id).contact_email == "new@example.fr"
