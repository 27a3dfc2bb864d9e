"""The dispute pack: what a shop shows a bank about a charge made under an agreement. Pure data.

The names are Stripe's evidence fields (`DisputeModifyParamsEvidence`). Some take text, others the
id of an uploaded file: for those the pack holds the file's text, to be printed and uploaded. What
is addressed to banks is in English; what the customer read stays in their language.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final

from pos_app.consent.check_notes import check_record
from pos_app.consent.model import Agreement, Revocation, Route
from pos_app.consent.records import (
    act_record,
    scope_record,
    subject_record,
)
from pos_app.consent.terms import section_of
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import ItemId, PaymentIntentId, RefundId
from pos_app.kernel.money import Money
from pos_app.settings.formats import format_interval, format_money, plain_date

LONGEST_TEXT: Final = 20_000
"""Characters of one text field; Stripe takes 150,000 in all."""
_BANK: Final = "en"


@dataclass(frozen=True, slots=True)
class RefundMade:
    """A refund of a charge; the amount is negative where the bank sent it back. `at` is UTC."""

    refund_id: RefundId
    amount: Money
    at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptIssued:
    """The receipt of a charge. `at` is UTC."""

    number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ChargeMade:
    """A charge under the agreement and the check that let it go ahead. `at` is UTC."""

    item_id: ItemId
    amount: Money
    at: datetime
    result: str
    """What came of it: `succeeded`, `declined`, …"""
    description: str
    payment_intent_id: PaymentIntentId | None
    card: str
    """`visa •••• 4242`; empty where it isn't known."""
    check: str
    """In short (consent.check_notes.short_check); empty for one that named no agreement."""
    refunds: Sequence[RefundMade] = ()
    receipt: ReceiptIssued | None = None
    given_with: bool = False
    """Whether the customer made it themselves, there, as they agreed."""
    told: bool = False
    """Whether it is known from Stripe alone: this till's journal doesn't hold it."""


class Missing(StrEnum):
    """What this till can't show of a disputed charge. The bank is told nothing of it."""

    JOURNAL = "journal"
    """Another till made it, or the ledger that had it is lost, and Stripe lacks some of it too."""
    CHECK = "check"
    RECEIPT = "receipt"
    TEXT = "text"
    """Only its hash is here: the wording's version isn't."""


@dataclass(frozen=True, slots=True)
class Dispute:
    """What is disputed, and what is known of the customer; texts may be empty."""

    payment_intent_id: PaymentIntentId
    customer_name: str = ""
    customer_email: str = ""
    service_date: date | None = None
    """When the customer got it; None: not known, and nothing is claimed."""


@dataclass(frozen=True, slots=True)
class DisputePack:
    """`texts` go to Stripe as they are; `files` are printed and uploaded, and the ids sent."""

    texts: dict[str, str]
    files: dict[str, str]
    record: dict[str, Any]
    """Everything it was made from; minor units, UTC seconds."""
    missing: Sequence[Missing] = ()

    def to_json(self) -> str:
        """The whole pack, the same text for the same facts."""
        whole = {
            "evidence": self.texts, "files": self.files, "record": self.record,
            "missing": [one.value for one in self.missing],
        }  # fmt: skip
        return json.dumps(whole, ensure_ascii=False, sort_keys=True, indent=1)


def dispute_pack(
    agreement: Agreement,
    revocations: Sequence[Revocation],
    charges: Sequence[ChargeMade],
    dispute: Dispute,
) -> DisputePack:
    """The pack for one disputed charge, from all that happened under its agreement, and from the
    payment it was given with.

    Raises UserError evidence.other_charge when the disputed one isn't among `charges`.
    """
    disputed = [one for one in charges if one.payment_intent_id == dispute.payment_intent_id]
    if not disputed:
        raise UserError("evidence.other_charge")
    # Every try on an item is on one PaymentIntent: the bank took the one that succeeded.
    charge = next((one for one in disputed if one.result == "succeeded"), disputed[-1])
    others = [
        one
        for one in charges
        if one.result == "succeeded" and one.payment_intent_id != dispute.payment_intent_id
    ]
    texts = _claims(agreement, dispute) | _texts(agreement, revocations, charge, others)
    files = _files(agreement, charge, others)
    return DisputePack(
        texts={name: text[:LONGEST_TEXT] for name, text in texts.items() if text},
        files={name: text for name, text in files.items() if text},
        record=_record(agreement, revocations, charges, dispute),
        missing=_missing(agreement, charge),
    )


def _missing(agreement: Agreement, charge: ChargeMade) -> Sequence[Missing]:
    no_check = not charge.check and not charge.given_with
    lacks = {
        Missing.JOURNAL: charge.told and (no_check or charge.receipt is None),
        Missing.CHECK: no_check,
        Missing.RECEIPT: charge.receipt is None,
        Missing.TEXT: not agreement.wording.full,
    }
    return [one for one, lacking in lacks.items() if lacking]


def _claims(agreement: Agreement, dispute: Dispute) -> dict[str, str]:
    """What is told rather than recorded."""
    day = dispute.service_date
    return {
        "customer_name": dispute.customer_name,
        "customer_email_address": dispute.customer_email,
        "product_description": agreement.subject.description,
        "service_date": plain_date(day, _BANK) if day is not None else "",
    }


def _texts(
    agreement: Agreement, revocations: Sequence[Revocation], charge: ChargeMade,
    others: Sequence[ChargeMade],
) -> dict[str, str]:  # fmt: skip
    return {
        "cancellation_policy_disclosure": _disclosure(agreement, "cancellation policy"),
        "refund_policy_disclosure": _disclosure(agreement, "refund policy"),
        "cancellation_rebuttal": _rebuttal(revocations, charge, others),
        "refund_refusal_explanation": _refunds(charge),
        "duplicate_charge_explanation": _told_apart(charge, others),
        "uncategorized_text": _within(agreement, charge),
    }


def _files(
    agreement: Agreement, charge: ChargeMade, others: Sequence[ChargeMade]
) -> dict[str, str]:
    full = agreement.wording.full
    return {
        "customer_signature": f"{_act(agreement)}\n\n{full}",
        "cancellation_policy": section_of(full, "cancellation"),
        "refund_policy": section_of(full, "refund"),
        "receipt": _receipt(charge),
        "duplicate_charge_documentation": "\n\n".join(map(_receipt, others)),
        "service_documentation": full,
    }


def _moment(at: datetime) -> str:
    zone = f"{at:%z}" if at.utcoffset() else "UTC"
    return f"{plain_date(at.date(), _BANK)} {at:%H:%M:%S} {zone}"


def _act(agreement: Agreement) -> str:
    """How the customer agreed, as a paragraph."""
    act = agreement.act
    ticked = ", ".join(sorted(tick.value for tick in act.ticked))
    way = f"by ticking “{ticked}” on the payment page, which opens unticked"
    if act.route is Route.PAPER:
        way = f"by signing paper no. {act.paper_number} ({ticked})"
    lines = [
        f"The customer agreed on {_moment(act.local)} ({_moment(act.at)}) {way},",
        f"at {agreement.subject.shop_name}, till {act.till_name or act.till_id}"
        + (f", handed over by {act.staff}." if act.staff else "."),
        f"Agreement {agreement.id}, terms {agreement.wording.version}"
        f" in “{agreement.wording.language}”, SHA-256 of the text {agreement.wording.sha256}.",
    ]
    ids = {
        "Checkout Session": agreement.session_id,
        "PaymentIntent": agreement.payment_intent_id,
        "PaymentMethod": agreement.payment_method_id,
        "Customer": agreement.customer_id,
    }
    lines.append("; ".join(f"{name} {value}" for name, value in ids.items() if value) + ".")
    return "\n".join(lines)


def _disclosure(agreement: Agreement, policy: str) -> str:
    return (
        f"The {policy} is part of the agreement that the customer was shown, in full and in their"
        f" own language, before they agreed and before the charge.\n{_act(agreement)}"
    )


def _rebuttal(
    revocations: Sequence[Revocation], charge: ChargeMade, others: Sequence[ChargeMade]
) -> str:
    """Only what the record bears out; nothing where it doesn't."""
    if not revocations:
        return "The customer has not cancelled the agreement."
    first = min(one.at for one in revocations)
    if first <= charge.at:
        return ""
    said = (
        f"The agreement was ended on {_moment(first)}, after this charge of {_moment(charge.at)}."
    )
    later = any(other.at >= first for other in others)
    return said if later else f"{said} No charge was made under it afterwards."


def _refunds(charge: ChargeMade) -> str:
    if not charge.refunds:
        return ""
    listed = "; ".join(
        f"{one.refund_id}: {format_money(one.amount, _BANK)} on {_moment(one.at)}"
        for one in charge.refunds
    )
    return f"Refunds of this charge so far: {listed}."


def _told_apart(charge: ChargeMade, others: Sequence[ChargeMade]) -> str:
    if not others:
        return ""
    lines = [f"This charge pays for item {charge.item_id}: {_line(charge)}."]
    lines += [f"Another one pays for item {other.item_id}: {_line(other)}." for other in others]
    return "\n".join([*lines, "Each item is charged once: one PaymentIntent per item."])


def _within(agreement: Agreement, charge: ChargeMade) -> str:
    scope = agreement.scope
    often = ""
    if scope.interval is not None:
        words = format_interval(scope.interval.every, scope.interval.unit.value, _BANK)
        often = f", at most one {words}"
    bounds = (
        f"The customer agreed to at most {scope.count} charge(s), of at most"
        f" {format_money(scope.cap, _BANK)} each and {format_money(scope.total, _BANK)} in all,"
        f" from {plain_date(scope.earliest.date(), _BANK)}"
        f" to {plain_date(scope.latest.date(), _BANK)}{often}."
    )
    if charge.given_with:
        return f"The customer made this payment themselves, as they agreed. For later:\n{bounds}"
    if not charge.check:
        return bounds
    return f"{bounds}\nBefore this charge the till checked it against the agreement and found it" \
        f" within. The check as recorded then:\n{charge.check}"  # fmt: skip


def _receipt(charge: ChargeMade) -> str:
    lines = [charge.description, _line(charge)]
    if charge.card:
        lines.append(f"Card: {charge.card}")
    if charge.receipt is not None:
        lines.append(f"Receipt {charge.receipt.number} of {_moment(charge.receipt.at)}")
    lines.append(f"PaymentIntent {charge.payment_intent_id}, item {charge.item_id}")
    return "\n".join(line for line in lines if line)


def _line(charge: ChargeMade) -> str:
    return f"{format_money(charge.amount, _BANK)} on {_moment(charge.at)}, {charge.result}"


def _record(
    agreement: Agreement, revocations: Sequence[Revocation], charges: Sequence[ChargeMade],
    dispute: Dispute,
) -> dict[str, Any]:  # fmt: skip
    wording = agreement.wording
    return {
        "disputed": dispute.payment_intent_id,
        "agreement": {
            "id": agreement.id,
            "customer": agreement.customer_id,
            "session": agreement.session_id,
            "payment_intent": agreement.payment_intent_id,
            "payment_method": agreement.payment_method_id,
            "scope": scope_record(agreement.scope),
            "subject": subject_record(agreement.subject),
            "act": act_record(agreement.act),
            "terms": wording.version,
            "language": wording.language,
            "text": wording.full,
            "text_sha256": wording.sha256,
        },
        "revocations": [_end_record(one) for one in revocations],
        "charges": [_charge_record(one) for one in charges],
    }


def _end_record(end: Revocation) -> dict[str, Any]:
    """Why, and who wrote it down, may name people and is no bank's affair; other tills don't
    know it."""
    return {"at": to_timestamp(end.at), "card_detached": end.card}


def _charge_record(charge: ChargeMade) -> dict[str, Any]:
    receipt = charge.receipt
    return {
        "item": charge.item_id,
        "amount": charge.amount.amount_minor,
        "currency": charge.amount.currency,
        "at": to_timestamp(charge.at),
        "result": charge.result,
        "payment_intent": charge.payment_intent_id,
        "card": charge.card,
        "given_with": charge.given_with,
        "check": check_record(charge.check) if charge.check else None,
        "refunds": [
            {"id": one.refund_id, "amount": one.amount.amount_minor, "at": to_timestamp(one.at)}
            for one in charge.refunds
        ],
        "receipt": [receipt.number, to_timestamp(receipt.at)] if receipt is not None else None,
    }
