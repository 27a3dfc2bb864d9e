"""What a Checkout Session asks of its customer, as the page's script asks and answers it."""

import pytest

HOME = {"name": "Zoé", "address": {"country": "FR", "line1": "1 rue X", "city": "Nice"}}
GOOD = {"number": "4242424242424242", "expMonth": 12, "expYear": 2040, "cvc": "123"}


def confirm(shop, session, **fields):
    return shop.standin.page(
        "/page/session/confirm", client_secret=session.client_secret, card=GOOD, **fields
    )


def change(shop, session, **fields):
    return shop.standin.page("/page/session/update", client_secret=session.client_secret, **fields)


@pytest.mark.parametrize(
    ("asked", "key", "answer"),
    [
        ({"phone_number_collection": {"enabled": True}}, "phoneRequired",
         {"phoneNumber": "+33612345678"}),
        ({"billing_address_collection": "required"}, "billingAddressRequired",
         {"billingAddress": HOME}),
        ({"shipping_address_collection": {"allowed_countries": ["FR"]}},
         "shippingAddressRequired", {"shippingAddress": HOME}),
        ({"name_collection": {"individual": {"enabled": True}}}, "individualNameRequired",
         {"individualName": "Zoé Müller"}),
        ({"name_collection": {"business": {"enabled": True}}}, "businessNameRequired",
         {"businessName": "Müller SARL"}),
        ({"consent_collection": {"terms_of_service": "required"}}, "termsRequired",
         {"termsAccepted": True}),
    ],
)  # fmt: skip
def test_what_is_asked_for_must_be_given(shop, asked, key, answer):
    session = shop.session(customer=shop.customer().id, locale="fr", **asked)
    refused = confirm(shop, session)
    assert (refused["error"]["code"], refused["error"]["key"]) == (None, key)
    assert "requis" in refused["error"]["message"] or "accepter" in refused["error"]["message"]
    english = confirm(shop, session, locale="en")["error"]["message"]
    assert "required" in english or "accept" in english
    assert shop.v1.charges.list().data == []
    assert confirm(shop, session, **answer)["type"] == "success"


def test_what_was_given_is_told_to_the_shop(shop):
    session = shop.session(
        phone_number_collection={"enabled": True}, customer_email="a@example.fr",
        name_collection={"individual": {"enabled": True}, "business": {"enabled": True}},
        consent_collection={"terms_of_service": "required"},
        shipping_address_collection={"allowed_countries": ["FR"]},
        billing_address_collection="required", tax_id_collection={"enabled": True},
    )  # fmt: skip
    change(shop, session, individualName="Zoé Müller", phoneNumber="+33612345678",
           taxIdInfo={"taxId": {"type": "eu_vat", "value": "fr12345678901"},
                      "businessName": "Müller"})  # fmt: skip
    page = change(shop, session, businessName="Müller SARL")["session"]
    assert page["nameCollection"] == {
        "businessName": "Müller SARL", "individualName": "Zoé Müller",
    }  # fmt: skip
    assert page["taxIdInfo"]["taxId"] == {"type": "eu_vat", "value": "FR12345678901"}
    paid = confirm(shop, session, shippingAddress=HOME, billingAddress=HOME, termsAccepted=True)
    assert paid["type"] == "success"
    after = shop.v1.checkout.sessions.retrieve(session.id, {"expand": ["customer"]})
    assert after.consent.to_dict() == {"promotions": None, "terms_of_service": "accepted"}
    assert after.collected_information.business_name == "Müller SARL"
    assert after.collected_information.shipping_details.address.line1 == "1 rue X"
    details = after.customer_details
    assert (details.name, details.phone) == ("Zoé", "+33612345678")
    assert (details.individual_name, details.address.city) == ("Zoé Müller", "Nice")
    assert [tax.value for tax in details.tax_ids] == ["FR12345678901"]
    customer = after.customer
    assert (customer.email, customer.address.city) == ("a@example.fr", "Nice")
    assert (customer.individual_name, customer.shipping.name) == ("Zoé Müller", "Zoé")
    charge = shop.v1.charges.list().data[0]
    assert charge.billing_details.address.line1 == "1 rue X"
    assert charge.billing_details.phone == "+33612345678"


@pytest.mark.parametrize("allowed", [True, False])
def test_a_known_customer_is_updated_only_as_agreed(shop, allowed):
    customer = shop.customer(name="Zoé")
    agreed = {"name": "auto", "address": "auto", "shipping": "auto"} if allowed else {}
    session = shop.session(
        customer=customer.id, billing_address_collection="required",
        shipping_address_collection={"allowed_countries": ["FR"]},
        **({"customer_update": agreed} if allowed else {}),
    )  # fmt: skip
    home = {**HOME, "name": "Zoé Müller"}
    card = {**GOOD, "name": "Zoé Müller"}
    reply = shop.standin.page(
        "/page/session/confirm", client_secret=session.client_secret, card=card,
        shippingAddress=home, billingAddress=home,
    )  # fmt: skip
    assert reply["type"] == "success"
    after = shop.v1.customers.retrieve(customer.id)
    seen = (after.name, after.address and after.address.city, after.shipping and "shipping")
    assert seen == (("Zoé Müller", "Nice", "shipping") if allowed else ("Zoé", None, None))


def test_a_saved_cards_address_is_enough(shop):
    customer = shop.customer()
    card = shop.card(customer)
    shop.v1.payment_methods.update(
        card.id, {"allow_redisplay": "always",
                  "billing_details": {"address": HOME["address"], "name": "Zoé"}}
    )  # fmt: skip
    session = shop.session(customer=customer.id, billing_address_collection="required")
    reply = shop.standin.page(
        "/page/session/confirm", client_secret=session.client_secret, paymentMethod=card.id
    )
    assert reply["type"] == "success"


def test_goods_only_go_where_they_may(shop):
    where = {"allowed_countries": ["GB", "BE"]}
    session = shop.session(customer=shop.customer().id, shipping_address_collection=where)
    extra = shop.standin.page("/page/session", client_secret=session.client_secret)["extra"]
    assert extra["shippingCountries"] == ["GB", "BE"]
    refused = change(shop, session, shippingAddress=HOME)
    assert refused["error"]["key"] == "shippingCountry"
    assert confirm(shop, session, shippingAddress=HOME)["error"]["key"] == "shippingCountry"
    assert change(shop, session, shippingAddress=None)["type"] == "success"


@pytest.mark.parametrize(
    ("values", "key", "code"),
    [
        ({"email": "x"}, "emailInvalid", "incompleteEmail"),
        ({"email": {"a": 1}}, "emailInvalid", "incompleteEmail"),
        ({"phoneNumber": 5}, "wrongValue", None),
        ({"billingAddress": "x"}, "wrongValue", None),
        ({"shippingAddress": {"name": "x"}}, "wrongValue", None),
        ({"taxIdInfo": {"taxId": {"type": "eu_vat", "value": "1"}}}, "taxIdInvalid",
         "invalidTaxId"),
        ({"taxIdInfo": "x"}, "wrongValue", None),
        ({"lineItemQuantity": {"lineItem": "li_x", "quantity": True}}, "wrongValue", None),
        ({"currency": "usd"}, "currencyNotOffered", None),
        ({"currency": ["usd"]}, "currencyNotOffered", None),
    ],
)  # fmt: skip
def test_what_a_page_can_not_set(shop, values, key, code):
    session = shop.session(tax_id_collection={"enabled": True})
    error = change(shop, session, **values)["error"]
    assert (error["key"], error["code"]) == (key, code)


def test_tax_ids_are_taken_only_where_they_are_asked_for(shop):
    session = shop.session()
    assert change(shop, session, taxIdInfo=None)["error"]["key"] == "taxIdNotAsked"


def test_one_wrong_value_and_nothing_is_changed(shop):
    session = shop.session()
    change(shop, session, phoneNumber="+33612345678", email="x")
    page = shop.standin.page("/page/session", client_secret=session.client_secret)["session"]
    assert page["phoneNumber"] is None


def test_custom_fields_are_answered(shop):
    fields = [
        {"key": "table", "type": "numeric", "label": {"type": "custom", "custom": "Table"},
         "numeric": {"maximum_length": 2}},
        {"key": "menu", "type": "dropdown", "label": {"type": "custom", "custom": "Menu"},
         "dropdown": {"options": [{"label": "A", "value": "a"}], "default_value": "a"}},
        {"key": "note", "type": "text", "label": {"type": "custom", "custom": "Note"},
         "optional": True},
    ]  # fmt: skip
    session = shop.session(ui_mode="embedded_page", redirect_on_completion="never",
                           customer=shop.customer().id, custom_fields=fields)  # fmt: skip
    for answers in ({}, {"table": "x"}, {"table": "123"}, {"table": 12}):
        assert confirm(shop, session, customFields=answers)["error"]["key"] == "fieldRequired"
    assert confirm(shop, session, customFields={"table": "12"})["type"] == "success"
    after = shop.v1.checkout.sessions.retrieve(session.id)
    values = [field.to_dict()[field.type]["value"] for field in after.custom_fields]
    assert values == ["12", "a", None]


@pytest.mark.parametrize("may_remove", ["enabled", "disabled"])
def test_a_saved_card_is_removed_where_it_may_be(shop, may_remove):
    customer = shop.customer()
    card, other = shop.card(customer), shop.card(shop.customer())
    shop.v1.payment_methods.update(card.id, {"allow_redisplay": "always"})
    shop.v1.payment_methods.update(other.id, {"allow_redisplay": "always"})
    session = shop.session(
        customer=customer.id, saved_payment_method_options={"payment_method_remove": may_remove}
    )

    def remove(method):
        secret = session.client_secret
        return shop.standin.page(
            "/page/payment_method/remove", client_secret=secret, paymentMethod=method
        )

    for wrong in (other.id, "pm_x", None, [card.id]):
        assert remove(wrong)["error"]["key"] == "cardNotRemovable"
    reply = remove(card.id)
    if may_remove == "disabled":
        assert reply["error"]["key"] == "cardNotRemovable"
        return
    assert reply["session"]["savedPaymentMethods"] == []
    assert shop.v1.payment_methods.retrieve(card.id).customer is None
    assert "payment_method.detached" in shop.events()


def test_what_the_script_is_told(shop):
    session = shop.session(
        ui_mode="hosted_page", success_url="https://a.example?s={CHECKOUT_SESSION_ID}",
        cancel_url="https://a.example/back", submit_type="donate",
        custom_text={"submit": {"message": "Thank you."}},
        consent_collection={"terms_of_service": "required",
                            "payment_method_reuse_agreement": {"position": "hidden"}},
    )  # fmt: skip
    assert session.client_secret is None
    elements = shop.session(phone_number_collection={"enabled": True},
                            name_collection={"business": {"enabled": True}})  # fmt: skip
    extra = shop.standin.page("/page/session", client_secret=elements.client_secret)["extra"]
    assert extra["phoneNumberRequired"] is True
    assert extra["nameCollection"] == {
        "business": {"enabled": True, "optional": False},
        "individual": {"enabled": False, "optional": False},
    }  # fmt: skip
    assert (extra["billingAddressCollection"], extra["termsOfService"]) == ("auto", "none")
    assert (extra["paymentMethodReuseAgreement"], extra["customText"]["submit"]) == ("auto", None)


def test_words_follow_the_sessions_language(shop):
    session = shop.session(locale="fr-CA", customer=shop.customer().id)
    reply = shop.standin.pay(session.client_secret, "4242 4242 4242 4241")
    assert reply["error"] == {
        "code": None, "key": "cardEntry",
        "message": "Le numéro de votre carte n’est pas valable.",
    }  # fmt: skip
    shop.standin.pay(session.client_secret)
    closed = shop.standin.pay(session.client_secret)
    assert closed["error"]["message"].startswith("Ce paiement a déjà été effectué")
