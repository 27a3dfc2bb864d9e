"""PaymentMethods through the official SDK: cards, whose they are, how they are shown again."""

import pytest
import stripe


def test_a_token_makes_a_card_with_all_that_was_said_of_it(shop):
    card = shop.v1.payment_methods.create({
        "type": "card", "card": {"token": "tok_visa"}, "allow_redisplay": "limited",
        "billing_details": {"name": "Zoé", "email": "z@example.fr",
                            "address": {"city": "Évry", "country": "FR"}},
        "metadata": {"a": "b"},
    })  # fmt: skip
    assert (card.type, card.allow_redisplay, card.customer) == ("card", "limited", None)
    assert (card.billing_details.address.city, card.billing_details.phone) == ("Évry", None)
    assert card.metadata["a"] == "b"
    assert shop.events() == []
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.payment_methods.update(card.id, {"allow_redisplay": "always"})
    assert refused.value.http_status == 400


@pytest.mark.parametrize(
    ("fields", "code", "param"),
    [
        ({}, "parameter_missing", "type"),
        ({"type": "sepa_debit"}, None, "type"),
        ({"type": "card"}, None, "card"),
        ({"type": "card", "card": {"token": "tok_visa", "number": "4242424242424242"}}, None,
         "card"),
        ({"type": "card", "card": {"token": "tok_nobody"}}, "resource_missing", "card[token]"),
        ({"type": "card", "card": {"token": "tok_visa", "networks": {"preferred": "mastercard"}}},
         None, "card[networks][preferred]"),
        ({"type": "card", "card": {"token": "tok_visa"}, "radar_options": {"session": "rse_1"}},
         "training_not_implemented", "radar_options"),
        ({"type": "card", "card": {"token": "tok_visa"}, "allow_redisplay": "sometimes"}, None,
         "allow_redisplay"),
    ],
)  # fmt: skip
def test_cards_that_cannot_be_made(shop, fields, code, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.payment_methods.create(fields)
    assert (refused.value.http_status, refused.value.code) == (400, code)
    assert refused.value.param == param


def test_attaching_needs_an_owner_who_is_there(shop):
    for owner, code in (({}, "parameter_missing"), ({"customer": "cus_gone"}, "resource_missing"),
                        ({"customer_account": "acct_gone"}, "resource_missing")):  # fmt: skip
        with pytest.raises(stripe.InvalidRequestError) as refused:
            shop.v1.payment_methods.attach("pm_card_visa", owner)
        assert (refused.value.http_status, refused.value.code) == (400, code)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.payment_methods.attach("pm_gone", {"customer": shop.customer().id})
    assert refused.value.http_status == 404


def test_attaching_twice_to_the_same_customer_changes_nothing(shop):
    customer = shop.customer()
    card = shop.card(customer)
    again = shop.v1.payment_methods.attach(card.id, {"customer": customer.id})
    assert again.to_dict() == card.to_dict()
    assert shop.events().count("payment_method.attached") == 1


def test_a_detached_card_is_good_for_nothing_more(shop):
    customer = shop.customer()
    card = shop.card(customer)
    assert shop.v1.payment_methods.detach(card.id).customer is None
    for again in (
        lambda: shop.v1.payment_methods.detach(card.id),
        lambda: shop.v1.payment_methods.attach(card.id, {"customer": customer.id}),
    ):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            again()
        assert refused.value.code == "payment_method_unexpected_state"
    event = shop.v1.events.list({"type": "payment_method.detached"}).data[0]
    assert event.data.previous_attributes.to_dict() == {"customer": customer.id}


def test_lists_are_narrowed_by_owner_redisplay_and_type_and_paged(shop):
    customer, other = shop.customer(), shop.customer()
    cards = [shop.card(customer).id for _ in range(3)]
    foreign = shop.card(other).id
    shop.v1.payment_methods.update(cards[1], {"allow_redisplay": "always"})
    methods = shop.v1.payment_methods
    always = methods.list({"customer": customer.id, "allow_redisplay": "always"})
    assert [card.id for card in always.data] == [cards[1]]
    assert methods.list({"customer": customer.id, "type": "link"}).data == []
    page = methods.list({"customer": customer.id, "limit": 2})
    assert (page.url, page.has_more) == ("/v1/payment_methods", True)
    assert [card.id for card in page.auto_paging_iter()] == cards[::-1]
    of_customer = shop.v1.customers.payment_methods.list(customer.id, {"starting_after": cards[2]})
    assert of_customer.url == f"/v1/customers/{customer.id}/payment_methods"
    assert [card.id for card in of_customer.data] == [cards[1], cards[0]]
    assert [card.id for card in methods.list().data] == [foreign, *cards[::-1]]
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.customers.payment_methods.retrieve(customer.id, foreign)
    assert refused.value.http_status == 404
    found = shop.v1.customers.payment_methods.retrieve(customer.id, cards[0])
    assert found.id == cards[0]


def test_a_co_branded_card_can_prefer_one_of_its_networks(shop):
    customer = shop.customer()
    card = shop.card(customer, "pm_card_visa_cartesBancaires")
    assert sorted(card.card.networks.available) == ["cartes_bancaires", "visa"]
    after = shop.v1.payment_methods.update(
        card.id, {"card": {"networks": {"preferred": "visa"}}}
    ).card
    assert (after.networks.preferred, after.display_brand) == ("visa", "visa")
    back = shop.v1.payment_methods.update(card.id, {"card": {"networks": {"preferred": ""}}}).card
    assert (back.networks.preferred, back.display_brand) == (None, "cartes_bancaires")


@pytest.mark.parametrize(
    ("expiry", "code"),
    [({"exp_month": 13}, "invalid_expiry_month"), ({"exp_year": 1999}, "invalid_expiry_year")],
)
def test_an_expiry_is_one_that_can_be(shop, expiry, code):
    card = shop.card(shop.customer())
    with pytest.raises(stripe.CardError) as refused:
        shop.v1.payment_methods.update(card.id, {"card": expiry})
    assert (refused.value.http_status, refused.value.code) == (402, code)


def test_empty_text_unsets_billing_details_and_metadata(shop):
    card = shop.card(shop.customer())
    details = {"name": "Zoé", "email": "z@example.fr", "address": {"city": "Évry"}}
    shop.v1.payment_methods.update(
        card.id, {"billing_details": details, "metadata": {"a": "1", "b": "2"}}
    )
    after = shop.v1.payment_methods.update(
        card.id,
        {"billing_details": {"name": "", "address": ""}, "metadata": {"a": ""},
         "expand": ["customer"]},
    )  # fmt: skip
    assert (after.billing_details.name, after.billing_details.email) == (None, "z@example.fr")
    assert after.billing_details.address.city is None
    assert after.metadata.to_dict() == {"b": "2"}
    assert after.customer.name == "Zoé Müller"
