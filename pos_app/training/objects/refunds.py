"""Refunds of charges, whole or in part.

Two test cards refund as banks do, in their own time (Stripe's testing documentation): one is
pending first and counts when it succeeds, the other counts at once and fails later.
"""

import json

from pos_app.training.bank.cards import Behaviour
from pos_app.training.objects import balance, charges, payment_methods
from pos_app.training.objects.redacting import is_redacted
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint
from pos_app.training.records.kinds import CHARGE, PAYMENT_INTENT, PAYMENT_METHOD, REFUND
from pos_app.training.records.work import Work, public, with_private
from pos_app.training.wire.currencies import readable
from pos_app.training.wire.errors import Body, StripeError, invalid, no_such, wrong_state
from pos_app.training.wire.metadata import merged

SETTLES_AFTER_S = 180
"""How long a bank takes by the stand-in's clock; Stripe only says "some time later"."""


def create(call: Call) -> Body:
    """Raises StripeError charge_already_refunded, charge_disputed, or for more than is left."""
    work, params = call.work, call.params
    _check_for_cards(params)
    charge = _charge(work, params)
    left = charge["amount"] - charge["amount_refunded"] - _pending(work, charge)
    _check_refundable(work, charge, left)
    amount = params.get("amount", left)
    _check_amount(amount, left, charge)
    method = work.load(PAYMENT_METHOD, charge["payment_method"])
    behaviour = payment_methods.behaviour(method)
    refund = _body(work, charge, amount, params)
    if behaviour in (Behaviour.REFUND_SUCCEEDS_LATER, Behaviour.REFUND_FAILS_LATER):
        refund = with_private(refund, settles_at=work.now + SETTLES_AFTER_S)
    if behaviour is Behaviour.REFUND_SUCCEEDS_LATER:
        refund |= {"status": "pending", "pending_reason": "processing"}
        return public(work.add(refund, "refund.created"))
    movement = balance.record(work, refund, balance.given_back(charge, amount))
    refund["balance_transaction"] = movement["id"]
    work.add(refund, "refund.created")
    charges.give_back(work, charge, amount, **_reported(params))
    return public(refund)


def _check_for_cards(params: Body) -> None:
    """Raises StripeError (400) for what no card payment has."""
    for name in ("customer", "origin", "currency"):
        if name in params:
            message = f"{name} can only be used to refund a customer's cash balance."
            raise invalid(message, param=name)
    if "instructions_email" in params:
        message = "instructions_email can't be used with card refunds: banks need no instructions."
        raise invalid(message, param="instructions_email")
    for name, missing in (("refund_application_fee", "application fee"),
                          ("reverse_transfer", "transfer")):  # fmt: skip
        if params.get(name):
            raise invalid(f"The charge has no {missing}.", param=name)


def _reported(params: Body) -> Body:
    """A refund for fraud says so on its charge."""
    if params.get("reason") == "fraudulent":
        return {"fraud_details": {"user_report": "fraudulent"}}
    return {}


def _pending(work: Work, charge: Body) -> int:
    row = work.database.row(
        "SELECT total(json_extract(body, '$.amount')) AS sum FROM refunds"
        " WHERE charge = ? AND json_extract(body, '$.status') = 'pending'",
        (charge["id"],),
    )
    return int(row["sum"]) if row is not None else 0


def _charge(work: Work, params: Body) -> Body:
    if "charge" in params and "payment_intent" in params:
        message = "You may only specify one of these parameters: charge, payment_intent."
        raise invalid(message, param="charge")
    if "charge" in params:
        charge = work.get(CHARGE, params["charge"], param="charge")
    elif "payment_intent" in params:
        intent = work.get(PAYMENT_INTENT, params["payment_intent"], param="payment_intent")
        if intent["latest_charge"] is None:
            raise _nothing_taken(intent["id"])
        charge = work.load(CHARGE, intent["latest_charge"])
    else:
        message = (
            "One of the following params should be provided for this request: payment_intent or"
            " charge."
        )
        raise invalid(message)
    if charge["status"] != "succeeded":
        raise _nothing_taken(charge["payment_intent"])
    return charge


def _nothing_taken(intent: str) -> StripeError:
    message = f"This PaymentIntent ({intent}) does not have a successful charge to refund."
    return wrong_state(message)


def _check_refundable(work: Work, charge: Body, left: int) -> None:
    if is_redacted(charge):
        raise wrong_state(f"Charge {charge['id']} has been redacted and can't be refunded.")
    if left <= 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise wrong_state(message, code="charge_already_refunded")
    if not charge["captured"]:
        message = (
            f"This uncaptured Charge was created by a PaymentIntent ({charge['payment_intent']})."
            " You must cancel the PaymentIntent to reverse the authorization instead of refunding"
            " the Charge directly."
        )
        raise wrong_state(message)
    if charge["disputed"] and _charged_back(work, charge):
        message = f"Charge {charge['id']} has been charged back; cannot issue a refund."
        raise wrong_state(message, code="charge_disputed")


def _charged_back(work: Work, charge: Body) -> bool:
    row = work.database.row(
        "SELECT 1 FROM disputes WHERE charge = ?"
        " AND NOT json_extract(body, '$.is_charge_refundable')",
        (charge["id"],),
    )
    return row is not None


def _check_amount(amount: int, left: int, charge: Body) -> None:
    if amount < 1:
        code = "parameter_invalid_integer"
        raise invalid("This value must be greater than or equal to 1.", code=code, param="amount")
    if amount > left:
        currency = charge["currency"]
        message = (
            f"Refund amount ({readable(amount, currency)}) is greater than unrefunded amount on"
            f" charge ({readable(left, currency)})"
        )
        raise invalid(message, param="amount")


def _body(work: Work, charge: Body, amount: int, params: Body) -> Body:
    intent = work.load(PAYMENT_INTENT, charge["payment_intent"])
    return {
        "id": REFUND.new_id(),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": work.now,
        "currency": charge["currency"],
        "customer": charge["customer"],
        "customer_account": intent["customer_account"],
        "destination_details": {
            "card": {
                "reference_status": "pending",
                "reference_type": "acquirer_reference_number",
                "type": "refund",
            },
            "type": "card",
        },
        "metadata": merged({}, params.get("metadata")),
        "payment_intent": charge["payment_intent"],
        "payment_method": charge["payment_method"],
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def settle_due(work: Work) -> None:
    """What banks have decided by now."""
    for row in work.database.rows(
        "SELECT body FROM refunds WHERE json_extract(body, '$._private.settles_at') <= ?",
        (work.now,),
    ):
        refund = json.loads(row["body"])
        if refund["status"] == "pending":
            _succeed(work, refund)
        else:
            _fail(work, refund)


def _succeed(work: Work, refund: Body) -> None:
    charge = work.load(CHARGE, refund["charge"])
    movement = balance.record(work, refund, balance.given_back(charge, refund["amount"]))
    after = {**_settled(refund), "balance_transaction": movement["id"], "status": "succeeded"}
    _told(work, refund, after)
    charges.give_back(work, charge, refund["amount"], **_reported(refund))


def _settled(refund: Body) -> Body:
    after = with_private(refund, settles_at=None)
    after.pop("pending_reason", None)
    return after


def _fail(work: Work, refund: Body) -> None:
    """The bank sent the money back."""
    entry = balance.Entry(refund["amount"], "refund_failure", "refund_failure", "REFUND FAILURE")
    after = {
        **_settled(refund),
        "failure_balance_transaction": balance.record(work, refund, entry)["id"],
        "failure_reason": "expired_or_canceled_card",
        "status": "failed",
    }
    _told(work, refund, after)
    work.emit("refund.failed", after)
    charges.take_back(work, work.load(CHARGE, refund["charge"]), refund["amount"])


def _told(work: Work, before: Body, after: Body) -> None:
    """Stripe tells of a refund's change twice, by an older name as well."""
    work.save(before, after, "refund.updated")
    work.save(before, after, "charge.refund.updated")


def retrieve(call: Call) -> Body:
    return public(call.work.get(REFUND, call.id))


def update(call: Call) -> Body:
    before = call.work.get(REFUND, call.id)
    after = {**before, "metadata": merged(before["metadata"], call.params.get("metadata"))}
    if after != before:
        _told(call.work, before, after)
    return public(after)


def cancel(call: Call) -> Body:
    """Only refunds that wait for the customer can be, and no card refund does."""
    call.work.get(REFUND, call.id)
    raise wrong_state("Canceling this refund is unsupported.")


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, "charge", "payment_intent")
    return lists.page(call.work, REFUND, call.params, where)


def of_charge(work: Work, charge: Body) -> Body:
    """A charge's `refunds`, shown when asked for."""
    return _page_of(work, charge["id"], {"limit": 10})


def list_of_charge(call: Call) -> Body:
    charge = call.work.get(CHARGE, call.id, param="charge")
    return _page_of(call.work, charge["id"], call.params)


def _page_of(work: Work, charge: str, params: Body) -> Body:
    url = f"{CHARGE.url}/{charge}/refunds"
    return lists.page(work, REFUND, params, {"charge": charge}, url=url)


def retrieve_of_charge(call: Call) -> Body:
    charge = call.work.get(CHARGE, call.id, param="charge")
    refund = call.work.get(REFUND, call.path["refund"], param="refund")
    if refund["charge"] != charge["id"]:
        raise no_such(REFUND.noun, refund["id"], param="refund", status=404)
    return public(refund)


ENDPOINTS = (
    Endpoint("POST", "/v1/refunds", create, "RefundCreateParams"),
    Endpoint("GET", "/v1/refunds", list_all, "RefundListParams"),
    Endpoint("GET", "/v1/refunds/{id}", retrieve, "RefundRetrieveParams"),
    Endpoint("POST", "/v1/refunds/{id}", update, "RefundUpdateParams"),
    Endpoint("POST", "/v1/refunds/{id}/cancel", cancel, "RefundCancelParams"),
    Endpoint("GET", "/v1/charges/{id}/refunds", list_of_charge, "ChargeListRefundsParams"),
    Endpoint("GET", "/v1/charges/{id}/refunds/{refund}", retrieve_of_charge,
             "ChargeRetrieveRefundParams"),
)  # fmt: skip
