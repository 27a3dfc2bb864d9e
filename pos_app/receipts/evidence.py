"""Gathering, from the ledger and from what Stripe tells, what a dispute pack is made of."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

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
from pos_app.consent.model import Agreement
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import AgreementId, ItemId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments import agreement_store, ledger, note_store
from pos_app.payments import store as payments
from pos_app.payments.model import Attempt, CardUsed, OutcomeKind
from pos_app.payments.noted import ReceiptNoted
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot
from pos_app.receipts import store
from pos_app.receipts.model import number_text
from pos_app.storage import Database, Storage

_MADE: Final = (OutcomeKind.SUCCEEDED, OutcomeKind.HELD)
_TAKEN: Final = {"succeeded": OutcomeKind.SUCCEEDED, "requires_capture": OutcomeKind.HELD}
"""Of a PaymentIntent's states those that took money, or hold it."""
_DONE: Final = "succeeded"
"""Stripe's word for a refund that was made (https://docs.stripe.com/api/refunds/object)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What Stripe says of a charge and of what was given back of it."""

    intent: IntentSnapshot
    refunds: Sequence[RefundSnapshot]


class EvidenceService:
    """Reads the ledger only."""

    def __init__(self, ledger_file: Storage) -> None:
        self._ledger = ledger_file

    async def agreement_of(self, payment: PaymentIntentId) -> AgreementId | None:
        """The agreement that payment was charged under, by the journal or by what Stripe told of
        other tills and of lost rows, else the one it was given with. None where none known here
        has to do with it."""
        return await self._ledger.read(lambda db: _agreement_of(db, payment))

    async def lacking(
        self, agreement_id: AgreementId, disputed: PaymentIntentId
    ) -> Sequence[PaymentIntentId]:
        """Payments that a pack speaks of and the journal doesn't hold, since another till took them
        or the ledger that had them is gone: the disputed one, the one the agreement was given with,
        and all that Stripe told of under it. Raises UserError agreement.unknown."""

        def read(db: Database) -> Sequence[PaymentIntentId]:
            agreement = find_in(db, agreement_id)
            here = {one.payment_intent_id for one in charges_made(db, agreement)}
            under = agreement_store.charges_under(db, agreement_id)
            wanted = [disputed, agreement.payment_intent_id]
            wanted += [one.payment_intent_id for one in under]
            return [one for one in dict.fromkeys(wanted) if one is not None and one not in here]

        return await self._ledger.read(read)

    async def pack(
        self, agreement_id: AgreementId, dispute: Dispute, told: Sequence[Told] = ()
    ) -> DisputePack:
        """The pack about one charge under the agreement, or about the payment it was given with;
        `told` is what Stripe says of those that the journal doesn't hold.

        Raises UserError agreement.unknown, evidence.other_charge.
        """

        def read(db: Database) -> DisputePack:
            agreement = find_in(db, agreement_id)
            charges = [*charges_made(db, agreement)]
            charges += [_told(db, agreement, one) for one in told if one.intent.status in _TAKEN]
            charges.sort(key=_in_turn)
            ends = consent.revocations_of(db, agreement_id)
            return dispute_pack(agreement, ends, charges, dispute)

        return await self._ledger.read(read)


def _agreement_of(db: Database, payment: PaymentIntentId) -> AgreementId | None:
    charged = payments.agreement_of(db, payment)
    if charged is not None:
        return charged
    named = agreement_store.named_on(db, payment)
    known = [one for one in named if consent.find(db, one) is not None]
    return known[0] if known else consent.given_with(db, payment)


def charges_made(db: Database, agreement: Agreement) -> Sequence[ChargeMade]:
    """As far as this till took them: the payment it was given with, then every charge and hold
    under it, oldest first. A try that took nothing isn't one, and no other till knows of it."""
    under = [
        _charge(db, attempt)
        for attempt in payments.attempts_under(db, agreement.id)
        if attempt.outcome is not None and attempt.outcome.kind in _MADE
    ]
    under.sort(key=_in_turn)
    gave = agreement.payment_intent_id
    paid = ledger.paid_by(db, gave) if gave is not None else None
    attempt = payments.find_attempt(db, paid) if paid is not None else None
    if attempt is None or any(one.payment_intent_id == gave for one in under):
        return under
    return [replace(_charge(db, attempt), check="", given_with=True), *under]


def _in_turn(charge: ChargeMade) -> tuple[bool, datetime, str]:
    """What it was given with comes first; those of one second have no order but their ids."""
    return not charge.given_with, charge.at, charge.payment_intent_id or ""


def _charge(db: Database, attempt: Attempt) -> ChargeMade:
    outcome = attempt.outcome
    card = outcome.card if outcome is not None else None
    intent_id = attempt.payment_intent_id
    if intent_id is None and outcome is not None:  # a session's, known once it is paid
        intent_id = outcome.payment_intent_id
    return ChargeMade(
        item_id=attempt.item_id,
        amount=outcome.amount if outcome is not None else attempt.amount,
        at=_made_at(attempt),
        result=outcome.kind.value if outcome is not None else "unknown",
        description=attempt.description,
        payment_intent_id=intent_id,
        card=_card(card),
        check=ledger.short_check_of(db, attempt.id) or _noted_check(db, intent_id),
        refunds=_refunds(db, intent_id) if intent_id is not None else (),
        receipt=_receipt(db, intent_id) if intent_id is not None else None,
    )


def _made_at(attempt: Attempt) -> datetime:
    """By Stripe's clock, as every till has it, where the journal knows that."""
    outcome = attempt.outcome
    if outcome is None:
        return from_timestamp(attempt.prepared_at)
    return outcome.charged_at or outcome.at


def _noted_check(db: Database, intent_id: PaymentIntentId | None) -> str:
    return note_store.check_of(db, intent_id) if intent_id is not None else ""


def _told(db: Database, agreement: Agreement, told: Told) -> ChargeMade:
    """A charge that the journal doesn't hold, as Stripe has it."""
    intent = told.intent
    given_with = intent.id == agreement.payment_intent_id
    return ChargeMade(
        item_id=intent.item_id or ItemId(""),
        amount=_amount(intent),
        at=from_timestamp(intent.charged_at or intent.created),
        result=_TAKEN[intent.status].value,
        description=intent.description,
        payment_intent_id=intent.id,
        card=_card(intent.card),
        check=intent.short_check if not given_with else "",
        refunds=[
            RefundMade(one.id, one.amount, from_timestamp(one.created))
            for one in told.refunds
            if one.status == _DONE
        ],
        receipt=_receipt(db, intent.id) or _noted(intent.receipt),
        given_with=given_with,
        told=True,
    )


def _amount(intent: IntentSnapshot) -> Money:
    taken = intent.status == "succeeded"
    return Money(intent.amount_received, intent.amount.currency) if taken else intent.amount


def _card(card: CardUsed | None) -> str:
    return f"{card.brand} •••• {card.last4}" if card is not None else ""


def _refunds(db: Database, intent_id: PaymentIntentId) -> Sequence[RefundMade]:
    return [RefundMade(*row) for row in ledger.refunds_of(db, intent_id)]


def _receipt(db: Database, intent_id: PaymentIntentId) -> ReceiptIssued | None:
    found = store.issued(db, intent_id)
    if found is not None:
        return ReceiptIssued(number_text(found[0]), from_timestamp(found[1]))
    return _noted(note_store.receipt_of(db, intent_id))


def _noted(receipt: ReceiptNoted | None) -> ReceiptIssued | None:
    if receipt is None:
        return None
    return ReceiptIssued(number_text(receipt.number), from_timestamp(receipt.at))
