"""SetupAttempts: each try at setting a card up, and how it ended."""

from typing import Any

from pos_app.training.bank.cards import Approval
from pos_app.training.objects import owners
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import SETUP_ATTEMPT, SETUP_INTENT
from pos_app.training.records.work import Work
from pos_app.training.wire.errors import Body

_CARD = ("brand", "country", "exp_month", "exp_year", "fingerprint", "funding", "last4", "wallet")


def begin(work: Work, intent: Body, method: Body, status: str, **values: Any) -> Body:
    """One more try of `intent` with this card; `values` replace the defaults."""
    owner = owners.of(intent)
    return work.add(
        {
            "id": SETUP_ATTEMPT.new_id(),
            "object": "setup_attempt",
            "application": None,
            "attach_to_self": None,
            "created": work.now,
            **(owner.fields() if owner else owners.NOBODY),
            "flow_directions": intent["flow_directions"],
            "livemode": False,
            "on_behalf_of": None,
            "payment_method": method["id"],
            "payment_method_details": {"card": _card(method), "type": "card"},
            "setup_error": None,
            "setup_intent": intent["id"],
            "status": status,
            "usage": intent["usage"],
            **values,
        }
    )


def _card(method: Body) -> Body:
    card = method["card"]
    return {
        **{name: card[name] for name in _CARD},
        "checks": card["checks"],
        "network": card["brand"],
        "three_d_secure": None,
    }


def secured(attempt: Body, approval: Approval, *, asked_for: bool) -> Body:
    """The attempt with what 3D Secure found; a card that is not enrolled is only asked on order."""
    if approval is Approval.AUTHENTICATED:
        return _three_d_secure(attempt, "authenticated", None)
    if asked_for:
        return _three_d_secure(attempt, "not_supported", "card_not_enrolled")
    return attempt


def unproven(attempt: Body) -> Body:
    """The attempt whose customer failed to prove who they are."""
    return _three_d_secure(attempt, "failed", "rejected")


def _three_d_secure(attempt: Body, result: str, reason: str | None) -> Body:
    challenged = result != "not_supported"
    details = attempt["payment_method_details"]
    shown = {
        "authentication_flow": "challenge" if challenged else None,
        "electronic_commerce_indicator": "05" if result == "authenticated" else None,
        "result": result,
        "result_reason": reason,
        "transaction_id": None,
        "version": "2.2.0" if challenged else None,
    }
    card = {**details["card"], "three_d_secure": shown}
    return {**attempt, "payment_method_details": {**details, "card": card}}


def list_all(call: Call) -> Body:
    """Newest first. Raises StripeError resource_missing (400) for an unknown SetupIntent."""
    given = call.params["setup_intent"]
    intent = call.work.get(SETUP_INTENT, given, param="setup_intent", status=400)
    return lists.page(call.work, SETUP_ATTEMPT, call.params, {"setup_intent": intent["id"]})


ENDPOINTS = (
    Endpoint("GET", "/v1/setup_attempts", list_all, "SetupAttemptListParams",
             names("created setup_intent limit starting_after ending_before")),
)  # fmt: skip
