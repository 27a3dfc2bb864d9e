"""What is due, when, and what stands in the way of charging it: decided before the date.

The board asks the very function that every charge asks (`consent.scope_check`), with the due day
as the moment: the two can't disagree.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Final

from pos_app.consent.model import Agreement, Purpose, Revocation
from pos_app.consent.scope_check import (
    ChargeSoFar,
    ProposedCharge,
    Reason,
    Refused,
    Under,
    check_scope,
)
from pos_app.customers.cards import last_day
from pos_app.customers.model import SavedCard
from pos_app.kernel.clock import day_of
from pos_app.kernel.ids import CustomerId, ItemId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.declines import voices_of
from pos_app.payments.model import Outcome, OutcomeKind, Retry
from pos_app.sales.model import ItemKind, OwedRow, Part, Sale, SaleItem
from pos_app.staff.model import Right, RiskyAct

_WAITING: Final = frozenset({OutcomeKind.UNKNOWN, OutcomeKind.OPEN, OutcomeKind.HELD})


class RiskKind(StrEnum):
    """What stands in the way besides an agreement's own bounds: keys of the message catalogue."""

    NO_AGREEMENT = "risk.no_agreement"
    NOT_KNOWN = "risk.agreement_not_known"
    """Given at another till; this one has yet to learn of it."""
    NO_CARD = "risk.no_card"
    CARD_EXPIRES = "risk.card_expires"
    NEVER = "risk.declined_for_good"
    NEEDS_CUSTOMER = "risk.needs_customer"
    """The bank wanted to hear from the customer, and will again."""


_CERTAIN: Final = frozenset({
    RiskKind.NO_AGREEMENT.value, RiskKind.NO_CARD.value, Reason.REVOKED.value,
    Reason.CARD_DETACHED.value, Reason.PURPOSE.value, Reason.CURRENCY.value, Reason.CARD.value,
})  # fmt: skip
"""Neither another moment nor the charges before it change these."""
_OF_AGREEMENT: Final = frozenset({RiskKind.NOT_KNOWN.value, *(one.value for one in Reason)})


@dataclass(frozen=True, slots=True)
class Risk:
    """Why a charge probably won't go through on its day. `key` is one of RiskKind's, or of
    consent's Reason; `params` fill its sentence."""

    key: str
    params: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DueRow:
    """One part of a sale that is still owed and has a day."""

    sale: Sale
    part: Part
    customer_name: str
    """Empty where nobody here knows it."""
    card: SavedCard | None
    """What would be charged, as the till's copy knows it."""
    under: Under | None
    reasons: tuple[Risk, ...]
    last: Outcome | None
    """The newest attempt at this till. OPEN: a link waits for its customer."""

    @property
    def item(self) -> SaleItem:
        return self.part.item

    @property
    def customer_id(self) -> CustomerId:
        return self.sale.customer_id

    @property
    def due_on(self) -> date:
        return _day(self.part)

    @property
    def unclear(self) -> bool:
        """Whether nobody knows what became of the last charge: nothing else may be begun."""
        return self.last is not None and self.last.kind is OutcomeKind.UNKNOWN

    @property
    def refused(self) -> bool:
        """Whether a charge while its customer is away is sure to be refused before it is made."""
        return any(risk.key in _CERTAIN for risk in self.reasons)

    @property
    def waiting(self) -> bool:
        """Whether something is under way, or unresolved, that must end first."""
        return self.last is not None and self.last.kind in _WAITING


@dataclass(frozen=True, slots=True)
class Board:
    """All that is owed on a day, each list by date."""

    today: date
    overdue: tuple[DueRow, ...]
    due_today: tuple[DueRow, ...]
    upcoming: tuple[DueRow, ...]

    @property
    def due(self) -> tuple[DueRow, ...]:
        """What may be charged today: of today, and from before."""
        return (*self.overdue, *self.due_today)

    @property
    def at_risk(self) -> tuple[DueRow, ...]:
        """Those of all three that have reasons."""
        rows = (*self.overdue, *self.due_today, *self.upcoming)
        return tuple(row for row in rows if row.reasons)

    @property
    def collectable(self) -> tuple[DueRow, ...]:
        """What "collect all due" begins with: due, nothing in the way, and not declined today
        already: a bank that is asked again and again says no for good."""
        return tuple(row for row in self.due if _may_be_tried(row, self.today))


@dataclass(frozen=True, slots=True)
class Known:
    """What this till knows of those who owe."""

    cards: Mapping[CustomerId, Sequence[SavedCard]]
    """Newest first."""
    agreements: Mapping[str, Agreement]
    revocations: Mapping[str, Sequence[Revocation]]
    charges: Mapping[str, Sequence[ChargeSoFar]]
    """Under each agreement, whichever till made them; oldest first."""
    last: Mapping[ItemId, Outcome]


def act_to_collect(amounts: Iterable[Money]) -> RiskyAct:
    """What somebody does who has all of these charged: a limit is held against the largest of each
    currency, an approver sees how many and how much in all."""
    largest: dict[str, Money] = {}
    sums: dict[str, int] = {}
    count = 0
    for one in amounts:
        count += 1
        sums[one.currency] = sums.get(one.currency, 0) + one.amount_minor
        if one.amount_minor > largest.get(one.currency, Money(-1, one.currency)).amount_minor:
            largest[one.currency] = one
    acts = [RiskyAct(Right.COLLECT_DUE, amount=one) for _, one in sorted(largest.items())]
    first = acts[0] if acts else RiskyAct(Right.COLLECT_DUE)
    in_all = tuple(Money(minor, currency) for currency, minor in sorted(sums.items()))
    return replace(first, also=tuple(acts[1:]), count=count, in_all=in_all, detail=f"{count} ×")


def board(rows: Iterable[OwedRow], known: Known, today: date) -> Board:
    """What is owed with what stands in its way. Of several parts under one agreement, each is
    checked as if those due before it had been charged on their days."""
    overdue: list[DueRow] = []
    due_today: list[DueRow] = []
    upcoming: list[DueRow] = []
    supposed: dict[str, list[ChargeSoFar]] = {}
    for row in rows:
        made = _row(row, known, supposed, today)
        day = made.due_on
        if day > today:
            upcoming.append(made)
        elif day == today:
            due_today.append(made)
        else:
            overdue.append(made)
    return Board(today, tuple(overdue), tuple(due_today), tuple(upcoming))


def outside(rows: Iterable[OwedRow], known: Known, today: date, item_id: ItemId) -> Risk | None:
    """What its agreement has against a part, among `rows` of the same sale as they are to be; None
    where it allows the charge, or where none was given."""
    made = board(sorted(rows, key=lambda row: _day(row.part)), known, today)
    every = (*made.overdue, *made.due_today, *made.upcoming)
    reasons = [risk for row in every if row.item.id == item_id for risk in row.reasons]
    return next((risk for risk in reasons if risk.key in _OF_AGREEMENT), None)


def _row(
    owed: OwedRow, known: Known, supposed: dict[str, list[ChargeSoFar]], today: date
) -> DueRow:
    sale, part = owed.sale, owed.part
    day = max(_day(part), today)
    agreement = known.agreements.get(sale.agreement_id) if sale.agreement_id else None
    cards = known.cards.get(sale.customer_id, ())
    card = card_for(agreement, cards, day) if agreement is not None else _usable(cards, day)
    last = known.last.get(part.item.id)
    reasons = [*_of_card(card, day), *_of_last(last, card)]
    under = None
    if agreement is not None:
        under = Under(agreement.id, purpose_of(part.item.kind))
        refused = _outside(owed, agreement, card, known, supposed, day)
        if refused is not None:
            reasons.insert(0, Risk(refused.reason.value, refused.params))
    elif sale.agreement_id is None:
        reasons.insert(0, Risk(RiskKind.NO_AGREEMENT))
    else:
        reasons.insert(0, Risk(RiskKind.NOT_KNOWN))
    return DueRow(sale, part, owed.customer_name, card, under, tuple(reasons), last)


def _outside(
    owed: OwedRow, agreement: Agreement, card: SavedCard | None, known: Known,
    supposed: dict[str, list[ChargeSoFar]], day: date,
) -> Refused | None:  # fmt: skip
    """What the check says on that day; where it allows the charge, later parts are checked as if
    it had been made."""
    item = owed.part.item
    charged = PaymentMethodId(card.id) if card is not None else agreement.scope.card
    proposed = ProposedCharge(
        purpose_of(item.kind), owed.sale.customer_id,
        charged or PaymentMethodId("none"), item.amount, item.id,
    )  # fmt: skip
    # An attempt of its own that is unresolved blocks the item by itself, and says so.
    before = [one for one in known.charges.get(agreement.id, ()) if one.item_id != item.id]
    before += supposed.get(agreement.id, ())
    moment = at_noon(agreement, day)
    ends = known.revocations.get(agreement.id, ())
    result = check_scope(agreement, ends, before, proposed, moment)
    if isinstance(result, Refused):
        return result
    made = ChargeSoFar(item.id, item.amount, moment)
    supposed.setdefault(agreement.id, []).append(made)
    return None


def _of_card(card: SavedCard | None, day: date) -> Sequence[Risk]:
    if card is None:
        return (Risk(RiskKind.NO_CARD),)
    if card.expired_on(day):
        return (Risk(RiskKind.CARD_EXPIRES, {"last_day": last_day(card)}),)
    return ()


def _of_last(last: Outcome | None, card: SavedCard | None) -> Sequence[Risk]:
    """A bank's last word on this very card; another card is another question."""
    if last is None:
        return ()
    used = last.card.payment_method_id if last.card is not None else None
    if used is not None and card is not None and used != card.id:
        return ()
    if last.kind is OutcomeKind.NEEDS_CUSTOMER:
        return (Risk(RiskKind.NEEDS_CUSTOMER),)
    if last.kind is not OutcomeKind.DECLINED or last.decline is None:
        return ()
    never = voices_of(last.decline).retry is Retry.NEVER
    return (Risk(RiskKind.NEVER),) if never else ()


def _may_be_tried(row: DueRow, today: date) -> bool:
    last = row.last
    declined = last is not None and last.kind is OutcomeKind.DECLINED
    again = not declined or last is None or day_of(last.at) < today
    return again and not row.reasons and not row.waiting


def purpose_of(kind: ItemKind) -> Purpose:
    """What an agreement must have been given for, that a part of this kind may be charged."""
    return Purpose.INSTALMENTS if kind is ItemKind.INSTALMENT else Purpose.BALANCE


def card_for(agreement: Agreement, cards: Sequence[SavedCard], day: date) -> SavedCard | None:
    """The card an absent charge is made on, of those known (newest first): the one agreed to;
    where any is, the one that was in the customer's hand then, while it is good on `day`."""
    if agreement.scope.card is not None:
        return _named(cards, agreement.scope.card)
    then = _named(cards, agreement.payment_method_id)
    if then is not None and not then.expired_on(day):
        return then
    return _usable(cards, day)


def at_noon(agreement: Agreement, day: date) -> datetime:
    """A moment that is on `day` by the shop's clocks, whatever summer time does in between."""
    return datetime.combine(day, time(12), agreement.scope.latest.tzinfo)


def _named(cards: Sequence[SavedCard], wanted: PaymentMethodId | None) -> SavedCard | None:
    return next((card for card in cards if card.id == wanted), None)


def _usable(cards: Sequence[SavedCard], day: date) -> SavedCard | None:
    return next((card for card in cards if not card.expired_on(day)), next(iter(cards), None))


def _day(part: Part) -> date:
    """Only what has a day is on the board."""
    return part.item.due_on or date.min
