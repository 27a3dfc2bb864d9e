"""How a Checkout Session ends: paid, set up, free of charge, or run out."""

import json
from dataclasses import asdict

from pos_app.training.bank import challenges
from pos_app.training.bank.cards import Approval, Decline, Verdict
from pos_app.training.bank.challenges import Waiting
from pos_app.training.objects import (
    customers,
    intents,
    owners,
    payment_methods,
    session_questions,
    session_shape,
    setup_intents,
    thin_events,
)
from pos_app.training.objects.intent_shape import blank as blank_intent
from pos_app.training.objects.intent_shape import shipping_of
from pos_app.training.objects.intents import Saving
from pos_app.training.objects.owners import Owner
from pos_app.training.objects.session_questions import Payer
from pos_app.training.objects.states import SessionStatus, Step, can
from pos_app.training.objects.states import complete as completed_status
from pos_app.training.objects.states import expire as expired_status
from pos_app.training.records import lists
from pos_app.training.records.kinds import CUSTOMER, PAYMENT_INTENT, PAYMENT_METHOD, SETUP_INTENT
from pos_app.training.records.work import Work, private
from pos_app.training.wire.errors import Body
from pos_app.training.wire.metadata import merged

_FROM_INTENT_DATA = (
    "capture_method", "description", "receipt_email", "setup_future_usage",
    "statement_descriptor_suffix",
)  # fmt: skip


def is_open(session: Body) -> bool:
    return bool(session["status"] == SessionStatus.OPEN)


def is_setup(session: Body) -> bool:
    return bool(session["mode"] == "setup")


def is_free(session: Body) -> bool:
    """Nothing is due, so no card is asked for."""
    return not is_setup(session) and session["amount_total"] == 0


def may_save(session: Body) -> bool:
    """Whether the box "show this card next time" is offered."""
    options = session["saved_payment_method_options"] or {}
    return bool(options.get("payment_method_save") == "enabled")


def shown_cards(work: Work, session: Body) -> list[Body]:
    """The owner's cards Checkout may show again, newest first."""
    owner = owners.of(session)
    if owner is None or is_setup(session):
        return []
    filters = (session["saved_payment_method_options"] or {}).get("allow_redisplay_filters")
    found = lists.page(work, PAYMENT_METHOD, {"limit": 100}, {owner.field: owner.id})
    return [
        method
        for method in found["data"]
        if method["allow_redisplay"] in (filters or ["always"])
        and not payment_methods.expired(method, work.now)
    ]


def email_of(work: Work, owner: Owner) -> str | None:
    """The e-mail a customer or an account is known by."""
    record = owners.record(work, owner)
    email: str | None = record.get("email" if owner.field == "customer" else "contact_email")
    return email


# --- its intent


def intent_for(work: Work, session: Body) -> tuple[Body, Body]:
    """(session, its intent): a PaymentIntent is made when the page first confirms."""
    if is_setup(session):
        return session, work.load(SETUP_INTENT, session["setup_intent"])
    if session["payment_intent"] is not None:
        return session, work.load(PAYMENT_INTENT, session["payment_intent"])
    data = private(session)["payment_intent_data"]
    values = {name: data[name] or None for name in _FROM_INTENT_DATA if name in data}
    if "shipping" in data:
        values["shipping"] = shipping_of(data["shipping"])
    intent = intents.new(
        work,
        session["amount_total"],
        session["currency"],
        **values,
        **_owner_fields(session),
        metadata=merged({}, data.get("metadata")),
        allowed_payment_method_types=session["allowed_payment_method_types"],
        payment_method_options=_options(session, blank_intent("", 1, "eur", 0)),
        _private={"session": session["id"]},
    )
    after = work.save(session, {**session, "payment_intent": intent["id"]})
    return after, intent


def new_setup_intent(work: Work, session: Body) -> Body:
    """Of a setup-mode session, there from the first."""
    data = private(session)["setup_intent_data"]
    return setup_intents.new(
        work,
        **_owner_fields(session),
        description=data.get("description"),
        metadata=merged({}, data.get("metadata")),
        allowed_payment_method_types=session["allowed_payment_method_types"],
        payment_method_options=_options(session, setup_intents.blank("", 0)),
        _private={"session": session["id"]},
    )


def _owner_fields(session: Body) -> Body:
    return {name: session[name] for name in owners.FIELDS}


def _options(session: Body, blank: Body) -> Body:
    """The intent's own options with those of the session over them."""
    card = {**blank["payment_method_options"]["card"], **session["payment_method_options"]["card"]}
    return {"card": card}


def usage_of(session: Body) -> str | None:
    """For which later charges the card is agreed to be kept; one for cards alone counts first."""
    own: str | None = session["payment_method_options"]["card"].get("setup_future_usage")
    general: str | None = private(session)["payment_intent_data"].get("setup_future_usage")
    return own or general or None


def judge(
    work: Work, session: Body, intent: Body, method: Body, *, authenticated: bool = False
) -> Verdict:
    """What the bank says to this session's card now; `intent` is the session's."""
    if is_setup(session):
        return setup_intents.judge(work, method, authenticated=authenticated)
    return intents.judge(work, method, authenticated=authenticated, intent=intent)


def decline(work: Work, session: Body, intent: Body, method: Body, refusal: Decline) -> None:
    """The session stays open for another card; its intent keeps the reason."""
    refuse = setup_intents.decline if is_setup(session) else intents.decline
    refuse(work, intent, method, refusal)


def challenge(work: Work, session: Body, intent: Body, method: Body, payer: Payer) -> Waiting:
    """Wait for the customer to authenticate."""
    context = {"session": session["id"], "payer": asdict(payer)}
    ask = setup_intents.challenge if is_setup(session) else intents.challenge
    return ask(work, intent, method, return_url=None, context=context)[1]


# --- done


def finish(work: Work, session: Body, method: Body, approval: Approval, payer: Payer) -> Body:
    """Charge the card or set it up, keep it as agreed, complete the session: the session after."""
    if is_setup(session):
        return _set_up(work, session, method, approval, payer)
    completed_status(session["status"])
    session, intent = intent_for(work, session)
    owner = _owner_for(work, session, payer)
    changes: Body = {}
    if owner is not None and owners.of(intent) is None:
        changes = owner.fields()
    if payer.shipping is not None and intent["shipping"] is None:
        changes["shipping"] = _shipping(payer)
    intent = work.save(intent, {**intent, **changes})
    intent = intents.approve(work, intent, method, approval, _saving(session, payer))
    unpaid = intent["status"] == "requires_capture"
    return _complete(work, session, owner, payer, "unpaid" if unpaid else "paid")


def finish_free(work: Work, session: Body, payer: Payer) -> Body:
    """Complete a session with nothing due; no card, no PaymentIntent."""
    owner = _owner_for(work, session, payer)
    return _complete(work, session, owner, payer, "no_payment_required")


def _set_up(work: Work, session: Body, method: Body, approval: Approval, payer: Payer) -> Body:
    completed_status(session["status"])
    intent = work.load(SETUP_INTENT, session["setup_intent"])
    owner = _owner_for(work, session, payer)
    if owner is not None and owners.of(intent) is None:
        intent = work.save(intent, {**intent, **owner.fields()})
    # "setup mode … saved with allow_redisplay: always" (support.stripe.com, prefilling saved
    # cards in Checkout): the customer came for nothing else
    shown = private(session)["allow_redisplay"] or "always"
    setup_intents.approve(work, intent, method, approval, allow_redisplay=shown)
    return _complete(work, session, owner, payer, "no_payment_required")


def _saving(session: Body, payer: Payer) -> Saving:
    """`setup_future_usage` attaches whatever the box says; the box alone decides "show again"."""
    ticked = payer.save_ticked and may_save(session)
    usage = usage_of(session)
    return Saving(
        attach=ticked or usage is not None,
        allow_redisplay=private(session)["allow_redisplay"] or ("always" if ticked else "limited"),
        set_up=usage == "off_session",
    )


def _complete(
    work: Work, session: Body, owner: Owner | None, payer: Payer, payment_status: str
) -> Body:
    collection = session["consent_collection"]
    after = {
        **session,
        **(owners.NOBODY if owner is None else owner.fields()),
        "client_secret": None,
        "collected_information": {
            "business_name": payer.business_name,
            "individual_name": payer.individual_name,
            "shipping_details": payer.shipping,
        },
        "consent": None if collection is None else _consent(collection),
        "custom_fields": session_questions.answered(session["custom_fields"], payer.fields),
        "customer_details": session_shape.details(
            email=payer.email,
            name=payer.name,
            phone=payer.phone,
            # "not present on Sessions in setup mode" (the SDK's docstring)
            address=None if is_setup(session) else payer.address,
            individual_name=payer.individual_name,
            business_name=payer.business_name,
            tax_id=payer.tax_id,
        ),
        "payment_status": payment_status,
        "status": completed_status(session["status"]),
        "url": None,
    }
    work.save(session, after)
    work.emit("checkout.session.completed", after)
    return after


def _consent(collection: Body) -> Body:
    required = collection["terms_of_service"] == "required"
    return {"promotions": None, "terms_of_service": "accepted" if required else None}


def _shipping(payer: Payer) -> Body | None:
    return shipping_of({**payer.shipping, "phone": payer.phone} if payer.shipping else None)


# --- its owner


def _owner_for(work: Work, session: Body, payer: Payer) -> Owner | None:
    """The owner given, brought up to date; or the customer made, if one is needed."""
    given = owners.of(session)
    if given is not None:
        if given.field == "customer":
            _bring_up_to_date(work, session, given.id, payer)
        elif payer.email and email_of(work, given) is None:
            before = owners.record(work, given)
            after = work.save(before, {**before, "contact_email": payer.email})
            thin_events.emit(work, "v2.core.account.updated", after)
        return given
    always = session["customer_creation"] == "always"
    if not always and (is_setup(session) or usage_of(session) is None):
        return None
    known: Body = {
        "name": payer.name,
        "email": payer.email,
        "phone": payer.phone,
        "address": payer.address,
        "shipping": _shipping(payer),
        "individual_name": payer.individual_name,
        "business_name": payer.business_name,
    }
    body = {**customers.blank(CUSTOMER.new_id(), work.now), **known}
    return Owner("customer", str(work.add(body, "customer.created")["id"]))


def _bring_up_to_date(work: Work, session: Body, customer: str, payer: Payer) -> None:
    """What `customer_update` allows, and the e-mail where there was none."""
    before = work.load(CUSTOMER, customer)
    if before.get("deleted"):
        return
    allowed = private(session)["customer_update"]
    changes: Body = {}
    if payer.email and before["email"] is None:
        changes["email"] = payer.email
    if allowed.get("name") == "auto":
        names = ("name", "individual_name", "business_name")
        changes |= {name: value for name in names if (value := getattr(payer, name))}
    if allowed.get("address") == "auto" and payer.address is not None:
        changes["address"] = payer.address
    if allowed.get("shipping") == "auto" and payer.shipping is not None:
        changes["shipping"] = _shipping(payer)
    if changes and {**before, **changes} != before:
        work.save(before, {**before, **changes}, "customer.updated")


# --- changed or closed before it is done


def repriced(work: Work, before: Body, after: Body) -> Body:
    """Save a session whose amounts changed; its PaymentIntent follows.

    An attempt that waits for its customer was for another amount: it is abandoned.
    """
    if before["payment_intent"] is not None:
        intent = work.load(PAYMENT_INTENT, before["payment_intent"])
        due = {"amount": after["amount_total"], "currency": after["currency"]}
        if {**intent, **due} != intent:
            work.save(intent, {**abandoned(work, intent), **due})
    return work.save(before, after)


def abandoned(work: Work, intent: Body) -> Body:
    """The PaymentIntent as it waits for a card again."""
    if intent["status"] not in ("requires_action", "requires_confirmation"):
        return intent
    challenges.close_all(work, intent["id"])
    return {
        **intent,
        "next_action": None,
        "payment_method": None,
        "status": "requires_payment_method",
    }


def close(work: Work, session: Body) -> Body:
    """Expire the session and cancel its intent. Raises SessionClosed."""
    status = expired_status(session["status"])
    if session["payment_intent"] is not None:
        intent = work.load(PAYMENT_INTENT, session["payment_intent"])
        if can(intent["status"], Step.CANCEL):
            intents.cancel(work, intent, "automatic")
    if session["setup_intent"] is not None:
        intent = work.load(SETUP_INTENT, session["setup_intent"])
        if intent["status"] not in ("succeeded", "canceled"):
            setup_intents.cancel(work, intent, None)
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
