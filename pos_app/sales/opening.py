"""What a new sale must be: pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, SaleId
from pos_app.kernel.money import Money
from pos_app.sales.model import CalledOffFor, Line, OffReason, Part, Sale, SaleItem, item_id
from pos_app.sales.schedule import Plan, schedule

LONGEST_DESCRIPTION: Final = 200
"""Characters; shorter than a product's name may be at Stripe (250)."""
LONGEST_REFERENCE: Final = 60
LONGEST_NOTE: Final = 400
LONGEST_REASON: Final = 100


@dataclass(frozen=True, slots=True)
class Terms:
    """What a person typed for a new sale; texts as typed."""

    total: Money
    plan: Plan
    description: str
    reference: str = ""
    note: str = ""
    lines: Sequence[Line] = ()


def new_sale(
    sale_id: SaleId, customer_id: CustomerId, terms: Terms, *,
    today: date, opened_at: datetime, till_id: str,
) -> Sale:  # fmt: skip
    """A sale with its schedule, at its first revision. `opened_at` is UTC.

    Raises UserError: what `schedule` raises; sale.description_too_long, sale.reference_too_long,
    sale.note_too_long (that field, limit); sale.lines_sum (field lines, total).
    """
    description = tidy(terms.description, "description", LONGEST_DESCRIPTION)
    bare = SaleItem(
        id=item_id(sale_id, 1),
        sale_id=sale_id,
        customer_id=customer_id,
        amount=terms.total,
        description=description,
        opened_at=opened_at,
        till_id=till_id,
    )
    return Sale(
        id=sale_id,
        customer_id=customer_id,
        total=terms.total,
        parts=_parts(terms, bare, today),
        opened_at=opened_at,
        till_id=till_id,
        description=description,
        reference=tidy(terms.reference, "reference", LONGEST_REFERENCE),
        note=tidy(terms.note, "note", LONGEST_NOTE),
        lines=_lines(terms),
    )


def check_off(off_for: CalledOffFor) -> CalledOffFor:
    """As it is kept. Raises UserError with field reason: sale.reason_missing where only words say
    why, sale.reason_too_long (limit)."""
    words = tidy(off_for.words, "reason", LONGEST_REASON)
    if off_for.why is OffReason.OTHER and not words:
        raise UserError("sale.reason_missing", field="reason")
    return replace(off_for, words=words)


def _parts(terms: Terms, bare: SaleItem, today: date) -> tuple[Part, ...]:
    dues = schedule(terms.total, terms.plan, today)
    items = [
        replace(
            bare,
            id=item_id(bare.sale_id, position),
            amount=due.amount,
            kind=due.kind,
            position=position,
            due_on=due.on,
        )
        for position, due in enumerate(dues, start=1)
    ]
    return tuple(map(Part, items))


def _lines(terms: Terms) -> tuple[Line, ...]:
    sold = sum(line.amount.amount_minor for line in terms.lines)
    if terms.lines and sold != terms.total.amount_minor:
        raise UserError("sale.lines_sum", field="lines", total=terms.total)
    return tuple(
        Line(tidy(line.description, "description", LONGEST_DESCRIPTION), line.amount)
        for line in terms.lines
    )


def tidy(text: str, field: str, limit: int) -> str:
    """Spaces one at a time. Raises UserError sale.description_too_long and its like (field,
    limit)."""
    words = " ".join(text.split())
    if len(words) > limit:
        raise UserError(f"sale.{field}_too_long", field=field, limit=limit)
    return words
