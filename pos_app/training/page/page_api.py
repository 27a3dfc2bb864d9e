"""What the stand-in's own Stripe.js asks: read, update and confirm a session, and authenticate.

Answers are the unions of the official `StripeCheckoutConfirmResult`, plus `challenge`.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pos_app.training.bank import card_entry, cards, challenges
from pos_app.training.bank.card_entry import NotATestCard, WrongEntry
from pos_app.training.bank.cards import Behaviour, Challenge, Decline, TestCard
from pos_app.training.bank.challenges import Waiting
from pos_app.training.objects import payment_methods, session_questions
from pos_app.training.objects import session_completion as completion
from pos_app.training.objects.session_questions import Payer
from pos_app.training.page import (
    intent_api,
    page_challenges,
    page_session,
    page_update,
    page_words,
)
from pos_app.training.page.page_update import Refused
from pos_app.training.records.kinds import PAYMENT_METHOD
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body

_ANONYMOUS = TestCard(
    "0000000000000000", "", "unknown", Behaviour.GENERIC_DECLINE, funding="unknown"
)
"""Stands for any number that is no test card's; none of it is kept."""

PageHandler = Callable[[Work, Body], Body]
Change = Callable[[Work, Body, Body], Body]
"""Of a session, by what the page sends. Raises Refused or WrongEntry."""


def failure(message: str) -> Body:
    """A problem the buyer can mend, or a closed session; nothing was charged."""
    return {"type": "error", "error": {"code": None, "message": message}}


def show(work: Work, given: Body) -> Body:
    session = page_session.of_secret(work, given)
    return {**_success(work, session), "extra": page_session.particulars(work, session)}


def _while_open(change: Change) -> PageHandler:
    """Only an open session is changed; what its customer can mend is told in their language."""

    def answer(work: Work, given: Body) -> Body:
        session = page_session.of_secret(work, given)
        language = page_words.language_of(given, session)
        if not completion.is_open(session):
            return page_words.refusal(str(session["status"]), language)
        try:
            return change(work, session, given)
        except Refused as refused:
            return page_words.refusal(refused.key, language, refused.code)
        except WrongEntry as fault:
            return page_words.entry(str(fault), language)

    return answer


def _update(work: Work, session: Body, given: Body) -> Body:
    return _success(work, page_update.updated(work, session, given))


def _remove_card(work: Work, session: Body, given: Body) -> Body:
    """The customer no longer wants a saved card to be kept."""
    options = session["saved_payment_method_options"] or {}
    method = _shown(work, session, given.get("paymentMethod"))
    if options.get("payment_method_remove") != "enabled" or method is None:
        raise Refused("cardNotRemovable")
    payment_methods.detach_from(work, method)
    return _success(work, session)


def _confirm(work: Work, session: Body, given: Body) -> Body:
    try:
        session = page_update.updated(work, session, page_update.touches(given))
    except Refused as refused:
        raise Refused(refused.key) from refused  # a confirmation has no codes of its own for it
    ticked = given.get("savePaymentMethod") is True
    if ticked and not completion.may_save(session):
        raise Refused("saveNotOffered")
    saved = _shown(work, session, given.get("paymentMethod"))
    payer = _payer(work, session, given, saved, ticked=ticked)
    key = session_questions.missing(session, payer)
    if key is not None:
        raise Refused(key)
    if completion.is_free(session):
        return _success(work, completion.finish_free(work, session, payer))
    if saved is not None:
        return _try(work, session, saved, payer)
    if given.get("paymentMethod") is not None:
        raise Refused("cardNotShown")
    if not isinstance(given.get("card"), dict):
        raise Refused("cardRequired")
    return _with_typed(work, session, given["card"], payer)


def _shown(work: Work, session: Body, identifier: object) -> Body | None:
    """The saved card a page names, if it is one the page was shown."""
    shown = [method["id"] for method in completion.shown_cards(work, session)]
    return work.load(PAYMENT_METHOD, str(identifier)) if identifier in shown else None


def _with_typed(work: Work, session: Body, typed: Body, payer: Payer) -> Body:
    """Raises WrongEntry."""
    try:
        entry = card_entry.read(typed, work.now)
    except NotATestCard:
        # as a live card is declined in test mode
        method = payment_methods.make(work, _ANONYMOUS)
        session, intent = completion.intent_for(work, session)
        completion.decline(work, session, intent, method, cards.TEST_MODE_LIVE_CARD)
        return _failed(cards.TEST_MODE_LIVE_CARD)
    address = {name: value for name, value in (payer.address or {}).items() if value}
    postal = {"postal_code": entry.postal_code} if entry.postal_code else {}
    billing: dict[str, Any] = {
        "email": payer.email,
        "name": entry.name or payer.name,
        "phone": payer.phone,
        "address": {**postal, **address},
    }
    method = payment_methods.make(
        work, entry.card, exp_month=entry.exp_month, exp_year=entry.exp_year, billing=billing
    )
    return _try(work, session, method, replace(payer, name=entry.name or payer.name))


def _payer(work: Work, session: Body, given: Body, saved: Body | None, *, ticked: bool) -> Payer:
    """From what the page was told and, where it was told nothing, from the saved card."""
    page = page_session.page_of(session)
    billing = page.get("billingAddress") or {}
    on_card = {} if saved is None else saved["billing_details"]
    address = billing.get("address")
    if address is None and session_questions.complete(on_card.get("address")):
        address = on_card["address"]
    tax = page.get("taxIdInfo") or {}
    shipping = page.get("shippingAddress")
    given = {**page.get("answers", {}), **given}  # the hosted page hands these in ahead
    fields = given.get("customFields")
    return Payer(
        email=page_session.email_of(work, session),
        name=on_card.get("name") or billing.get("name") or page.get("individualName"),
        phone=page.get("phoneNumber"),
        save_ticked=ticked,
        address=session_questions.full_address(address),
        shipping=None if shipping is None else _shipping(shipping),
        individual_name=page.get("individualName"),
        business_name=page.get("businessName") or tax.get("businessName"),
        terms_accepted=given.get("termsAccepted") is True,
        tax_id=tax.get("taxId"),
        fields=fields if isinstance(fields, dict) else {},
    )


def _shipping(contact: Body) -> Body:
    return {
        "address": session_questions.full_address(contact["address"]),
        "name": contact.get("name"),
    }


def _try(work: Work, session: Body, method: Body, payer: Payer) -> Body:
    session, intent = completion.intent_for(work, session)
    verdict = completion.judge(work, session, intent, method)
    if isinstance(verdict, Decline):
        completion.decline(work, session, intent, method, verdict)
        return _failed(verdict)
    if isinstance(verdict, Challenge):
        return _challenge(completion.challenge(work, session, intent, method, payer))
    return _success(work, completion.finish(work, session, method, verdict, payer))


def resume(work: Work, given: Body) -> Body:
    """What became of the last confirmation, after its challenge was answered."""
    session = page_session.of_secret(work, given)
    if session["status"] == "complete":
        return _success(work, session)
    return _pending(work, given)


def _outcome(work: Work, session: Body, _given: Body) -> Body:
    if session["payment_intent"] is None and session["setup_intent"] is None:
        raise Refused("nothingToResume")
    session, intent = completion.intent_for(work, session)
    waiting = challenges.pending_of(work, intent["id"])
    if waiting is not None:
        return _challenge(waiting)
    setup = completion.is_setup(session)
    error = intent["last_setup_error" if setup else "last_payment_error"]
    if error is None:
        raise Refused("nothingToResume")
    return _refused(error["message"], error.get("decline_code"))


def _failed(refusal: Decline) -> Body:
    return _refused(refusal.message, refusal.decline_code)


def _refused(message: str, decline_code: str | None) -> Body:
    error = {
        "code": "paymentFailed",
        "message": message,
        "paymentFailed": {"declineCode": decline_code},
    }
    return {"type": "error", "error": error}


def _challenge(waiting: Waiting) -> Body:
    url = f"/frames/challenge.html?id={waiting.id}"
    return {"type": "challenge", "challenge": {"id": waiting.id, "url": url}}


def _success(work: Work, session: Body) -> Body:
    return {"type": "success", "session": page_session.shape(work, session)}


_pending = _while_open(_outcome)

PAGE_HANDLERS: dict[str, PageHandler] = {
    "/page/session": show,
    "/page/session/update": _while_open(_update),
    "/page/session/confirm": _while_open(_confirm),
    "/page/session/resume": resume,
    "/page/payment_method/remove": _while_open(_remove_card),
    "/page/challenge": page_challenges.describe,
    "/page/challenge/answer": page_challenges.answer,
    **intent_api.INTENT_HANDLERS,
}
KEYLESS = frozenset({"/page/challenge", "/page/challenge/answer"})
"""The frame of a bank has no key: the id of the challenge is its secret."""
