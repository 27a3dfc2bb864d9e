"""What the stand-in's own Stripe.js asks: read, update and confirm a session, and authenticate.

Answers are the unions of the official `StripeCheckoutConfirmResult`, plus `challenge`.
"""

import re
from collections.abc import Callable

from pos_app.training.bank import card_entry, cards, challenges
from pos_app.training.bank.card_entry import NotATestCard, WrongEntry
from pos_app.training.bank.cards import Behaviour, Challenge, Decline, TestCard
from pos_app.training.bank.challenges import ChallengeState, Waiting
from pos_app.training.objects import intents, payment_methods, sessions
from pos_app.training.objects.sessions import Payer
from pos_app.training.objects.states import Step, can
from pos_app.training.page import intent_api, intent_shapes, page_session
from pos_app.training.records.kinds import PAYMENT_INTENT, PAYMENT_METHOD, SESSION
from pos_app.training.records.work import Work, private, with_private
from pos_app.training.wire.errors import Body, invalid

_EMAIL = re.compile(r"^[^@\s]+@[^@\s]+\.[^@\s.]+$")
_UPDATES = ("email", "phoneNumber", "billingAddress", "shippingAddress")

PageHandler = Callable[[Work, Body], Body]


def failure(message: str) -> Body:
    """A problem the buyer can mend, or a closed session; nothing was charged."""
    return {"type": "error", "error": {"code": None, "message": message}}


def show(work: Work, given: Body) -> Body:
    session = _session(work, given)
    return {
        "type": "success",
        "session": page_session.shape(work, session),
        "extra": page_session.particulars(work, session),
    }


def update(work: Work, given: Body) -> Body:
    session = _session(work, given)
    if not sessions.is_open(session):
        return _closed(session)
    if given.get("email"):
        wrong = _email_fault(str(given["email"]))
        if wrong is not None:
            return wrong
    page = dict(private(session).get("page", {}))
    page.update({name: given[name] for name in _UPDATES if name in given})
    after = work.save(session, with_private(session, page=page))
    return _success(work, after)


def _email_fault(email: str) -> Body | None:
    if _EMAIL.match(email):
        return None
    code = "invalidEmail" if "@" in email else "incompleteEmail"
    return {"type": "error", "error": {"code": code, "message": "Your email address is invalid."}}


def confirm(work: Work, given: Body) -> Body:
    session = _session(work, given)
    if not sessions.is_open(session):
        return _closed(session)
    updated = {name: given[name] for name in _UPDATES if given.get(name)}
    if updated:
        result = update(work, {**given, **updated})
        if result["type"] == "error":
            return failure(result["error"]["message"])
        session = work.load(SESSION, session["id"])
    if page_session.email_of(work, session) is None:
        return failure("Your email address is required.")
    ticked = given.get("savePaymentMethod") is True
    if ticked and not sessions.may_save(session):
        return failure("savePaymentMethod can't be used: payment_method_save is not enabled.")
    try:
        method, name = _chosen(work, session, given)
    except WrongEntry as fault:
        return failure(str(fault))
    except NotATestCard:
        return _refuse_unknown_card(work, session)
    return _try(work, session, method, _payer(work, session, name, ticked=ticked))


def _chosen(work: Work, session: Body, given: Body) -> tuple[Body, str | None]:
    """(card, the name on it). Raises WrongEntry or NotATestCard."""
    saved, typed = given.get("paymentMethod"), given.get("card")
    if saved is not None:
        shown = {method["id"] for method in sessions.shown_cards(work, session)}
        if saved not in shown:
            raise WrongEntry("This saved card can't be used for this payment.")
        method = work.load(PAYMENT_METHOD, saved)
        return method, method["billing_details"]["name"]
    if not isinstance(typed, dict):
        raise WrongEntry("Please provide a payment method.")
    entry = card_entry.read(typed, work.now)
    billing = {
        "email": page_session.email_of(work, session),
        "name": entry.name,
        "address": {"postal_code": entry.postal_code} if entry.postal_code else {},
    }
    method = payment_methods.make(
        work, entry.card, exp_month=entry.exp_month, exp_year=entry.exp_year, billing=billing
    )
    return method, entry.name


def _refuse_unknown_card(work: Work, session: Body) -> Body:
    """Declined as a live card is in test mode, with a card that stands for any number."""
    anonymous = TestCard(
        "0000000000000000", "", "unknown", Behaviour.GENERIC_DECLINE, funding="unknown"
    )
    method = payment_methods.make(work, anonymous)
    sessions.decline(work, session, method, cards.TEST_MODE_LIVE_CARD)
    return _payment_failed(cards.TEST_MODE_LIVE_CARD.message, cards.TEST_MODE_LIVE_CARD)


def _payer(work: Work, session: Body, name: str | None, *, ticked: bool) -> Payer:
    page = private(session).get("page", {})
    billing = page.get("billingAddress") or {}
    return Payer(
        email=page_session.email_of(work, session),
        name=name or billing.get("name"),
        phone=page.get("phoneNumber"),
        save_ticked=ticked,
        address=billing.get("address"),
    )


def _try(work: Work, session: Body, method: Body, payer: Payer) -> Body:
    verdict = intents.judge(work, method)
    if isinstance(verdict, Decline):
        sessions.decline(work, session, method, verdict)
        return _payment_failed(verdict.message, verdict)
    if isinstance(verdict, Challenge):
        session, intent = sessions.intent_for(work, session)
        context = {"session": session["id"], "payer": payer.as_body()}
        _, waiting = intents.challenge(work, intent, method, return_url=None, context=context)
        return _challenge(waiting)
    return _success(work, sessions.pay(work, session, method, verdict, payer))


def describe(work: Work, given: Body) -> Body:
    """What a challenge frame shows: who asks, how much, which card."""
    waiting = _waiting(work, given)
    intent = intent_api.asked_of(work, waiting)
    shown: Body = {
        "id": waiting.id,
        "state": waiting.state,
        "merchant": page_session.BUSINESS_NAME,
        "amount": intent.get("amount"),
        "currency": intent.get("currency"),
        "last4": None,
    }
    if intent["payment_method"] is not None:
        shown["last4"] = work.load(PAYMENT_METHOD, intent["payment_method"])["card"]["last4"]
    return shown


def answer(work: Work, given: Body) -> Body:
    """The customer approved or refused in their bank's frame; the charge is settled at once."""
    result = given.get("result")
    if result not in ("approve", "fail"):
        raise invalid("result must be approve or fail.", param="result")
    waiting = _waiting(work, given)
    if waiting.state is not ChallengeState.PENDING:
        raise invalid("This authentication can't be answered (any more).", param="id")
    approved = result == "approve"
    state = ChallengeState.APPROVED if approved else ChallengeState.FAILED
    challenges.answer(work, waiting, state)
    intent = intent_api.asked_of(work, waiting)
    return_url = intent_api.return_url_of(intent)
    if intent_shapes.is_setup(intent):
        intent_api.settle_setup(work, waiting, approved=approved)
    elif can(intent["status"], Step.APPROVE):
        _settle(work, waiting, intent, approved=approved)
    if return_url is None:
        return {"ok": True}
    after = intent_api.asked_of(work, waiting)
    return {"ok": True, "returnUrl": intent_shapes.return_address(after, return_url)}


def _settle(work: Work, waiting: Waiting, intent: Body, *, approved: bool) -> None:
    method = work.load(PAYMENT_METHOD, intent["payment_method"])
    if not approved:
        intents.decline(work, intent, method, intents.AUTHENTICATION_FAILED)
        return
    if intent["confirmation_method"] == "manual":
        intents.await_confirmation(work, intent)
        return
    verdict = intents.judge(work, method, authenticated=True, intent=intent)
    if isinstance(verdict, Decline):
        intents.decline(work, intent, method, verdict)
    elif isinstance(verdict, Challenge):
        raise RuntimeError("an authenticated card was asked to authenticate")
    elif "session" in waiting.context:
        session = work.load(SESSION, waiting.context["session"])
        sessions.pay(work, session, method, verdict, Payer(**waiting.context["payer"]))
    else:
        intents.approve(work, intent, method, verdict, intents.saving_of(intent))


def resume(work: Work, given: Body) -> Body:
    """What became of the last confirmation, after its challenge was answered."""
    session = _session(work, given)
    if session["status"] == "complete":
        return _success(work, session)
    if not sessions.is_open(session):
        return _closed(session)
    if session["payment_intent"] is None:
        return failure("There is no payment to resume.")
    intent = work.load(PAYMENT_INTENT, session["payment_intent"])
    waiting = challenges.pending_of(work, intent["id"])
    if waiting is not None:
        return _challenge(waiting)
    error = intent["last_payment_error"]
    if error is None:
        return failure("There is no payment to resume.")
    return {
        "type": "error",
        "error": {
            "code": "paymentFailed",
            "message": error["message"],
            "paymentFailed": {"declineCode": error.get("decline_code")},
        },
    }


def _payment_failed(message: str, refusal: Decline) -> Body:
    return {
        "type": "error",
        "error": {
            "code": "paymentFailed",
            "message": message,
            "paymentFailed": {"declineCode": refusal.decline_code},
        },
    }


def _challenge(waiting: Waiting) -> Body:
    url = f"/frames/challenge.html?id={waiting.id}"
    return {"type": "challenge", "challenge": {"id": waiting.id, "url": url}}


def _success(work: Work, session: Body) -> Body:
    return {"type": "success", "session": page_session.shape(work, session)}


def _closed(session: Body) -> Body:
    if session["status"] == "complete":
        return failure("This payment was made already; it can't be made again.")
    return failure("This checkout has expired. Nothing was charged.")


def _session(work: Work, given: Body) -> Body:
    """Raises StripeError (400) for a secret that opens no session."""
    secret = given.get("client_secret")
    if isinstance(secret, str):
        session = work.find(SESSION, secret.partition("_secret_")[0])
        if session is not None and private(session)["secret"] == secret:
            return session
    raise invalid("The client_secret provided does not match any Checkout Session.")


def _waiting(work: Work, given: Body) -> Waiting:
    waiting = challenges.find(work, str(given.get("id")))
    if waiting is None:
        raise invalid("No such authentication.", param="id", status=404)
    return waiting


PAGE_HANDLERS: dict[str, PageHandler] = {
    "/page/session": show,
    "/page/session/update": update,
    "/page/session/confirm": confirm,
    "/page/session/resume": resume,
    "/page/challenge": describe,
    "/page/challenge/answer": answer,
    **intent_api.INTENT_HANDLERS,
}
KEYLESS = frozenset({"/page/challenge", "/page/challenge/answer"})
"""The frame of a bank has no key: the id of the challenge is its secret."""
