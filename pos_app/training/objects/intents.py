"""How a PaymentIntent is tried: the bank's verdict, the charge, the state after, the events."""

import json
from dataclasses import dataclass
from typing import Any

from pos_app.training.bank import cards, challenges, orders
from pos_app.training.bank.cards import Approval, Challenge, Decline, Verdict
from pos_app.training.bank.challenges import Waiting
from pos_app.training.objects import charges, disputes, intent_shape, owners, payment_methods
from pos_app.training.objects.intent_shape import captured_by_hand, card_options
from pos_app.training.objects.owners import Owner
from pos_app.training.objects.states import NotAllowed, Step, advance
from pos_app.training.records.kinds import PAYMENT_INTENT
from pos_app.training.records.work import Work, private, public, with_private
from pos_app.training.wire.errors import Body, StripeError, invalid, wrong_state

blank = intent_shape.blank
AUTHENTICATION_FAILED = Decline(
    "payment_intent_authentication_failure", "",
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or"
    " a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
    None,
)  # fmt: skip


@dataclass(frozen=True)
class Saving:
    """What becomes of the card once it was charged.

    `attach` to the intent's customer; `allow_redisplay` as it is when None; `set_up` for charges
    while the customer is absent.
    """

    attach: bool
    allow_redisplay: str | None = None
    set_up: bool = False


def saving_of(intent: Body) -> Saving:
    """The API's rule: `setup_future_usage` attaches the card and leaves who may see it as it is."""
    usage = card_options(intent).get("setup_future_usage") or intent["setup_future_usage"]
    return Saving(attach=usage not in (None, "none"), set_up=usage == "off_session")


def new(work: Work, amount: int, currency: str, **values: Any) -> Body:
    """`values` replace the defaults."""
    body = {**blank(PAYMENT_INTENT.new_id(), amount, currency, work.now), **values}
    return work.add(body, "payment_intent.created")


def judge(
    work: Work,
    method: Body,
    *,
    off_session: bool = False,
    authenticated: bool = False,
    intent: Body | None = None,
) -> Verdict:
    """What the bank says to charging this card now; `intent` may ask for authentication."""
    ordered = orders.verdict(work, authenticated=authenticated)
    if ordered is not None:
        return AUTHENTICATION_FAILED if ordered is orders.AUTHENTICATION_FAILS else ordered
    wanted = card_options(intent)["request_three_d_secure"] if intent else "automatic"
    verdict = cards.judge(
        payment_methods.behaviour(method),
        off_session=off_session,
        set_up=payment_methods.is_set_up(method),
        authenticated=authenticated,
        expired=payment_methods.expired(method, work.now),
        asked_for=wanted != "automatic",
    )
    return orders.as_authenticated(verdict) if authenticated else verdict


def approve(work: Work, intent: Body, method: Body, approval: Approval, saving: Saving) -> Body:
    """Charge the card. Raises StripeError when the intent can't be paid (any more)."""
    manual = captured_by_hand(intent)
    status = move(intent, Step.AUTHORIZE if manual else Step.APPROVE)
    charge = charges.succeed(work, intent, method, approval, capture=not manual)
    if not manual:
        disputes.arise(work, charge)
    after = {
        **intent,
        "amount_capturable": intent["amount"] if manual else 0,
        "amount_received": 0 if manual else intent["amount"],
        "last_payment_error": None,
        "latest_charge": charge["id"],
        "next_action": None,
        "payment_method": method["id"],
        "status": status,
    }
    challenges.close_all(work, intent["id"])
    if manual:
        after = with_private(after, capture_before=work.now + charges.AUTHORIZATION_LASTS_S)
    work.save(intent, after)
    if manual:
        previous = {"amount_capturable": 0, "status": intent["status"]}
        work.emit("payment_intent.amount_capturable_updated", after, previous)
    else:
        work.emit("payment_intent.succeeded", after)
    _dispose(work, method, owners.of(after), saving)
    return after


def _dispose(work: Work, method: Body, owner: Owner | None, saving: Saving) -> None:
    """Keep the card as agreed; with nobody to keep it for yet, it may be attached later."""
    if owners.of(method) is not None:
        if saving.set_up:
            payment_methods.set_up(work, method)
    elif not saving.attach:
        payment_methods.use_up(work, method)
    elif owner is not None:
        payment_methods.keep(
            work, method, owner,
            allow_redisplay=saving.allow_redisplay, set_up=saving.set_up,
        )  # fmt: skip
    elif saving.set_up:
        payment_methods.set_up(work, method)


def decline(work: Work, intent: Body, method: Body, refusal: Decline) -> Body:
    """Leave the intent waiting for another card, with the reason and the failed charge."""
    status = move(intent, Step.DECLINE)
    charge: str | None = intent["latest_charge"]
    if refusal is not AUTHENTICATION_FAILED:
        charge = charges.fail(work, intent, method, refusal)["id"]
    after = {
        **intent,
        "last_payment_error": _last_error(method, refusal, charge),
        "latest_charge": charge,
        "next_action": None,
        "payment_method": None,
        "status": status,
    }
    challenges.close_all(work, intent["id"])
    work.save(intent, after)
    work.emit("payment_intent.payment_failed", after)
    return after


def _last_error(method: Body, refusal: Decline, charge: str | None) -> Body:
    error = payment_methods.last_error(method, refusal)
    if refusal is AUTHENTICATION_FAILED:
        return {**error, "type": "invalid_request_error"}
    error |= {"charge": charge, "decline_code": refusal.decline_code}
    return error | payment_methods.advice(refusal)


def challenge(
    work: Work, intent: Body, method: Body, *, return_url: str | None, context: Body
) -> tuple[Body, Waiting]:
    """Wait for the customer to authenticate; `context` comes back with the answer."""
    status = move(intent, Step.CHALLENGE)
    waiting = challenges.open_for(work, intent["id"], context)
    after = {
        **intent,
        "last_payment_error": None,
        "next_action": challenges.next_action(work, waiting, return_url),
        "payment_method": method["id"],
        "status": status,
    }
    work.save(intent, after)
    work.emit("payment_intent.requires_action", after)
    return after, waiting


def attempt(
    work: Work,
    intent: Body,
    method: Body,
    *,
    off_session: bool = False,
    refuse_challenge: bool = False,
    return_url: str | None = None,
) -> Body:
    """Try the card through the API.

    Raises StripeError 402 when it is declined, or needs a customer who is not there; the failed
    charge stays.
    """
    move(intent, Step.APPROVE)  # before the bank is asked, not after
    check_for_cards(intent)
    proven = private(intent).get("authenticated") == method["id"]
    verdict = judge(work, method, off_session=off_session, authenticated=proven, intent=intent)
    if isinstance(verdict, Challenge):
        if not (off_session or refuse_challenge):
            return challenge(work, intent, method, return_url=return_url, context={})[0]
        verdict = cards.AUTHENTICATION_REQUIRED
    if isinstance(verdict, Decline):
        after = decline(work, intent, method, verdict)
        raise _refused(after, method, verdict)
    return approve(work, intent, method, verdict, saving_of(intent))


def check_for_cards(intent: Body) -> None:
    """Raises StripeError (400) for a whole statement descriptor: cards take a suffix only."""
    if intent["statement_descriptor"] is not None:
        message = (
            "The `statement_descriptor` parameter is not supported for card charges. Use"
            " `statement_descriptor_suffix` to customise the descriptor your customers see."
        )
        raise invalid(message, param="statement_descriptor")


def await_confirmation(work: Work, intent: Body) -> Body:
    """The customer authenticated; the shop's server has to confirm again (`manual`)."""
    after = {**intent, "next_action": None, "status": move(intent, Step.AUTHENTICATE)}
    after = with_private(after, authenticated=intent["payment_method"])
    return work.save(intent, after)


def start_over(work: Work, intent: Body) -> Body:
    """What was proven or asked for an earlier amount or card is worth nothing now."""
    challenges.close_all(work, intent["id"])
    if intent["status"] == "requires_action":
        intent = {**intent, "next_action": None, "status": move(intent, Step.GIVE_METHOD)}
    return (
        with_private(intent, authenticated=None) if "authenticated" in private(intent) else intent
    )


def _refused(intent: Body, method: Body, refusal: Decline) -> StripeError:
    return payment_methods.card_error(
        refusal,
        charge=intent["latest_charge"],
        payment_intent=public(intent),
        payment_method=public(method),
    )


def capture(work: Work, intent: Body, amount: int, **of_charge: Any) -> Body:
    """Take `amount` (minor units) of what was reserved; `of_charge` changes the charge's fields."""
    status = move(intent, Step.CAPTURE)
    charge = charges.capture(work, intent["latest_charge"], amount, **of_charge)
    disputes.arise(work, charge)
    after = {**intent, "amount_capturable": 0, "amount_received": amount, "status": status}
    work.save(intent, after)
    work.emit("payment_intent.succeeded", after)
    return after


def cancel(work: Work, intent: Body, reason: str | None, *, expired: bool = False) -> Body:
    """Nothing can be charged with it any more; money reserved is let go.

    `expired`: because nobody captured it in time.
    """
    status = move(intent, Step.CANCEL)
    if intent["status"] == "requires_capture":
        charges.release(work, intent["latest_charge"], expired=expired)
    after = {
        **intent,
        "amount_capturable": 0,
        "canceled_at": work.now,
        "cancellation_reason": reason,
        "next_action": None,
        "status": status,
    }
    challenges.close_all(work, intent["id"])
    work.save(intent, after)
    work.emit("payment_intent.canceled", after)
    return after


def release_due(work: Work) -> None:
    """Let go of the money that was reserved and not captured in time."""
    for row in work.database.rows(
        "SELECT body FROM payment_intents"
        " WHERE json_extract(body, '$.status') = 'requires_capture'"
        " AND json_extract(body, '$._private.capture_before') <= ?",
        (work.now,),
    ):
        cancel(work, json.loads(row["body"]), "automatic", expired=True)


_DONE = {
    Step.CAPTURE: ("captured", "requires_capture"),
    Step.CANCEL: (
        "canceled",
        "requires_payment_method, requires_capture, requires_confirmation, requires_action,"
        " processing",
    ),
}
"""How Stripe says what can't be done, and where it can."""


def move(intent: Body, step: Step) -> str:
    """The state after `step`. Raises StripeError payment_intent_unexpected_state (400)."""
    try:
        return str(advance(intent["status"], step))
    except NotAllowed as fault:
        raise unexpected(intent, _why_not(step, fault.state)) from fault


def _why_not(step: Step, state: str) -> str:
    if step in _DONE:
        done, where = _DONE[step]
        return (
            f"This PaymentIntent could not be {done} because it has a status of {state}. Only a"
            f" PaymentIntent with one of the following statuses may be {done}: {where}."
        )
    if state == "succeeded" and step is not Step.GIVE_METHOD:
        return (
            "You cannot confirm this PaymentIntent because it has already succeeded after being"
            " previously confirmed."
        )
    verb = "update" if step is Step.GIVE_METHOD else "confirm"
    return f"You cannot {verb} this PaymentIntent because it has a status of {state}."


def unexpected(intent: Body, message: str) -> StripeError:
    """The intent's state forbids what was asked; the answer shows it."""
    code = "payment_intent_unexpected_state"
    return wrong_state(message, code=code, details={"payment_intent": public(intent)})
