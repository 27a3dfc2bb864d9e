"""SetupIntents as the API offers them: create, update, confirm, cancel, retrieve, list."""

from typing import Any

from pos_app.training.bank import challenges
from pos_app.training.objects import owners, payment_methods, setup_attempts, setup_intents
from pos_app.training.objects.owners import Owner
from pos_app.training.objects.states import SetupStep
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names, only
from pos_app.training.records.kinds import SETUP_INTENT
from pos_app.training.records.work import Work, private, public
from pos_app.training.wire import addresses
from pos_app.training.wire.errors import Body, StripeError, invalid, wrong_state
from pos_app.training.wire.metadata import merged

_OPTIONS = names("request_three_d_secure")
_ALWAYS = names("metadata description expand")
"""What can still be changed of an intent that is done."""


def create(call: Call) -> Body:
    work, params = call.work, call.params
    if not params.get("confirm"):
        _only_with_confirm(params)
    if "single_use" in params:
        message = "The payment method type card can't be set up with a single-use mandate."
        raise invalid(message, param="single_use")
    values = _values(work, params, {})
    if "usage" in params:
        values["usage"] = params["usage"]
    if "automatic_payment_methods" in params:
        given = params["automatic_payment_methods"]
        values["automatic_payment_methods"] = {"allow_redirects": "always", **given}
    method = method_for(work, params.get("payment_method"), owners.of(values))
    if method is not None:
        values |= {"payment_method": method["id"], "status": "requires_confirmation"}
    if not params.get("confirm"):
        return public(setup_intents.new(work, **values))
    checked = _confirmable({**setup_intents.blank("", 0), **values}, method, params)
    intent = setup_intents.new(work, **values)
    return public(_attempt(work, intent, checked, params))


def _only_with_confirm(params: Body) -> None:
    for name in ("return_url", "use_stripe_sdk"):
        if params.get(name):
            message = f"The parameter {name} can only be used with confirm=true."
            raise invalid(message, param=name)


def _values(work: Work, params: Body, current: Body) -> Body:
    """What the parameters set, over what the intent has."""
    owner = owners.given(work, params)
    kept = {name: current.get(name) for name in owners.FIELDS}
    values: dict[str, Any] = {
        **(owner.fields() if owner else kept),
        "metadata": merged(current.get("metadata", {}), params.get("metadata")),
    }
    if "description" in params:
        values["description"] = params["description"] or None
    if "flow_directions" in params:
        values["flow_directions"] = params["flow_directions"]
    return values | _types(params) | _options(params)


def _types(params: Body) -> Body:
    if "allowed_payment_method_types" not in params:
        return {}
    allowed = params["allowed_payment_method_types"]
    if "card" not in allowed:
        message = "The training stand-in knows cards only: allow the payment method type card."
        raise invalid(message, param="allowed_payment_method_types")
    return {"allowed_payment_method_types": allowed}


def _options(params: Body) -> Body:
    """Raises StripeError (400) for options that would be ignored."""
    if "payment_method_options" not in params:
        return {}
    given = params["payment_method_options"]
    only(names("card"), given)
    card = given.get("card", {})
    only(_OPTIONS, card)
    shown = setup_intents.blank("", 0)["payment_method_options"]["card"]
    return {"payment_method_options": {"card": {**shown, **card}}}


def method_for(
    work: Work, given: str | None, owner: Owner | None, *, noun: str = "SetupIntent"
) -> Body | None:
    """The card to use with an intent of `owner`; `noun` is what the intent is.

    Raises StripeError (400) when it is someone else's or used up.
    """
    if not given:
        return None
    method = payment_methods.resolve(work, given)
    has = owners.of(method)
    if has is None:
        payment_methods.check_free(method)
    elif has != owner:
        raise _not_theirs(method, has, owner, noun)
    return method


def _not_theirs(method: Body, has: Owner, owner: Owner | None, noun: str) -> StripeError:
    who = "Customer" if has.field == "customer" else "Account"
    if owner is None:
        message = (
            f"The provided PaymentMethod belongs to a {who}. Please include the {who} in the"
            f" `{has.field}` parameter on the {noun}."
        )
    else:
        message = (
            f"The provided PaymentMethod ({method['id']}) does not belong to the {who} you"
            f" supplied: {owner.id}."
        )
    return invalid(message, param="payment_method")


def _confirmable(intent: Body, method: Body | None, params: Body) -> Body:
    """The card, when the intent can be tried with it. Raises StripeError (400)."""
    if method is None:
        raise no_method(intent)
    if "return_url" in params:
        addresses.check(params["return_url"], param="return_url")
        return method
    automatic = intent["automatic_payment_methods"] or {"enabled": False}
    redirects = automatic["enabled"] and automatic["allow_redirects"] == "always"
    if redirects and intent["allowed_payment_method_types"] != ["card"]:
        message = (
            "This SetupIntent is configured to accept payment methods enabled in your Dashboard."
            " Because some of these payment methods might redirect your customer off of your page,"
            " you must provide a `return_url`. If you don't want to accept redirect-based payment"
            " methods, set `automatic_payment_methods[enabled]` to `true` and"
            " `automatic_payment_methods[allow_redirects]` to `never`."
        )
        raise invalid(message, param="return_url")
    return method


def no_method(intent: Body) -> StripeError:
    """An intent of either kind that can't be confirmed without a card."""
    name = intent["object"]
    noun = "SetupIntent" if name == "setup_intent" else "PaymentIntent"
    message = (
        f"You cannot confirm this {noun} because it's missing a payment method. You can either"
        f" update the {noun} with a payment method and then confirm it again, or confirm it again"
        " directly with a payment method."
    )
    details = {name: public(intent)} if intent["id"] else {}
    return wrong_state(message, code=f"{name}_unexpected_state", details=details)


def _attempt(work: Work, intent: Body, method: Body, params: Body) -> Body:
    """Stripe's own script carries on from `use_stripe_sdk`; without it the customer is sent off."""
    return_url = None if params.get("use_stripe_sdk") else params.get("return_url")
    return setup_intents.attempt(work, intent, method, return_url=return_url)


def retrieve(call: Call) -> Body:
    intent = _found(call)
    check_secret(call.params, intent, noun="SetupIntent")
    return public(intent)


def check_secret(params: Body, intent: Body, *, noun: str) -> None:
    """Raises StripeError (400) for a `client_secret` that isn't the intent's."""
    secret = params.get("client_secret")
    if secret is not None and secret != intent["client_secret"]:
        message = (
            "The client_secret provided does not match the client_secret associated with this"
            f" {noun}."
        )
        raise invalid(message, param="client_secret")


def _found(call: Call) -> Body:
    return call.work.get(SETUP_INTENT, call.id, param="intent")


def update(call: Call) -> Body:
    work, params = call.work, call.params
    before = _found(call)
    if set(params) - _ALWAYS:
        setup_intents.move(before, SetupStep.GIVE_METHOD)
        _check_free(before, "update")
    after = {**before, **_values(work, params, before)}
    method = method_for(work, params.get("payment_method"), owners.of(after))
    if method is not None:
        setup_intents.abandon(work, before)
        challenges.close_all(work, before["id"])
        after |= {
            "payment_method": method["id"],
            "status": setup_intents.move(before, SetupStep.GIVE_METHOD),
            "next_action": None,
            "last_setup_error": None,
        }
    elif params.get("payment_method") == "":
        setup_intents.abandon(work, before)
        challenges.close_all(work, before["id"])
        status = setup_intents.move(before, SetupStep.TAKE_METHOD)
        after |= {"payment_method": None, "status": status, "next_action": None}
    return public(work.save(before, after))


def confirm(call: Call) -> Body:
    work, params = call.work, call.params
    before = _found(call)
    setup_intents.move(before, SetupStep.APPROVE)
    _check_free(before, "confirm")
    intent = {**before, **_types(params), **_options(params)}
    given = params.get("payment_method") or intent["payment_method"]
    method = _confirmable(intent, method_for(work, given, owners.of(intent)), params)
    work.save(before, intent)
    return public(_attempt(work, intent, method, params))


def cancel(call: Call) -> Body:
    intent = _found(call)
    setup_intents.move(intent, SetupStep.CANCEL)
    _check_free(intent, "cancel")
    reason = call.params.get("cancellation_reason")
    return public(setup_intents.cancel(call.work, intent, reason))


def _check_free(intent: Body, verb: str) -> None:
    """Raises StripeError (400) when a Checkout Session has the intent in hand."""
    if private(intent).get("session"):
        message = (
            f"You cannot {verb} a SetupIntent that belongs to a Checkout Session. Expire the"
            " Checkout Session instead."
        )
        raise wrong_state(message, code="setup_intent_unexpected_state")


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, "customer", "customer_account", "payment_method")
    return lists.page(call.work, SETUP_INTENT, call.params, where)


_COMMON = names(
    "allowed_payment_method_types customer customer_account description flow_directions metadata"
    " payment_method payment_method_options"
)
_CONFIRMS = names("return_url use_stripe_sdk")
_ITEM = "/v1/setup_intents/{id}"

ENDPOINTS = (
    Endpoint("POST", "/v1/setup_intents", create, "SetupIntentCreateParams",
             _COMMON | _CONFIRMS | names("automatic_payment_methods confirm single_use usage")),
    Endpoint("GET", "/v1/setup_intents", list_all, "SetupIntentListParams",
             names("created customer customer_account payment_method limit starting_after"
                   " ending_before")),
    Endpoint("GET", _ITEM, retrieve, "SetupIntentRetrieveParams"),
    Endpoint("POST", _ITEM, update, "SetupIntentUpdateParams", _COMMON),
    Endpoint("POST", _ITEM + "/confirm", confirm, "SetupIntentConfirmParams",
             _CONFIRMS | names("allowed_payment_method_types payment_method"
                               " payment_method_options")),
    Endpoint("POST", _ITEM + "/cancel", cancel, "SetupIntentCancelParams"),
    *setup_attempts.ENDPOINTS,
)  # fmt: skip
