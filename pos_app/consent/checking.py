"""The check of a charge against what the ledger holds, within one transaction of the caller's."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pos_app.consent import store
from pos_app.consent.model import Agreement, Revocation
from pos_app.consent.records import revocation_record, scope_record
from pos_app.consent.scope_check import (
    Allowed,
    ChargeSoFar,
    ProposedCharge,
    Refused,
    check_scope,
    ended,
)
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AgreementId, PaymentMethodId
from pos_app.storage import Database


@dataclass(frozen=True, slots=True)
class ScopeCheck:
    """A check with all that went into it and what came out. `now` is aware."""

    agreement: Agreement
    revocations: Sequence[Revocation]
    charges: Sequence[ChargeSoFar]
    proposed: ProposedCharge
    now: datetime
    result: Allowed | Refused


def check_in(
    db: Database,
    agreement_id: AgreementId,
    charges: Sequence[ChargeSoFar],
    proposed: ProposedCharge,
    now: datetime,
) -> ScopeCheck:
    """What `check_scope` says with the agreement and its revocations as the ledger has them.

    Raises UserError agreement.unknown.
    """
    agreement = find_in(db, agreement_id)
    revocations = store.revocations_of(db, agreement_id)
    result = check_scope(agreement, revocations, charges, proposed, now)
    return ScopeCheck(agreement, revocations, charges, proposed, now, result)


def require_in(
    db: Database,
    agreement_id: AgreementId,
    charges: Sequence[ChargeSoFar],
    proposed: ProposedCharge,
    now: datetime,
) -> ScopeCheck:
    """A check that allows the charge. Raises UserError agreement.unknown, and a key of `Reason`
    with what fills its sentence."""
    check = check_in(db, agreement_id, charges, proposed, now)
    if isinstance(check.result, Refused):
        raise check.result.error()
    return check


def ended_in(
    db: Database, agreement_id: AgreementId, card: PaymentMethodId | None, now: datetime
) -> Refused | None:
    """Whether the agreement was revoked since, the card was detached, or its time is over.
    `card` None: not known.

    Raises UserError agreement.unknown.
    """
    return ended(find_in(db, agreement_id), store.revocations_of(db, agreement_id), card, now)


def find_in(db: Database, agreement_id: AgreementId) -> Agreement:
    """Raises UserError agreement.unknown."""
    found = store.find(db, agreement_id)
    if found is None:
        raise UserError("agreement.unknown")
    return found


def check_text(check: ScopeCheck) -> str:
    """The check as JSON, for the ledger and for evidence. Minor units, UTC seconds."""
    proposed = check.proposed
    record: dict[str, Any] = {
        "agreement": check.agreement.id,
        "text_sha256": check.agreement.wording.sha256,
        "scope": scope_record(check.agreement.scope),
        "revocations": [revocation_record(one) for one in check.revocations],
        "charges": [
            {
                "item": one.item_id,
                "amount": one.amount.amount_minor,
                "currency": one.amount.currency,
                "at": to_timestamp(one.at),
                "payment_intent": one.payment_intent_id,
            }
            for one in check.charges
        ],
        "proposed": {
            "purpose": proposed.purpose.value,
            "customer": proposed.customer_id,
            "card": proposed.card,
            "amount": proposed.amount.amount_minor,
            "currency": proposed.amount.currency,
            "item": proposed.item_id,
        },
        "now": to_timestamp(check.now),
        "result": _result_record(check.result),
    }
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _result_record(result: Allowed | Refused) -> dict[str, Any]:
    if isinstance(result, Refused):
        return {"allowed": False, "reason": result.reason.value}
    left = result.total_left.amount_minor
    return {"allowed": True, "charges_left": result.charges_left, "total_left": left}
