"""Customers and their cards through the official SDK."""

import pytest
import stripe


def test_create_keeps_what_was_given_and_says_so(shop):
    customer = shop.customer(
        phone="+33639980001", preferred_locales=["fr"], metadata={"till": "1"},
        address={"city": "Évry", "country": "FR"},
    )  # fmt: skip
    found = shop.v1.customers.retrieve(customer.id)
    assert (found.name, found.email, found.phone) == ("Zoé Müller", "z@example.fr", "+33639980001")
    assert found.address.city == "Évry"
    assert found.address.line1 is None
    assert found.preferred_locales == ["fr"]
    assert found.metadata["till"] == "1"
    assert shop.events() == ["customer.created"]


def test_update_merges_metadata_and_empty_text_unsets(shop):
    customer = shop.customer(metadata={"a": "1", "b": "2"}, phone="+33639980001")
    after = shop.v1.customers.update(
        customer.id, {"metadata": {"a": "", "c": "3"}, "phone": "", "name": "Zoë"}
    )
    assert after.metadata.to_dict() == {"b": "2", "c": "3"}
    assert after.phone is None
    event = shop.v1.events.list({"type": "customer.updated"}).data[0]
    assert event.data.previous_attributes.to_dict() == {
        "metadata": {"a": "1", "c": None}, "phone": "+33639980001", "name": "Zoé Müller",
    }  # fmt: skip
    assert shop.v1.customers.update(customer.id, {"metadata": ""}).metadata.to_dict() == {}


def test_delete_leaves_a_mark_and_detaches_cards(shop):
    customer = shop.customer()
    card = shop.card(customer)
    assert shop.v1.customers.delete(customer.id).deleted is True
    assert shop.v1.customers.retrieve(customer.id).deleted is True
    assert shop.v1.payment_methods.retrieve(card.id).customer is None
    assert shop.v1.customers.list().data == []
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.customers.update(customer.id, {"name": "x"})
    assert (refused.value.code, refused.value.http_status) == ("resource_missing", 404)


def test_list_pages_newest_first_both_ways(shop):
    made = [shop.customer(name=f"Customer {n}").id for n in range(5)]
    first = shop.v1.customers.list({"limit": 2})
    assert [c.id for c in first.data] == [made[4], made[3]]
    assert first.has_more
    rest = shop.v1.customers.list({"limit": 3, "starting_after": made[3]})
    assert [c.id for c in rest.data] == [made[2], made[1], made[0]]
    assert not rest.has_more
    newer = shop.v1.customers.list({"limit": 2, "ending_before": made[1]})
    assert [c.id for c in newer.data] == [made[3], made[2]]
    assert newer.has_more
    assert [c.id for c in first.auto_paging_iter()] == made[::-1]


def test_list_narrows_by_email_and_creation(shop):
    early = shop.customer(email="early@example.fr")
    now = shop.standin.advance(100)
    late = shop.customer(email="late@example.fr")
    by_mail = shop.v1.customers.list({"email": "early@example.fr"})
    assert [c.id for c in by_mail.data] == [early.id]
    assert shop.v1.customers.list({"email": "EARLY@example.fr"}).data == []
    assert [c.id for c in shop.v1.customers.list({"created": {"gte": now}}).data] == [late.id]
    assert [c.id for c in shop.v1.customers.list({"created": {"lt": now}}).data] == [early.id]
    assert [c.id for c in shop.v1.customers.list({"created": early.created}).data] == [early.id]


@pytest.mark.parametrize(
    ("fields", "code", "param"),
    [
        ({"nme": "x"}, "parameter_unknown", "nme"),
        ({"address": {"town": "x"}}, "parameter_unknown", "address[town]"),
        ({"email": "nobody"}, "email_invalid", "email"),
        ({"balance": "much"}, "parameter_invalid_integer", "balance"),
        ({"metadata": {"k" * 41: "v"}}, None, "metadata"),
        ({"metadata": {"k": "v" * 501}}, None, "metadata[k]"),
        ({"metadata": {str(n): "v" for n in range(51)}}, None, "metadata"),
        ({"tax": {"ip_address": "1.2.3.4"}}, "training_not_implemented", "tax"),
    ],
)
def test_create_refuses(shop, fields, code, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.customers.create(fields)
    assert (refused.value.code, refused.value.param) == (code, param)
    assert refused.value.http_status == 400
    assert refused.value.request_id.startswith("req_")
    assert shop.standin.state()["counts"]["customers"] == 0


def test_limit_and_cursor_are_checked(shop):
    for params in ({"limit": 0}, {"limit": 101}, {"starting_after": "cus_nobody"}):
        with pytest.raises(stripe.InvalidRequestError):
            shop.v1.customers.list(params)


def test_cards_attach_update_list_detach(shop):
    customer = shop.customer()
    visa, amex = shop.card(customer), shop.card(customer, "pm_card_amex")
    assert (visa.card.brand, visa.card.last4, visa.allow_redisplay) == (
        "visa", "4242", "unspecified",
    )  # fmt: skip
    after = shop.v1.payment_methods.update(
        visa.id,
        {"allow_redisplay": "always", "card": {"exp_month": 3, "exp_year": 2031},
         "billing_details": {"name": "Zoé", "address": {"country": "FR"}}, "metadata": {"a": "b"}},
    )  # fmt: skip
    assert (after.card.exp_month, after.card.exp_year) == (3, 2031)
    assert after.billing_details.address.country == "FR"
    for listed in (
        shop.v1.payment_methods.list({"customer": customer.id, "type": "card"}),
        shop.v1.customers.payment_methods.list(customer.id),
    ):
        assert [m.id for m in listed.data] == [amex.id, visa.id]
    always = shop.v1.customers.payment_methods.list(customer.id, {"allow_redisplay": "always"})
    assert [m.id for m in always.data] == [visa.id]
    assert shop.v1.payment_methods.detach(amex.id).customer is None
    assert [m.id for m in shop.v1.customers.payment_methods.list(customer.id).data] == [visa.id]
    assert shop.events()[1:] == [
        "payment_method.attached", "payment_method.attached", "payment_method.updated",
        "payment_method.detached",
    ]  # fmt: skip
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.payment_methods.attach(amex.id, {"customer": customer.id})


def test_one_number_has_one_fingerprint(shop):
    one, other = shop.customer(), shop.customer()
    assert shop.card(one).card.fingerprint == shop.card(other).card.fingerprint
    assert shop.card(one, "pm_card_amex").card.fingerprint != shop.card(other).card.fingerprint


def test_a_card_belongs_to_one_customer(shop):
    card = shop.card(shop.customer())
    with pytest.raises(stripe.InvalidRequestError, match="already been attached"):
        shop.v1.payment_methods.attach(card.id, {"customer": shop.customer().id})


@pytest.mark.parametrize("token", ["pm_card_chargeDeclined", "pm_card_chargeDeclinedStolenCard"])
def test_attaching_asks_the_bank(shop, token):
    with pytest.raises(stripe.CardError) as refused:
        shop.card(shop.customer(), token)
    assert refused.value.http_status == 402
    assert shop.card(shop.customer(), "pm_card_chargeCustomerFail").card.last4 == "0341"


def test_default_card_is_the_customers_own_and_forgotten_with_it(shop):
    customer = shop.customer()
    card, foreign = shop.card(customer), shop.card(shop.customer())
    settings = {"invoice_settings": {"default_payment_method": card.id}}
    after = shop.v1.customers.update(
        customer.id, {**settings, "expand": ["invoice_settings.default_payment_method"]}
    )
    assert after.invoice_settings.default_payment_method.card.last4 == "4242"
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.customers.update(
            customer.id, {"invoice_settings": {"default_payment_method": foreign.id}}
        )
    shop.v1.payment_methods.detach(card.id)
    assert shop.v1.customers.retrieve(customer.id).invoice_settings.default_payment_method is None


def test_numbers_are_refused_and_tokens_make_cards(shop):
    card = shop.v1.payment_methods.create({"type": "card", "card": {"token": "tok_mastercard"}})
    assert (card.card.brand, card.customer) == ("mastercard", None)
    with pytest.raises(stripe.InvalidRequestError):
        shop.v1.payment_methods.create(
            {"type": "card",
             "card": {"number": "4242424242424242", "exp_month": 1, "exp_year": 2040}}
        )  # fmt: skip


def test_what_invoices_show_is_kept_although_none_are_sent(shop):
    customer = shop.customer(
        invoice_prefix="ZOE1", next_invoice_sequence=7,
        invoice_settings={
            "custom_fields": [{"name": "Order", "value": "7"}], "footer": "Merci",
            "rendering_options": {"amount_tax_display": "exclude_tax"},
        },
    )  # fmt: skip
    settings = customer.invoice_settings
    assert (customer.invoice_prefix, customer.next_invoice_sequence) == ("ZOE1", 7)
    assert settings.custom_fields[0].to_dict() == {"name": "Order", "value": "7"}
    assert (settings.footer, settings.rendering_options.template) == ("Merci", None)
    after = shop.v1.customers.update(
        customer.id, {"invoice_settings": {"custom_fields": "", "rendering_options": ""}}
    ).invoice_settings
    assert (after.custom_fields, after.rendering_options, after.footer) == (None, None, "Merci")


@pytest.mark.parametrize(
    ("fields", "code", "param"),
    [
        ({"invoice_prefix": "zo"}, None, "invoice_prefix"),
        ({"next_invoice_sequence": 0}, "parameter_invalid_integer", "next_invoice_sequence"),
        ({"invoice_settings": {"custom_fields": [{"name": "n" * 41, "value": "v"}]}},
         "parameter_invalid_string_max_length", "invoice_settings[custom_fields][0][name]"),
        ({"cash_balance": {"settings": {"reconciliation_mode": "manual"}}},
         "training_not_implemented", "cash_balance"),
        ({"source": "tok_visa"}, "training_not_implemented", "source"),
        ({"test_clock": "clock_1"}, "training_not_implemented", "test_clock"),
        ({"tax_id_data": [{"type": "eu_vat", "value": "FR1"}]}, "training_not_implemented",
         "tax_id_data"),
        ({"name": "n" * 257}, "parameter_invalid_string_max_length", "name"),
        ({"email": "n" * 512 + "@example.fr"}, "parameter_invalid_string_max_length", "email"),
        ({"shipping": {"name": "x"}}, "parameter_missing", "shipping[address]"),
    ],
)  # fmt: skip
def test_what_a_customer_cannot_have_here(shop, fields, code, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.customers.create(fields)
    assert (refused.value.code, refused.value.param) == (code, param)


def test_what_is_shown_only_when_expanded(shop):
    customer = shop.customer()
    assert "sources" not in customer
    found = shop.v1.customers.retrieve(
        customer.id,
        {"expand": ["sources", "subscriptions", "tax_ids", "default_source", "test_clock"]},
    )
    assert (found.sources.data, found.subscriptions.data, found.tax_ids.data) == ([], [], [])
    assert found.default_source is None
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.customers.retrieve(customer.id, {"expand": ["address"]})
    assert refused.value.code == "parameter_invalid_expand"


def test_a_deleted_customer_is_only_a_mark_wherever_it_is_named(shop):
    customer = shop.customer()
    intent = shop.charge(customer, shop.card(customer).id)
    mark = shop.v1.customers.delete(customer.id).to_dict()
    assert mark == {"id": customer.id, "object": "customer", "deleted": True}
    found = shop.v1.payment_intents.retrieve(intent.id, {"expand": ["customer"]})
    assert found.customer.to_dict() == mark
    event = shop.v1.events.list({"type": "customer.deleted"}).data[0]
    assert event.data.object.name == "Zoé Müller"
    for call in (
        lambda: shop.v1.customers.delete(customer.id),
        lambda: shop.v1.customers.payment_methods.list(customer.id),
    ):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            call()
        assert refused.value.http_status == 404
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.payment_methods.list({"customer": customer.id})
    assert (refused.value.http_status, refused.value.param) == (400, "customer")


def test_a_customer_can_come_with_a_card_or_not_at_all(shop):
    customer = shop.customer(payment_method="pm_card_visa")
    assert len(shop.v1.customers.payment_methods.list(customer.id).data) == 1
    with pytest.raises(stripe.CardError):
        shop.customer(payment_method="pm_card_chargeDeclined", email="none@example.fr")
    assert [one.id for one in shop.v1.customers.list().data] == [customer.id]


def test_a_deleted_customer_is_told_of_as_it_was_last(shop):
    customer = shop.customer()
    card = shop.card(customer)
    settings = {"default_payment_method": card.id}
    shop.v1.customers.update(customer.id, {"invoice_settings": settings})
    shop.v1.customers.delete(customer.id)
    (told,) = shop.v1.events.list({"type": "customer.deleted"}).data
    assert told.data.object["invoice_settings"]["default_payment_method"] is None
