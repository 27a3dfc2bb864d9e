"""What a customer has to agree to, so that the rest of a sale can be charged in their absence."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from pos_app.consent.model import Interval, Purpose
from pos_app.kernel.money import Money
from pos_app.sales.model import ItemKind
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

    `plan` is None where nobody remembers it: then the agreement doesn’t say how often. Nothing may
    be charged before the day it is due: the days are those the customer reads.
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
        interval=plan.interval if isinstance(plan, Instalments) and len(dated) > 1 else None,
    )
