"""Intents driven from a page by their client secret, as Stripe.js does it.

Answers are {type: success, paymentIntent | setupIntent}, {type: error, error} with the error
object of Stripe.js, or {type: challenge, challenge} where the customer must authenticate.
"""

import functools
from collections.abc import Callable
from typing import Any

from pos_app.training.bank import card_entry, cards, challenges
from pos_app.training.bank.card_entry import NotATestCard, WrongEntry
from pos_app.training.bank.cards import Behaviour, Challenge, Decline, TestCard
from pos_app.training.bank.challenges import Waiting
from pos_app.training.objects import (
    intent_params,
    intents,
    owners,
    payment_methods,
    setup_intents,
    setup_requests,
)
from pos_app.training.objects.states import SetupStatus, SetupStep, Step
from pos_app.training.page import intent_given, intent_shapes
from pos_app.training.page.intent_shapes import is_setup
from pos_app.training.records.kinds import PAYMENT_INTENT, PAYMENT_METHOD, SETUP_INTENT, kind_of_id
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire import addresses
from pos_app.training.wire.errors import Body, StripeError, invalid, no_such, wrong_state
from pos_app.training.wire.metadata import merged

_NUMBERS = TestCard("0000000000000000", "", "unknown", Behaviour.GENERIC_DECLINE, funding="unknown")
"""Stands for any number that is no test card's; none of it is kept."""
_NOT_TRIED = "This confirmation has not arrived: nothing was tried."

PageHandler = Callable[[Work, Body], Body]


def _told(handler: PageHandler) -> PageHandler:
    """Refusals as Stripe.js hands them to its page; as on the API, only a decline leaves marks."""

    @functools.wraps(handler)
    def answer(work: Work, given: Body) -> Body:
        work.database.execute("SAVEPOINT asked")
        try:
            return handler(work, given)
        except StripeError as error:
            if not error.keeps_changes:
                work.database.execute("ROLLBACK TO asked")
            return intent_shapes.refusal(error)

    return answer


@_told
def show(work: Work, given: Body) -> Body:
    return intent_shapes.success(_intent(work, given))


@_told
def confirm(work: Work, given: Body) -> Body:
    """Try a card: a saved one, one typed in the frame, a test token's, or the intent's own.

    Sent again with the same `attempt`, because its answer was lost, it is not tried again.
    """
    intent = _intent(work, given)
    attempt = given.get("attempt")
    if attempt is not None and private(intent).get("attempt") == attempt:
        return _outcome(work, intent)
    waiting = challenges.pending_of(work, intent["id"])
    names_card = any(given.get(name) for name in ("paymentMethod", "card"))
    if waiting is not None and not names_card:
        return _asked(intent, waiting)
    _check_may_confirm(intent)
    if given.get("returnUrl"):
        addresses.check(str(given["returnUrl"]), param="return_url")
    try:
        method = _method(work, intent, given)
    except WrongEntry as fault:
        return {"type": "error", "error": _validation_error(str(fault))}
    except NotATestCard:
        return _refuse_unknown_card(work, with_private(intent, attempt=attempt))
    intent = work.save(intent, with_private(intent, attempt=attempt))
    return_url = given.get("returnUrl")
    if is_setup(intent):
        after = setup_intents.attempt(work, intent, method, return_url=return_url)
    else:
        written = intent_params.read(work, intent_given.written_of(given), intent)
        intent = work.save(intent, {**intent, **written})
        after = intents.attempt(work, intent, method, return_url=return_url)
    waiting = challenges.pending_of(work, intent["id"])
    return intent_shapes.success(after) if waiting is None else _asked(after, waiting)


@_told
def resume(work: Work, given: Body) -> Body:
    """What became of the last confirmation: its challenge was answered, or its answer was lost."""
    intent = _intent(work, given)
    attempt = given.get("attempt")
    if attempt is not None and private(intent).get("attempt") != attempt:
        return {"type": "error", "error": {"type": "api_connection_error", "message": _NOT_TRIED}}
    return _outcome(work, intent)


def _outcome(work: Work, intent: Body) -> Body:
    waiting = challenges.pending_of(work, intent["id"])
    if waiting is not None:
        return _asked(intent, waiting)
    return intent_shapes.last_failure(intent) or intent_shapes.success(intent)


def _asked(intent: Body, waiting: Waiting) -> Body:
    url = f"/frames/challenge.html?id={waiting.id}"
    seen = intent_shapes.success(intent)
    return {**seen, "type": "challenge", "challenge": {"id": waiting.id, "url": url}}


def _intent(work: Work, given: Body) -> Body:
    """Raises StripeError (400) for a secret that opens no intent."""
    secret = given.get("client_secret")
    identifier = secret.partition("_secret_")[0] if isinstance(secret, str) else ""
    kind = kind_of_id(identifier)
    if kind not in (PAYMENT_INTENT, SETUP_INTENT):
        raise invalid("The client_secret provided is not one of an intent.", param="client_secret")
    assert kind is not None  # it is one of two
    found = work.find(kind, identifier)
    if found is None:
        raise no_such(kind.noun, identifier, param="intent", status=404)
    if found["client_secret"] != secret:
        noun = "SetupIntent" if kind is SETUP_INTENT else "PaymentIntent"
        message = (
            "The client_secret provided does not match the client_secret associated with the"
            f" {noun}."
        )
        raise invalid(message, param="client_secret")
    return found


def _check_may_confirm(intent: Body) -> None:
    """Raises StripeError (400): done, a session's, or only for a secret key."""
    setup = is_setup(intent)
    if setup:
        setup_intents.move(intent, SetupStep.APPROVE)
    else:
        intents.move(intent, Step.APPROVE)
    if private(intent).get("session"):
        code = f"{intent['object']}_unexpected_state"
        message = "You cannot confirm an intent that belongs to a Checkout Session."
        raise wrong_state(message, code=code, details={intent["object"]: public(intent)})
    if not setup and intent["confirmation_method"] == "manual":
        message = (
            "This PaymentIntent cannot be confirmed with a publishable key because its"
            " confirmation_method is manual. Confirm it on your server with a secret key."
        )
        raise invalid(message)


def _method(work: Work, intent: Body, given: Body) -> Body:
    """Raises StripeError (400), WrongEntry or NotATestCard."""
    typed = given.get("card")
    if not isinstance(typed, dict):
        wanted = str(given.get("paymentMethod") or intent["payment_method"] or "")
        method = setup_requests.method_for(work, wanted, owners.of(intent), noun=_noun(intent))
        if method is None:
            raise setup_requests.no_method(intent)
        return method
    return _made(work, typed, given)


def _made(work: Work, typed: Body, given: Body) -> Body:
    """A new PaymentMethod. Raises StripeError (400), WrongEntry or NotATestCard."""
    billing, shown = intent_given.billing_of(given), intent_given.redisplay_of(given)
    if "token" in typed:
        card = cards.by_token(str(typed["token"]))
        if card is None:
            raise no_such("token", str(typed["token"]), param="card[token]", status=400)
        made = payment_methods.make(work, card, billing=billing, allow_redisplay=shown)
    else:
        entry = card_entry.read(typed, work.now)
        made = payment_methods.make(
            work,
            entry.card,
            exp_month=entry.exp_month,
            exp_year=entry.exp_year,
            billing=_with_postal_code(billing, entry.postal_code),
            allow_redisplay=shown,
        )
    return work.save(made, {**made, "metadata": merged({}, intent_given.metadata_of(given))})


@_told
def make_method(work: Work, given: Body) -> Body:
    """`createPaymentMethod`: a card that nobody has yet."""
    try:
        card = given.get("card")
        made = _made(work, card if isinstance(card, dict) else {}, given)
    except WrongEntry as fault:
        return {"type": "error", "error": _validation_error(str(fault))}
    except NotATestCard:
        return intent_shapes.refusal(payment_methods.card_error(cards.TEST_MODE_LIVE_CARD))
    return {"type": "success", "paymentMethod": public(made)}


def _noun(intent: Body) -> str:
    return "SetupIntent" if is_setup(intent) else "PaymentIntent"


def _with_postal_code(billing: Body, typed: str | None) -> Body:
    """The page's own address wins over what was typed beside the card."""
    address = {name: value for name, value in (billing.get("address") or {}).items() if value}
    return {**billing, "address": {**({"postal_code": typed} if typed else {}), **address}}


_FAULTS = (
    ("number is incomplete", "incomplete_number"),
    ("number is invalid", "invalid_number"),
    ("security code", "incomplete_cvc"),
    ("date is incomplete", "incomplete_expiry"),
    ("in the past", "invalid_expiry_year_past"),
    ("year is invalid", "invalid_expiry_year"),
    ("date is invalid", "invalid_expiry_month"),
)


def _validation_error(message: str) -> Body:
    code = next((code for part, code in _FAULTS if part in message), None)
    return {"type": "validation_error", "code": code, "message": message}


def _refuse_unknown_card(work: Work, intent: Body) -> Body:
    """Declined as a live card is in test mode."""
    method = payment_methods.make(work, _NUMBERS)
    return _declined(work, intent, method, cards.TEST_MODE_LIVE_CARD)


def _declined(work: Work, intent: Body, method: Body, refusal: Decline) -> Body:
    refuse: Any = setup_intents.decline if is_setup(intent) else intents.decline
    after = refuse(work, intent, method, refusal)
    details: Body = {"payment_method": public(method), after["object"]: public(after)}
    return intent_shapes.refusal(payment_methods.card_error(refusal, **details))


# --- the bank's frame


def asked_of(work: Work, waiting: Waiting) -> Body:
    """The intent a challenge is about."""
    kind = kind_of_id(waiting.intent)
    assert kind is not None  # challenges hang on intents only
    return work.load(kind, waiting.intent)


def settle_setup(work: Work, waiting: Waiting, *, approved: bool) -> None:
    """Carry on with a SetupIntent of no session after its challenge was answered."""
    intent = asked_of(work, waiting)
    if intent["status"] != SetupStatus.REQUIRES_ACTION:
        return
    method = work.load(PAYMENT_METHOD, intent["payment_method"])
    if not approved:
        setup_intents.decline(work, intent, method, setup_intents.AUTHENTICATION_FAILED)
        return
    verdict = setup_intents.judge(work, method, authenticated=True)
    if isinstance(verdict, Decline):
        setup_intents.decline(work, intent, method, verdict)
    elif isinstance(verdict, Challenge):
        raise RuntimeError("an authenticated card was asked to authenticate")
    else:
        setup_intents.approve(work, intent, method, verdict)


def return_url_of(intent: Body) -> str | None:
    """Where the customer goes who was sent to their bank's page."""
    action = intent["next_action"] or {}
    url: str | None = action.get("redirect_to_url", {}).get("return_url")
    return url


INTENT_HANDLERS: dict[str, PageHandler] = {
    "/page/intent": show,
    "/page/intent/confirm": confirm,
    "/page/intent/resume": resume,
    "/page/payment_method": make_method,
}
