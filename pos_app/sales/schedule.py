"""How a total is spread over days: pure, and every way of paying adds up to it exactly."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from pos_app.consent.model import Interval
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money, check_chargeable, smallest_charge, step_of
from pos_app.sales.model import ItemKind

MOST_INSTALMENTS: Final = 60
WHOLE: Final = 10_000
"""Hundredths of a per cent in a whole."""


@dataclass(frozen=True, slots=True)
class PayNow:
    """All of it at once."""


@dataclass(frozen=True, slots=True)
class DepositAndBalance:
    """Part now, the rest on a day."""

    deposit: Money | int
    """An amount, or hundredths of a per cent of the total."""
    balance_on: date


@dataclass(frozen=True, slots=True)
class Instalments:
    """The first now, each of the others one interval after the one before."""

    count: int
    """From 2 to MOST_INSTALMENTS, the first among them."""
    interval: Interval


@dataclass(frozen=True, slots=True)
class AllLater:
    """Nothing now: the card is saved, and all of it is charged on a day."""

    on: date


Plan = PayNow | DepositAndBalance | Instalments | AllLater


@dataclass(frozen=True, slots=True)
class Due:
    """One part of a total: `on` is None for what is paid at once."""

    kind: ItemKind
    amount: Money
    on: date | None


def schedule(total: Money, plan: Plan, today: date) -> tuple[Due, ...]:
    """The parts in the order they are due; their amounts add up to `total`.

    What doesn't divide is on the first instalment, which the customer pays while they are there;
    all the others are the same. Raises UserError: what check_chargeable raises of the total (field
    amount); sale.deposit_too_small (field deposit, smallest), sale.balance_too_small (field
    deposit, smallest), sale.not_later (field day), sale.instalment_count (field count, most),
    sale.instalment_too_small (field count, smallest).
    """
    check_chargeable(total)
    match plan:
        case PayNow():
            return (Due(ItemKind.PAYMENT, total, None),)
        case AllLater(on):
            return (Due(ItemKind.BALANCE, total, _later(on, today)),)
        case DepositAndBalance(deposit, balance_on):
            first = deposit if isinstance(deposit, Money) else share(total, deposit)
            return _deposit(total, first, _later(balance_on, today))
        case Instalments(count, interval):
            return _instalments(total, count, interval, today)


def share(total: Money, hundredths: int) -> Money:
    """So many hundredths of a per cent, rounded to what can be charged, halves up."""
    step = step_of(total.currency)
    steps = (2 * total.amount_minor * hundredths + WHOLE * step) // (2 * WHOLE * step)
    return Money(steps * step, total.currency)


def paid_now(parts: tuple[Due, ...]) -> Money:
    """What is paid while the customer is there; zero where all of it comes later."""
    now = sum(part.amount.amount_minor for part in parts if part.on is None)
    return Money(now, parts[0].amount.currency)


def first_is_more(parts: tuple[Due, ...]) -> Money | None:
    """By how much the first instalment is above the others; None where all are the same."""
    if len(parts) < 2 or parts[0].kind is not ItemKind.INSTALMENT:
        return None
    more = parts[0].amount - parts[1].amount
    return more if more.amount_minor else None


def _later(day: date, today: date) -> date:
    if day <= today:
        raise UserError("sale.not_later", field="day")
    return day


def _deposit(total: Money, deposit: Money, balance_on: date) -> tuple[Due, ...]:
    smallest = smallest_charge(total.currency)
    if deposit.amount_minor < smallest.amount_minor:
        raise UserError("sale.deposit_too_small", field="deposit", smallest=smallest)
    check_chargeable(deposit)
    balance = total - deposit
    if balance.amount_minor < smallest.amount_minor:
        raise UserError("sale.balance_too_small", field="deposit", smallest=smallest)
    return (Due(ItemKind.DEPOSIT, deposit, None), Due(ItemKind.BALANCE, balance, balance_on))


def _instalments(total: Money, count: int, interval: Interval, today: date) -> tuple[Due, ...]:
    if not 2 <= count <= MOST_INSTALMENTS:
        raise UserError("sale.instalment_count", field="count", most=MOST_INSTALMENTS)
    step, smallest = step_of(total.currency), smallest_charge(total.currency)
    each = Money(total.amount_minor // (count * step) * step, total.currency)
    if each.amount_minor < smallest.amount_minor:
        raise UserError("sale.instalment_too_small", field="count", smallest=smallest)
    first = Money(total.amount_minor - each.amount_minor * (count - 1), total.currency)
    later = [interval.after(today, times) for times in range(1, count)]
    return (
        Due(ItemKind.INSTALMENT, first, None),
        *(Due(ItemKind.INSTALMENT, each, day) for day in later),
    )
