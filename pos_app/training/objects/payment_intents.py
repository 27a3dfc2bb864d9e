"""PaymentIntents as the API offers them: create, update, confirm, capture, cancel, list."""

from typing import Any

from pos_app.training.objects import customers, intents, owners, payment_methods
from pos_app.training.objects.states import Step, can
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import PAYMENT_INTENT
from pos_app.training.records.work import Work, private, public
from pos_app.training.wire.currencies import check_amount, check_currency
from pos_app.training.wire.errors import Body, StripeError, invalid, wrong_state
from pos_app.training.wire.metadata import merged

_TEXTS = ("description", "receipt_email", "statement_descriptor", "statement_descriptor_suffix")


def create(call: Call) -> Body:
    work, params = call.work, call.params
    if not params.get("confirm"):
        _only_with_confirm(params)
    currency = check_currency(params["currency"])
    amount = check_amount(params["amount"], currency)
    values = _values(work, params, {})
    method = _method(work, params, values["customer"])
    if method is not None:
        values |= {"payment_method": method["id"], "status": "requires_confirmation"}
    if params.get("confirm"):
        _check_can_confirm({**intents.blank("", amount, currency, 0), **values}, method, params)
    intent = intents.new(work, amount, currency, **values)
    if params.get("confirm") and method is not None:
        intent = _attempt(work, intent, method, params)
    return public(intent)


def _only_with_confirm(params: Body) -> None:
    for name in ("off_session", "error_on_requires_action", "return_url", "use_stripe_sdk"):
        if params.get(name):
            message = f"The parameter {name} can only be used with confirm=true."
            raise invalid(message, param=name)


def _values(work: Work, params: Body, current: Body) -> Body:
    """What the parameters set, over what the intent has."""
    values: dict[str, Any] = {
        "customer": current.get("customer"),
        "metadata": merged(current.get("metadata", {}), params.get("metadata")),
    }
    if params.get("customer"):
        values["customer"] = owners.customer(work, params["customer"])["id"]
    for name in (*_TEXTS, "setup_future_usage"):
        if name in params:
            values[name] = params[name] or None
    if params.get("receipt_email"):
        customers.check_email(params["receipt_email"], param="receipt_email")
    for name in ("capture_method", "confirmation_method"):
        if name in params:
            values[name] = params[name]
    if "shipping" in params:
        values["shipping"] = params["shipping"] or None
    if "automatic_payment_methods" in params:
        given = params["automatic_payment_methods"]
        values["automatic_payment_methods"] = {"allow_redirects": "always", **given}
    return values | _allowed_types(params)


def _allowed_types(params: Body) -> Body:
    allowed = params.get("allowed_payment_method_types")
    if allowed is None:
        return {}
    if "card" not in allowed:
        message = "The training stand-in knows cards only: allow the payment method type card."
        raise invalid(message, param="allowed_payment_method_types")
    return {"allowed_payment_method_types": allowed}


def _method(work: Work, params: Body, customer: str | None) -> Body | None:
    """The card to use. Raises StripeError (400) when it is another customer's or used up."""
    given = params.get("payment_method")
    if not given:
        return None
    method = payment_methods.resolve(work, given)
    owner = method["customer"]
    if owner is None:
        payment_methods.check_free(method)
    elif customer is None:
        message = (
            "The provided PaymentMethod belongs to a Customer. Please include the Customer in the"
            " `customer` parameter on the PaymentIntent."
        )
        raise invalid(message, param="payment_method")
    elif owner != customer:
        message = (
            f"The provided PaymentMethod ({method['id']}) does not belong to the Customer you"
            f" supplied: {customer}."
        )
        raise invalid(message, param="payment_method")
    return method


def _check_can_confirm(intent: Body, method: Body | None, params: Body) -> None:
    if method is None:
        message = (
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can"
            " either update the PaymentIntent with a payment method and then confirm it again, or"
            " confirm it again directly with a payment method."
        )
        details = {"payment_intent": public(intent)} if intent["id"] else {}
        code = "payment_intent_unexpected_state"
        raise wrong_state(message, code=code, details=details)
    if "return_url" in params or params.get("off_session"):
        return
    automatic = intent["automatic_payment_methods"] or {"enabled": False}
    redirects = automatic["enabled"] and automatic["allow_redirects"] == "always"
    if redirects and intent["allowed_payment_method_types"] != ["card"]:
        message = (
            "This PaymentIntent is configured to accept payment methods enabled in your Dashboard."
            " Because some of these payment methods might redirect your customer off of your page,"
            " you must provide a `return_url`. If you don't want to accept redirect-based payment"
            " methods, set `automatic_payment_methods[enabled]` to `true` and"
            " `automatic_payment_methods[allow_redirects]` to `never`."
        )
        raise invalid(message, param="return_url")


def _attempt(work: Work, intent: Body, method: Body, params: Body) -> Body:
    return intents.attempt(
        work,
        intent,
        method,
        off_session=bool(params.get("off_session")),
        refuse_challenge=bool(params.get("error_on_requires_action")),
        return_url=params.get("return_url"),
    )


def retrieve(call: Call) -> Body:
    return public(call.work.get(PAYMENT_INTENT, call.id))


def update(call: Call) -> Body:
    work, params = call.work, call.params
    before = work.get(PAYMENT_INTENT, call.id)
    settled = not can(before["status"], Step.GIVE_METHOD)
    touched = set(params) - {"metadata", "description", "receipt_email", "expand"}
    if settled and touched:
        intents.move(before, Step.GIVE_METHOD)
    if private(before).get("session") and touched:
        raise _checkout_owns("update")
    return public(work.save(before, {**before, **_changes(work, params, before)}))


def _changes(work: Work, params: Body, before: Body) -> Body:
    changes = _values(work, params, before)
    currency = check_currency(params["currency"]) if "currency" in params else before["currency"]
    amount = check_amount({**before, **params}["amount"], currency)
    method = _method(work, params, changes["customer"])
    if method is not None:
        changes |= {
            "payment_method": method["id"],
            "status": intents.move(before, Step.GIVE_METHOD),
            "next_action": None,
            "last_payment_error": None,
        }
    return {**changes, "amount": amount, "currency": currency}


def confirm(call: Call) -> Body:
    work, params = call.work, call.params
    before = work.get(PAYMENT_INTENT, call.id)
    if private(before).get("session"):
        raise _checkout_owns("confirm")
    intents.move(before, Step.APPROVE)
    intent = {**before, **_values(work, params, before)}
    method = _method(work, params, intent["customer"])
    if method is None and intent["payment_method"] is not None:
        kept = {"payment_method": intent["payment_method"]}
        method = _method(work, kept, intent["customer"])
    _check_can_confirm(intent, method, params)
    assert method is not None  # checked on the line before
    work.save(before, intent)
    return public(_attempt(work, intent, method, params))


def capture(call: Call) -> Body:
    intent = call.work.get(PAYMENT_INTENT, call.id)
    intents.move(intent, Step.CAPTURE)
    most = intent["amount_capturable"]
    amount: int = {"amount_to_capture": most, **call.params}["amount_to_capture"]
    if amount > most:
        message = (
            f"The requested capture amount is greater than the amount you can capture ({most})."
        )
        raise invalid(message, code="amount_too_large", param="amount_to_capture")
    if amount < 1:
        code = "parameter_invalid_integer"
        message = "This value must be greater than or equal to 1."
        raise invalid(message, code=code, param="amount_to_capture")
    metadata = merged(intent["metadata"], call.params.get("metadata"))
    return public(intents.capture(call.work, {**intent, "metadata": metadata}, amount))


def cancel(call: Call) -> Body:
    intent = call.work.get(PAYMENT_INTENT, call.id)
    if private(intent).get("session") and intent["status"] != "requires_capture":
        intents.move(intent, Step.CANCEL)
        raise _checkout_owns("cancel")
    reason = call.params.get("cancellation_reason")
    return public(intents.cancel(call.work, intent, reason))


def _checkout_owns(verb: str) -> StripeError:
    message = (
        f"You cannot {verb} a PaymentIntent that belongs to a Checkout Session. Expire the"
        " Checkout Session instead."
    )
    return wrong_state(message, code="payment_intent_unexpected_state")


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, "customer")
    return lists.page(call.work, PAYMENT_INTENT, call.params, where)


_COMMON = names(
    "allowed_payment_method_types capture_method customer description metadata payment_method"
    " receipt_email setup_future_usage shipping statement_descriptor statement_descriptor_suffix"
)
_CONFIRMS = names("error_on_requires_action off_session return_url use_stripe_sdk")
_ITEM = "/v1/payment_intents/{id}"

ENDPOINTS = (
    Endpoint("POST", "/v1/payment_intents", create, "PaymentIntentCreateParams",
             _COMMON | _CONFIRMS
             | names("amount automatic_payment_methods confirm confirmation_method currency")),
    Endpoint("GET", "/v1/payment_intents", list_all, "PaymentIntentListParams",
             names("customer created limit starting_after ending_before")),
    Endpoint("GET", _ITEM, retrieve, "PaymentIntentRetrieveParams"),
    Endpoint("POST", _ITEM, update, "PaymentIntentUpdateParams",
             _COMMON | names("amount currency")),
    Endpoint("POST", _ITEM + "/confirm", confirm, "PaymentIntentConfirmParams",
             _CONFIRMS | names("allowed_payment_method_types capture_method payment_method"
                               " receipt_email setup_future_usage shipping")),
    Endpoint("POST", _ITEM + "/capture", capture, "PaymentIntentCaptureParams",
             names("amount_to_capture metadata final_capture statement_descriptor"
                   " statement_descriptor_suffix")),
    Endpoint("POST", _ITEM + "/cancel", cancel, "PaymentIntentCancelParams",
             names("cancellation_reason")),
)  # fmt: skip
