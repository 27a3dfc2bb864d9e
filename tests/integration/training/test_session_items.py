"""What a Checkout Session sells: prices, quantities, optional items, currencies, shipping."""

import pytest
import stripe

TEA = {"currency": "eur", "unit_amount": 500, "currency_options": {"gbp": {"unit_amount": 450}}}
POST = {
    "display_name": "Post",
    "type": "fixed_amount",
    "fixed_amount": {
        "amount": 400, "currency": "eur", "currency_options": {"gbp": {"amount": 350}},
    },
    "delivery_estimate": {"minimum": {"unit": "day", "value": 2}},
}  # fmt: skip
COURIER = {
    "display_name": "Courier",
    "fixed_amount": {
        "amount": 900, "currency": "eur", "currency_options": {"gbp": {"amount": 800}},
    },
}  # fmt: skip
GOOD = {"number": "4242424242424242", "expMonth": 12, "expYear": 2040, "cvc": "123"}


@pytest.fixture
def price(shop):
    """Makes a price of a product with that name."""

    def made(name="Tea", **fields):
        return shop.v1.prices.create({**TEA, "product_data": {"name": name}, **fields})

    return made


def line(price, quantity=1, **fields):
    return {"price": price.id, "quantity": quantity, **fields}


def change(shop, session, **fields):
    return shop.standin.page("/page/session/update", client_secret=session.client_secret, **fields)


def total(reply):
    return reply["session"]["total"]["total"]["minorUnitsAmount"]


def test_prices_and_inline_prices_are_sold_together(shop, price):
    tea = price()
    inline = {"currency": "eur", "unit_amount": 250,
              "product_data": {"name": "Cup", "description": "Blue", "unit_label": "piece",
                               "images": ["https://a.example/cup.png"]}}  # fmt: skip
    session = shop.session(line_items=[line(tea, 2), {"price_data": inline, "quantity": 3}])
    assert (session.amount_subtotal, session.amount_total, session.currency) == (1750, 1750, "eur")
    first, second = shop.v1.checkout.sessions.line_items.list(session.id).data
    assert (first.price.id, first.amount_total, first.description) == (tea.id, 1000, "Tea")
    assert (second.amount_total, second.quantity, second.adjustable_quantity) == (750, 3, None)
    made = shop.v1.prices.retrieve(second.price.id, {"expand": ["product"]})
    assert (made.active, made.product.active, made.product.name) == (False, False, "Cup")
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    shown = page["lineItems"][1]
    assert (shown["description"], shown["unitLabel"]) == ("Blue", "piece")
    assert (shown["images"], shown["priceId"]) == (["https://a.example/cup.png"], made.id)
    assert shop.standin.pay(session.client_secret, email="a@example.fr")["type"] == "success"
    assert shop.v1.charges.list().data[0].amount == 1750


def test_an_inline_price_may_be_of_a_known_product(shop, price):
    tea = price()
    data = {"currency": "eur", "unit_amount_decimal": "10.5", "product": tea.product}
    session = shop.session(line_items=[{"price_data": data, "quantity": 101}])
    (item,) = shop.v1.checkout.sessions.line_items.list(session.id).data
    assert (item.description, item.price.unit_amount, item.amount_total) == ("Tea", None, 1061)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"active": False}, "inactive"), ({"currency": "jpy", "currency_options": {}}, "currency")],
)
def test_prices_that_can_not_be_sold_here(shop, price, fields, words):
    other = price(**fields)
    with pytest.raises(stripe.InvalidRequestError, match=words):
        shop.session(line_items=[line(price()), line(other)])


def test_an_inline_price_is_sold_once(shop):
    session = shop.session()
    (item,) = shop.v1.checkout.sessions.line_items.list(session.id).data
    with pytest.raises(stripe.InvalidRequestError, match="inactive"):
        shop.session(line_items=[line(item.price)])


def test_the_currency_asked_for_is_the_sessions(shop, price):
    params = {"mode": "payment", "ui_mode": "elements", "line_items": [line(price(), 2)]}
    session = shop.v1.checkout.sessions.create({**params, "currency": "gbp"})
    assert (session.currency, session.amount_total) == ("gbp", 900)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.checkout.sessions.create({**params, "currency": "usd"})
    assert refused.value.param == "currency"


def test_the_customer_picks_a_currency(shop, price):
    session = shop.session(
        line_items=[line(price(), 2)], adaptive_pricing={"enabled": True},
        shipping_options=[{"shipping_rate_data": POST}],
    )  # fmt: skip
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert [(o["currency"], o["minorUnitsAmount"], o["amount"]) for o in page["currencyOptions"]] \
        == [("eur", 1400, "€14.00"), ("gbp", 1250, "£12.50")]  # fmt: skip
    shop.standin.pay(session.client_secret, "4000000000000002", email="a@example.fr")
    reply = change(shop, session, currency="gbp")
    assert (reply["session"]["currency"], total(reply)) == ("gbp", 1250)
    assert reply["session"]["currencyOptions"][0]["currency"] == "gbp"
    assert reply["session"]["lineItems"][0]["unitAmount"]["minorUnitsAmount"] == 450
    assert change(shop, session, currency="usd")["error"]["key"] == "currencyNotOffered"
    assert shop.standin.pay(session.client_secret)["type"] == "success"
    intent = shop.v1.payment_intents.list().data[0]
    assert (intent.amount_received, intent.currency) == (1250, "gbp")
    after = shop.v1.checkout.sessions.retrieve(session.id)
    assert (after.currency, after.amount_total, after.shipping_cost.amount_total) == (
        "gbp", 1250, 350,
    )  # fmt: skip


def test_without_adaptive_pricing_there_is_no_choice(shop, price):
    session = shop.session(line_items=[line(price())])
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert page["currencyOptions"] is None
    assert change(shop, session, currency="gbp")["error"]["code"] is None


def test_a_quantity_is_adjusted_within_its_bounds(shop, price):
    bounds = {"enabled": True, "minimum": 1, "maximum": 5}
    session = shop.session(line_items=[line(price(), 2, adjustable_quantity=bounds)])
    (item,) = shop.v1.checkout.sessions.line_items.list(session.id).data
    assert item.adjustable_quantity.to_dict() == bounds
    reply = change(shop, session, lineItemQuantity={"lineItem": item.id, "quantity": 4})
    assert total(reply) == 2000
    assert reply["session"]["lineItems"][0]["adjustableQuantity"] == {"maximum": 5, "minimum": 1}
    for wrong in ({"lineItem": item.id, "quantity": 6}, {"lineItem": "li_x", "quantity": 1},
                  {"lineItem": item.id, "quantity": 0}, {"quantity": "2"}, None):  # fmt: skip
        reply = change(shop, session, lineItemQuantity=wrong)
        assert reply["error"]["code"] is None
    assert shop.v1.checkout.sessions.retrieve(session.id).amount_total == 2000


def test_a_change_gives_up_a_challenge_for_another_amount(shop, price):
    session = shop.session(line_items=[line(price(), 2, adjustable_quantity={"enabled": True})],
                           customer=shop.customer().id)  # fmt: skip
    asked = shop.standin.pay(session.client_secret, "4000002760003184")
    (item,) = shop.v1.checkout.sessions.line_items.list(session.id).data
    change(shop, session, lineItemQuantity={"lineItem": item.id, "quantity": 3})
    assert "error" in shop.standin.answer(asked["challenge"]["id"])
    intent = shop.v1.payment_intents.list().data[0]
    assert (intent.status, intent.amount) == ("requires_payment_method", 1500)
    assert shop.standin.pay(session.client_secret)["type"] == "success"
    assert shop.v1.charges.list().data[0].amount == 1500


def test_what_is_adjusted_to_nothing_is_taken_away_but_the_last(shop, price):
    free = {"adjustable_quantity": {"enabled": True, "minimum": 0}}
    session = shop.session(line_items=[line(price(), **free), line(price("Cup"), **free)])
    first, second = shop.v1.checkout.sessions.line_items.list(session.id).data
    reply = change(shop, session, lineItemQuantity={"lineItem": first.id, "quantity": 0})
    assert [item["name"] for item in reply["session"]["lineItems"]] == ["Cup"]
    last = change(shop, session, lineItemQuantity={"lineItem": second.id, "quantity": 0})
    assert last["error"]["key"] == "quantity"


def test_optional_items_come_and_go(shop, price):
    extra = price("Biscuit", unit_amount=300, currency_options={"gbp": {"unit_amount": 250}})
    session = shop.session(
        ui_mode="embedded_page", redirect_on_completion="never", line_items=[line(price())],
        optional_items=[{"price": extra.id, "quantity": 2}],
    )  # fmt: skip
    assert session.optional_items[0].to_dict() == {
        "adjustable_quantity": None, "price": extra.id, "quantity": 2,
    }  # fmt: skip
    reply = change(shop, session, addOptionalItem=extra.id)
    assert total(reply) == 1100
    assert reply["session"]["optionalItems"][0]["isSelected"] is True
    assert [item["isRemovable"] for item in reply["session"]["lineItems"]] == [False, True]
    assert change(shop, session, addOptionalItem=extra.id)["error"]["key"] == "optionalItem"
    assert change(shop, session, addOptionalItem="price_x")["error"]["key"] == "optionalItem"
    reply = change(shop, session, removeOptionalItem=extra.id)
    assert total(reply) == 500
    assert change(shop, session, removeOptionalItem=extra.id)["error"]["key"] == "optionalItem"


def test_shipping_is_chosen_and_charged(shop):
    session = shop.session(
        shipping_options=[{"shipping_rate_data": POST}, {"shipping_rate_data": COURIER}],
        shipping_address_collection={"allowed_countries": ["FR"]},
    )
    post, courier = session.shipping_options
    assert (post.shipping_amount, session.shipping_cost.shipping_rate) == (400, post.shipping_rate)
    assert (session.amount_subtotal, session.amount_total) == (2500, 2900)
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert page["shipping"]["shippingOption"]["displayName"] == "Post"
    assert page["shippingOptions"][0]["deliveryEstimate"] == {
        "maximum": None, "minimum": {"unit": "day", "value": 2},
    }  # fmt: skip
    reply = change(shop, session, shippingOption=courier.shipping_rate)
    assert total(reply) == 3400
    assert reply["session"]["total"]["shippingRate"]["minorUnitsAmount"] == 900
    assert change(shop, session, shippingOption="shr_x")["error"]["key"] == "shippingOption"
    address = {"name": "Z", "address": {"country": "FR", "line1": "1 rue X", "city": "Nice"}}
    paid = shop.standin.pay(session.client_secret, email="a@example.fr", shippingAddress=address)
    assert paid["type"] == "success"
    expand = ["shipping_cost.shipping_rate", "payment_intent", "shipping_options.shipping_rate"]
    after = shop.v1.checkout.sessions.retrieve(session.id, {"expand": expand})
    assert after.shipping_cost.shipping_rate.display_name == "Courier"
    assert after.shipping_options[0].shipping_rate.display_name == "Post"
    assert after.total_details.amount_shipping == 900
    assert after.collected_information.shipping_details.name == "Z"
    assert after.payment_intent.shipping.address.city == "Nice"
    assert after.payment_intent.amount_received == 3400


def test_a_shipping_rate_serves_again(shop):
    first = shop.session(shipping_options=[{"shipping_rate_data": POST}])
    rate = first.shipping_options[0].shipping_rate
    again = shop.session(shipping_options=[{"shipping_rate": rate}])
    assert (again.amount_total, again.shipping_options[0].shipping_rate) == (2900, rate)


def test_nothing_due_needs_no_card(shop):
    session = shop.session(0, customer=shop.customer().id)
    reply = shop.standin.page("/page/session/confirm", client_secret=session.client_secret)
    assert reply["session"]["status"]["paymentStatus"] == "no_payment_required"
    after = shop.v1.checkout.sessions.retrieve(session.id)
    assert (after.status, after.payment_intent) == ("complete", None)
    assert shop.v1.charges.list().data == []


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"line_items": [{"quantity": 1}]}, "line_items[0][price_data]"),
        ({"line_items": [{"price": "price_x", "quantity": 1}]}, "line_items[0][price]"),
        ({"line_items": [{"price": "price_x", "quantity": 0}]}, "line_items[0][quantity]"),
        ({"line_items": [{"price": "price_x", "quantity": 1,
                          "adjustable_quantity": {"enabled": True, "minimum": 5}}]},
         "line_items[0][adjustable_quantity]"),
        ({"line_items": [{"price": "price_x", "quantity": 1,
                          "adjustable_quantity": {"enabled": True, "maximum": 1_000_000}}]},
         "line_items[0][adjustable_quantity][maximum]"),
        ({"line_items": [{"price": "price_x"}] * 101}, "line_items"),
        ({"shipping_options": [{"shipping_rate": "shr_x", "shipping_rate_data": POST}]},
         "shipping_options[0][shipping_rate_data]"),
        ({"shipping_options": [{"shipping_rate": "shr_x"}]}, "shipping_options[0][shipping_rate]"),
        ({"shipping_options": [{"shipping_rate_data": POST}] * 6}, "shipping_options"),
        ({"shipping_options": [{"shipping_rate_data": {"display_name": "x"}}]},
         "shipping_options[0][shipping_rate_data][fixed_amount]"),
        ({"shipping_options": [{"shipping_rate_data": {
            "display_name": "x", "fixed_amount": {"amount": 1, "currency": "jpy"}}}]},
         "shipping_options[0]"),
        ({"shipping_options": [{"shipping_rate_data": {
            "display_name": "x", "fixed_amount": {"amount": -1, "currency": "eur"}}}]},
         "shipping_options[0][shipping_rate_data][fixed_amount][amount]"),
    ],
)  # fmt: skip
def test_what_is_refused_of_items_and_shipping(shop, fields, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.session(**fields)
    assert refused.value.param == param
    assert shop.standin.state()["counts"]["prices"] == 0, "a refused request leaves nothing behind"
