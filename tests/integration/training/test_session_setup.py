"""Checkout Sessions that set a card up: nothing is charged, and the card is kept."""

import pytest
import stripe


@pytest.fixture
def setup(shop):
    """Opens a setup session; a customer's unless `customer` is None."""

    def opened(**fields):
        params = {
            "mode": "setup", "ui_mode": "elements", "allowed_payment_method_types": ["card"],
            "customer": shop.customer().id, **fields,
        }  # fmt: skip
        return shop.v1.checkout.sessions.create(
            {name: value for name, value in params.items() if value is not None}
        )

    return opened


def cards_of(shop, customer):
    return shop.v1.customers.payment_methods.list(customer).data


def test_a_card_is_set_up_and_nothing_is_charged(shop, setup):
    session = setup(setup_intent_data={"description": "Chairs", "metadata": {"item": "i1"}})
    assert session.setup_intent.startswith("seti_")
    assert (session.status, session.payment_status) == ("open", "no_payment_required")
    assert (session.amount_total, session.currency, session.payment_intent) == (None, None, None)
    shown = shop.standin.page("/page/session", client_secret=session.client_secret)
    assert shown["extra"]["mode"] == "setup"
    assert shown["session"]["total"]["total"]["minorUnitsAmount"] == 0
    assert shown["session"]["savedPaymentMethods"] is None
    assert shown["session"]["lineItems"] == []
    reply = shop.standin.pay(session.client_secret)
    assert reply["session"]["status"] == {
        "type": "complete", "paymentStatus": "no_payment_required",
    }  # fmt: skip
    after = shop.v1.checkout.sessions.retrieve(session.id, {"expand": ["setup_intent"]})
    assert (after.status, after.setup_intent.status) == ("complete", "succeeded")
    assert (after.setup_intent.description, after.setup_intent.usage) == ("Chairs", "off_session")
    assert after.setup_intent.metadata["item"] == "i1"
    assert after.customer_details.address is None
    assert after.customer_details.email == "z@example.fr"
    (card,) = cards_of(shop, session.customer)
    assert card.id == after.setup_intent.payment_method
    assert card.allow_redisplay == "always", "a customer who came for this sees the card again"
    assert shop.v1.charges.list().data == []
    assert shop.events()[1:] == [
        "setup_intent.created", "setup_intent.succeeded", "payment_method.attached",
        "checkout.session.completed",
    ]  # fmt: skip


def test_the_card_pays_while_its_customer_is_absent(shop, setup):
    session = setup()
    asked = shop.standin.pay(session.client_secret, "4000002500003155")
    told = shop.standin.page("/page/challenge", id=asked["challenge"]["id"])
    assert (told["amount"], told["last4"]) == (None, "3155")
    shop.standin.answer(asked["challenge"]["id"])
    done = shop.standin.page("/page/session/resume", client_secret=session.client_secret)
    assert done["session"]["status"]["type"] == "complete"
    (card,) = cards_of(shop, session.customer)
    customer = shop.v1.customers.retrieve(session.customer)
    assert shop.charge(customer, card.id).status == "succeeded"


def test_a_refused_authentication_leaves_the_session_open(shop, setup):
    session = setup()
    asked = shop.standin.pay(session.client_secret, "4000002760003184")
    shop.standin.answer(asked["challenge"]["id"], "fail")
    refused = shop.standin.page("/page/session/resume", client_secret=session.client_secret)
    assert refused["error"]["code"] == "paymentFailed"
    shown = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert "authentication" in shown["lastPaymentError"]["message"]
    assert shown["status"] == {"type": "open"}
    assert shop.standin.pay(session.client_secret)["type"] == "success"


def test_a_declined_card_is_told_and_another_is_taken(shop, setup):
    session = setup()
    reply = shop.standin.pay(session.client_secret, "4000000000000002")
    assert reply["error"]["paymentFailed"]["declineCode"] == "generic_decline"
    intent = shop.v1.setup_intents.retrieve(session.setup_intent)
    assert intent.last_setup_error.code == "card_declined"
    assert cards_of(shop, session.customer) == []
    assert shop.standin.pay(session.client_secret)["type"] == "success"
    assert shop.v1.setup_intents.retrieve(session.setup_intent).last_setup_error is None


@pytest.mark.parametrize("wanted", ["limited", "unspecified"])
def test_the_shop_may_decide_who_sees_the_card_again(shop, setup, wanted):
    session = setup(payment_method_data={"allow_redisplay": wanted})
    shop.standin.pay(session.client_secret)
    assert [card.allow_redisplay for card in cards_of(shop, session.customer)] == [wanted]


def test_a_walk_in_becomes_a_customer_only_when_asked_for(shop, setup):
    session = setup(customer=None)
    assert shop.standin.pay(session.client_secret, email="a@example.fr")["type"] == "success"
    assert shop.v1.checkout.sessions.retrieve(session.id).customer is None
    session = setup(customer=None, customer_creation="always", customer_email="b@example.fr")
    assert shop.standin.pay(session.client_secret)["type"] == "success"
    after = shop.v1.checkout.sessions.retrieve(session.id, {"expand": ["customer"]})
    assert after.customer.email == "b@example.fr"
    assert len(cards_of(shop, after.customer.id)) == 1


def test_expiring_cancels_the_setup_intent(shop, setup):
    session = setup()
    shop.standin.pay(session.client_secret, "4000002760003184")
    closed = shop.v1.checkout.sessions.expire(session.id, {"expand": ["setup_intent"]})
    assert (closed.status, closed.setup_intent.status) == ("expired", "canceled")
    assert "expired" in shop.standin.pay(session.client_secret)["error"]["message"]


def test_its_setup_intent_belongs_to_the_session(shop, setup):
    session = setup()
    with pytest.raises(stripe.InvalidRequestError, match="Checkout Session"):
        shop.v1.setup_intents.cancel(session.setup_intent)
    with pytest.raises(stripe.InvalidRequestError, match="Checkout Session"):
        shop.v1.setup_intents.confirm(session.setup_intent, {"payment_method": "pm_card_visa"})


def test_the_save_box_has_no_place_here(shop, setup):
    session = setup()
    reply = shop.standin.pay(session.client_secret, savePaymentMethod=True)
    assert reply["error"]["key"] == "saveNotOffered"


@pytest.mark.parametrize(
    ("changes", "param"),
    [
        ({"allowed_payment_method_types": None}, "currency"),
        ({"line_items": [{"price": "price_x", "quantity": 1}]}, "line_items"),
        ({"payment_intent_data": {"description": "x"}}, "payment_intent_data"),
        ({"saved_payment_method_options": {"payment_method_save": "enabled"}},
         "saved_payment_method_options"),
        ({"ui_mode": "hosted_page", "success_url": "https://a.example", "submit_type": "pay"},
         "submit_type"),
        ({"phone_number_collection": {"enabled": True}}, "phone_number_collection[enabled]"),
        ({"payment_method_options": {"card": {"setup_future_usage": "off_session"}}},
         "payment_method_options[card][setup_future_usage]"),
        ({"shipping_options": [{"shipping_rate": "shr_x"}]}, "shipping_options"),
        ({"currency": "zzz"}, "currency"),
    ],
)  # fmt: skip
def test_what_a_setup_session_does_not_take(shop, setup, changes, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        setup(**changes)
    assert refused.value.param == param
    assert shop.standin.state()["counts"]["setup_intents"] == 0


def test_a_currency_stands_for_the_types(setup):
    session = setup(allowed_payment_method_types=None, currency="gbp")
    assert session.currency == "gbp"
