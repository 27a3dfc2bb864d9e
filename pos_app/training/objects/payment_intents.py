"""PaymentIntents as the API offers them: create, update, confirm, cancel, list, search."""

from pos_app.training.objects import intents, owners
from pos_app.training.objects.intent_params import COMMON, CONFIRMS, read
from pos_app.training.objects.intent_shape import blank
from pos_app.training.objects.setup_requests import check_secret, method_for
from pos_app.training.objects.states import Step, can
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import PAYMENT_INTENT
from pos_app.training.records.work import Work, private, public
from pos_app.training.wire import addresses
from pos_app.training.wire.currencies import check_amount, check_currency
from pos_app.training.wire.errors import Body, StripeError, invalid

_ALWAYS_CHANGEABLE = names("metadata description receipt_email transfer_group expand")
"""What may be changed of an intent that is settled."""
_AUTHENTICATED_FOR = frozenset(
    ("amount", "currency", "payment_method", "customer", "customer_account")
)
"""What a customer proved who they are for."""


def create(call: Call) -> Body:
    work, params = call.work, call.params
    if not params.get("confirm"):
        _only_with_confirm(params)
    currency = check_currency(params["currency"])
    amount = check_amount(params["amount"], currency)
    values = read(work, params, {})
    method = _method(work, params, values)
    if method is not None:
        values |= {"payment_method": method["id"], "status": "requires_confirmation"}
    if params.get("confirm"):
        _check_can_confirm({**blank("", amount, currency, 0), **values}, method, params)
    intent = intents.new(work, amount, currency, **values)
    if params.get("confirm") and method is not None:
        intent = _attempt(work, intent, method, params)
    return public(intent)


def _only_with_confirm(params: Body) -> None:
    for name in CONFIRMS:
        if params.get(name):
            message = f"The parameter {name} can only be used with confirm=true."
            raise invalid(message, param=name)


def _method(work: Work, params: Body, intent: Body) -> Body | None:
    """The card to use. Raises StripeError (400) when it is another customer's or used up."""
    given = params.get("payment_method")
    return method_for(work, given, owners.of(intent), noun="PaymentIntent")


def _check_can_confirm(intent: Body, method: Body | None, params: Body) -> None:
    if method is None:
        message = (
            "You cannot confirm this PaymentIntent because it's missing a payment method. You can"
            " either update the PaymentIntent with a payment method and then confirm it again, or"
            " confirm it again directly with a payment method."
        )
        if intent["id"]:
            raise intents.unexpected(intent, message)
        raise invalid(message, code="payment_intent_unexpected_state")
    intents.check_for_cards(intent)
    if "return_url" in params:
        addresses.check(params["return_url"], param="return_url")
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
        return_url=None if params.get("use_stripe_sdk") else params.get("return_url"),
    )


def retrieve(call: Call) -> Body:
    intent = call.work.get(PAYMENT_INTENT, call.id)
    check_secret(call.params, intent, noun="PaymentIntent")
    return public(intent)


def update(call: Call) -> Body:
    work, params = call.work, call.params
    before = work.get(PAYMENT_INTENT, call.id)
    touched = set(params) - _ALWAYS_CHANGEABLE
    if touched and not can(before["status"], Step.GIVE_METHOD):
        raise _settled(before, min(touched))
    if private(before).get("session") and touched:
        raise _checkout_owns("update", before)
    changes = _changes(work, params, before)
    after = {**before, **changes}
    if any(after[name] != before[name] for name in _AUTHENTICATED_FOR):
        after = {**intents.start_over(work, before), **changes}
    return public(work.save(before, after))


def _settled(intent: Body, field: str) -> StripeError:
    message = (
        f"This PaymentIntent's {field} could not be updated because it has a status of"
        f" {intent['status']}. You may only update the {field} of a PaymentIntent with one of the"
        " following statuses: requires_payment_method, requires_confirmation, requires_action."
    )
    return intents.unexpected(intent, message)


def _changes(work: Work, params: Body, before: Body) -> Body:
    changes = read(work, params, before)
    currency = check_currency(params["currency"]) if "currency" in params else before["currency"]
    amount = check_amount({**before, **params}["amount"], currency)
    method = _method(work, params, changes)
    if method is not None:
        changes |= {
            "payment_method": method["id"],
            "status": intents.move(before, Step.GIVE_METHOD),
            "next_action": None,
            "last_payment_error": None,
        }
    elif params.get("payment_method") == "":
        changes |= {
            "payment_method": None,
            "status": intents.move(before, Step.TAKE_METHOD),
            "next_action": None,
        }
    return {**changes, "amount": amount, "currency": currency}


def confirm(call: Call) -> Body:
    work, params = call.work, call.params
    before = work.get(PAYMENT_INTENT, call.id)
    if private(before).get("session"):
        raise _checkout_owns("confirm", before)
    intents.move(before, Step.APPROVE)
    intent = {**before, **read(work, params, before)}
    given = params if params.get("payment_method") else before
    method = _method(work, given, intent)
    _check_can_confirm(intent, method, params)
    assert method is not None  # checked on the line before
    work.save(before, intent)
    return public(_attempt(work, intent, method, params))


def cancel(call: Call) -> Body:
    intent = call.work.get(PAYMENT_INTENT, call.id)
    if private(intent).get("session") and intent["status"] != "requires_capture":
        intents.move(intent, Step.CANCEL)
        raise _checkout_owns("cancel", intent)
    reason = call.params.get("cancellation_reason")
    return public(intents.cancel(call.work, intent, reason))


def _checkout_owns(verb: str, intent: Body) -> StripeError:
    message = (
        f"You cannot {verb} a PaymentIntent that belongs to a Checkout Session. Expire the"
        " Checkout Session instead."
    )
    return intents.unexpected(intent, message)


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, *owners.FIELDS)
    return lists.page(call.work, PAYMENT_INTENT, call.params, where)


_ITEM = "/v1/payment_intents/{id}"

ENDPOINTS = (
    Endpoint("POST", "/v1/payment_intents", create, "PaymentIntentCreateParams",
             COMMON | CONFIRMS
             | names("amount automatic_payment_methods confirm confirmation_method currency")),
    Endpoint("GET", "/v1/payment_intents", list_all, "PaymentIntentListParams"),
    Endpoint("GET", _ITEM, retrieve, "PaymentIntentRetrieveParams"),
    Endpoint("POST", _ITEM, update, "PaymentIntentUpdateParams",
             COMMON | names("amount currency")),
    Endpoint("POST", _ITEM + "/confirm", confirm, "PaymentIntentConfirmParams",
             CONFIRMS | COMMON),
    Endpoint("POST", _ITEM + "/cancel", cancel, "PaymentIntentCancelParams",
             names("cancellation_reason")),
)  # fmt: skip
