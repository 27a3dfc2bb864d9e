"""Gathering, from the ledger, what a dispute pack is made of."""

from collections.abc import Sequence

from pos_app.consent import store as consent
from pos_app.consent.checking import find_in
from pos_app.consent.evidence import (
    ChargeMade,
    Dispute,
    DisputePack,
    ReceiptIssued,
    RefundMade,
    dispute_pack,
)
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import AgreementId, PaymentIntentId
from pos_app.payments import ledger
from pos_app.payments import store as payments
from pos_app.payments.model import Attempt
from pos_app.receipts import store
from pos_app.receipts.model import number_text
from pos_app.storage import Database, Storage


class EvidenceService:
    """Reads the ledger only."""

    def __init__(self, ledger_file: Storage) -> None:
        self._ledger = ledger_file

    async def agreement_of(self, payment: PaymentIntentId) -> AgreementId | None:
        """The agreement that payment was charged under; None for one that named none, or that
        this till didn't make."""
        return await self._ledger.read(lambda db: payments.agreement_of(db, payment))

    async def pack(self, agreement_id: AgreementId, dispute: Dispute) -> DisputePack:
        """The pack about one charge under the agreement.

        Raises UserError agreement.unknown, evidence.other_charge.
        """

        def read(db: Database) -> DisputePack:
            return dispute_pack(
                find_in(db, agreement_id),
                consent.revocations_of(db, agreement_id),
                charges_made(db, agreement_id),
                dispute,
            )

        return await self._ledger.read(read)


def charges_made(db: Database, agreement_id: AgreementId) -> Sequence[ChargeMade]:
    """Every try at charging under it, whatever came of it, oldest first."""
    return [_charge(db, attempt) for attempt in payments.attempts_under(db, agreement_id)]


def _charge(db: Database, attempt: Attempt) -> ChargeMade:
    outcome = attempt.outcome
    card = outcome.card if outcome is not None else None
    intent_id = attempt.payment_intent_id
    return ChargeMade(
        item_id=attempt.item_id,
        amount=outcome.amount if outcome is not None else attempt.amount,
        at=outcome.at if outcome is not None else from_timestamp(attempt.prepared_at),
        result=outcome.kind.value if outcome is not None else "unknown",
        description=attempt.description,
        payment_intent_id=intent_id,
        card=f"{card.brand} •••• {card.last4}" if card is not None else "",
        check=ledger.check_of(db, attempt.id) or "",
        refunds=_refunds(db, intent_id) if intent_id is not None else (),
        receipt=_receipt(db, intent_id) if intent_id is not None else None,
    )


def _refunds(db: Database, intent_id: PaymentIntentId) -> Sequence[RefundMade]:
    return [RefundMade(*row) for row in ledger.refunds_of(db, intent_id)]


def _receipt(db: Database, intent_id: PaymentIntentId) -> ReceiptIssued | None:
    found = store.issued(db, intent_id)
    return None if found is None else ReceiptIssued(number_text(found[0]), from_timestamp(found[1]))
