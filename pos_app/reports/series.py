"""Figures to be drawn or read as a table: pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from pos_app.dues.owed_back import SaleLiability
from pos_app.kernel.money import Money
from pos_app.payments.declines import BY_CODE


class Figure(StrEnum):
    """What is shown."""

    BY_DAY = "by_day"
    BY_HOUR = "by_hour"
    DEPOSITS = "deposits"
    COLLECTED = "collected"
    EXPIRING = "expiring"


COLLECTED: Final = "collected"
"""The key of what was collected, among the reasons of what wasn't."""
AGES: Final = ((0, 30), (31, 60), (61, 90), (91, None))
"""Days since the sale was opened, both ends included."""
MONTHS: Final = 6


@dataclass(frozen=True, slots=True)
class Bar:
    """`key` says which: a day or month in ISO 8601, an hour from 00, an age as `31-60` or `91-`,
    a reason (the last word of its `decline.customer` message), `collected`."""

    key: str
    count: int
    total: Money | None = None
    """None where only the count matters."""


@dataclass(frozen=True, slots=True)
class Series:
    """The bars of one figure in one currency, in the order they are drawn."""

    figure: Figure
    bars: tuple[Bar, ...]
    currency: str = ""

    @property
    def empty(self) -> bool:
        """Nothing happened."""
        return not any(bar.count for bar in self.bars)


@dataclass(frozen=True, slots=True)
class Took:
    """A payment; `at` is UTC."""

    at: datetime
    amount: Money


@dataclass(frozen=True, slots=True)
class Try:
    """A charge of somebody who was away. `reason` is empty where it was collected, else Stripe's
    code or why it came to nothing."""

    amount: Money
    reason: str = ""


def by_day(
    took: Sequence[Took], first: date, last: date, zone: tzinfo | None = None
) -> Sequence[Series]:
    """What was taken on each day of the shop's calendar, also where it was nothing. `zone`: this
    machine's unless given."""
    days = [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]
    keyed = [(one.at.astimezone(zone).date().isoformat(), one.amount) for one in took]
    return _series(Figure.BY_DAY, days, keyed)


def by_hour(took: Sequence[Took], zone: tzinfo | None = None) -> Sequence[Series]:
    """What was taken in each hour of the day, all days together; from the first to the last hour
    in which anything was."""
    keyed = [(f"{one.at.astimezone(zone).hour:02}", one.amount) for one in took]
    hours = sorted({int(key) for key, _ in keyed})
    between = range(hours[0], hours[-1] + 1) if hours else range(0)
    return _series(Figure.BY_HOUR, [f"{hour:02}" for hour in between], keyed)


def by_age(rows: Iterable[SaleLiability], today: date) -> Sequence[Series]:
    """What is held for customers, by how long ago their sale was opened."""
    keyed = [
        (_age((today - row.sale.opened_at.astimezone().date()).days), row.held)
        for row in rows
        if row.held.amount_minor > 0
    ]
    return _series(Figure.DEPOSITS, [_age(first) for first, _ in AGES], keyed)


def collected(tries: Iterable[Try]) -> Sequence[Series]:
    """What was collected from absent customers, then what wasn't, by reason, the most first."""
    keyed = [(reason_of(one.reason), one.amount) for one in tries]
    counts: dict[str, int] = {}
    for key, _ in keyed:
        counts[key] = counts.get(key, 0) + 1
    failed = sorted((key for key in counts if key != COLLECTED), key=lambda k: (-counts[k], k))
    return _series(Figure.COLLECTED, [COLLECTED, *failed], keyed)


def expiring(months: Mapping[tuple[int, int], int], today: date) -> Series:
    """How many saved cards end with each of the next months, this one with them; `months` counts
    them by year and month."""
    bars = []
    for ahead in range(MONTHS):
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        found = months.get((year, month + 1), 0)
        bars.append(Bar(f"{year}-{month + 1:02}", found))
    return Series(Figure.EXPIRING, tuple(bars))


def _series(
    figure: Figure, keys: Sequence[str], found: Sequence[tuple[str, Money]]
) -> Sequence[Series]:
    """One for each currency, the one with the most in it first."""
    sums: dict[str, dict[str, tuple[int, int]]] = {}
    for key, amount in found:
        of_currency = sums.setdefault(amount.currency, {})
        count, minor = of_currency.get(key, (0, 0))
        of_currency[key] = (count + 1, minor + amount.amount_minor)
    order = sorted(sums, key=lambda code: (-sum(c for c, _ in sums[code].values()), code))
    return [
        Series(
            figure,
            tuple(
                Bar(key, of.get(key, (0, 0))[0], Money(of.get(key, (0, 0))[1], currency))
                for key in keys
            ),
            currency,
        )
        for currency in order
        for of in (sums[currency],)
    ]


def _age(days: int) -> str:
    for first, last in AGES:
        if last is None or days <= last:
            return f"{first}-{last if last is not None else ''}"
    raise AssertionError  # the last age has no end


def reason_of(code: str) -> str:
    """The key of Stripe's code, or of why a charge came to nothing; no code: it was collected."""
    if not code:
        return COLLECTED
    voices = BY_CODE.get(code)
    return voices.customer.rpartition(".")[2] if voices is not None else code
