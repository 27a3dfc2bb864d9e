"""The frame of a bank: what it shows, and what an answer there sets going again."""

from pos_app.training.bank import challenges
from pos_app.training.bank.cards import Challenge, Decline
from pos_app.training.bank.challenges import ChallengeState, Waiting
from pos_app.training.objects import intents, setup_intents
from pos_app.training.objects import session_completion as completion
from pos_app.training.objects.session_questions import Payer
from pos_app.training.objects.states import Step, can
from pos_app.training.page import intent_api, intent_shapes, page_session
from pos_app.training.records.kinds import PAYMENT_METHOD, SESSION
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body, invalid


def describe(work: Work, given: Body) -> Body:
    """What a challenge frame shows: who asks, how much, which card; no amount to set one up."""
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
    if "session" in waiting.context:
        _settle_session(work, waiting, intent, approved=approved)
    elif intent_shapes.is_setup(intent):
        intent_api.settle_setup(work, waiting, approved=approved)
    elif can(intent["status"], Step.APPROVE):
        _settle_payment(work, intent, approved=approved)
    if return_url is None:
        return {"ok": True}
    after = intent_api.asked_of(work, waiting)
    return {"ok": True, "returnUrl": intent_shapes.return_address(after, return_url)}


def _settle_session(work: Work, waiting: Waiting, intent: Body, *, approved: bool) -> None:
    """Go on with what the page confirmed, unless its session was closed meanwhile."""
    session = work.load(SESSION, waiting.context["session"])
    if not completion.is_open(session) or intent["status"] != "requires_action":
        return
    method = work.load(PAYMENT_METHOD, intent["payment_method"])
    if not approved:
        setup = completion.is_setup(session)
        failed = setup_intents.AUTHENTICATION_FAILED if setup else intents.AUTHENTICATION_FAILED
        completion.decline(work, session, intent, method, failed)
        return
    verdict = completion.judge(work, session, intent, method, authenticated=True)
    if isinstance(verdict, Decline):
        completion.decline(work, session, intent, method, verdict)
    elif isinstance(verdict, Challenge):
        raise RuntimeError("an authenticated card was asked to authenticate")
    else:
        payer = Payer(**waiting.context["payer"])
        completion.finish(work, session, method, verdict, payer)


def _settle_payment(work: Work, intent: Body, *, approved: bool) -> None:
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
    else:
        intents.approve(work, intent, method, verdict, intents.saving_of(intent))


def _waiting(work: Work, given: Body) -> Waiting:
    waiting = challenges.find(work, str(given.get("id")))
    if waiting is None:
        raise invalid("No such authentication.", param="id", status=404)
    return waiting
