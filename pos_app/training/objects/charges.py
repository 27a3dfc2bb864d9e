"""Charges: what a PaymentIntent tried, whether it worked or not."""

from typing import Any

from pos_app.training.bank.cards import Approval, Decline
from pos_app.training.objects import balance
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import CHARGE
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body
from pos_app.training.wire.metadata import merged

AUTHORIZATION_LASTS_S = 7 * 24 * 3600
"""An uncaptured charge is released after seven days."""


def blank(identifier: str, intent: Body, method: Body, created: int) -> Body:
    """A charge of the whole amount of `intent`, outcome still open; `created` in UTC seconds."""
    return {
        "id": identifier,
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": 0,
        "amount_refunded": 0,
        "application": None,
        "application_fee": None,
        "application_fee_amount": None,
        "balance_transaction": None,
        "billing_details": method["billing_details"],
        "calculated_statement_descriptor": "TRAINING",
        "captured": False,
        "created": created,
        "currency": intent["currency"],
        "customer": intent["customer"],
        "description": intent["description"],
        "disputed": False,
        "failure_balance_transaction": None,
        "failure_code": None,
        "failure_message": None,
        "fraud_details": {},
        "livemode": False,
        "metadata": intent["metadata"],
        "on_behalf_of": None,
        "outcome": None,
        "paid": False,
        "payment_intent": intent["id"],
        "payment_method": method["id"],
        "payment_method_details": {"card": _card(intent, method), "type": "card"},
        "radar_options": {},
        "receipt_email": intent["receipt_email"],
        "receipt_number": None,
        "receipt_url": None,
        "refunded": False,
        "review": None,
        "shipping": intent["shipping"],
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "failed",
        "transfer_data": None,
        "transfer_group": None,
    }


def _card(intent: Body, method: Body) -> Body:
    card = method["card"]
    copied = ("brand", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4",
              "regulated_status", "wallet")  # fmt: skip
    return {
        **{name: card[name] for name in copied},
        "amount_authorized": intent["amount"],
        "authorization_code": None,
        "checks": {**card["checks"], "cvc_check": card["checks"]["cvc_check"] or "pass"},
        "extended_authorization": {"status": "disabled"},
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": card["brand"],
        "network_token": {"used": False},
        "network_transaction_id": None,
        "overcapture": {"maximum_amount_capturable": intent["amount"], "status": "unavailable"},
        "three_d_secure": None,
    }


def _outcome(**values: Any) -> Body:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": "approved_by_network",
        "reason": None,
        "risk_level": "normal",
        "risk_score": 12,
        "seller_message": "Payment complete.",
        "type": "authorized",
        **values,
    }


def approved(charge: Body, approval: Approval, *, capture: bool) -> Body:
    """The charge a bank said yes to; uncaptured ones name until when they can be."""
    card = dict(charge["payment_method_details"]["card"])
    card["authorization_code"] = "123456"
    if approval is Approval.AUTHENTICATED:
        card["three_d_secure"] = {
            "authentication_flow": "challenge",
            "electronic_commerce_indicator": "05",
            "exemption_indicator": None,
            "result": "authenticated",
            "result_reason": None,
            "version": "2.2.0",
        }
    if not capture:
        card["capture_before"] = charge["created"] + AUTHORIZATION_LASTS_S
    return {
        **charge,
        "amount_captured": charge["amount"] if capture else 0,
        "captured": capture,
        "outcome": _outcome(),
        "paid": True,
        "payment_method_details": {"card": card, "type": "card"},
        "status": "succeeded",
    }


def declined(charge: Body, refusal: Decline) -> Body:
    return {
        **charge,
        "failure_code": refusal.code,
        "failure_message": refusal.message,
        "outcome": _outcome(
            advice_code=refusal.advice_code,
            network_decline_code=refusal.network_code,
            network_status="declined_by_network",
            reason=refusal.decline_code,
            seller_message="The bank did not return any further details with this decline.",
            type="issuer_declined",
        ),
    }


def succeed(work: Work, intent: Body, method: Body, approval: Approval) -> Body:
    """Charge the card, or only reserve the money when the intent is captured by hand."""
    capture = intent["capture_method"] != "manual"
    charge = approved(blank(CHARGE.new_id(), intent, method, work.now), approval, capture=capture)
    if capture:
        movement = balance.record(work, charge, charge["amount"], "charge")
        charge["balance_transaction"] = movement["id"]
    return work.add(charge, "charge.succeeded")


def fail(work: Work, intent: Body, method: Body, refusal: Decline) -> Body:
    charge = declined(blank(CHARGE.new_id(), intent, method, work.now), refusal)
    return work.add(charge, "charge.failed")


def capture(work: Work, identifier: str, amount: int) -> Body:
    """Take `amount` (minor units) of the money reserved; the rest is released."""
    before = work.load(CHARGE, identifier)
    after = {
        **before,
        "amount_captured": amount,
        "amount_refunded": before["amount"] - amount,
        "balance_transaction": balance.record(work, before, amount, "charge")["id"],
        "captured": True,
    }
    return work.save(before, after, "charge.captured")


def release(work: Work, identifier: str) -> Body:
    """Let go of money that was reserved and never captured."""
    before = work.load(CHARGE, identifier)
    after = {**before, "amount_refunded": before["amount"], "refunded": True}
    return work.save(before, after, "charge.refunded")


def give_back(work: Work, charge: Body, amount: int) -> Body:
    """Count a refund of `amount` (minor units) on its charge."""
    refunded = charge["amount_refunded"] + amount
    after = {**charge, "amount_refunded": refunded, "refunded": refunded == charge["amount"]}
    return work.save(charge, after, "charge.refunded")


def retrieve(call: Call) -> Body:
    return public(call.work.get(CHARGE, call.id))


def update(call: Call) -> Body:
    before = call.work.get(CHARGE, call.id)
    after = {**before, "metadata": merged(before["metadata"], call.params.get("metadata"))}
    for name in ("description", "receipt_email"):
        if name in call.params:
            after[name] = call.params[name] or None
    event = "charge.updated" if after != before else None
    return public(call.work.save(before, after, event))


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, "customer", "payment_intent")
    return lists.page(call.work, CHARGE, call.params, where)


ENDPOINTS = (
    Endpoint("GET", "/v1/charges", list_all, "ChargeListParams",
             names("customer payment_intent created limit starting_after ending_before")),
    Endpoint("GET", "/v1/charges/{id}", retrieve, "ChargeRetrieveParams"),
    Endpoint("POST", "/v1/charges/{id}", update, "ChargeUpdateParams",
             names("metadata description receipt_email")),
)  # fmt: skip
