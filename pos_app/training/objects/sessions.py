"""Checkout Sessions as the API offers them: create, retrieve, list, expire, their line items."""

from pos_app.training.objects import (
    owners,
    session_completion,
    session_items,
    session_rules,
    session_shape,
    session_shipping,
    session_totals,
    session_updates,
)
from pos_app.training.objects.session_completion import expire_due
from pos_app.training.objects.states import SessionClosed
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names, only
from pos_app.training.records.kinds import SESSION
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire.currencies import check_currency
from pos_app.training.wire.errors import Body, wrong_state
from pos_app.training.wire.metadata import merged

__all__ = ["ENDPOINTS", "expire_due", "included_line_items"]

_CREATES = names(
    "adaptive_pricing allow_promotion_codes allowed_payment_method_types automatic_tax"
    " billing_address_collection cancel_url client_reference_id consent_collection currency"
    " custom_fields custom_text customer customer_account customer_creation customer_email"
    " customer_update excluded_payment_method_types expires_at integration_identifier"
    " invoice_creation line_items locale managed_payments metadata mode name_collection"
    " optional_items origin_context payment_intent_data payment_method_data"
    " payment_method_options phone_number_collection redirect_on_completion return_url"
    " saved_payment_method_options setup_intent_data shipping_address_collection"
    " shipping_options submit_type success_url tax_id_collection ui_mode"
)


def create(call: Call) -> Body:
    work, params = call.work, call.params
    session_rules.check(work, params)
    only(_CREATES, params)
    body = session_shape.blank(work, params) | _customer_of(work, params)
    for name in ("payment_intent_data", "setup_intent_data"):
        merged({}, params.get(name, {}).get("metadata"), prefix=f"{name}[metadata]")
    body = with_private(
        body,
        allow_redisplay=params.get("payment_method_data", {}).get("allow_redisplay"),
        customer_update=params.get("customer_update", {}),
        payment_intent_data=params.get("payment_intent_data", {}),
        setup_intent_data=params.get("setup_intent_data", {}),
        chosen={}, line_items=[], rate=None, rates=[], shelf={},
    )  # fmt: skip
    if params["mode"] == "setup":
        return public(work.add(_for_setup(work, body, params)))
    return public(work.add(_for_payment(work, body, params)))


def _for_setup(work: Work, body: Body, params: Body) -> Body:
    currency = check_currency(params["currency"]) if "currency" in params else None
    intent = session_completion.new_setup_intent(work, body)
    return {
        **body,
        "currency": currency,
        "payment_status": "no_payment_required",
        "setup_intent": intent["id"],
    }


def _for_payment(work: Work, body: Body, params: Body) -> Body:
    basket = session_items.basket(work, params)
    currency = session_items.currency_of(basket, params.get("currency"))
    rates = session_shipping.rates(work, params.get("shipping_options", []), currency)
    body = with_private(body, line_items=basket.items, shelf=basket.shelf)
    body = {**body, "currency": currency, "optional_items": basket.optional or None}
    return session_totals.checked(session_shipping.with_options(body, rates))


def _customer_of(work: Work, params: Body) -> Body:
    owner = owners.given(work, params)
    has_customer = owner is not None or params.get("customer_creation") == "always"
    options = None
    if params["mode"] != "setup":
        options = session_shape.saved_options(
            params.get("saved_payment_method_options"), has_customer=has_customer
        )
    if owner is not None:
        email = session_completion.email_of(work, owner)
        details = session_shape.details(email=email)
        return {
            **owner.fields(), "customer_details": details, "saved_payment_method_options": options,
        }  # fmt: skip
    email = params.get("customer_email")
    return {
        "customer_creation": params.get("customer_creation", "if_required"),
        "customer_details": session_shape.details(email=email) if email else None,
        "saved_payment_method_options": options,
    }


def retrieve(call: Call) -> Body:
    return public(call.work.get(SESSION, call.id))


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, "customer", "customer_account", "payment_intent", "status")
    details = call.params.get("customer_details")
    if details is None:
        return lists.page(call.work, SESSION, call.params, where)
    return lists.page(
        call.work, SESSION, call.params, where,
        extra="json_extract(body, '$.customer_details.email') = ?", values=(details["email"],),
    )  # fmt: skip


def list_line_items(call: Call) -> Body:
    session = call.work.get(SESSION, call.id)
    return _line_items(session, call.params)


def included_line_items(work: Work, session: Body) -> Body:
    """A session's `line_items`, shown when asked for."""
    return _line_items(work.load(SESSION, session["id"]), {"limit": 100})


def _line_items(session: Body, params: Body) -> Body:
    url = f"{SESSION.url}/{session['id']}/line_items"
    return lists.slice_of(private(session)["line_items"], params, url)


def expire(call: Call) -> Body:
    """Raises StripeError (400) unless the session is open."""
    session = call.work.get(SESSION, call.id)
    try:
        return public(session_completion.close(call.work, session))
    except SessionClosed as fault:
        message = (
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout'
            f" Session has a status of {fault.status}."
        )
        raise wrong_state(message, code="checkout_session_unexpected_state") from fault


_ITEM = "/v1/checkout/sessions/{id}"

ENDPOINTS = (
    Endpoint("POST", "/v1/checkout/sessions", create, "checkout.SessionCreateParams"),
    Endpoint("GET", "/v1/checkout/sessions", list_all, "checkout.SessionListParams",
             names("created customer customer_account customer_details payment_intent status limit"
                   " starting_after ending_before")),
    Endpoint("GET", _ITEM, retrieve, "checkout.SessionRetrieveParams"),
    Endpoint("POST", _ITEM, session_updates.update, "checkout.SessionUpdateParams"),
    Endpoint("POST", _ITEM + "/expire", expire, "checkout.SessionExpireParams"),
    Endpoint("GET", _ITEM + "/line_items", list_line_items, "checkout.SessionLineItemListParams"),
)  # fmt: skip
