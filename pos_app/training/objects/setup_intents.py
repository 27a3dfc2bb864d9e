"""How a SetupIntent is tried: the bank's verdict, the attempt, the state after, the events.

A card that is set up is charged nothing; it is attached to the intent's owner, if it has one.
"""

from typing import Any

from pos_app.training.bank import cards, challenges, orders
from pos_app.training.bank.cards import Approval, Behaviour, Challenge, Decline, Verdict
from pos_app.training.bank.challenges import Waiting
from pos_app.training.objects import owners, payment_methods, setup_attempts
from pos_app.training.objects.states import SetupNotAllowed, SetupStep, advance_setup
from pos_app.training.records.kinds import SETUP_ATTEMPT, SETUP_INTENT, random_text
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body, wrong_state

AUTHENTICATION_FAILED = Decline(
    "setup_intent_authentication_failure", "",
    "The provided PaymentMethod has failed authentication. You can provide payment_method_data or"
    " a new PaymentMethod to attempt to fulfill this SetupIntent again.",
    None,
)  # fmt: skip


def blank(identifier: str, created: int) -> Body:
    """An intent to set a card up for charges while its owner is absent; `created` in UTC s."""
    return {
        "id": identifier,
        "object": "setup_intent",
        "allowed_payment_method_types": None,
        "application": None,
        "attach_to_self": None,
        "automatic_payment_methods": {"allow_redirects": "always", "enabled": True},
        "cancellation_reason": None,
        "client_secret": f"{identifier}_secret_{random_text(25)}",
        "created": created,
        "customer": None,
        "customer_account": None,
        "description": None,
        "excluded_payment_method_types": None,
        "flow_directions": None,
        "last_setup_error": None,
        "latest_attempt": None,
        "livemode": False,
        "managed_payments": None,
        "mandate": None,
        "metadata": {},
        "next_action": None,
        "on_behalf_of": None,
        "payment_method": None,
        "payment_method_configuration_details": None,
        "payment_method_options": {
            "card": {
                "mandate_options": None,
                "network": None,
                "request_three_d_secure": "automatic",
            }
        },
        "payment_method_types": ["card"],
        "single_use_mandate": None,
        "status": "requires_payment_method",
        "usage": "off_session",
    }


def new(work: Work, **values: Any) -> Body:
    """`values` replace the defaults."""
    return work.add({**blank(SETUP_INTENT.new_id(), work.now), **values}, "setup_intent.created")


def judge(work: Work, method: Body, *, authenticated: bool = False) -> Verdict:
    """What the bank says to setting this card up now, its customer present.

    A card that only fails when money is asked for is set up all the same (Stripe's testing
    documentation: "attaching succeeds, charging fails").
    """
    ordered = orders.verdict(work, authenticated=authenticated)
    if ordered is not None:
        return AUTHENTICATION_FAILED if ordered is orders.AUTHENTICATION_FAILS else ordered
    behaviour = payment_methods.behaviour(method)
    refusal = cards.refused_on_attach(behaviour)
    if refusal is not None:
        return refusal
    if behaviour is Behaviour.DECLINED_AFTER_ATTACHING:
        behaviour = Behaviour.SUCCEEDS
    if authenticated and behaviour is Behaviour.AUTHENTICATES_THEN_DECLINES:
        behaviour = Behaviour.ALWAYS_AUTHENTICATES
    verdict = cards.judge(
        behaviour,
        off_session=False,
        set_up=False,
        authenticated=authenticated,
        expired=payment_methods.expired(method, work.now),
    )
    return orders.as_authenticated(verdict) if authenticated else verdict


def approve(
    work: Work,
    intent: Body,
    method: Body,
    approval: Approval,
    *,
    allow_redisplay: str | None = None,
) -> Body:
    """The card is set up. `allow_redisplay` replaces the card's own.

    Raises StripeError when the intent is done or cancelled.
    """
    status = move(intent, SetupStep.APPROVE)
    asked_for = intent["payment_method_options"]["card"]["request_three_d_secure"] != "automatic"
    attempt = _attempt_of(work, intent, method)
    secured = setup_attempts.secured(attempt, approval, asked_for=asked_for)
    work.save(attempt, {**secured, "status": "succeeded"})
    after = {
        **intent,
        "last_setup_error": None,
        "latest_attempt": attempt["id"],
        "next_action": None,
        "payment_method": method["id"],
        "status": status,
    }
    challenges.close_all(work, intent["id"])
    work.save(intent, after)
    work.emit("setup_intent.succeeded", after)
    _keep(work, after, method, allow_redisplay)
    return after


def _keep(work: Work, intent: Body, method: Body, allow_redisplay: str | None) -> None:
    set_up = intent["usage"] == "off_session"
    owner = owners.of(intent)
    if owner is not None and owners.of(method) is None:
        payment_methods.keep(work, method, owner, allow_redisplay=allow_redisplay, set_up=set_up)
        return
    if allow_redisplay is not None and allow_redisplay != method["allow_redisplay"]:
        shown = {**method, "allow_redisplay": allow_redisplay}
        method = work.save(method, shown, "payment_method.updated")
    if set_up:
        payment_methods.set_up(work, method)


def decline(work: Work, intent: Body, method: Body, refusal: Decline) -> Body:
    """Leave the intent waiting for another card, with the reason."""
    status = move(intent, SetupStep.DECLINE)
    error = _last_error(method, refusal)
    attempt = _attempt_of(work, intent, method)
    tried = setup_attempts.unproven(attempt) if refusal is AUTHENTICATION_FAILED else attempt
    work.save(attempt, {**tried, "setup_error": error, "status": "failed"})
    after = {
        **intent,
        "last_setup_error": error,
        "latest_attempt": attempt["id"],
        "next_action": None,
        "payment_method": None,
        "status": status,
    }
    challenges.close_all(work, intent["id"])
    work.save(intent, after)
    work.emit("setup_intent.setup_failed", after)
    return after


def _last_error(method: Body, refusal: Decline) -> Body:
    error = payment_methods.last_error(method, refusal)
    if refusal is AUTHENTICATION_FAILED:
        return {**error, "type": "invalid_request_error"}
    return {**error, "decline_code": refusal.decline_code, **payment_methods.advice(refusal)}


def challenge(
    work: Work, intent: Body, method: Body, *, return_url: str | None, context: Body
) -> tuple[Body, Waiting]:
    """Wait for the customer to authenticate; `context` comes back with the answer."""
    status = move(intent, SetupStep.CHALLENGE)
    abandon(work, intent)
    waiting = challenges.open_for(work, intent["id"], context)
    attempt = setup_attempts.begin(work, intent, method, "requires_action")
    after = {
        **intent,
        "last_setup_error": None,
        "latest_attempt": attempt["id"],
        "next_action": challenges.next_action(work, waiting, return_url),
        "payment_method": method["id"],
        "status": status,
    }
    work.save(intent, after)
    work.emit("setup_intent.requires_action", after)
    return after, waiting


def _attempt_of(work: Work, intent: Body, method: Body) -> Body:
    """The attempt that waits for its challenge with this card, or a new one."""
    if intent["latest_attempt"] is not None and intent["status"] == "requires_action":
        waiting = work.load(SETUP_ATTEMPT, intent["latest_attempt"])
        if waiting["payment_method"] == method["id"]:
            return waiting
        abandon(work, intent)
    return setup_attempts.begin(work, intent, method, "requires_confirmation")


def abandon(work: Work, intent: Body) -> None:
    """The attempt whose challenge nobody will answer any more."""
    if intent["status"] == "requires_action":
        attempt = work.load(SETUP_ATTEMPT, intent["latest_attempt"])
        work.save(attempt, {**attempt, "status": "abandoned"})


def attempt(work: Work, intent: Body, method: Body, *, return_url: str | None = None) -> Body:
    """Try the card. Raises StripeError 402 when it is declined; the failed attempt stays."""
    move(intent, SetupStep.APPROVE)  # before the bank is asked, not after
    verdict = judge(work, method)
    if isinstance(verdict, Challenge):
        return challenge(work, intent, method, return_url=return_url, context={})[0]
    if isinstance(verdict, Decline):
        after = decline(work, intent, method, verdict)
        raise payment_methods.card_error(
            verdict, payment_method=public(method), setup_intent=public(after)
        )
    return approve(work, intent, method, verdict)


def cancel(work: Work, intent: Body, reason: str | None) -> Body:
    """Nothing can be set up with it any more."""
    status = move(intent, SetupStep.CANCEL)
    abandon(work, intent)
    after = {**intent, "cancellation_reason": reason, "next_action": None, "status": status}
    challenges.close_all(work, intent["id"])
    work.save(intent, after)
    work.emit("setup_intent.canceled", after)
    return after


_VERBS = {SetupStep.CANCEL: "cancel", SetupStep.GIVE_METHOD: "update"}


def move(intent: Body, step: SetupStep) -> str:
    """The state after `step`. Raises StripeError setup_intent_unexpected_state (400)."""
    try:
        return str(advance_setup(intent["status"], step))
    except SetupNotAllowed as fault:
        verb = _VERBS.get(step, "confirm")
        message = f"You cannot {verb} this SetupIntent because it has a status of {fault.state}."
        if fault.state == "succeeded" and verb == "confirm":
            message = "You cannot confirm this SetupIntent because it has already succeeded."
        code = "setup_intent_unexpected_state"
        raise wrong_state(message, code=code, details={"setup_intent": public(intent)}) from fault
