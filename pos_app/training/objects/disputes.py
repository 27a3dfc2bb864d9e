"""Disputes: a cardholder says no to a charge.

Test cards make them right after the charge, and three words as evidence decide them (Stripe's
testing documentation). Stripe takes some seconds to decide; the stand-in decides at once.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pos_app.training.bank.cards import Behaviour
from pos_app.training.objects import balance, payment_methods
from pos_app.training.objects.dispute_evidence import EVIDENCE, merged_evidence
from pos_app.training.records import lists
from pos_app.training.records.call import Call, Endpoint, names
from pos_app.training.records.kinds import CHARGE, DISPUTE, PAYMENT_METHOD
from pos_app.training.records.work import Work, public
from pos_app.training.wire.errors import Body, unsupported, wrong_state
from pos_app.training.wire.metadata import merged

DAYS_TO_ANSWER = 8
"""Evidence is due at the end of this day (UTC) after the dispute; banks give a week and more."""
FEE = 1500
"""What a chargeback costs besides, in minor units; never given back."""
_CLOSED = frozenset({"won", "lost", "warning_closed"})
_UNANSWERED = frozenset({"needs_response", "warning_needs_response"})


@dataclass(frozen=True)
class Cause:
    """Why a cardholder disputes; an inquiry asks before any money moves."""

    reason: str
    network_code: str
    inquiry: bool = False


_CAUSES = {
    Behaviour.DISPUTED_AS_FRAUD: Cause("fraudulent", "10.4"),
    Behaviour.DISPUTED_NOT_RECEIVED: Cause("product_not_received", "13.1"),
    Behaviour.INQUIRED: Cause("fraudulent", "10", inquiry=True),
}


def arise(work: Work, charge: Body) -> None:
    """Dispute a charge just captured, when its card is one that does."""
    method = work.load(PAYMENT_METHOD, charge["payment_method"])
    cause = _CAUSES.get(payment_methods.behaviour(method))
    if cause is None:
        return
    # Stripe tells of the charge's flag with no event of its own
    work.save(charge, {**charge, "disputed": True})
    dispute = work.add(blank(DISPUTE.new_id(), charge, cause, work.now), "charge.dispute.created")
    if not cause.inquiry:
        _withdraw(work, dispute)


def blank(identifier: str, charge: Body, cause: Cause, created: int) -> Body:
    """A dispute nobody has answered; `created` in UTC seconds."""
    card = charge["payment_method_details"]["card"]
    return {
        "id": identifier,
        "object": "dispute",
        "amount": charge["amount_captured"],
        "balance_transactions": [],
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {**dict.fromkeys(EVIDENCE), "appeal": None, "enhanced_evidence": {}},
        "evidence_details": {
            "due_by": _due(created),
            "enhanced_eligibility": {},
            "has_evidence": False,
            "past_due": False,
            "submission_count": 0,
            "submission_method": "not_submitted",
        },
        "intended_submission_method": None,
        "is_charge_refundable": cause.inquiry,
        "livemode": False,
        "metadata": {},
        "network_reason_code": cause.network_code,
        "payment_intent": charge["payment_intent"],
        "payment_method_details": {
            "card": {
                "brand": card["brand"],
                "case_type": "inquiry" if cause.inquiry else "chargeback",
                "network": card["network"],
                "network_reason_code": cause.network_code,
            },
            "type": "card",
        },
        "reason": cause.reason,
        "status": "warning_needs_response" if cause.inquiry else "needs_response",
    }


def _due(created: int) -> int:
    day = datetime.fromtimestamp(created, UTC).replace(hour=23, minute=59, second=59)
    return int((day + timedelta(days=DAYS_TO_ANSWER)).timestamp())


def _withdraw(work: Work, dispute: Body) -> Body:
    """The bank takes back what was not refunded already."""
    charge = work.load(CHARGE, dispute["charge"])
    released = charge["amount"] - charge["amount_captured"]
    left = charge["amount_captured"] - (charge["amount_refunded"] - released)
    if left == 0:
        return dispute
    description = f"Chargeback withdrawal for {charge['id']}"
    entry = balance.Entry(-left, "adjustment", "dispute", description, FEE)
    return _moved(work, dispute, entry, "charge.dispute.funds_withdrawn")


def _reinstate(work: Work, dispute: Body) -> Body:
    taken = -sum(movement["amount"] for movement in dispute["balance_transactions"])
    if taken == 0:
        return dispute
    description = f"Chargeback reversal for {dispute['charge']}"
    entry = balance.Entry(taken, "adjustment", "dispute_reversal", description)
    return _moved(work, dispute, entry, "charge.dispute.funds_reinstated")


def _moved(work: Work, dispute: Body, entry: balance.Entry, event: str) -> Body:
    movement = balance.record(work, dispute, entry)
    movements = [*dispute["balance_transactions"], public(movement)]
    return work.save(dispute, {**dispute, "balance_transactions": movements}, event)


def settle_due(work: Work) -> None:
    """A dispute nobody answers in time is lost; an inquiry just ends."""
    for row in work.database.rows(
        "SELECT body FROM disputes WHERE"
        " json_extract(body, '$.status') IN ('needs_response', 'warning_needs_response')"
        " AND json_extract(body, '$.evidence_details.due_by') < ?",
        (work.now,),
    ):
        dispute = json.loads(row["body"])
        _end(work, dispute, "warning_closed" if _inquiry(dispute) else "lost")


def _inquiry(dispute: Body) -> bool:
    return bool(dispute["status"].startswith("warning_"))


def _end(work: Work, dispute: Body, status: str) -> Body:
    """A won chargeback may be refunded again; a lost one has been given back already."""
    after = {**dispute, "is_charge_refundable": status != "lost", "status": status}
    if status == "won":
        dispute = _reinstate(work, dispute)
        after["balance_transactions"] = dispute["balance_transactions"]
    return work.save(dispute, after, "charge.dispute.closed")


def _escalate(work: Work, dispute: Body) -> Body:
    """The inquiry becomes a chargeback, to be answered again."""
    card = {**dispute["payment_method_details"]["card"], "case_type": "chargeback"}
    after = {
        **dispute,
        "evidence_details": {**dispute["evidence_details"], "due_by": _due(work.now)},
        "is_charge_refundable": False,
        "payment_method_details": {"card": card, "type": "card"},
        "status": "needs_response",
    }
    work.save(dispute, after, "charge.dispute.updated")
    return _withdraw(work, after)


def retrieve(call: Call) -> Body:
    return public(call.work.get(DISPUTE, call.id, param="dispute"))


def update(call: Call) -> Body:
    """Evidence is submitted unless `submit` is false, and then can't be changed."""
    work, params = call.work, call.params
    before = _open(call)
    if params.get("intended_submission_method") in ("smart_disputes", "prefer_smart_disputes"):
        raise unsupported("intended_submission_method")
    given = params.get("evidence")
    after = {
        **before,
        "evidence": merged_evidence(work, before["evidence"], given or {}),
        "intended_submission_method": params.get(
            "intended_submission_method", before["intended_submission_method"]
        ),
        "metadata": merged(before["metadata"], params.get("metadata")),
    }
    has_evidence = any(after["evidence"][name] for name in EVIDENCE)
    details = {**before["evidence_details"], "has_evidence": has_evidence}
    after["evidence_details"] = details
    submits = has_evidence and params.get("submit", given is not None)
    if (submits or given is not None) and before["status"] not in _UNANSWERED:
        raise wrong_state("This dispute's evidence was submitted already and can't be changed.")
    if submits:
        details |= {
            "submission_count": details["submission_count"] + 1,
            "submission_method": "manual",
        }
        after["status"] = before["status"].replace("needs_response", "under_review")
    event = "charge.dispute.updated" if after != before else None
    work.save(before, after, event)
    return public(_decided(work, after) if submits else after)


def _decided(work: Work, dispute: Body) -> Body:
    """What the words of Stripe's testing documentation bring about; others stay under review."""
    words = dispute["evidence"]["uncategorized_text"]
    inquiry = _inquiry(dispute)
    if words == "escalate_inquiry_evidence" and inquiry:
        return _escalate(work, dispute)
    if words in ("winning_evidence", "losing_evidence"):
        outcome = "won" if words == "winning_evidence" else "lost"
        return _end(work, dispute, "warning_closed" if inquiry else outcome)
    return dispute


def close(call: Call) -> Body:
    """Accept the dispute: lost for good."""
    dispute = _open(call)
    if dispute["status"] not in _UNANSWERED:
        raise wrong_state("This dispute is under review and can't be closed.")
    return public(_end(call.work, dispute, "warning_closed" if _inquiry(dispute) else "lost"))


def _open(call: Call) -> Body:
    """Raises StripeError (400) for a dispute that is decided."""
    dispute = call.work.get(DISPUTE, call.id, param="dispute")
    if dispute["status"] in _CLOSED:
        raise wrong_state("This dispute is already closed")
    return dispute


def list_all(call: Call) -> Body:
    where = lists.narrowed(call.params, "charge", "payment_intent")
    return lists.page(call.work, DISPUTE, call.params, where)


ENDPOINTS = (
    Endpoint("GET", "/v1/disputes", list_all, "DisputeListParams"),
    Endpoint("GET", "/v1/disputes/{id}", retrieve, "DisputeRetrieveParams"),
    Endpoint("POST", "/v1/disputes/{id}", update, "DisputeUpdateParams",
             names("evidence intended_submission_method metadata submit")),
    Endpoint("POST", "/v1/disputes/{id}/close", close, "DisputeCloseParams"),
)  # fmt: skip
