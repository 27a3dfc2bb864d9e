"""Refunds as banks carry them out: at once, later, or not at all."""

import pytest
import stripe

WAIT_S = 200
"""Longer than the stand-in's bank takes."""


def sold(shop, card="pm_card_visa", amount=1000, **fields):
    return shop.v1.payment_intents.create(
        {"amount": amount, "currency": "eur", "payment_method": card, "confirm": True,
         "allowed_payment_method_types": ["card"], "expand": ["latest_charge"], **fields}
    )  # fmt: skip


def money(shop):
    found = shop.v1.balance.retrieve()
    return sum(part.amount for part in [*found.available, *found.pending])


def charge_of(shop, intent):
    return shop.v1.charges.retrieve(intent.latest_charge.id)


def refusal(call, *args):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        call(*args)
    return refused.value


def test_a_refund_shows_where_it_came_from(shop):
    customer = shop.customer()
    intent = shop.charge(customer, shop.card(customer).id, 700, description="Room 12")
    refund = shop.v1.refunds.create(
        {"payment_intent": intent.id, "metadata": {"why": "noise"}, "expand": [
            "balance_transaction", "payment_method", "customer", "charge.payment_intent",
            "failure_balance_transaction"]}
    )  # fmt: skip
    assert (refund.status, refund.amount, refund.reason) == ("succeeded", 700, None)
    assert refund.customer.id == customer.id
    assert refund.payment_method.card.last4 == "4242"
    assert refund.charge.payment_intent.id == intent.id
    movement = refund.balance_transaction
    assert (movement.net, movement.type, movement.source) == (-700, "refund", refund.id)
    assert movement.description == "REFUND FOR CHARGE (Room 12)"
    assert refund.destination_details.card.type == "refund"
    listed = shop.v1.balance_transactions.list({"type": "refund"}).data
    assert [one.id for one in listed] == [movement.id]


def test_a_refund_names_the_account_that_paid(shop):
    account = shop.client.v2.core.accounts.create(
        {"contact_email": "z@example.fr", "configuration": {"customer": {}}}
    )
    intent = sold(shop, customer_account=account.id, setup_future_usage="off_session")
    refund = shop.v1.refunds.create({"payment_intent": intent.id})
    assert (refund.customer_account, refund.customer) == (account.id, None)
    (card,) = shop.v1.payment_methods.list({"customer_account": account.id}).data
    assert card.id == intent.payment_method
    (found,) = shop.v1.payment_intents.list({"customer_account": account.id}).data
    assert found.id == intent.id


def test_a_refund_that_takes_its_time(shop):
    intent = sold(shop, "pm_card_pendingRefund")
    refund = shop.v1.refunds.create({"payment_intent": intent.id, "amount": 600})
    assert (refund.status, refund.pending_reason) == ("pending", "processing")
    assert refund.balance_transaction is None
    assert (charge_of(shop, intent).amount_refunded, money(shop)) == (0, 1000)
    too_much = {"payment_intent": intent.id, "amount": 401}
    assert refusal(shop.v1.refunds.create, too_much).param == "amount"
    shop.standin.advance(WAIT_S)
    after = shop.v1.refunds.retrieve(refund.id, {"expand": ["balance_transaction"]})
    assert (after.status, "pending_reason" in after) == ("succeeded", False)
    assert after.balance_transaction.net == -600
    assert (charge_of(shop, intent).amount_refunded, money(shop)) == (600, 400)
    assert shop.events()[-4:] == [
        "refund.created", "refund.updated", "charge.refund.updated", "charge.refunded",
    ]  # fmt: skip
    (updated,) = shop.v1.events.list({"type": "refund.updated"}).data
    assert updated.data.previous_attributes["status"] == "pending"
    assert updated.request.id is None


def test_a_refund_that_fails_gives_the_shop_its_money_back(shop):
    intent = sold(shop, "pm_card_refundFail")
    refund = shop.v1.refunds.create({"payment_intent": intent.id})
    assert (refund.status, money(shop)) == ("succeeded", 0)
    assert charge_of(shop, intent).refunded
    shop.standin.advance(WAIT_S)
    after = shop.v1.refunds.retrieve(refund.id, {"expand": ["failure_balance_transaction"]})
    assert (after.status, after.failure_reason) == ("failed", "expired_or_canceled_card")
    back = after.failure_balance_transaction
    assert (back.type, back.net, back.source) == ("refund_failure", 1000, refund.id)
    charge = charge_of(shop, intent)
    assert (charge.refunded, charge.amount_refunded, money(shop)) == (False, 0, 1000)
    assert shop.events()[-4:] == [
        "refund.updated", "charge.refund.updated", "refund.failed", "charge.updated",
    ]  # fmt: skip
    shop.standin.advance(WAIT_S)
    assert shop.v1.refunds.retrieve(refund.id).status == "failed"
    again = shop.v1.refunds.create({"payment_intent": intent.id, "amount": 10})
    assert again.status == "succeeded"


@pytest.mark.parametrize("token", ["pm_card_visa", "pm_card_pendingRefund"])
def test_no_card_refund_can_be_cancelled(shop, token):
    refund = shop.v1.refunds.create({"payment_intent": sold(shop, token).id})
    assert "unsupported" in str(refusal(shop.v1.refunds.cancel, refund.id))
    assert shop.v1.refunds.retrieve(refund.id).status == refund.status


def test_an_update_changes_metadata_only(shop):
    refund = shop.v1.refunds.create({"payment_intent": sold(shop).id, "metadata": {"a": "1"}})
    after = shop.v1.refunds.update(refund.id, {"metadata": {"b": "2"}})
    assert after.metadata.to_dict() == {"a": "1", "b": "2"}
    assert refusal(shop.v1.refunds.update, refund.id, {"amount": 5}).code == "parameter_unknown"


@pytest.mark.parametrize(
    ("fields", "code", "param"),
    [
        ({"amount": 0}, "parameter_invalid_integer", "amount"),
        ({"amount": 1001}, None, "amount"),
        ({"reason": "expired_uncaptured_charge"}, None, "reason"),
        ({"instructions_email": "a@example.fr"}, None, "instructions_email"),
        ({"origin": "customer_balance"}, None, "origin"),
        ({"refund_application_fee": True}, None, "refund_application_fee"),
        ({"reverse_transfer": True}, None, "reverse_transfer"),
        ({"charge": "ch_other"}, None, "charge"),
    ],
)
def test_refuses(shop, fields, code, param):
    intent = sold(shop)
    error = refusal(shop.v1.refunds.create, {"payment_intent": intent.id, **fields})
    assert (error.http_status, error.code, error.param) == (400, code, param)
    assert shop.standin.state()["counts"]["refunds"] == 0


def test_refuses_what_was_never_taken(shop):
    held = sold(shop, capture_method="manual")
    assert "uncaptured" in str(refusal(shop.v1.refunds.create, {"payment_intent": held.id}))
    shop.v1.payment_intents.cancel(held.id)
    error = refusal(shop.v1.refunds.create, {"payment_intent": held.id})
    assert error.code == "charge_already_refunded"
    new = shop.v1.payment_intents.create({"amount": 1000, "currency": "eur"})
    assert "successful charge" in str(refusal(shop.v1.refunds.create, {"payment_intent": new.id}))
    assert "payment_intent or charge" in str(refusal(shop.v1.refunds.create, {"amount": 5}))
    missing = refusal(shop.v1.refunds.create, {"charge": "ch_nobody"})
    assert (missing.http_status, missing.code) == (404, "resource_missing")
    assert missing.param == "charge"


def test_a_fraud_is_reported_on_its_charge(shop):
    intent = sold(shop)
    shop.v1.refunds.create({"payment_intent": intent.id, "reason": "fraudulent"})
    assert charge_of(shop, intent).fraud_details.user_report == "fraudulent"


def test_lists(shop):
    one, other = sold(shop), sold(shop)
    first = shop.v1.refunds.create({"payment_intent": one.id, "amount": 100})
    second = shop.v1.refunds.create({"charge": one.latest_charge.id, "amount": 100})
    third = shop.v1.refunds.create({"payment_intent": other.id})
    every = shop.v1.refunds.list({"limit": 2})
    assert ([r.id for r in every.data], every.has_more) == ([third.id, second.id], True)
    assert [r.id for r in shop.v1.refunds.list({"payment_intent": one.id}).data] == [
        second.id, first.id,
    ]  # fmt: skip
    raw = shop.client.raw_request("get", f"/v1/charges/{one.latest_charge.id}/refunds?limit=1")
    page = shop.client.deserialize(raw, api_mode="V1")
    assert ([r.id for r in page.data], page.has_more) == ([second.id], True)
    path = f"/v1/charges/{other.latest_charge.id}/refunds/"
    raw = shop.client.raw_request("get", path + third.id)
    assert shop.client.deserialize(raw, api_mode="V1").id == third.id
    with pytest.raises(stripe.InvalidRequestError) as foreign:
        shop.client.raw_request("get", path + first.id)
    assert (foreign.value.http_status, foreign.value.param) == (404, "refund")
    soon = shop.v1.refunds.list({"created": {"gt": third.created}})
    assert soon.data == []
