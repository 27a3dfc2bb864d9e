"""Agreements and their parts as JSON: in the ledger, in Stripe metadata and in evidence."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pos_app.consent.model import (
    Act,
    Cancellation,
    Interval,
    Purpose,
    Revocation,
    RevocationKind,
    Route,
    Scope,
    Subject,
    Tick,
    Unit,
)
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId, TillId
from pos_app.kernel.money import Money

Record = dict[str, Any]


def scope_record(scope: Scope) -> Record:
    """Minor units; dates in ISO 8601 with the shop's offset; the interval only where there is one,
    as in records from before there were any."""
    interval = scope.interval
    often = {"interval": [interval.every, interval.unit.value]} if interval is not None else {}
    return {
        "purpose": scope.purpose.value,
        "currency": scope.currency,
        "cap": scope.cap_minor,
        "total": scope.total_minor,
        "count": scope.count,
        "earliest": scope.earliest.isoformat(),
        "latest": scope.latest.isoformat(),
        "card": scope.card,
        "any_card": scope.any_card,
        "notice_days": scope.cancellation.notice_days,
        "prepaid_back": scope.cancellation.prepaid_back,
        "refund_days": scope.cancellation.refund_days,
        **often,
    }


def scope_from(record: Mapping[str, Any]) -> Scope:
    """Raises KeyError, TypeError or ValueError for anything that scope_record didn't write."""
    return Scope(
        purpose=Purpose(record["purpose"]),
        currency=_text(record["currency"]),
        cap_minor=_whole(record["cap"]),
        total_minor=_whole(record["total"]),
        count=_whole(record["count"]),
        earliest=_aware(record["earliest"]),
        latest=_aware(record["latest"]),
        card=PaymentMethodId(_text(record["card"])) if record["card"] is not None else None,
        cancellation=Cancellation(
            _whole(record["notice_days"]), _truth(record["prepaid_back"]),
            _whole(record["refund_days"]),
        ),
        any_card=_truth(record["any_card"]),
        interval=_interval(record.get("interval")),
    )  # fmt: skip


def _interval(value: object) -> Interval | None:
    if value is None:
        return None
    if not isinstance(value, list):
        raise TypeError("not an interval")
    every, unit = value
    return Interval(_whole(every), Unit(unit))


def subject_record(subject: Subject) -> Record:
    prepaid = subject.prepaid
    return {
        "shop_name": subject.shop_name,
        "shop_address": subject.shop_address,
        "description": subject.description,
        "card_label": subject.card_label,
        "prepaid": [prepaid.amount_minor, prepaid.currency] if prepaid is not None else None,
    }


def subject_from(record: Mapping[str, Any]) -> Subject:
    """Raises as scope_from does."""
    prepaid = record["prepaid"]
    return Subject(
        shop_name=_text(record["shop_name"]),
        shop_address=_text(record["shop_address"]),
        description=_text(record["description"]),
        card_label=_text(record["card_label"]),
        prepaid=Money(_whole(prepaid[0]), _text(prepaid[1])) if prepaid is not None else None,
    )


def act_record(act: Act) -> Record:
    """`at` in UTC seconds."""
    return {
        "at": to_timestamp(act.at),
        "offset": act.offset_minutes,
        "till": act.till_id,
        "till_name": act.till_name,
        "route": act.route.value,
        "ticked": sorted(tick.value for tick in act.ticked),
        "staff": act.staff,
        "paper": act.paper_number,
    }


def act_from(record: Mapping[str, Any]) -> Act:
    """Raises as scope_from does."""
    return Act(
        at=from_timestamp(_whole(record["at"])),
        offset_minutes=_whole(record["offset"]),
        till_id=TillId(_text(record["till"])),
        till_name=_text(record["till_name"]),
        route=Route(record["route"]),
        ticked=frozenset(Tick(tick) for tick in record["ticked"]),
        staff=_text(record["staff"]),
        paper_number=_text(record["paper"]),
    )


def revocation_record(revocation: Revocation) -> Record:
    """`at` in UTC seconds."""
    return {
        "agreement": revocation.agreement_id,
        "customer": revocation.customer_id,
        "kind": revocation.kind.value,
        "at": to_timestamp(revocation.at),
        "reason": revocation.reason,
        "staff": revocation.staff,
        "card": revocation.card,
    }


def revocation_from(record: Mapping[str, Any]) -> Revocation:
    """Raises as scope_from does."""
    card = record["card"]
    return Revocation(
        agreement_id=AgreementId(_text(record["agreement"])),
        customer_id=CustomerId(_text(record["customer"])),
        kind=RevocationKind(record["kind"]),
        at=from_timestamp(_whole(record["at"])),
        reason=_text(record["reason"]),
        staff=_text(record["staff"]),
        card=PaymentMethodId(_text(card)) if card is not None else None,
    )


def _whole(value: object) -> int:
    if type(value) is not int:
        raise TypeError("not a whole number")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def _truth(value: object) -> bool:
    if type(value) is not bool:
        raise TypeError("not a truth value")
    return value


def _aware(value: object) -> datetime:
    moment = datetime.fromisoformat(_text(value))
    if moment.tzinfo is None:
        raise ValueError("a date without its offset")
    return moment
