"""Accounts v2 with a customer configuration through the official SDK."""

import json
import urllib.error
import urllib.request

import pytest
import stripe

EVERYTHING = [
    "configuration.customer", "configuration.merchant", "configuration.recipient", "defaults",
    "future_requirements", "identity", "requirements",
]  # fmt: skip


@pytest.fixture
def accounts(client):
    return client.v2.core.accounts


def customer_account(client, **fields):
    return client.v2.core.accounts.create(
        {"contact_email": "z@example.fr", "configuration": {"customer": {}}, **fields}
    )


def test_an_account_shows_only_what_the_request_includes(accounts):
    made = accounts.create({
        "contact_email": "z@example.fr", "contact_phone": "+33639980001",
        "display_name": "Zoé Müller", "metadata": {"till": "1"},
        "configuration": {"customer": {}}, "include": ["configuration.customer"],
    })  # fmt: skip
    assert made.object == "v2.core.account"
    assert made.id.startswith("acct_")
    assert made.created.endswith("Z")
    assert (made.contact_phone, made.display_name) == ("+33639980001", "Zoé Müller")
    assert made.applied_configurations == ["customer"]
    assert (made.closed, made.livemode, made.dashboard) == (False, False, None)
    assert made.configuration.customer.applied
    assert made.configuration.customer.automatic_indirect_tax.exempt == "none"
    assert made.configuration.merchant is None
    assert (made.identity, made.defaults, made.requirements) == (None, None, None)
    bare = accounts.retrieve(made.id)
    assert (bare.configuration, bare.identity) == (None, None)
    whole = accounts.retrieve(made.id, {"include": EVERYTHING})
    assert whole.defaults.currency is None
    assert whole.identity.individual is None
    assert whole.requirements.entries == []


def test_identity_defaults_shipping_and_invoices_are_kept(accounts):
    made = accounts.create({
        "identity": {
            "country": "fr", "entity_type": "individual",
            "individual": {
                "given_name": "Zoé", "surname": "Müller",
                "date_of_birth": {"day": 29, "month": 2, "year": 2000},
                "address": {"country": "FR", "city": "Évry"},
                "id_numbers": [{"type": "fr_nir", "value": "1 85 05 78 006 084"}],
                "metadata": {"a": "b"},
            },
        },
        "defaults": {"currency": "eur", "locales": ["fr-FR"], "profile": {"business_url": "u"}},
        "configuration": {"customer": {
            "billing": {"invoice": {"footer": "Merci", "custom_fields": [
                {"name": "Order", "value": "7"}]}},
            "shipping": {"name": "Zoé", "address": {"country": "FR", "line1": "1 rue"}},
            "capabilities": {"automatic_indirect_tax": {"requested": True}},
        }},
        "include": EVERYTHING,
    })  # fmt: skip
    person = made.identity.individual
    assert (made.identity.country, person.given_name, person.account) == ("FR", "Zoé", made.id)
    assert person.address.town is None
    assert person.id_numbers[0].to_dict() == {"type": "fr_nir"}
    assert person.metadata.to_dict() == {"a": "b"}
    assert made.defaults.profile.business_url == "u"
    config = made.configuration.customer
    assert config.billing.invoice.footer == "Merci"
    assert config.billing.invoice.next_sequence == 1
    assert config.shipping.address.to_dict()["postal_code"] is None
    assert config.capabilities.automatic_indirect_tax.status == "active"
    assert config.automatic_indirect_tax.location.country == "FR"
    assert config.automatic_indirect_tax.location_source == "shipping_address"


def test_update_merges_and_null_unsets(client, accounts):
    made = customer_account(
        client, display_name="Zoé", metadata={"a": "1", "b": "2"}, contact_phone="+33"
    )
    after = accounts.update(made.id, {
        "display_name": None, "metadata": {"a": None, "c": "3"},
        "configuration": {"customer": {"shipping": {"name": "Zoé"}}},
        "include": ["configuration.customer"],
    })  # fmt: skip
    assert (after.display_name, after.contact_phone) == (None, "+33")
    assert after.metadata.to_dict() == {"b": "2", "c": "3"}
    assert after.configuration.customer.shipping.name == "Zoé"
    off = accounts.update(made.id, {"configuration": {"customer": {
        "applied": False, "shipping": None}}, "include": ["configuration.customer"]})  # fmt: skip
    assert off.applied_configurations == []
    assert off.configuration.customer.shipping is None


def test_each_change_has_a_thin_event(client, accounts):
    made = customer_account(client)
    other = customer_account(client)
    accounts.update(made.id, {
        "display_name": "Zoé", "identity": {"country": "FR"}, "defaults": {"currency": "eur"},
        "configuration": {"customer": {"shipping": {"name": "Zoé"}}},
    })  # fmt: skip
    accounts.update(made.id, {"display_name": "Zoé"})
    accounts.close(made.id, {"applied_configurations": ["customer"]})
    events = client.v2.core.events.list({"object_id": made.id})
    assert [event.type for event in events.data] == [
        "v2.core.account.closed",
        "v2.core.account[identity].updated",
        "v2.core.account[defaults].updated",
        "v2.core.account[configuration.customer].updated",
        "v2.core.account.updated",
        "v2.core.account.created",
    ]
    first = client.v2.core.events.retrieve(events.data[-1].id)
    assert type(first).__name__ == "V2CoreAccountCreatedEvent"
    assert first.related_object.id == made.id
    assert first.fetch_related_object().id == made.id
    assert first.reason.request.id.startswith("req_")
    narrowed = client.v2.core.events.list({"types": ["v2.core.account.created"]})
    assert [event.related_object.id for event in narrowed.data] == [other.id, made.id]
    assert client.v2.core.events.list({"created": {"lt": made.created}}).data == []
    assert client.v1.events.list().data == []


def test_thin_events_are_forgotten_after_thirty_days(client, standin):
    customer_account(client)
    event = client.v2.core.events.list().data[0]
    standin.advance(31 * 24 * 3600)
    assert client.v2.core.events.list().data == []
    with pytest.raises(stripe.StripeError) as refused:
        client.v2.core.events.retrieve(event.id)
    assert refused.value.http_status == 404


def test_a_closed_account_can_be_read_and_nothing_else(client, accounts, shop):
    made = customer_account(client)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        accounts.close(made.id)
    assert refused.value.http_status == 400
    closed = accounts.close(made.id, {"applied_configurations": ["customer"]})
    assert closed.closed
    assert accounts.retrieve(made.id).closed
    assert accounts.list().data == []
    assert [one.id for one in accounts.list({"closed": True}).data] == [made.id]
    with pytest.raises(stripe.InvalidRequestError):
        accounts.update(made.id, {"display_name": "x"})
    with pytest.raises(stripe.InvalidRequestError) as unusable:
        shop.v1.payment_methods.attach("pm_card_visa", {"customer_account": made.id})
    assert unusable.value.code == "resource_missing"


def test_lists_page_both_ways_and_by_configuration(client, accounts):
    made = [customer_account(client).id for _ in range(5)]
    plain = accounts.create({"display_name": "Nobody's customer"})
    page = accounts.list({"limit": 2, "applied_configurations": ["customer"]})
    assert [one.id for one in page.data] == [made[4], made[3]]
    assert page.next_page_url.startswith("/v2/core/accounts?")
    assert page.previous_page_url is None
    assert [one.id for one in page.auto_paging_iter()] == made[::-1]
    second = client.deserialize(client.raw_request("get", page.next_page_url), api_mode="V2")
    back = client.deserialize(client.raw_request("get", second.previous_page_url), api_mode="V2")
    assert [one.id for one in back.data] == [made[4], made[3]]
    assert back.previous_page_url is None
    assert back.next_page_url is not None
    assert accounts.list().data[0].id == plain.id
    with pytest.raises(stripe.InvalidRequestError):
        client.raw_request("get", "/v2/core/accounts?page=nonsense")


@pytest.mark.parametrize(
    ("fields", "code", "param"),
    [
        ({"nme": "x"}, "invalid_fields", "nme"),
        ({"contact_email": "nobody"}, "invalid_fields", "contact_email"),
        ({"contact_email": 5}, "invalid_fields", "contact_email"),
        ({"include": ["configuration.customers"]}, "invalid_fields", "include.0"),
        ({"identity": {"country": "France"}}, "invalid_fields", "identity.country"),
        ({"identity": {"entity_type": "person"}}, "invalid_fields", "identity.entity_type"),
        ({"identity": {"individual": {"date_of_birth": {"day": 30, "month": 2, "year": 2000}}}},
         "invalid_fields", "identity.individual.date_of_birth"),
        ({"defaults": {"currency": "xyz"}}, "invalid_fields", "defaults.currency"),
        ({"configuration": {"merchant": {}}}, "training_not_implemented", "configuration.merchant"),
        ({"configuration": {"customer": {"automatic_indirect_tax": {"exempt": "maybe"}}}},
         "invalid_fields", "configuration.customer.automatic_indirect_tax.exempt"),
        ({"identity": {"individual": {"email": "z@example.fr"}}}, "invalid_fields",
         "identity.individual.email"),
        ({"dashboard": "full"}, "training_not_implemented", "dashboard"),
        ({"account_token": "acct_tok_1"}, "training_not_implemented", "account_token"),
        ({"configuration": {"customer": {"test_clock": "clock_1"}}}, "training_not_implemented",
         "configuration.customer.test_clock"),
    ],
)  # fmt: skip
def test_accounts_that_cannot_be(client, accounts, fields, code, param):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        accounts.create(fields)
    error = refused.value.json_body["error"]
    assert (refused.value.http_status, error["code"], error["param"]) == (400, code, param)
    assert accounts.list().data == []


def test_an_unknown_account_is_not_found(accounts):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        accounts.retrieve("acct_gone")
    assert refused.value.http_status == 404
    assert refused.value.json_body["error"]["code"] == "not_found"


def test_a_card_of_an_account_attaches_lists_pays_and_detaches(client, shop):
    made = customer_account(client)
    card = shop.v1.payment_methods.attach("pm_card_visa", {"customer_account": made.id})
    assert (card.customer, card.customer_account) == (None, made.id)
    listed = shop.v1.payment_methods.list({"customer_account": made.id})
    assert [one.id for one in listed.data] == [card.id]
    intent = shop.v1.payment_intents.create({
        "amount": 1500, "currency": "eur", "customer_account": made.id, "payment_method": card.id,
        "confirm": True, "off_session": True,
    })  # fmt: skip
    assert (intent.status, intent.customer_account, intent.customer) == ("succeeded", made.id, None)
    setup = shop.v1.setup_intents.create({
        "customer_account": made.id, "payment_method": card.id, "confirm": True,
        "allowed_payment_method_types": ["card"],
    })  # fmt: skip
    assert setup.status == "succeeded"
    found = shop.v1.payment_intents.list({"customer_account": made.id})
    assert [one.id for one in found.data] == [intent.id]
    default = {"billing": {"default_payment_method": card.id}}
    include = {"include": ["configuration.customer"]}
    after = client.v2.core.accounts.update(
        made.id, {"configuration": {"customer": default}, **include}
    )
    assert after.configuration.customer.billing.default_payment_method == card.id
    assert shop.v1.payment_methods.detach(card.id).customer_account is None
    left = client.v2.core.accounts.retrieve(made.id, include)
    assert left.configuration.customer.billing.default_payment_method is None


def test_a_session_of_an_account_keeps_its_card(client, shop, standin):
    made = customer_account(client)
    session = shop.v1.checkout.sessions.create({
        "mode": "payment", "ui_mode": "elements", "allowed_payment_method_types": ["card"],
        "customer_account": made.id, "payment_intent_data": {"setup_future_usage": "off_session"},
        "line_items": [{"quantity": 1, "price_data": {"currency": "eur", "unit_amount": 900,
                                                      "product_data": {"name": "Bowl"}}}],
    })  # fmt: skip
    assert (session.customer, session.customer_account) == (None, made.id)
    standin.pay(session.client_secret)
    done = shop.v1.checkout.sessions.retrieve(session.id)
    assert (done.status, done.customer_account) == ("complete", made.id)
    cards = shop.v1.payment_methods.list({"customer_account": made.id}).data
    assert [card.allow_redisplay for card in cards] == ["limited"]


def test_customer_and_account_are_never_both_given(client, shop):
    made, customer = customer_account(client), shop.customer()
    for call in (
        lambda both: shop.v1.payment_methods.attach("pm_card_visa", both),
        shop.v1.payment_methods.list,
        lambda both: shop.v1.payment_intents.create({"amount": 100, "currency": "eur", **both}),
    ):
        with pytest.raises(stripe.InvalidRequestError) as refused:
            call({"customer": customer.id, "customer_account": made.id})
        assert refused.value.param == "customer_account"


def test_a_plain_account_is_no_customer(client, shop):
    plain = client.v2.core.accounts.create({"display_name": "x"})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        shop.v1.payment_methods.attach("pm_card_visa", {"customer_account": plain.id})
    assert refused.value.param == "customer_account"


def test_a_key_replays_what_succeeded_and_carries_out_again_what_failed(accounts, standin):
    standin.scenario("status", "POST /v2/core/accounts", status=500, when="before")
    options = {"idempotency_key": "account-1"}
    with pytest.raises(stripe.APIError) as failed:
        accounts.create({"display_name": "Zoé"}, options)
    assert failed.value.http_status == 500
    made = accounts.create({"display_name": "Zoé"}, options)
    again = accounts.create({"display_name": "Zoé"}, options)
    assert again.id == made.id
    assert len(accounts.list().data) == 1
    standin.advance(29 * 24 * 3600)
    assert accounts.create({"display_name": "Zoé"}, options).id == made.id
    with pytest.raises(stripe.IdempotencyError):
        accounts.create({"display_name": "Other"}, options)
    standin.advance(2 * 24 * 3600)
    assert accounts.create({"display_name": "Zoé"}, options).id != made.id


def _refused(standin, body: bytes, **headers):
    sent = {"authorization": f"Bearer {standin.secret_key}", "content-type": "application/json",
            "stripe-version": "2026-10-28.endive", **headers}  # fmt: skip
    request = urllib.request.Request(
        f"{standin.url}/v2/core/accounts", body, {k: v for k, v in sent.items() if v}
    )
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(request, timeout=30)
    with refused.value as answer:
        return answer.status, json.load(answer)["error"]


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"{", {}),
        (b"[]", {}),
        (b"[" * 100_000, {}),
        (b'{"display_name": NaN}', {}),
        (b"display_name=x", {"content-type": "application/x-www-form-urlencoded"}),
        (b"{}", {"stripe-version": None}),
    ],
)
def test_v2_speaks_json_and_needs_a_version(standin, body, headers):
    status, error = _refused(standin, body, **headers)
    assert (status, error["code"]) == (400, "invalid_fields")
