"""The check of a charge against what the ledger holds, within one transaction of the caller's."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pos_app.consent import store
from pos_app.consent.model import Agreement
from pos_app.consent.records import revocation_record, scope_record
from pos_app.consent.scope_check import (
    Allowed,
    ChargeSoFar,
    Covering,
    KeptCard,
    ProposedCharge,
    Refused,
    Shown,
    check_charge,
    ended,
)
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AgreementId, PaymentMethodId
from pos_app.storage import Database


@dataclass(frozen=True, slots=True)
class ScopeCheck:
    """A check with all that went into it and what came out. `now` is aware."""

    under: Covering | None
    """None: the customer was there, and named no agreement."""
    proposed: ProposedCharge
    now: datetime
    result: Allowed | Shown | Refused
    present: bool = False
    kept: KeptCard | None = None
    """The card as the till had it; looked at while the customer was there."""


@dataclass(frozen=True, slots=True)
class Presence:
    """A customer who is there, with the card they chose as the till has it; None: not kept."""

    kept: KeptCard | None


def check_in(
    db: Database,
    agreement_id: AgreementId | None,
    charges: Sequence[ChargeSoFar],
    proposed: ProposedCharge,
    now: datetime,
    presence: Presence | None = None,
) -> ScopeCheck:
    """What `check_charge` says with the agreement and its revocations as the ledger has them.
    `presence` None: the customer is away.

    Raises UserError agreement.unknown.
    """
    under: Covering | None = None
    if agreement_id is not None:
        agreement = find_in(db, agreement_id)
        under = Covering(agreement, store.revocations_of(db, agreement_id), charges)
    present, kept = presence is not None, presence.kept if presence is not None else None
    result = check_charge(proposed, now, present=present, kept=kept, under=under)
    return ScopeCheck(under, proposed, now, result, present, kept)


def require_in(
    db: Database,
    agreement_id: AgreementId | None,
    charges: Sequence[ChargeSoFar],
    proposed: ProposedCharge,
    now: datetime,
    presence: Presence | None = None,
) -> ScopeCheck:
    """A check that allows the charge. Raises UserError agreement.unknown, and a key of `Reason`
    with what fills its sentence."""
    check = check_in(db, agreement_id, charges, proposed, now, presence)
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
    record: dict[str, Any] = {
        "proposed": _proposed_record(check.proposed, named=check.under is not None),
        "now": to_timestamp(check.now),
        "result": _result_record(check.result),
    }
    if check.under is not None:
        record |= _under_record(check.under)
    if check.present:
        record["present"] = True
        record["kept"] = _kept_record(check.kept)
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _under_record(under: Covering) -> dict[str, Any]:
    return {
        "agreement": under.agreement.id,
        "text_sha256": under.agreement.wording.sha256,
        "scope": scope_record(under.agreement.scope),
        "revocations": [revocation_record(one) for one in under.revocations],
        "charges": [
            {
                "item": one.item_id,
                "amount": one.amount.amount_minor,
                "currency": one.amount.currency,
                "at": to_timestamp(one.at),
                "payment_intent": one.payment_intent_id,
            }
            for one in under.charges
        ],
    }


def _proposed_record(proposed: ProposedCharge, *, named: bool) -> dict[str, Any]:
    record = {
        "customer": proposed.customer_id,
        "card": proposed.card,
        "amount": proposed.amount.amount_minor,
        "currency": proposed.amount.currency,
        "item": proposed.item_id,
    }
    return record | ({"purpose": proposed.purpose.value} if named else {})


def _kept_record(kept: KeptCard | None) -> dict[str, Any] | None:
    if kept is None:
        return None
    return {"customer": kept.customer_id, "card": kept.card, "shown": kept.shown}


def _result_record(result: Allowed | Shown | Refused) -> dict[str, Any]:
    if isinstance(result, Refused):
        return {"allowed": False, "reason": result.reason.value}
    if isinstance(result, Shown):
        return {"allowed": True, "because": "shown_next_time"}
    left = result.total_left.amount_minor
    return {"allowed": True, "charges_left": result.charges_left, "total_left": left}
