"""One scenario for each endpoint, the same for both clients."""

from collections.abc import Awaitable, Callable
from io import BytesIO
from typing import Any

Scenario = Callable[[Any], Awaitable[None]]
SCENARIOS: dict[tuple[str, str], Scenario] = {}


def of(method: str, path: str) -> Callable[[Scenario], Scenario]:
    def keep(scenario: Scenario) -> Scenario:
        assert (method, path) not in SCENARIOS
        SCENARIOS[(method, path)] = scenario
        return scenario

    return keep


# --- customers


@of("POST", "/v1/customers")
async def create_customer(api):
    made = await api.customer(metadata={"row": "1"}, address={"city": "Nice"})
    assert (made.name, made.metadata["row"], made.address.city) == ("Zoé Müller", "1", "Nice")
    assert made.address.line1 is None


@of("GET", "/v1/customers")
async def list_customers(api):
    first = await api.customer(email="a@example.fr")
    await api.customer(email="b@example.fr")
    found = await api("v1.customers.list", {"email": "a@example.fr"})
    assert [one.id for one in found.data] == [first.id]
    assert not found.has_more


@of("GET", "/v1/customers/{id}")
async def retrieve_customer(api):
    made = await api.customer()
    assert (await api("v1.customers.retrieve", made.id)).to_dict() == made.to_dict()


@of("POST", "/v1/customers/{id}")
async def update_customer(api):
    made = await api.customer(metadata={"a": "1", "b": "2"})
    after = await api("v1.customers.update", made.id, {"name": "", "metadata": {"a": "", "c": "3"}})
    assert after.name is None
    assert after.metadata.to_dict() == {"b": "2", "c": "3"}


@of("DELETE", "/v1/customers/{id}")
async def delete_customer(api):
    made = await api.customer()
    assert (await api("v1.customers.delete", made.id)).deleted is True
    assert (await api("v1.customers.retrieve", made.id)).deleted is True
    assert (await api("v1.customers.list")).data == []


@of("GET", "/v1/customers/search")
async def search_customers(api):
    made = await api.customer(email="search@example.fr")
    found = await api("v1.customers.search", {"query": "email:'search@example.fr'"})
    assert [one.id for one in found.data] == [made.id]


# --- payment methods


@of("POST", "/v1/payment_methods")
async def create_payment_method(api):
    made = await api("v1.payment_methods.create", {"type": "card", "card": {"token": "tok_visa"}})
    assert (made.card.last4, made.customer) == ("4242", None)


@of("GET", "/v1/payment_methods")
async def list_payment_methods(api):
    customer = await api.customer()
    card = await api.card(customer)
    found = await api("v1.payment_methods.list", {"customer": customer.id, "type": "card"})
    assert [one.id for one in found.data] == [card.id]


@of("GET", "/v1/payment_methods/{id}")
async def retrieve_payment_method(api):
    card = await api.card(await api.customer())
    found = await api("v1.payment_methods.retrieve", card.id, {"expand": ["customer"]})
    assert found.customer.email == "z@example.fr"


@of("POST", "/v1/payment_methods/{id}")
async def update_payment_method(api):
    card = await api.card(await api.customer())
    after = await api("v1.payment_methods.update", card.id, {"allow_redisplay": "always"})
    assert after.allow_redisplay == "always"


@of("POST", "/v1/payment_methods/{id}/attach")
async def attach_payment_method(api):
    customer = await api.customer()
    assert (await api.card(customer)).customer == customer.id


@of("POST", "/v1/payment_methods/{id}/detach")
async def detach_payment_method(api):
    card = await api.card(await api.customer())
    assert (await api("v1.payment_methods.detach", card.id)).customer is None


@of("GET", "/v1/customers/{id}/payment_methods")
async def list_a_customers_payment_methods(api):
    customer = await api.customer()
    card = await api.card(customer)
    found = await api("v1.customers.payment_methods.list", customer.id, {"type": "card"})
    assert [one.id for one in found.data] == [card.id]


@of("GET", "/v1/customers/{id}/payment_methods/{method}")
async def retrieve_a_customers_payment_method(api):
    customer = await api.customer()
    card = await api.card(customer)
    found = await api("v1.customers.payment_methods.retrieve", customer.id, card.id)
    assert found.card.fingerprint == card.card.fingerprint


# --- checkout


@of("POST", "/v1/checkout/sessions")
async def create_session(api):
    made = await api.session()
    assert (made.status, made.payment_status, made.amount_total) == ("open", "unpaid", 2500)
    assert made.client_secret


@of("GET", "/v1/checkout/sessions")
async def list_sessions(api):
    made = await api.session()
    found = await api(
        "v1.checkout.sessions.list", {"status": "open", "expand": ["data.line_items"]}
    )
    assert [one.id for one in found.data] == [made.id]
    assert found.data[0].line_items.data[0].amount_total == 2500


@of("GET", "/v1/checkout/sessions/{id}")
async def retrieve_session(api):
    made = await api.session()
    api.standin.pay(made.client_secret, email="z@example.fr")
    expand = {"expand": ["payment_intent.latest_charge", "customer"]}
    found = await api("v1.checkout.sessions.retrieve", made.id, expand)
    assert (found.status, found.payment_status) == ("complete", "paid")
    assert found.payment_intent.latest_charge.payment_method_details.card.last4 == "4242"
    assert found.customer.email == "z@example.fr"


@of("POST", "/v1/checkout/sessions/{id}")
async def update_session(api):
    made = await api.session()
    after = await api("v1.checkout.sessions.update", made.id, {"metadata": {"sale": "7"}})
    assert after.metadata["sale"] == "7"


@of("POST", "/v1/checkout/sessions/{id}/expire")
async def expire_session(api):
    made = await api.session()
    assert (await api("v1.checkout.sessions.expire", made.id)).status == "expired"


@of("GET", "/v1/checkout/sessions/{id}/line_items")
async def list_line_items(api):
    made = await api.session()
    (item,) = (await api("v1.checkout.sessions.line_items.list", made.id)).data
    assert (item.object, item.description, item.price.unit_amount) == ("item", "Sale", 2500)


# --- PaymentIntents


@of("POST", "/v1/payment_intents")
async def create_payment_intent(api):
    made = await api.paid()
    assert (made.status, made.amount_received) == ("succeeded", 1000)


@of("GET", "/v1/payment_intents")
async def list_payment_intents(api):
    made = await api.paid()
    found = await api(
        "v1.payment_intents.list",
        {"customer": made.customer, "created": {"gte": made.created}, "limit": 1},
    )
    assert [one.id for one in found.data] == [made.id]


@of("GET", "/v1/payment_intents/{id}")
async def retrieve_payment_intent(api):
    made = await api.paid()
    expand = {"expand": ["latest_charge.balance_transaction", "payment_method"]}
    found = await api("v1.payment_intents.retrieve", made.id, expand)
    movement = found.latest_charge.balance_transaction
    assert movement.net == movement.amount - movement.fee
    assert found.payment_method.type == "card"


@of("POST", "/v1/payment_intents/{id}")
async def update_payment_intent(api):
    made = await api.open_intent()
    after = await api("v1.payment_intents.update", made.id, {"amount": 950})
    assert after.amount == 950


@of("POST", "/v1/payment_intents/{id}/confirm")
async def confirm_payment_intent(api):
    made = await api.open_intent()
    given = {"payment_method": "pm_card_authenticationRequired", "return_url": "https://a.example"}
    after = await api("v1.payment_intents.confirm", made.id, given)
    assert (after.status, after.next_action.type) == ("requires_action", "redirect_to_url")
    assert after.next_action.redirect_to_url.url


@of("POST", "/v1/payment_intents/{id}/capture")
async def capture_payment_intent(api):
    held = await api.paid(capture_method="manual")
    assert held.status == "requires_capture"
    after = await api("v1.payment_intents.capture", held.id, {"amount_to_capture": 400})
    assert (after.status, after.amount_received) == ("succeeded", 400)


@of("POST", "/v1/payment_intents/{id}/cancel")
async def cancel_payment_intent(api):
    made = await api.open_intent()
    given = {"cancellation_reason": "abandoned"}
    after = await api("v1.payment_intents.cancel", made.id, given)
    assert (after.status, after.cancellation_reason) == ("canceled", "abandoned")


@of("GET", "/v1/payment_intents/search")
async def search_payment_intents(api):
    made = await api.paid(metadata={"sale": "77"})
    found = await api("v1.payment_intents.search", {"query": "metadata['sale']:'77'"})
    assert [one.id for one in found.data] == [made.id]


# --- SetupIntents


@of("POST", "/v1/setup_intents")
async def create_setup_intent(api):
    made = await api.setup(confirm=True, payment_method="pm_card_visa", usage="off_session")
    assert made.status == "succeeded"


@of("GET", "/v1/setup_intents")
async def list_setup_intents(api):
    made = await api.setup()
    found = await api("v1.setup_intents.list", {"customer": made.customer})
    assert [one.id for one in found.data] == [made.id]


@of("GET", "/v1/setup_intents/{id}")
async def retrieve_setup_intent(api):
    made = await api.setup()
    found = await api("v1.setup_intents.retrieve", made.id, {"expand": ["customer"]})
    assert found.customer.name == "Zoé Müller"


@of("POST", "/v1/setup_intents/{id}")
async def update_setup_intent(api):
    made = await api.setup()
    after = await api("v1.setup_intents.update", made.id, {"description": "For later"})
    assert after.description == "For later"


@of("POST", "/v1/setup_intents/{id}/confirm")
async def confirm_setup_intent(api):
    made = await api.setup()
    given = {"payment_method": "pm_card_visa"}
    after = await api("v1.setup_intents.confirm", made.id, given)
    assert after.status == "succeeded"
    kept = await api("v1.payment_methods.retrieve", after.payment_method)
    assert kept.customer == made.customer


@of("POST", "/v1/setup_intents/{id}/cancel")
async def cancel_setup_intent(api):
    made = await api.setup()
    assert (await api("v1.setup_intents.cancel", made.id)).status == "canceled"


@of("GET", "/v1/setup_attempts")
async def list_setup_attempts(api):
    made = await api.setup(confirm=True, payment_method="pm_card_visa")
    (attempt,) = (await api("v1.setup_attempts.list", {"setup_intent": made.id})).data
    assert (attempt.status, attempt.id) == ("succeeded", made.latest_attempt)


# --- charges, refunds, disputes, money


@of("GET", "/v1/charges")
async def list_charges(api):
    made = await api.paid()
    found = await api("v1.charges.list", {"payment_intent": made.id})
    assert [one.id for one in found.data] == [made.latest_charge]


@of("GET", "/v1/charges/{id}")
async def retrieve_charge(api):
    made = await api.paid()
    found = await api("v1.charges.retrieve", made.latest_charge, {"expand": ["refunds"]})
    assert (found.captured, found.refunds.data) == (True, [])


@of("POST", "/v1/charges/{id}")
async def update_charge(api):
    made = await api.paid()
    given = {"description": "Told later"}
    assert (await api("v1.charges.update", made.latest_charge, given)).description == "Told later"


@of("POST", "/v1/charges/{id}/capture")
async def capture_charge(api):
    held = await api.paid(capture_method="manual")
    assert (await api("v1.charges.capture", held.latest_charge)).captured is True


@of("GET", "/v1/charges/search")
async def search_charges(api):
    made = await api.paid(metadata={"sale": "78"})
    found = await api("v1.charges.search", {"query": "metadata['sale']:'78'"})
    assert [one.id for one in found.data] == [made.latest_charge]


@of("POST", "/v1/refunds")
async def create_refund(api):
    made = await api.paid()
    part = await api("v1.refunds.create", {"payment_intent": made.id, "amount": 300})
    rest = await api("v1.refunds.create", {"charge": made.latest_charge})
    assert (part.amount, rest.amount) == (300, 700)


@of("GET", "/v1/refunds")
async def list_refunds(api):
    made = await api.paid()
    refund = await api("v1.refunds.create", {"payment_intent": made.id})
    found = await api("v1.refunds.list", {"charge": made.latest_charge})
    assert [one.id for one in found.data] == [refund.id]


@of("GET", "/v1/refunds/{id}")
async def retrieve_refund(api):
    refund = await api("v1.refunds.create", {"payment_intent": (await api.paid()).id})
    found = await api("v1.refunds.retrieve", refund.id, {"expand": ["charge"]})
    assert found.charge.refunded is True


@of("POST", "/v1/refunds/{id}")
async def update_refund(api):
    refund = await api("v1.refunds.create", {"payment_intent": (await api.paid()).id})
    after = await api("v1.refunds.update", refund.id, {"metadata": {"why": "torn"}})
    assert after.metadata["why"] == "torn"


@of("POST", "/v1/refunds/{id}/cancel")
async def cancel_refund(api):
    refund = await api("v1.refunds.create", {"payment_intent": (await api.paid()).id})
    fault = await refused(api("v1.refunds.cancel", refund.id))
    assert fault.http_status == 400


@of("GET", "/v1/charges/{id}/refunds")
async def list_a_charges_refunds(api):
    made = await api.paid()
    refund = await api("v1.refunds.create", {"payment_intent": made.id})
    path = f"/v1/charges/{made.latest_charge}/refunds"
    assert [one["id"] for one in (await raw(api, "get", path))["data"]] == [refund.id]


@of("GET", "/v1/charges/{id}/refunds/{refund}")
async def retrieve_a_charges_refund(api):
    made = await api.paid()
    refund = await api("v1.refunds.create", {"payment_intent": made.id})
    path = f"/v1/charges/{made.latest_charge}/refunds/{refund.id}"
    assert (await raw(api, "get", path))["amount"] == 1000


@of("GET", "/v1/disputes")
async def list_disputes(api):
    made = await api.paid("pm_card_createDispute")
    (found,) = (await api("v1.disputes.list", {"payment_intent": made.id})).data
    assert (found.charge, found.status) == (made.latest_charge, "needs_response")


@of("GET", "/v1/disputes/{id}")
async def retrieve_dispute(api):
    made = await api.dispute()
    found = await api("v1.disputes.retrieve", made.id, {"expand": ["charge"]})
    assert found.charge.disputed is True


@of("POST", "/v1/disputes/{id}")
async def update_dispute(api):
    made = await api.dispute()
    given = {"evidence": {"uncategorized_text": "winning_evidence"}, "submit": True}
    after = await api("v1.disputes.update", made.id, given)
    assert after.evidence.uncategorized_text == "winning_evidence"
    assert (await api("v1.disputes.retrieve", made.id)).status in ("under_review", "won")


@of("POST", "/v1/disputes/{id}/close")
async def close_dispute(api):
    made = await api.dispute()
    assert (await api("v1.disputes.close", made.id)).status == "lost"


PDF = b"%PDF-1.7\r\n\r\n\x00\xff--\r\n"


async def uploaded(api):
    return await api("v1.files.create", {"purpose": "dispute_evidence", "file": BytesIO(PDF)})


@of("POST", "/v1/files")
async def upload_file(api):
    made = await uploaded(api)
    assert (made.type, made.size, made.purpose) == ("pdf", len(PDF), "dispute_evidence")
    dispute = await api.dispute()
    given = {"evidence": {"receipt": made.id}, "submit": False}
    assert (await api("v1.disputes.update", dispute.id, given)).evidence.receipt == made.id


@of("GET", "/v1/files")
async def list_files(api):
    made = await uploaded(api)
    (found,) = (await api("v1.files.list", {"purpose": "dispute_evidence"})).data
    assert found.id == made.id


@of("GET", "/v1/files/{id}")
async def retrieve_file(api):
    made = await uploaded(api)
    assert (await api("v1.files.retrieve", made.id)).to_dict() == made.to_dict()


@of("GET", "/v1/balance")
async def retrieve_balance(api):
    made = await api.paid(expand=["latest_charge.balance_transaction"])
    balance = await api("v1.balance.retrieve")
    net = made.latest_charge.balance_transaction.net
    assert sum(one.amount for one in (*balance.pending, *balance.available)) == net


@of("GET", "/v1/balance_transactions")
async def list_balance_transactions(api):
    made = await api.paid()
    (found,) = (await api("v1.balance_transactions.list", {"source": made.latest_charge})).data
    assert (found.type, found.amount) == ("charge", 1000)


@of("GET", "/v1/balance_transactions/{id}")
async def retrieve_balance_transaction(api):
    made = await api.paid(expand=["latest_charge"])
    name = made.latest_charge.balance_transaction
    found = await api("v1.balance_transactions.retrieve", name, {"expand": ["source"]})
    assert found.source.id == made.latest_charge.id


# --- products and prices


@of("POST", "/v1/products")
async def create_product(api):
    made = await api.product(default_price_data={"currency": "eur", "unit_amount": 500})
    assert made.active is True
    assert made.default_price


@of("GET", "/v1/products")
async def list_products(api):
    made = await api.product()
    found = await api("v1.products.list", {"ids": [made.id]})
    assert [one.id for one in found.data] == [made.id]


@of("GET", "/v1/products/{id}")
async def retrieve_product(api):
    made = await api.product()
    assert (await api("v1.products.retrieve", made.id)).name == "Flowers"


@of("POST", "/v1/products/{id}")
async def update_product(api):
    made = await api.product()
    assert (await api("v1.products.update", made.id, {"active": False})).active is False


@of("DELETE", "/v1/products/{id}")
async def delete_product(api):
    made = await api.product()
    assert (await api("v1.products.delete", made.id)).deleted is True


@of("POST", "/v1/prices")
async def create_price(api):
    made = await api.price(lookup_key="flowers")
    assert (made.type, made.unit_amount, made.lookup_key) == ("one_time", 1200, "flowers")


@of("GET", "/v1/prices")
async def list_prices(api):
    made = await api.price(lookup_key="flowers")
    found = await api("v1.prices.list", {"lookup_keys": ["flowers"], "expand": ["data.product"]})
    assert [(one.id, one.product.name) for one in found.data] == [(made.id, "Flowers")]


@of("GET", "/v1/prices/{id}")
async def retrieve_price(api):
    made = await api.price()
    session = await api.session(line_items=[{"price": made.id, "quantity": 2}])
    assert session.amount_total == 2400
    assert (await api("v1.prices.retrieve", made.id)).unit_amount == 1200


@of("POST", "/v1/prices/{id}")
async def update_price(api):
    made = await api.price()
    assert (await api("v1.prices.update", made.id, {"nickname": "small"})).nickname == "small"


@of("GET", "/v1/products/search")
async def search_products(api):
    made = await api.product(metadata={"shelf": "9"})
    found = await api("v1.products.search", {"query": "metadata['shelf']:'9'"})
    assert [one.id for one in found.data] == [made.id]


@of("GET", "/v1/prices/search")
async def search_prices(api):
    made = await api.price(lookup_key="roses")
    found = await api("v1.prices.search", {"query": "lookup_key:'roses'"})
    assert [one.id for one in found.data] == [made.id]


# --- events and webhook endpoints


@of("GET", "/v1/events")
async def list_events(api):
    made = await api.customer()
    await api("v1.customers.update", made.id, {"name": "Anna"})
    types = {"types": ["customer.created", "customer.updated"]}
    newer, older = (await api("v1.events.list", types)).data
    assert newer.data.previous_attributes.to_dict() == {"name": "Zoé Müller"}
    assert older.data.object.name == "Zoé Müller"
    forward = await api("v1.events.list", {**types, "ending_before": older.id})
    assert [one.id for one in forward.data] == [newer.id]


@of("GET", "/v1/events/{id}")
async def retrieve_event(api):
    made = await api.customer()
    (event,) = (await api("v1.events.list", {"type": "customer.created"})).data
    found = await api("v1.events.retrieve", event.id)
    assert (found.data.object.id, found.request.id) == (made.id, made.last_response.request_id)


@of("POST", "/v1/webhook_endpoints")
async def create_webhook_endpoint(api):
    made = await api.hook()
    assert made.secret.startswith("whsec_")
    assert (made.status, made.enabled_events) == ("enabled", ["customer.created"])


@of("GET", "/v1/webhook_endpoints")
async def list_webhook_endpoints(api):
    made = await api.hook()
    assert [one.id for one in (await api("v1.webhook_endpoints.list")).data] == [made.id]


@of("GET", "/v1/webhook_endpoints/{id}")
async def retrieve_webhook_endpoint(api):
    made = await api.hook()
    found = await api("v1.webhook_endpoints.retrieve", made.id)
    assert found.url == made.url
    assert "secret" not in found


@of("POST", "/v1/webhook_endpoints/{id}")
async def update_webhook_endpoint(api):
    made = await api.hook()
    after = await api("v1.webhook_endpoints.update", made.id, {"disabled": True})
    assert after.status == "disabled"


@of("DELETE", "/v1/webhook_endpoints/{id}")
async def delete_webhook_endpoint(api):
    made = await api.hook()
    assert (await api("v1.webhook_endpoints.delete", made.id)).deleted is True


# --- accounts


@of("POST", "/v2/core/accounts")
async def create_account(api):
    made = await api.account()
    assert (made.object, made.contact_email) == ("v2.core.account", "z@example.fr")
    assert made.applied_configurations == ["customer"]
    assert made.configuration.customer.applied is True
    session = await api.session(customer_account=made.id)
    assert session.customer_account == made.id


@of("GET", "/v2/core/accounts")
async def list_accounts(api):
    made = await api.account()
    found = await api("v2.core.accounts.list", {"limit": 10})
    assert [one.id for one in await api.every(found)] == [made.id]


@of("GET", "/v2/core/accounts/{id}")
async def retrieve_account(api):
    made = await api.account()
    found = await api("v2.core.accounts.retrieve", made.id)
    assert found.display_name == "Zoé Müller"
    assert found.configuration is None


@of("POST", "/v2/core/accounts/{id}")
async def update_account(api):
    made = await api.account()
    after = await api("v2.core.accounts.update", made.id, {"display_name": "Anna"})
    assert after.display_name == "Anna"


@of("POST", "/v2/core/accounts/{id}/close")
async def close_account(api):
    made = await api.account()
    given = {"applied_configurations": ["customer"]}
    assert (await api("v2.core.accounts.close", made.id, given)).closed is True


@of("GET", "/v2/core/events")
async def list_thin_events(api):
    made = await api.account()
    found = await api("v2.core.events.list", {"object_id": made.id})
    assert found.data[-1].type == "v2.core.account.created"


@of("GET", "/v2/core/events/{id}")
async def retrieve_thin_event(api):
    made = await api.account()
    (*_, first) = (await api("v2.core.events.list")).data
    found = await api("v2.core.events.retrieve", first.id)
    assert (found.related_object.id, found.reason.type) == (made.id, "request")


# --- beside the services


async def refused(call: Awaitable[Any]) -> Any:
    """The SDK's error a call ends with."""
    import stripe

    try:
        await call
    except stripe.StripeError as fault:
        return fault
    raise AssertionError("it was not refused")


async def raw(api: Any, method: str, path: str, **params: Any) -> dict[str, Any]:
    """A request that no service of the package makes."""
    if api.way == "async":
        answer = await api.client.raw_request_async(method, path, **params)
    else:
        answer = api.client.raw_request(method, path, **params)
    found: dict[str, Any] = answer.data
    return found
