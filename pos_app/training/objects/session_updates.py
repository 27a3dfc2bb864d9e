"""What a shop's server may change of a Checkout Session while its customer is at it.

From the docstrings of the SDK's `SessionUpdateParams`.
"""

from pos_app.training.objects import (
    session_completion,
    session_items,
    session_questions,
    session_shipping,
)
from pos_app.training.objects.intent_params import descriptors
from pos_app.training.objects.session_totals import checked
from pos_app.training.records.call import Call
from pos_app.training.records.kinds import PAYMENT_INTENT, SESSION
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire.errors import Body, StripeError, invalid, wrong_state
from pos_app.training.wire.metadata import merged

_ONLY_PAYMENT = ("line_items", "payment_intent_data", "shipping_options")
_UI_MODES = {
    "collected_information": ("embedded_page", "elements"),
    "payment_intent_data": ("elements",),
}
"""Where a parameter may be set."""
_CLEARABLE = ("description", "setup_future_usage", "statement_descriptor_suffix")


def update(call: Call) -> Body:
    """Raises StripeError (400) for a closed session, and for what this one doesn't take."""
    work, params = call.work, call.params
    before = work.get(SESSION, call.id)
    touched = [name for name in params if name not in ("metadata", "expand")]
    _check(before, touched)
    after = {**before, "metadata": merged(before["metadata"], params.get("metadata"))}
    if "collected_information" in params:
        after = _with_shipping_details(after, params["collected_information"])
    if "line_items" in params:
        after = session_items.replaced(work, after, params["line_items"])
    if "shipping_options" in params:
        given = params["shipping_options"] or []
        rates = session_shipping.rates(work, given, after["currency"])
        after = session_shipping.with_options(after, rates)
    if {"line_items", "shipping_options"} & set(params):
        checked(after)
    if "payment_intent_data" in params:
        after = _with_intent_data(work, after, params["payment_intent_data"])
    return public(session_completion.repriced(work, before, after))


def _check(session: Body, touched: list[str]) -> None:
    if touched and not session_completion.is_open(session):
        message = (
            "Only Checkout Sessions with a status of open can be updated. This Checkout Session"
            f" has a status of {session['status']}."
        )
        raise wrong_state(message, code="checkout_session_unexpected_state")
    for name in touched:
        if name in _ONLY_PAYMENT and session["mode"] != "payment":
            raise _not_here(name, f"`mode` is `{session['mode']}`")
        if session["ui_mode"] not in _UI_MODES.get(name, (session["ui_mode"],)):
            raise _not_here(name, f"`ui_mode` is `{session['ui_mode']}`")


def _not_here(name: str, when: str) -> StripeError:
    return invalid(f"You can not update `{name}` when {when}.", param=name)


def _with_shipping_details(session: Body, given: Body) -> Body:
    details = given.get("shipping_details")
    if details is None:
        return session
    country = details["address"]["country"]
    if not session_shipping.may_go_to(session, country):
        param = "collected_information[shipping_details][address][country]"
        raise invalid(f"This Checkout Session does not ship to {country}.", param=param)
    found = {
        "address": session_questions.full_address(details["address"]),
        "name": details["name"],
    }
    nobody = {"business_name": None, "individual_name": None}
    known = session["collected_information"] or nobody
    page = {**private(session).get("page", {}), "shippingAddress": found}
    after = {**session, "collected_information": {**known, "shipping_details": found}}
    return with_private(after, page=page)


def _with_intent_data(work: Work, session: Body, given: Body) -> Body:
    """The PaymentIntent follows; an attempt under way is given up, as the docstring says."""
    if given.get("statement_descriptor"):
        message = "The `statement_descriptor` parameter is not supported for card charges."
        raise invalid(message, param="payment_intent_data[statement_descriptor]")
    descriptors(given)
    kept = private(session)["payment_intent_data"]
    data = {**kept, **{name: given[name] for name in _CLEARABLE if name in given}}
    prefix = "payment_intent_data[metadata]"
    data["metadata"] = merged(kept.get("metadata") or {}, given.get("metadata"), prefix=prefix)
    if session["payment_intent"] is not None:
        intent = work.load(PAYMENT_INTENT, session["payment_intent"])
        changes = {name: data[name] or None for name in _CLEARABLE if name in data}
        changed = {**intent, **changes, "metadata": data["metadata"]}
        work.save(intent, session_completion.abandoned(work, changed))
    return with_private(session, payment_intent_data=data)
