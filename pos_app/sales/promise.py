"""What a customer has to agree to, so that the rest of a sale can be charged in their absence."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from pos_app.consent.model import LONGEST_INTERVAL, Interval, Purpose, Unit
from pos_app.kernel.money import Money
from pos_app.sales.model import ItemKind, ItemState, Part, Sale, SaleItem, SaleState
from pos_app.sales.schedule import Due, Instalments, Plan

GRACE_DAYS: Final = 30
"""After the last due day: a card that was refused is tried again, or a date is moved."""


@dataclass(frozen=True, slots=True)
class Later:
    """What is charged later: at most `each` at a time, `count` times, from `first` to `last`."""

    purpose: Purpose
    each: Money
    count: int
    first: date
    last: date
    interval: Interval | None
    """Of instalments; a balance is charged once."""


def later_charges(parts: Sequence[Due], plan: Plan | None) -> Later | None:
    """What the schedule leaves for later; None where all of it is paid at once.

    `plan` is None where nobody remembers it: how often is then read from the days. Nothing may be
    charged before the day it is due: the days are those the customer reads.
    """
    dated = [(part, part.on) for part in parts if part.on is not None]
    if not dated:
        return None
    series = dated[0][0].kind is ItemKind.INSTALMENT
    days = [day for _, day in dated]
    return Later(
        purpose=Purpose.INSTALMENTS if series else Purpose.BALANCE,
        each=max((part.amount for part, _ in dated), key=lambda amount: amount.amount_minor),
        count=len(dated),
        first=min(days),
        last=max(days) + timedelta(days=GRACE_DAYS),
        interval=_interval(plan, sorted(days)) if series else None,
    )


def rest_of(sale: Sale, item: SaleItem, today: date) -> list[Due]:
    """What is still to come of a sale besides `item`; what is overdue is charged from today on."""
    return [
        Due(part.item.kind, part.item.amount, max(part.item.due_on, today))
        for part in _to_come(sale)
        if part.item.id != item.id and part.item.due_on is not None
    ]


def all_to_come(sale: Sale, today: date) -> list[Due]:
    """As `rest_of`, with nothing paid now: what a new agreement is over, where the one before was
    revoked, is over or too low, or its card is gone."""
    return [
        Due(part.item.kind, part.item.amount, max(part.item.due_on, today))
        for part in _to_come(sale)
        if part.item.due_on is not None
    ]


def renewable(sale: Sale) -> SaleItem | None:
    """The part that a new agreement over all that is to come is asked for with; None where nothing
    is, or where the sale stands by this very agreement alone: then it is begun anew."""
    begun = sale.agreement_id is not None or any(p.state is ItemState.PAID for p in sale.parts)
    parts = _to_come(sale) if begun and sale.state is SaleState.OPEN else ()
    return parts[0].item if parts else None


def _to_come(sale: Sale) -> Sequence[Part]:
    return [
        part for part in sale.parts if part.state is ItemState.OWED and part.item.due_on is not None
    ]


def _interval(plan: Plan | None, days: Sequence[date]) -> Interval:
    """The plan's own; else the one the days keep to. After some were moved it is the shortest gap
    in days, so that each is still allowed on its day; where two share one, the second waits until
    the next. The wording of instalments names one always: of a single charge it holds nothing up.
    """
    if isinstance(plan, Instalments):
        return plan.interval
    if len(days) == 1:
        return Interval(1, Unit.MONTH)
    gaps = [(after - before).days for before, after in pairwise(days)]
    months = {_months(after) - _months(before) for before, after in pairwise(days)}
    monthly = Interval(months.pop(), Unit.MONTH) if len(months) == 1 else None
    if monthly is not None and monthly.every and _same_day_each_month(days):
        return monthly
    shortest = min(gaps)
    if shortest and shortest % 7 == 0 and len(set(gaps)) == 1:
        return Interval(shortest // 7, Unit.WEEK)
    return Interval(min(max(1, shortest), LONGEST_INTERVAL), Unit.DAY)


def _months(day: date) -> int:
    return day.year * 12 + day.month


def _same_day_each_month(days: Sequence[date]) -> bool:
    """Or the last day of a month that has no such day."""
    latest = max(day.day for day in days)
    return all(day.day == min(latest, monthrange(day.year, day.month)[1]) for day in days)
