"""Which Checkout Session parameters go together, and what a session looks like."""

import pytest
import stripe

URL = "https://shop.example/done?session={CHECKOUT_SESSION_ID}"
FIELD = {"key": "table", "label": {"type": "custom", "custom": "Table"}, "type": "numeric"}


def hosted(**fields):
    return {"ui_mode": "hosted_page", "success_url": URL, **fields}


def embedded(**fields):
    return {"ui_mode": "embedded_page", "redirect_on_completion": "never", **fields}


def choices(*values, **fields):
    options = [{"label": value.upper(), "value": value} for value in values]
    return {**FIELD, "type": "dropdown", "dropdown": {"options": options, **fields}}


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        (hosted(return_url=URL), "return_url"),
        (hosted(redirect_on_completion="never"), "redirect_on_completion"),
        (hosted(success_url="shop.example"), "success_url"),
        (hosted(success_url="https://[x"), "success_url"),
        (hosted(success_url="javascript:alert(1)"), "success_url"),
        (hosted(permissions={"update_shipping_details": "client_only"}), "permissions"),
        (embedded(return_url=URL), "return_url"),
        (embedded(success_url=URL), "success_url"),
        (embedded(cancel_url=URL), "cancel_url"),
        ({"ui_mode": "embedded_page", "redirect_on_completion": "if_required"}, "return_url"),
        ({"after_expiration": {"recovery": {"enabled": True}}}, "after_expiration"),
        ({"optional_items": [{"price": "price_x", "quantity": 1}]}, "optional_items"),
        ({"custom_fields": [FIELD]}, "custom_fields"),
        ({"branding_settings": {"display_name": "x"}}, "branding_settings"),
        ({"tax_id_collection": {"enabled": True, "required": "never"}},
         "tax_id_collection[required]"),
        ({"setup_intent_data": {"description": "x"}}, "setup_intent_data"),
        ({"payment_method_collection": "always"}, "payment_method_collection"),
        ({"customer_update": {"name": "auto"}}, "customer_update"),
        ({"customer_email": "x"}, "customer_email"),
        ({"payment_intent_data": {"receipt_email": "x"}}, "payment_intent_data[receipt_email]"),
        ({"payment_intent_data": {"statement_descriptor": "SHOP"}},
         "payment_intent_data[statement_descriptor]"),
        ({"payment_intent_data": {"statement_descriptor_suffix": "x" * 23}},
         "statement_descriptor_suffix"),
        ({"allowed_payment_method_types": ["ideal"]}, "allowed_payment_method_types"),
        ({"excluded_payment_method_types": ["card"]}, "excluded_payment_method_types"),
        ({"client_reference_id": "x" * 201}, "client_reference_id"),
        (hosted(custom_text={"submit": {"message": "x" * 1201}}), "custom_text[submit][message]"),
        (hosted(custom_fields=[FIELD] * 4), "custom_fields"),
        (hosted(custom_fields=[FIELD] * 2), "custom_fields"),
        (hosted(custom_fields=[{**FIELD, "key": "the table"}]), "custom_fields[0][key]"),
        (hosted(custom_fields=[{**FIELD, "text": {"maximum_length": 3}}]),
         "custom_fields[0][text]"),
        (hosted(custom_fields=[{**FIELD, "numeric": {"minimum_length": 5, "maximum_length": 2}}]),
         "custom_fields[0][numeric]"),
        (hosted(custom_fields=[{**FIELD, "numeric": {"default_value": "x"}}]),
         "custom_fields[0][numeric][default_value]"),
        (hosted(custom_fields=[{**FIELD, "type": "dropdown"}]),
         "custom_fields[0][dropdown][options]"),
        (hosted(custom_fields=[choices("a", "a")]), "custom_fields[0][dropdown][options]"),
        (hosted(custom_fields=[choices("a", default_value="b")]),
         "custom_fields[0][dropdown][default_value]"),
        (hosted(custom_fields=[{**FIELD, "label": {"type": "custom", "custom": "x" * 101}}]),
         "custom_fields[0][label][custom]"),
    ],
)  # fmt: skip
def test_what_does_not_go_together(shop, fields, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.session(**fields)
    assert refused.value.param == param
    assert refused.value.code != "training_not_implemented"


@pytest.mark.parametrize(
    ("fields", "param"),
    [
        ({"ui_mode": "form"}, "ui_mode=form"),
        (hosted(after_expiration={"recovery": {"enabled": True}}), "after_expiration"),
        (hosted(branding_settings={"display_name": "x"}), "branding_settings"),
        ({"automatic_tax": {"enabled": True}}, "automatic_tax[enabled]"),
        ({"invoice_creation": {"enabled": True}}, "invoice_creation[enabled]"),
        ({"consent_collection": {"promotions": "auto"}}, "consent_collection[promotions]=auto"),
        ({"permissions": {"update_shipping_details": "server_only"}}, "permissions"),
        ({"payment_intent_data": {"transfer_group": "x"}}, "payment_intent_data"),
        ({"payment_method_options": {"link": {"setup_future_usage": "off_session"}}}, "link"),
        ({"payment_method_options": {"card": {"installments": {"enabled": True}}}},
         "payment_method_options[card][installments]"),
        ({"wallet_options": {"link": {"display": "never"}}}, "wallet_options"),
    ],
)  # fmt: skip
def test_what_stripe_knows_and_this_does_not_is_said(shop, fields, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.session(**fields)
    assert (refused.value.code, refused.value.param) == ("training_not_implemented", param)


def test_no_is_an_answer_to_what_is_not_implemented(shop):
    session = shop.session(
        automatic_tax={"enabled": False}, invoice_creation={"enabled": False},
        excluded_payment_method_types=["ideal"],
    )  # fmt: skip
    assert session.automatic_tax.enabled is False
    assert session.excluded_payment_method_types == ["ideal"]


def test_what_was_asked_for_is_shown(shop):
    asked = {
        "allow_promotion_codes": True, "billing_address_collection": "required",
        "cancel_url": "https://shop.example", "client_reference_id": "r1", "locale": "fr",
        "consent_collection": {"terms_of_service": "required",
                               "payment_method_reuse_agreement": {"position": "hidden"}},
        "custom_fields": [{**FIELD, "numeric": {"maximum_length": 3}}, choices("a") | {
            "key": "menu", "optional": True}],
        "custom_text": {"submit": {"message": "Thank you."}},
        "integration_identifier": "till", "submit_type": "book", "origin_context": "web",
        "name_collection": {"individual": {"enabled": True, "optional": True}},
        "phone_number_collection": {"enabled": True},
        "shipping_address_collection": {"allowed_countries": ["FR", "GB"]},
        "payment_method_options": {"card": {"request_three_d_secure": "any"}},
        "tax_id_collection": {"enabled": True},
    }  # fmt: skip
    session = shop.session(**hosted(**asked)).to_dict()
    for name in ("allow_promotion_codes", "billing_address_collection", "cancel_url", "locale",
                 "client_reference_id", "integration_identifier", "submit_type", "origin_context",
                 "phone_number_collection", "shipping_address_collection"):  # fmt: skip
        assert session[name] == asked[name], name
    assert session["success_url"] == URL, "the template stays for the page to fill in"
    assert session["consent_collection"] == {
        "payment_method_reuse_agreement": {"position": "hidden"}, "promotions": None,
        "terms_of_service": "required",
    }  # fmt: skip
    assert (session["consent"], session["collected_information"]) == (None, None)
    assert session["custom_text"] == {
        "after_submit": None, "shipping_address": None, "submit": {"message": "Thank you."},
        "terms_of_service_acceptance": None,
    }  # fmt: skip
    assert [field["type"] for field in session["custom_fields"]] == ["numeric", "dropdown"]
    assert session["custom_fields"][0]["numeric"] == {
        "default_value": None, "maximum_length": 3, "minimum_length": None, "value": None,
    }  # fmt: skip
    assert session["name_collection"] == {"individual": {"enabled": True, "optional": True}}
    assert session["tax_id_collection"] == {"enabled": True, "required": "never"}


@pytest.mark.parametrize("close", ["pay", "expire"])
def test_an_address_and_a_secret_end_with_the_session(shop, close):
    customer = shop.customer().id
    for fields in (hosted(), embedded()):
        session = shop.session(customer=customer, **fields)
        assert (session.url is None) == (session.client_secret is not None)
        if close == "expire":
            after = shop.v1.checkout.sessions.expire(session.id)
        elif session.client_secret is None:
            continue
        else:
            assert shop.standin.pay(session.client_secret)["type"] == "success"
            after = shop.v1.checkout.sessions.retrieve(session.id)
        assert (after.url, after.client_secret) == (None, None)


@pytest.mark.parametrize(
    ("ui", "redirects"),
    [({"redirect_on_completion": "never"}, "never"),
     ({"redirect_on_completion": "if_required", "return_url": URL}, "if_required"),
     ({"return_url": URL}, "always")],
)  # fmt: skip
def test_where_an_embedded_page_leads(shop, ui, redirects):
    session = shop.session(ui_mode="embedded_page", **ui)
    assert session.redirect_on_completion == redirects
    extra = shop.standin.page("/page/session", client_secret=session.client_secret)["extra"]
    wanted = ui.get("return_url") and f"https://shop.example/done?session={session.id}"
    assert (extra["returnUrl"], extra["redirectOnCompletion"]) == (wanted, redirects)


def test_authentication_on_request(shop):
    """Cards that can authenticate do; those without it pay (Stripe's testing documentation)."""
    options = {"card": {"request_three_d_secure": "any"}}
    session = shop.session(customer=shop.customer().id, payment_method_options=options)
    assert shop.standin.pay(session.client_secret, "4000000000003055")["type"] == "challenge"
    assert shop.standin.pay(session.client_secret)["type"] == "success"


def test_a_card_of_its_own_terms(shop):
    options = {"card": {"capture_method": "manual", "setup_future_usage": "off_session"}}
    session = shop.session(customer=shop.customer().id, payment_method_options=options)
    reply = shop.standin.pay(session.client_secret)
    assert reply["session"]["status"] == {"type": "complete", "paymentStatus": "unpaid"}
    intent = shop.v1.payment_intents.list().data[0]
    assert intent.status == "requires_capture"
    (card,) = shop.v1.customers.payment_methods.list(session.customer).data
    assert card.allow_redisplay == "limited"


@pytest.mark.parametrize("wanted", ["always", "unspecified"])
def test_the_shop_overrides_who_sees_the_card_again(shop, wanted):
    session = shop.session(
        customer=shop.customer().id, payment_intent_data={"setup_future_usage": "on_session"},
        payment_method_data={"allow_redisplay": wanted},
    )  # fmt: skip
    shop.standin.pay(session.client_secret)
    (card,) = shop.v1.customers.payment_methods.list(session.customer).data
    assert card.allow_redisplay == wanted
