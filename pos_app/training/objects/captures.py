"""Capturing: taking the money a card holds, by its PaymentIntent or its charge, with one rule."""

from pos_app.training.objects import customers, intents
from pos_app.training.objects.intent_params import descriptors
from pos_app.training.objects.states import Step
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import CHARGE, PAYMENT_INTENT
from pos_app.training.records.work import public
from pos_app.training.wire.errors import Body, StripeError, invalid, wrong_state
from pos_app.training.wire.metadata import merged


def capture_intent(call: Call) -> Body:
    work, params = call.work, call.params
    intent = work.get(PAYMENT_INTENT, call.id)
    intents.move(intent, Step.CAPTURE)
    if params.get("final_capture") is False:
        message = "final_capture can only be false when multicapture is available for this payment."
        raise invalid(message, param="final_capture")
    changes = _descriptors(params)
    metadata = merged(intent["metadata"], params.get("metadata"))
    amount = _amount(intent, params, "amount_to_capture")
    captured = {**intent, **changes, "metadata": metadata}
    return public(intents.capture(work, captured, amount, **changes))


def capture_charge(call: Call) -> Body:
    """Moves its PaymentIntent as well."""
    work, params = call.work, call.params
    charge = work.get(CHARGE, call.id)
    _check_capturable(charge)
    intent = work.load(PAYMENT_INTENT, charge["payment_intent"])
    amount = _amount(intent, params, "amount")
    changes = _descriptors(params)
    if params.get("receipt_email"):
        changes["receipt_email"] = params["receipt_email"]
        customers.check_email(params["receipt_email"], param="receipt_email")
    if "transfer_group" in params:
        changes["transfer_group"] = params["transfer_group"] or None
    intents.capture(work, {**intent, **changes}, amount, **changes)
    return public(work.load(CHARGE, charge["id"]))


def _check_capturable(charge: Body) -> None:
    identifier = charge["id"]
    if charge["captured"]:
        message = f"Charge {identifier} has already been captured."
        raise wrong_state(message, code="charge_already_captured")
    if charge["refunded"]:
        message = (
            f"Charge {identifier} has been refunded or has expired, and can't be captured any more."
        )
        raise wrong_state(message, code="charge_expired_for_capture")
    if charge["status"] != "succeeded":
        message = f"Charge {identifier} did not succeed, so there is nothing to capture."
        raise wrong_state(message)


def _descriptors(params: Body) -> Body:
    if params.get("statement_descriptor"):
        message = (
            "The `statement_descriptor` parameter is not supported for card charges. Use"
            " `statement_descriptor_suffix` instead."
        )
        raise invalid(message, param="statement_descriptor")
    return descriptors(params)


def _amount(intent: Body, params: Body, param: str) -> int:
    most: int = intent["amount_capturable"]
    amount: int = {param: most, **params}[param]
    if amount > most:
        raise _too_much(most, param)
    if amount < 1:
        code = "parameter_invalid_integer"
        message = "This value must be greater than or equal to 1."
        raise invalid(message, code=code, param=param)
    return amount


def _too_much(most: int, param: str) -> StripeError:
    message = f"The requested capture amount is greater than the amount you can capture ({most})."
    return invalid(message, code="amount_too_large", param=param)


ENDPOINTS = (
    Endpoint("POST", "/v1/payment_intents/{id}/capture", capture_intent,
             "PaymentIntentCaptureParams",
             names("amount_to_capture metadata final_capture statement_descriptor"
                   " statement_descriptor_suffix")),
    Endpoint("POST", "/v1/charges/{id}/capture", capture_charge, "ChargeCaptureParams",
             names("amount receipt_email statement_descriptor statement_descriptor_suffix"
                   " transfer_group")),
)  # fmt: skip
