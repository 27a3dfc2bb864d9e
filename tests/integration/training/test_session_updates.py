"""What a shop's server changes of a Checkout Session while its customer is at it."""

import pytest
import stripe

RATE = {"display_name": "Post", "fixed_amount": {"amount": 400, "currency": "eur"}}
ADDRESS = {"country": "FR", "line1": "1 rue X", "city": "Nice"}


def update(shop, session, **fields):
    return shop.v1.checkout.sessions.update(session.id, fields)


def inline(name, amount, quantity=1, currency="eur"):
    data = {"currency": currency, "unit_amount": amount, "product_data": {"name": name}}
    return {"price_data": data, "quantity": quantity}


def items_of(shop, session):
    return shop.v1.checkout.sessions.line_items.list(session.id).data


def test_line_items_are_kept_changed_added_removed_and_reordered(shop):
    session = shop.session(line_items=[inline("Tea", 500), inline("Cup", 900), inline("Pot", 100)])
    tea, cup, _ = items_of(shop, session)
    sent = [
        {"id": cup.id, "quantity": 2},
        inline("Tray", 300),
        {"id": tea.id, "metadata": {"note": "n"}, "adjustable_quantity": {"enabled": True}},
    ]
    after = update(shop, session, line_items=sent)
    assert (after.amount_subtotal, after.amount_total) == (2600, 2600)
    first, second, third = items_of(shop, session)
    assert [item.description for item in (first, second, third)] == ["Cup", "Tray", "Tea"]
    assert (first.id, third.id, first.quantity) == (cup.id, tea.id, 2)
    assert third.metadata["note"] == "n"
    assert third.adjustable_quantity.maximum == 99
    priced = {"id": tea.id, "price_data": inline("Tea", 700)["price_data"]}
    after = update(shop, session, line_items=[priced])
    assert (after.amount_total, len(items_of(shop, session))) == (700, 1)
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert page["total"]["total"]["minorUnitsAmount"] == 700


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ([{"id": "li_x"}], "resource_missing"),
        ([{"quantity": 1}], "parameter_missing"),
        ([inline("x", 500, currency="jpy")], None),
        ([inline("x", 10)], "amount_too_small"),
    ],
)
def test_line_items_that_can_not_be(shop, items, code):
    session = shop.session()
    with pytest.raises(stripe.InvalidRequestError) as refused:
        update(shop, session, line_items=items)
    assert refused.value.code == code
    assert shop.v1.checkout.sessions.retrieve(session.id).amount_total == 2500


def test_shipping_follows_the_address(shop):
    session = shop.session(
        shipping_address_collection={"allowed_countries": ["FR"]}, customer=shop.customer().id
    )
    details = {"shipping_details": {"name": "Zoé", "address": ADDRESS}}
    after = update(shop, session, collected_information=details,
                   shipping_options=[{"shipping_rate_data": RATE}])  # fmt: skip
    assert (after.amount_total, after.shipping_cost.amount_total) == (2900, 400)
    assert after.collected_information.shipping_details.address.city == "Nice"
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert page["shippingAddress"]["address"]["line1"] == "1 rue X"
    cleared = update(shop, session, shipping_options="")
    assert (cleared.amount_total, cleared.shipping_options, cleared.shipping_cost) == (
        2500, [], None,
    )  # fmt: skip
    details["shipping_details"]["address"] = {**ADDRESS, "country": "GB"}
    with pytest.raises(stripe.InvalidRequestError, match="GB"):
        update(shop, session, collected_information=details)
    assert shop.standin.pay(session.client_secret)["type"] == "success"


def test_intent_data_is_changed_and_the_attempt_given_up(shop):
    session = shop.session(
        customer=shop.customer().id,
        payment_intent_data={"description": "Chairs", "metadata": {"a": "1", "b": "2"}},
    )
    asked = shop.standin.pay(session.client_secret, "4000002760003184")
    update(shop, session, payment_intent_data={
        "description": "", "metadata": {"a": "", "c": "3"}, "setup_future_usage": "off_session",
        "statement_descriptor_suffix": "TILL 1"})  # fmt: skip
    intent = shop.v1.payment_intents.list().data[0]
    assert (intent.status, intent.payment_method) == ("requires_payment_method", None)
    assert (intent.description, intent.setup_future_usage) == (None, "off_session")
    assert intent.metadata.to_dict() == {"b": "2", "c": "3"}
    assert "error" in shop.standin.answer(asked["challenge"]["id"])
    shop.standin.pay(session.client_secret)
    (card,) = shop.v1.customers.payment_methods.list(session.customer).data
    assert card.allow_redisplay == "limited"
    assert shop.v1.charges.list().data[0].statement_descriptor_suffix == "TILL 1"


def test_metadata_is_merged_whatever_the_state(shop):
    session = shop.session(customer=shop.customer().id, metadata={"a": "1"})
    shop.standin.pay(session.client_secret)
    after = update(shop, session, metadata={"b": "2"})
    assert after.metadata.to_dict() == {"a": "1", "b": "2"}
    assert update(shop, session, metadata="").metadata.to_dict() == {}


@pytest.mark.parametrize(
    "change",
    [
        {"line_items": [inline("x", 500)]},
        {"shipping_options": [{"shipping_rate_data": RATE}]},
        {"payment_intent_data": {"description": "x"}},
        {"collected_information": {"shipping_details": {"name": "x", "address": ADDRESS}}},
    ],
)
def test_a_closed_session_stays_as_it_is(shop, change):
    session = shop.session(customer=shop.customer().id)
    shop.v1.checkout.sessions.expire(session.id)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        update(shop, session, **change)
    assert refused.value.code == "checkout_session_unexpected_state"


@pytest.mark.parametrize(
    ("session", "change"),
    [
        ({"ui_mode": "hosted_page", "success_url": "https://a.example"},
         {"payment_intent_data": {"description": "x"}}),
        ({"ui_mode": "hosted_page", "success_url": "https://a.example"},
         {"collected_information": {"shipping_details": {"name": "x", "address": ADDRESS}}}),
        ({"ui_mode": "embedded_page", "redirect_on_completion": "never"},
         {"payment_intent_data": {"description": "x"}}),
        ({}, {"payment_intent_data": {"statement_descriptor": "SHOP"}}),
    ],
)  # fmt: skip
def test_what_is_not_changed_everywhere(shop, session, change):
    opened = shop.session(**session)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        update(shop, opened, **change)
    assert refused.value.param.startswith(next(iter(change)))


def test_an_optional_item_the_server_drops_is_offered_again(shop):
    tea = shop.v1.prices.create(
        {"currency": "eur", "unit_amount": 500, "product_data": {"name": "Tea"}}
    )
    session = shop.session(ui_mode="embedded_page", redirect_on_completion="never",
                           optional_items=[{"price": tea.id, "quantity": 1}])  # fmt: skip
    secret = session.client_secret
    added = shop.standin.page("/page/session/update", client_secret=secret, addOptionalItem=tea.id)
    assert added["session"]["optionalItems"][0]["isSelected"] is True
    first, _ = items_of(shop, session)
    after = update(shop, session, line_items=[{"id": first.id}])
    assert after.amount_total == 2500
    page = shop.standin.page("/page/session", client_secret=secret)["session"]
    assert page["optionalItems"][0]["isSelected"] is False
