"""What was typed of a sale, and the plan it stands for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pos_app.consent.model import Interval, Unit
from pos_app.customers.model import Customer
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money, parse_amount
from pos_app.sales.model import Line
from pos_app.sales.schedule import (
    WHOLE,
    AllLater,
    DepositAndBalance,
    Due,
    Instalments,
    PayNow,
    Plan,
)

USUAL_DEPOSIT: Final = 3_000
"""Hundredths of a per cent."""
MONTHLY: Final = Interval(1, Unit.MONTH)
OFTEN: Final = (Interval(1, Unit.WEEK), Interval(2, Unit.WEEK), MONTHLY, Interval(3, Unit.MONTH))
WAITS: Final = (Interval(2, Unit.WEEK), MONTHLY, Interval(2, Unit.MONTH), Interval(3, Unit.MONTH))
"""How long a balance usually waits."""


class Way(StrEnum):
    """How a total is paid."""

    NOW = "now"
    DEPOSIT = "deposit"
    INSTALMENTS = "instalments"
    LATER = "later"
    """Nothing now: the card is saved, and all of it is charged on a day."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A total and how it is to be paid; None where what is typed is nothing yet."""

    way: Way
    total: Money | None
    deposit: Money | int | None
    """An amount, or hundredths of a per cent of the total."""
    balance_on: date | None
    count: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Details:
    """What is told about a sale besides its amounts."""

    description: str = ""
    reference: str = ""
    note: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Selling:
    """A sale that is about to be made."""

    customer: Customer
    total: Money
    plan: Plan
    parts: tuple[Due, ...]
    details: Details
    on_paper: bool = False
    """Whether the agreement is signed on paper."""


def plan_of(typed: Typed) -> Plan:
    """The plan. Raises UserError sale.no_day (field day), sale.no_deposit (field deposit)."""
    if typed.way is Way.NOW:
        return PayNow()
    if typed.way is Way.INSTALMENTS:
        return Instalments(typed.count, typed.interval)
    if typed.deposit is None and typed.way is Way.DEPOSIT:
        raise UserError("sale.no_deposit", field="deposit")
    if typed.balance_on is None:
        raise UserError("sale.no_day", field="day")
    if typed.way is Way.LATER or typed.deposit is None:
        return AllLater(typed.balance_on)
    return DepositAndBalance(typed.deposit, typed.balance_on)


def per_cent(text: str) -> int | None:
    """Hundredths of a per cent of `30`, `33,3` or `12.50`; None for what is no share of a whole."""
    whole, _, part = text.strip().removesuffix("%").strip().replace(",", ".").partition(".")
    figures = whole + part.ljust(2, "0")
    if not (whole.isascii() and figures.isdigit() and figures.isascii()) or len(part) > 2:
        return None
    share = int(figures)
    return share if 0 < share < WHOLE else None


def lines_of(text: str, total: Money) -> tuple[Line, ...]:
    """What was sold, one in each line, its price last: `Table 300`.

    Raises UserError sale.line_without_price (field lines, line), sale.lines_differ (field lines,
    sum, total).
    """
    lines = []
    for typed in text.splitlines():
        words = typed.split()
        if not words:
            continue
        try:
            amount = parse_amount(words[-1], total.currency)
        except UserError as error:
            raise UserError("sale.line_without_price", field="lines", line=typed.strip()) from error
        if len(words) < 2 or amount.amount_minor < 0:
            raise UserError("sale.line_without_price", field="lines", line=typed.strip())
        lines.append(Line(" ".join(words[:-1]), amount))
    together = Money(sum(line.amount.amount_minor for line in lines), total.currency)
    if lines and together != total:
        raise UserError("sale.lines_differ", field="lines", sum=together, total=total)
    return tuple(lines)
