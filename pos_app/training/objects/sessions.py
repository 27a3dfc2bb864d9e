"""Checkout Sessions: create, retrieve, update, list, expire, and what completes one."""

import json
from dataclasses import dataclass

from pos_app.training.bank.cards import Approval, Decline
from pos_app.training.objects import customers, intents, owners, payment_methods, session_rules
from pos_app.training.objects.intents import Saving
from pos_app.training.objects.states import SessionClosed, SessionStatus, Step, can
from pos_app.training.objects.states import complete as completed_status
from pos_app.training.objects.states import expire as expired_status
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names, only
from pos_app.training.records.kinds import CUSTOMER, PAYMENT_INTENT, PAYMENT_METHOD, SESSION
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire.errors import Body, invalid, wrong_state
from pos_app.training.wire.metadata import merged

_FROM_INTENT_DATA = (
    "capture_method", "description", "receipt_email", "setup_future_usage", "shipping",
    "statement_descriptor", "statement_descriptor_suffix",
)  # fmt: skip
_INTENT_DATA = (*_FROM_INTENT_DATA, "metadata")
_CREATES = names(
    "allowed_payment_method_types billing_address_collection cancel_url client_reference_id"
    " customer customer_creation customer_email expires_at line_items locale metadata mode"
    " payment_intent_data phone_number_collection redirect_on_completion return_url"
    " saved_payment_method_options submit_type success_url ui_mode"
)


def create(call: Call) -> Body:
    work, params = call.work, call.params
    session_rules.check(work, params)
    only(_CREATES, params)
    for name in params.get("payment_intent_data", {}):
        if name not in _INTENT_DATA:
            message = f"The training stand-in does not implement payment_intent_data[{name}]."
            raise invalid(message, code="training_not_implemented", param="payment_intent_data")
    items, currency, total = session_rules.line_items(work, params["line_items"])
    body = session_rules.blank(work, params, currency, total)
    body |= _customer_of(work, params)
    intent_data = params.get("payment_intent_data", {})
    merged({}, intent_data.get("metadata"), prefix="payment_intent_data[metadata]")
    body = with_private(
        body, line_items=items, payment_intent_data=intent_data, secret=body["client_secret"]
    )
    return public(work.add(body))


def _customer_of(work: Work, params: Body) -> Body:
    has_customer = "customer" in params or params.get("customer_creation") == "always"
    options = session_rules.saved_options(
        params.get("saved_payment_method_options"), has_customer=has_customer
    )
    if "customer" not in params:
        email = params.get("customer_email")
        if email is not None:
            customers.check_email(email, param="customer_email")
        return {
            "customer_creation": params.get("customer_creation", "if_required"),
            "customer_details": _details(email=email) if email else None,
            "saved_payment_method_options": options,
        }
    customer = owners.customer(work, params["customer"])
    return {
        "customer": customer["id"],
        "customer_details": _details(email=customer["email"]),
        "saved_payment_method_options": options,
    }


def _details(
    *, email: str | None, name: str | None = None, phone: str | None = None,
    address: Body | None = None,
) -> Body:  # fmt: skip
    return {
        "address": address,
        "business_name": None,
        "email": email,
        "individual_name": None,
        "name": name,
        "phone": phone,
        "tax_exempt": "none",
        "tax_ids": [],
    }


def retrieve(call: Call) -> Body:
    return public(call.work.get(SESSION, call.id))


def update(call: Call) -> Body:
    before = call.work.get(SESSION, call.id)
    after = {**before, "metadata": merged(before["metadata"], call.params.get("metadata"))}
    return public(call.work.save(before, after))


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, "customer", "payment_intent", "status")
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
        return public(close(call.work, session))
    except SessionClosed as fault:
        message = (
            'Only Checkout Sessions with a status in ["open"] can be expired. This Checkout'
            f" Session has a status of {fault.status}."
        )
        raise wrong_state(message, code="checkout_session_unexpected_state") from fault


def close(work: Work, session: Body) -> Body:
    """Expire the session and cancel its PaymentIntent. Raises SessionClosed."""
    status = expired_status(session["status"])
    if session["payment_intent"] is not None:
        intent = work.load(PAYMENT_INTENT, session["payment_intent"])
        if can(intent["status"], Step.CANCEL):
            intents.cancel(work, intent, "automatic")
    after = {**session, "client_secret": None, "status": status, "url": None}
    work.save(session, after)
    work.emit("checkout.session.expired", after)
    return after


def expire_due(work: Work) -> None:
    """Close the sessions whose time has passed."""
    for row in work.database.rows(
        "SELECT body FROM checkout_sessions WHERE status = 'open'"
        " AND json_extract(body, '$.expires_at') <= ?",
        (work.now,),
    ):
        close(work, json.loads(row["body"]))


@dataclass(frozen=True)
class Payer:
    """What the page gave about who pays. `save_ticked`: the box "show this card next time"."""

    email: str | None
    name: str | None
    phone: str | None
    save_ticked: bool
    address: Body | None = None

    def as_body(self) -> Body:
        return {
            "email": self.email, "name": self.name, "phone": self.phone,
            "save_ticked": self.save_ticked, "address": self.address,
        }  # fmt: skip


def intent_for(work: Work, session: Body) -> tuple[Body, Body]:
    """(session, its PaymentIntent), made when the page first confirms, as Stripe does it."""
    if session["payment_intent"] is not None:
        return session, work.load(PAYMENT_INTENT, session["payment_intent"])
    data = private(session)["payment_intent_data"]
    values = {name: data[name] for name in _FROM_INTENT_DATA if name in data}
    intent = intents.new(
        work,
        session["amount_total"],
        session["currency"],
        **values,
        customer=session["customer"],
        metadata=merged({}, data.get("metadata")),
        allowed_payment_method_types=session["allowed_payment_method_types"],
        _private={"session": session["id"]},
    )
    after = work.save(session, {**session, "payment_intent": intent["id"]})
    return after, intent


def pay(work: Work, session: Body, method: Body, approval: Approval, payer: Payer) -> Body:
    """Charge the card, keep it as agreed, complete the session: the session after."""
    status = completed_status(session["status"])
    session, intent = intent_for(work, session)
    customer = _customer_for(work, session, intent, payer)
    if customer is not None and intent["customer"] is None:
        intent = work.save(intent, {**intent, "customer": customer})
    intent = intents.approve(work, intent, method, approval, _saving(session, intent, payer))
    after = {
        **session,
        "client_secret": None,
        "customer": customer,
        "customer_details": _details(
            email=payer.email, name=payer.name, phone=payer.phone, address=payer.address
        ),
        "payment_status": "unpaid" if intent["status"] == "requires_capture" else "paid",
        "status": status,
        "url": None,
    }
    work.save(session, after)
    work.emit("checkout.session.completed", after)
    return after


def _customer_for(work: Work, session: Body, intent: Body, payer: Payer) -> str | None:
    given: str | None = session["customer"]
    if given is not None:
        known = work.load(CUSTOMER, given)
        if payer.email and not known.get("deleted") and known["email"] is None:
            customers.set_email(work, given, payer.email)
        return given
    needed = session["customer_creation"] == "always" or intent["setup_future_usage"] is not None
    if not needed:
        return None
    made = customers.make(work, name=payer.name, email=payer.email, phone=payer.phone)
    return str(made["id"])


def _saving(session: Body, intent: Body, payer: Payer) -> Saving:
    """`setup_future_usage` attaches whatever the box says; the box alone decides "show again"."""
    ticked = payer.save_ticked and may_save(session)
    usage = intent["setup_future_usage"]
    return Saving(
        attach=ticked or usage is not None,
        allow_redisplay="always" if ticked else "limited",
        set_up=usage == "off_session",
    )


def may_save(session: Body) -> bool:
    options = session["saved_payment_method_options"] or {}
    return bool(options.get("payment_method_save") == "enabled")


def decline(work: Work, session: Body, method: Body, refusal: Decline) -> Body:
    """The session stays open for another card; its PaymentIntent keeps the reason."""
    session, intent = intent_for(work, session)
    intents.decline(work, intent, method, refusal)
    return session


def shown_cards(work: Work, session: Body) -> list[Body]:
    """The customer's cards Checkout may show again, newest first."""
    if session["customer"] is None:
        return []
    filters = (session["saved_payment_method_options"] or {}).get("allow_redisplay_filters")
    found = lists.page(work, PAYMENT_METHOD, {"limit": 100}, {"customer": session["customer"]})
    return [
        method
        for method in found["data"]
        if method["allow_redisplay"] in (filters or ["always"])
        and not payment_methods.expired(method, work.now)
    ]


def is_open(session: Body) -> bool:
    return bool(session["status"] == SessionStatus.OPEN)


_ITEM = "/v1/checkout/sessions/{id}"

ENDPOINTS = (
    Endpoint("POST", "/v1/checkout/sessions", create, "checkout.SessionCreateParams"),
    Endpoint("GET", "/v1/checkout/sessions", list_all, "checkout.SessionListParams",
             names("created customer customer_details payment_intent status limit starting_after"
                   " ending_before")),
    Endpoint("GET", _ITEM, retrieve, "checkout.SessionRetrieveParams"),
    Endpoint("POST", _ITEM, update, "checkout.SessionUpdateParams", names("metadata")),
    Endpoint("POST", _ITEM + "/expire", expire, "checkout.SessionExpireParams"),
    Endpoint("GET", _ITEM + "/line_items", list_line_items, "checkout.SessionLineItemListParams"),
)  # fmt: skip
