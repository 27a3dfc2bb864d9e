"""What happened to a sale, in order: put together from what a till and Stripe know of it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Final

from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import ItemId, PaymentIntentId, RefundId
from pos_app.kernel.money import Money
from pos_app.payments.model import Attempt, Decline, OutcomeKind
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot
from pos_app.sales.model import CalledOffFor, OffReason, Sale, SaleState
from pos_app.staff.model import Right


class Told(StrEnum):
    """What a line tells of."""

    OPENED = "opened"
    AGREED = "agreed"
    PAID = "paid"
    DECLINED = "declined"
    MOVED = "moved"
    CHANGED = "changed"
    CALLED_OFF = "called_off"
    REFUNDED = "refunded"
    REFUND_SENT_BACK = "refund_sent_back"


@dataclass(frozen=True, slots=True)
class SaleEvent:
    """One line. `at` is UTC, None where nobody here knows when; `who` is empty where nobody knows
    who."""

    what: Told
    at: datetime | None
    item_id: ItemId | None = None
    """The part it is about."""
    amount: Money | None = None
    day: date | None = None
    """Of MOVED: the day it is due since."""
    decline: Decline | None = None
    off_for: CalledOffFor | None = None
    payment: PaymentIntentId | None = None
    refund: RefundId | None = None
    who: str = ""


@dataclass(frozen=True, slots=True)
class Edited:
    """What a person did to the sale at this till, as the ledger has it: `record` of
    `sales.records`."""

    at: datetime
    record: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Done:
    """An act of the audit log: what it was about and who did it, and who approved that."""

    at: datetime
    right: Right
    about: str
    who: str


_GONE: Final = ("failed", "canceled")
_CHARGES: Final = frozenset({
    Right.TAKE_PAYMENT, Right.SAVE_CARD, Right.USE_SAVED_CARD, Right.TAKE_DEPOSIT, Right.HOLD,
    Right.COLLECT_DUE,
})  # fmt: skip
_RIGHTS: Final[Mapping[Told, frozenset[Right]]] = {
    Told.OPENED: frozenset({Right.TAKE_DEPOSIT, Right.TAKE_PAYMENT}),
    Told.PAID: _CHARGES,
    Told.DECLINED: _CHARGES,
    Told.MOVED: frozenset({Right.MOVE_DATE}),
    Told.CHANGED: frozenset({Right.MOVE_DATE}),
    Told.CALLED_OFF: frozenset({Right.REFUND, Right.FORFEIT, Right.MOVE_DATE}),
    Told.REFUNDED: frozenset({Right.REFUND, Right.FORFEIT}),
}
_SLACK: Final = timedelta(seconds=60)
"""Between two clocks."""
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def own_events(
    sale: Sale, edits: Iterable[Edited], attempts: Iterable[Attempt], agreed_at: datetime | None
) -> list[SaleEvent]:
    """What this till's ledger tells; what another till did is there without a time."""
    told = [SaleEvent(Told.OPENED, sale.opened_at, amount=sale.total)]
    told += [one for one in (_edited(sale, edit) for edit in edits) if one is not None]
    told += [one for one in map(_tried, attempts) if one is not None]
    if sale.agreement_id is not None and not any(one.what is Told.AGREED for one in told):
        told.append(SaleEvent(Told.AGREED, agreed_at))
    if sale.state is SaleState.CALLED_OFF and not _ended(told):
        told.append(SaleEvent(Told.CALLED_OFF, None, off_for=sale.off_for))
    return told


def with_stripe(
    sale: Sale,
    told: Sequence[SaleEvent],
    intents: Iterable[IntentSnapshot],
    refunds: Iterable[RefundSnapshot],
) -> list[SaleEvent]:
    """With what Stripe has of every till's payments and refunds; nothing is told twice."""
    tried = {one.payment for one in told if one.payment is not None}
    paid = {one.payment for one in told if one.what is Told.PAID}
    seen = list(told)
    for intent in intents:
        taken_here = intent.status == "succeeded"
        if intent.sale_id != sale.id or intent.id in (paid if taken_here else tried):
            continue
        at = from_timestamp(intent.created)
        if taken_here:
            taken = Money(intent.amount_received, intent.amount.currency)
            seen.append(SaleEvent(Told.PAID, at, intent.item_id, taken, payment=intent.id))
        elif intent.last_error is not None:
            seen.append(
                SaleEvent(
                    Told.DECLINED, at, intent.item_id, intent.amount,
                    decline=intent.last_error, payment=intent.id,
                )
            )  # fmt: skip
    return seen + [_given_back(sale, one) for one in refunds]


def in_order(told: Iterable[SaleEvent]) -> list[SaleEvent]:
    """Oldest first; what nobody knows the time of last."""
    return sorted(told, key=lambda one: one.at or _NEVER)


def with_names(sale: Sale, told: Iterable[SaleEvent], acts: Sequence[Done]) -> list[SaleEvent]:
    """Who did each, by the newest act of theirs before it; `acts` oldest first."""
    return [replace(one, who=_who(sale, one, acts)) for one in told]


def _who(sale: Sale, event: SaleEvent, acts: Sequence[Done]) -> str:
    at, rights = event.at, _RIGHTS.get(event.what)
    if at is None or rights is None:
        return ""
    about = {event.item_id, event.payment}
    if event.what in (Told.OPENED, Told.CALLED_OFF, Told.REFUNDED):
        about.add(ItemId(sale.id))
    fits = [
        act for act in acts
        if act.about in about and act.right in rights and act.at <= at + _SLACK
    ]  # fmt: skip
    return fits[-1].who if fits else ""


def _ended(told: Iterable[SaleEvent]) -> bool:
    return any(one.what is Told.CALLED_OFF for one in told)


def _edited(sale: Sale, edit: Edited) -> SaleEvent | None:
    record, currency = edit.record, sale.total.currency
    item = ItemId(str(record["item"])) if "item" in record else None
    match record.get("did"):
        case "move_date":
            day = date.fromisoformat(str(record["day"]))
            return SaleEvent(Told.MOVED, edit.at, item, day=day)
        case "change_amount":
            amount = Money(int(str(record["amount"])), currency)
            return SaleEvent(Told.CHANGED, edit.at, item, amount)
        case "give_agreement":
            return SaleEvent(Told.AGREED, edit.at)
        case "call_off":
            why = str(record.get("why", ""))
            words = str(record.get("words", ""))
            off_for = CalledOffFor(OffReason(why), words) if why else None
            return SaleEvent(Told.CALLED_OFF, edit.at, off_for=off_for)
    return None  # of a newer release


def _tried(attempt: Attempt) -> SaleEvent | None:
    outcome = attempt.outcome
    if outcome is None or outcome.kind not in (OutcomeKind.SUCCEEDED, OutcomeKind.DECLINED):
        return None
    paid = outcome.kind is OutcomeKind.SUCCEEDED
    return SaleEvent(
        Told.PAID if paid else Told.DECLINED, outcome.at, attempt.item_id, outcome.amount,
        decline=outcome.decline, payment=outcome.payment_intent_id,
    )  # fmt: skip


def _given_back(sale: Sale, refund: RefundSnapshot) -> SaleEvent:
    item = next(
        (part.item.id for part in sale.parts if part.payment_intent_id == refund.payment_intent_id),
        None,
    )
    what = Told.REFUND_SENT_BACK if refund.status in _GONE else Told.REFUNDED
    return SaleEvent(
        what, from_timestamp(refund.created), item, refund.amount,
        payment=refund.payment_intent_id, refund=refund.id,
    )  # fmt: skip
