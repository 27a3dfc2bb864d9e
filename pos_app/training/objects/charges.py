"""Charges: what a PaymentIntent tried, whether it worked or not."""

from typing import Any

from pos_app.training.bank import cards
from pos_app.training.bank.cards import Approval, Behaviour, Decline
from pos_app.training.objects import balance, owners, payment_methods
from pos_app.training.objects.intent_shape import shipping_of
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint
from pos_app.training.records.kinds import CHARGE
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body, invalid
from pos_app.training.wire.metadata import merged

AUTHORIZATION_LASTS_S = 7 * 24 * 3600
"""An uncaptured charge is released after seven days."""
PREFIX = "TRAINING"
"""The account's own part of a statement descriptor."""


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
        "calculated_statement_descriptor": statement_descriptor(
            intent["statement_descriptor_suffix"]
        ),
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
        "source": None,
        "source_transfer": None,
        "statement_descriptor": intent["statement_descriptor"],
        "statement_descriptor_suffix": intent["statement_descriptor_suffix"],
        "status": "failed",
        "transfer_data": None,
        "transfer_group": intent["transfer_group"],
    }


def statement_descriptor(suffix: str | None) -> str:
    """What the cardholder reads on their statement."""
    return PREFIX if suffix is None else f"{PREFIX}* {suffix}"


def _card(intent: Body, method: Body) -> Body:
    card = method["card"]
    copied = ("brand", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4",
              "regulated_status", "wallet")  # fmt: skip
    return {
        **{name: card[name] for name in copied},
        "amount_authorized": intent["amount"],
        "authorization_code": None,
        "checks": _checks(method),
        "electronic_commerce_indicator": None,
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
        "transaction_link_id": None,
    }


def _checks(method: Body) -> Body:
    """Only what was given is checked; a card used again keeps what its first check found."""
    found = cards.checks(payment_methods.behaviour(method))
    address = method["billing_details"]["address"] or {}
    return {
        "address_line1_check": found.line1 if address.get("line1") else None,
        "address_postal_code_check": found.postal_code if address.get("postal_code") else None,
        "cvc_check": found.cvc,
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


def approved(
    charge: Body, approval: Approval, *, capture: bool, behaviour: Behaviour = Behaviour.SUCCEEDS
) -> Body:
    """The charge a bank said yes to; uncaptured ones name until when they can be."""
    card = dict(charge["payment_method_details"]["card"])
    card["authorization_code"] = "123456"
    if approval is Approval.AUTHENTICATED:
        card["electronic_commerce_indicator"] = "05"
        card["three_d_secure"] = {
            "authentication_flow": "challenge",
            "electronic_commerce_indicator": "05",
            "exemption_indicator": None,
            "result": "authenticated",
            "result_reason": None,
            "transaction_id": None,
            "version": "2.2.0",
        }
    if not capture:
        card["capture_before"] = charge["created"] + AUTHORIZATION_LASTS_S
    risky = behaviour is Behaviour.ELEVATED_RISK
    return {
        **charge,
        "amount_captured": charge["amount"] if capture else 0,
        "authorization_code": card["authorization_code"],
        "captured": capture,
        "outcome": _outcome(risk_level="elevated", risk_score=65) if risky else _outcome(),
        "paid": True,
        "payment_method_details": {"card": card, "type": "card"},
        "status": "succeeded",
    }


def declined(charge: Body, refusal: Decline) -> Body:
    outcome = _outcome(
        advice_code=refusal.advice_code,
        network_decline_code=refusal.network_code,
        network_status="declined_by_network",
        reason=refusal.decline_code,
        seller_message="The bank did not return any further details with this decline.",
        type="issuer_declined",
    )
    if refusal.blocked:
        outcome |= {
            "network_status": "not_sent_to_network",
            "reason": "highest_risk_level",
            "risk_level": "highest",
            "risk_score": 92,
            "seller_message": "Stripe blocked this payment as too risky.",
            "type": "blocked",
        }
    return {
        **charge,
        "failure_code": refusal.code,
        "failure_message": refusal.message,
        "outcome": outcome,
    }


def succeed(work: Work, intent: Body, method: Body, approval: Approval, *, capture: bool) -> Body:
    """Charge the card, or only reserve the money when the intent is captured by hand."""
    charge = approved(
        blank(CHARGE.new_id(), intent, method, work.now), approval,
        capture=capture, behaviour=payment_methods.behaviour(method),
    )  # fmt: skip
    if capture:
        entry = balance.charged(charge, charge["amount"])
        charge["balance_transaction"] = balance.record(work, charge, entry)["id"]
    return work.add(charge, "charge.succeeded")


def fail(work: Work, intent: Body, method: Body, refusal: Decline) -> Body:
    charge = declined(blank(CHARGE.new_id(), intent, method, work.now), refusal)
    return work.add(charge, "charge.failed")


def capture(work: Work, identifier: str, amount: int, **changes: Any) -> Body:
    """Take `amount` (minor units) of the money reserved; the rest is released."""
    before = work.load(CHARGE, identifier)
    card = dict(before["payment_method_details"]["card"])
    del card["capture_before"]
    after = {
        **before,
        **changes,
        "amount_captured": amount,
        "amount_refunded": before["amount"] - amount,
        "balance_transaction": balance.record(work, before, balance.charged(before, amount))["id"],
        "captured": True,
        "payment_method_details": {**before["payment_method_details"], "card": card},
    }
    after["calculated_statement_descriptor"] = statement_descriptor(
        after["statement_descriptor_suffix"]
    )
    return work.save(before, after, "charge.captured")


def release(work: Work, identifier: str, *, expired: bool = False) -> Body:
    """Let go of money that was reserved and never captured."""
    before = work.load(CHARGE, identifier)
    after = {**before, "amount_refunded": before["amount"], "refunded": True}
    return work.save(before, after, "charge.expired" if expired else "charge.refunded")


def give_back(work: Work, charge: Body, amount: int, **changes: Any) -> Body:
    """Count a refund of `amount` (minor units) on its charge."""
    return work.save(charge, _refunded(charge, amount, changes), "charge.refunded")


def take_back(work: Work, charge: Body, amount: int) -> Body:
    """A refund of `amount` (minor units) failed: its money is the shop's again."""
    return work.save(charge, _refunded(charge, -amount, {}), "charge.updated")


def _refunded(charge: Body, amount: int, changes: Body) -> Body:
    total = charge["amount_refunded"] + amount
    whole = total == charge["amount"]
    return {**charge, **changes, "amount_refunded": total, "refunded": whole}


def retrieve(call: Call) -> Body:
    return public(call.work.get(CHARGE, call.id))


def update(call: Call) -> Body:
    work, params = call.work, call.params
    before = work.get(CHARGE, call.id)
    after = {**before, "metadata": merged(before["metadata"], params.get("metadata"))}
    for name in ("description", "receipt_email", "transfer_group"):
        if name in params:
            after[name] = params[name] or None
    if "shipping" in params:
        after["shipping"] = shipping_of(params["shipping"])
    if "customer" in params:
        after["customer"] = _customer(work, before, params["customer"])
    if "fraud_details" in params:
        report = params["fraud_details"].get("user_report")
        after["fraud_details"] = {"user_report": report} if report else {}
    event = "charge.updated" if after != before else None
    return public(work.save(before, after, event))


def _customer(work: Work, charge: Body, given: str) -> str:
    customer = str(owners.customer(work, given)["id"])
    if charge["customer"] not in (None, customer):
        message = "The customer of this charge can't be changed: it has one already."
        raise invalid(message, param="customer")
    return customer


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, "customer", "payment_intent")
    extra: str | None = None
    values: tuple[str, ...] = ()
    if "transfer_group" in call.params:
        extra = "json_extract(body, '$.transfer_group') = ?"
        values = (call.params["transfer_group"],)
    return lists.page(call.work, CHARGE, call.params, where, extra=extra, values=values)


ENDPOINTS = (
    Endpoint("GET", "/v1/charges", list_all, "ChargeListParams"),
    Endpoint("GET", "/v1/charges/{id}", retrieve, "ChargeRetrieveParams"),
    Endpoint("POST", "/v1/charges/{id}", update, "ChargeUpdateParams"),
)
