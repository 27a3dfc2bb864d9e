"""Refunds of charges, whole or in part."""

from pos_app.training.objects import balance, charges
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import CHARGE, PAYMENT_INTENT, REFUND
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body, invalid, missing_param, wrong_state
from pos_app.training.wire.metadata import merged


def create(call: Call) -> Body:
    """Raises StripeError charge_already_refunded, or for more than is left (400)."""
    work, params = call.work, call.params
    charge = _charge(work, params)
    left = charge["amount"] - charge["amount_refunded"]
    if not charge["captured"]:
        message = (
            f"Charge {charge['id']} has not been captured."
            " Cancel its PaymentIntent instead to release the money."
        )
        raise wrong_state(message, code="charge_not_refundable")
    if left == 0:
        message = f"Charge {charge['id']} has already been refunded."
        raise wrong_state(message, code="charge_already_refunded")
    amount = params.get("amount", left)
    _check_amount(amount, left, charge)
    refund = work.add(_body(work, charge, amount, call.params))
    movement = balance.record(work, refund, -amount, "refund")
    after = work.save(refund, {**refund, "balance_transaction": movement["id"]})
    work.emit("refund.created", after)
    charges.give_back(work, charge, amount)
    return public(after)


def _charge(work: Work, params: Body) -> Body:
    if "charge" in params:
        charge = work.get(CHARGE, params["charge"], param="charge", status=400)
    elif "payment_intent" in params:
        intent = work.get(
            PAYMENT_INTENT, params["payment_intent"], param="payment_intent", status=400
        )
        if intent["latest_charge"] is None:
            message = f"This PaymentIntent ({intent['id']}) does not have a successful charge to"
            raise wrong_state(f"{message} refund.", code="payment_intent_unexpected_state")
        charge = work.load(CHARGE, intent["latest_charge"])
    else:
        raise missing_param("payment_intent")
    if charge["status"] != "succeeded":
        message = f"Charge {charge['id']} did not succeed, so there is nothing to refund."
        raise wrong_state(message, code="charge_not_refundable")
    return charge


def _check_amount(amount: int, left: int, charge: Body) -> None:
    if amount < 1:
        code = "parameter_invalid_integer"
        raise invalid("This value must be greater than or equal to 1.", code=code, param="amount")
    if amount > left:
        message = (
            f"Refund amount ({amount} {charge['currency']}) is greater than unrefunded amount on"
            f" charge ({left} {charge['currency']})"
        )
        raise invalid(message, code="amount_too_large", param="amount")


def _body(work: Work, charge: Body, amount: int, params: Body) -> Body:
    return {
        "id": REFUND.new_id(),
        "object": "refund",
        "amount": amount,
        "balance_transaction": None,
        "charge": charge["id"],
        "created": work.now,
        "currency": charge["currency"],
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
        "reason": params.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": "succeeded",
        "transfer_reversal": None,
    }


def retrieve(call: Call) -> Body:
    return public(call.work.get(REFUND, call.id))


def update(call: Call) -> Body:
    before = call.work.get(REFUND, call.id)
    after = {**before, "metadata": merged(before["metadata"], call.params.get("metadata"))}
    event = "refund.updated" if after != before else None
    return public(call.work.save(before, after, event))


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, "charge", "payment_intent")
    return lists.page(call.work, REFUND, call.params, where)


def of_charge(work: Work, charge: Body) -> Body:
    """A charge's `refunds`, shown when asked for."""
    url = f"{CHARGE.url}/{charge['id']}/refunds"
    return lists.page(work, REFUND, {"limit": 10}, {"charge": charge["id"]}, url=url)


ENDPOINTS = (
    Endpoint("POST", "/v1/refunds", create, "RefundCreateParams",
             names("amount charge payment_intent reason metadata")),
    Endpoint("GET", "/v1/refunds", list_all, "RefundListParams"),
    Endpoint("GET", "/v1/refunds/{id}", retrieve, "RefundRetrieveParams"),
    Endpoint("POST", "/v1/refunds/{id}", update, "RefundUpdateParams"),
)  # fmt: skip
