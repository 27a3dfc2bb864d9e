"""Charges: what a card's checks and Stripe's screening say, updates, capture by the charge."""

import pytest
import stripe


def sold(shop, card="pm_card_visa", **fields):
    return shop.v1.payment_intents.create(
        {"amount": 1000, "currency": "eur", "payment_method": card, "confirm": True,
         "allowed_payment_method_types": ["card"], "expand": ["latest_charge"], **fields}
    )  # fmt: skip


def refusal(call, *args):
    with pytest.raises(stripe.InvalidRequestError) as refused:
        call(*args)
    return refused.value


@pytest.mark.parametrize("token", ["pm_card_radarBlock", "pm_card_riskLevelHighest"])
def test_screening_blocks_a_card(shop, token):
    with pytest.raises(stripe.CardError) as refused:
        sold(shop, token)
    error = refused.value.error
    assert (error.code, error.decline_code) == ("card_declined", "fraudulent")
    charge = shop.v1.charges.retrieve(error.payment_intent.latest_charge)
    outcome = charge.outcome
    assert (outcome.type, outcome.risk_level) == ("blocked", "highest")
    assert (outcome.network_status, outcome.reason) == (
        "not_sent_to_network", "highest_risk_level",
    )  # fmt: skip
    assert not charge.paid
    assert shop.card(shop.customer(), token).customer


def test_an_elevated_risk_is_told(shop):
    outcome = sold(shop, "pm_card_riskLevelElevated").latest_charge.outcome
    assert (outcome.type, outcome.risk_level) == ("authorized", "elevated")


ADDRESS = {"line1": "1 rue Haute", "postal_code": "75001", "country": "FR"}


@pytest.mark.parametrize(
    ("token", "expected"),
    [
        ("tok_visa", ("pass", "pass", "pass")),
        ("tok_cvcCheckFail", ("fail", "pass", "pass")),
        ("tok_avsFail", ("pass", "fail", "fail")),
        ("tok_avsLine1Fail", ("pass", "fail", "pass")),
        ("tok_avsZipFail", ("pass", "pass", "fail")),
        ("tok_avsUnchecked", ("pass", "unavailable", "unavailable")),
    ],
)
def test_banks_check_what_was_typed(shop, token, expected):
    card = shop.v1.payment_methods.create(
        {"type": "card", "card": {"token": token}, "billing_details": {"address": ADDRESS}}
    )
    checks = sold(shop, card.id).latest_charge.payment_method_details.card.checks
    found = (checks.cvc_check, checks.address_line1_check, checks.address_postal_code_check)
    assert found == expected


def test_what_was_not_given_is_not_checked(shop):
    checks = sold(shop, "pm_card_avsFail").latest_charge.payment_method_details.card.checks
    assert (checks.address_line1_check, checks.address_postal_code_check) == (None, None)


@pytest.mark.parametrize("token", ["pm_card_visa_chargeDeclined", "tok_visa_chargeDeclined"])
def test_stripes_longer_names_of_test_cards(shop, token):
    if token.startswith("tok_"):
        token = shop.v1.payment_methods.create({"type": "card", "card": {"token": token}}).id
    with pytest.raises(stripe.CardError):
        sold(shop, token)


def test_an_update(shop):
    charge = sold(shop).latest_charge
    after = shop.v1.charges.update(
        charge.id,
        {"description": "Room 12", "receipt_email": "a@example.fr", "metadata": {"a": "1"},
         "transfer_group": "g1", "fraud_details": {"user_report": "safe"},
         "shipping": {"name": "Zoé", "address": {"line1": "1 rue Haute"}}},
    )  # fmt: skip
    assert (after.description, after.transfer_group) == ("Room 12", "g1")
    assert after.fraud_details.user_report == "safe"
    assert (after.shipping.address.line1, after.shipping.address.city) == ("1 rue Haute", None)
    assert shop.events()[-1] == "charge.updated"
    assert [c.id for c in shop.v1.charges.list({"transfer_group": "g1"}).data] == [charge.id]
    customer = shop.customer()
    assert shop.v1.charges.update(charge.id, {"customer": customer.id}).customer == customer.id
    other = {"customer": shop.customer().id}
    assert refusal(shop.v1.charges.update, charge.id, other).param == "customer"


def test_lists(shop):
    customer = shop.customer()
    card = shop.card(customer).id
    mine = [shop.charge(customer, card).latest_charge for _ in range(3)]
    sold(shop)
    found = shop.v1.charges.list({"customer": customer.id, "limit": 2})
    assert ([c.id for c in found.data], found.has_more) == ([mine[2], mine[1]], True)
    rest = shop.v1.charges.list({"customer": customer.id, "starting_after": mine[1]})
    assert [c.id for c in rest.data] == [mine[0]]
    assert shop.v1.charges.list({"created": {"lt": 1_000_000}}).data == []


def test_capture_by_the_charge_moves_its_payment_intent(shop):
    intent = sold(shop, capture_method="manual")
    identifier = intent.latest_charge.id
    too_much = refusal(shop.v1.charges.capture, identifier, {"amount": 1001})
    assert (too_much.code, too_much.param) == ("amount_too_large", "amount")
    charge = shop.v1.charges.capture(
        identifier, {"amount": 600, "statement_descriptor_suffix": "ROOM 12"}
    )
    assert (charge.captured, charge.amount_captured, charge.amount_refunded) == (True, 600, 400)
    assert charge.calculated_statement_descriptor == "TRAINING* ROOM 12"
    after = shop.v1.payment_intents.retrieve(intent.id)
    assert (after.status, after.amount_received, after.amount_capturable) == ("succeeded", 600, 0)
    assert shop.events()[-2:] == ["charge.captured", "payment_intent.succeeded"]
    again = refusal(shop.v1.charges.capture, identifier)
    assert again.code == "charge_already_captured"
    assert refusal(shop.v1.payment_intents.capture, intent.id).code == (
        "payment_intent_unexpected_state"
    )


def test_a_hold_that_ran_out_cannot_be_captured(shop):
    identifier = sold(shop, capture_method="manual").latest_charge.id
    shop.standin.advance(8 * 24 * 3600)
    charge = shop.v1.charges.retrieve(identifier)
    assert (charge.captured, charge.refunded) == (False, True)
    assert "charge.expired" in shop.events()
    assert refusal(shop.v1.charges.capture, identifier).code == "charge_expired_for_capture"


def test_a_failed_charge_cannot_be_captured(shop):
    with pytest.raises(stripe.CardError) as refused:
        sold(shop, "pm_card_chargeDeclined", capture_method="manual")
    charge = refused.value.error.payment_intent.latest_charge
    assert "did not succeed" in str(refusal(shop.v1.charges.capture, charge))
