"""What a person changes in a sale, and what happens to it by itself: pure.

Facts, that a part was paid or given back, are merged into whatever a sale has become. An edit is
made to one state of its terms, and to no other.
"""

from dataclasses import dataclass, replace
from datetime import date

from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.ids import AgreementId, ItemId, PaymentIntentId
from pos_app.kernel.money import Money, check_chargeable
from pos_app.sales.model import CalledOffFor, ItemState, Part, Sale, SaleState


@dataclass(frozen=True, slots=True)
class MoveDate:
    """A part that is owed is due on another day, by the shop's calendar."""

    item_id: ItemId
    day: date


@dataclass(frozen=True, slots=True)
class ChangeAmount:
    """Another amount of a part that is owed. The sale's total becomes the sum of its parts; its
    lines stay as they were sold."""

    item_id: ItemId
    amount: Money


@dataclass(frozen=True, slots=True)
class CallOff:
    """Nothing more is owed. Of what was paid `refunded` goes back and `forfeited` stays with the
    shop; together all that is held. The sale stays noted until that much was given back."""

    refunded: Money
    forfeited: Money
    off_for: CalledOffFor | None = None


@dataclass(frozen=True, slots=True)
class GiveAgreement:
    """What is due later is charged under it."""

    agreement_id: AgreementId


Edit = MoveDate | ChangeAmount | CallOff | GiveAgreement


@dataclass(frozen=True, slots=True)
class Paid:
    """Fact: what was charged for a part, and by which payment."""

    item_id: ItemId
    taken: Money
    payment_intent_id: PaymentIntentId


@dataclass(frozen=True, slots=True)
class Refunded:
    """Fact: all that was given back of a payment so far, at whichever till."""

    payment_intent_id: PaymentIntentId
    total: Money


Fact = Paid | Refunded


def edited(sale: Sale, edit: Edit) -> Sale:
    """The sale with the edit made, its revision untouched.

    Raises UserError: sale.already_over; sale.item_paid, sale.item_called_off (MoveDate and
    ChangeAmount); what check_chargeable raises (field amount); sale.call_off_sum (field refunded,
    held).
    """
    if sale.state is not SaleState.OPEN:
        raise UserError("sale.already_over")
    match edit:
        case MoveDate(item, day):
            part = _owed(sale, item)
            return _with(sale, replace(part, item=replace(part.item, due_on=day)))
        case ChangeAmount(item, amount):
            part = _owed(sale, item)
            changed = replace(part.item, amount=check_chargeable(amount))
            total = sale.total - part.item.amount + amount
            return replace(_with(sale, replace(part, item=changed)), total=total)
        case CallOff():
            return _checked_off(sale, edit)
        case GiveAgreement(agreement_id):
            return replace(sale, agreement_id=agreement_id)


def merged(sale: Sale, fact: Fact) -> Sale:
    """The sale with the fact in it; the same one where it was, or is about no part of it. All
    paid: completed. One paid although it was called off is called off still: that money is held
    for the customer. Of two payments of one part the first stays; there never are two."""
    found = [part for part in sale.parts if _concerns(fact, part)]
    if not found:
        return sale
    part = found[0]
    if isinstance(fact, Paid):
        if part.payment_intent_id not in (None, fact.payment_intent_id):
            return sale
        now = replace(
            part,
            state=ItemState.PAID,
            taken=fact.taken,
            payment_intent_id=fact.payment_intent_id,
        )
    else:
        now = replace(part, refunded=fact.total if fact.total.amount_minor else None)
    return settled(_with(sale, now))


def settled(sale: Sale) -> Sale:
    """Completed once nothing of it is owed any more."""
    open_now = sale.state is SaleState.OPEN
    if open_now and all(part.state is not ItemState.OWED for part in sale.parts):
        return replace(sale, state=SaleState.COMPLETED)
    return sale


def called_off(sale: Sale, forfeited: Money) -> Sale:
    """Nothing more is owed for it; nothing is checked."""
    parts = [
        replace(part, state=ItemState.CALLED_OFF) if part.state is ItemState.OWED else part
        for part in sale.parts
    ]
    return replace(sale, parts=tuple(parts), state=SaleState.CALLED_OFF, forfeited=forfeited)


def same_terms(one: Sale, other: Sale) -> bool:
    """Whether they differ in nothing but facts and the count of changes."""
    return _terms(one) == _terms(other)


def _terms(sale: Sale) -> Sale:
    bare = [
        Part(part.item, ItemState.CALLED_OFF if _is_called_off(sale) else ItemState.OWED)
        for part in sale.parts
    ]
    state = SaleState.CALLED_OFF if _is_called_off(sale) else SaleState.OPEN
    return replace(sale, parts=tuple(bare), state=state, revision=0, ended_by="")


def _is_called_off(sale: Sale) -> bool:
    return sale.state is SaleState.CALLED_OFF


def _checked_off(sale: Sale, edit: CallOff) -> Sale:
    held = sale.held_for_customer
    if edit.refunded + edit.forfeited != held or edit.forfeited.amount_minor < 0:
        raise UserError("sale.call_off_sum", field="refunded", held=held)
    if edit.refunded.amount_minor < 0:
        raise UserError("sale.call_off_sum", field="refunded", held=held)
    return replace(called_off(sale, edit.forfeited), off_for=edit.off_for)


def _owed(sale: Sale, item_id: ItemId) -> Part:
    part = sale.part(item_id)
    if part is None:
        raise Bug("sale.part_of_another", item=item_id)
    if part.state is ItemState.PAID:
        raise UserError("sale.item_paid")
    if part.state is ItemState.CALLED_OFF:
        raise UserError("sale.item_called_off")
    return part


def _with(sale: Sale, changed: Part) -> Sale:
    parts = [changed if part.item.id == changed.item.id else part for part in sale.parts]
    return replace(sale, parts=tuple(parts))


def _concerns(fact: Fact, part: Part) -> bool:
    if isinstance(fact, Paid):
        return part.item.id == fact.item_id
    return part.payment_intent_id == fact.payment_intent_id
