"""How a sale stands once one of its parts is paid: what a receipt says of the rest."""

from dataclasses import dataclass
from datetime import date

from pos_app.consent.model import Cancellation
from pos_app.kernel.ids import AgreementId
from pos_app.kernel.money import Money
from pos_app.sales.model import ItemKind, ItemState, Sale, SaleItem


@dataclass(frozen=True, slots=True)
class PaidInParts:
    """Of a sale that is paid in parts."""

    total: Money
    before: tuple[tuple[ItemKind, Money], ...]
    """What was paid before, in the order it was due."""
    due: tuple[tuple[date | None, Money], ...]
    """What is still to be paid and when, by the shop's calendar; None: at once."""
    agreement_id: AgreementId | None
    """Under which the rest is charged."""
    cancellation: Cancellation | None
    """What that agreement promises; None where it isn't known here."""

    @property
    def left(self) -> Money:
        """What is still to be paid."""
        return Money(sum(one.amount_minor for _, one in self.due), self.total.currency)


def paid_in_parts(
    sale: Sale, item: SaleItem, cancellation: Cancellation | None
) -> PaidInParts | None:
    """The item counts as paid, whether or not the sale has noted it by now. None for a sale that
    has only this one, or doesn't have it at all."""
    if sale.part(item.id) is None or len(sale.parts) < 2:
        return None
    others = [part for part in sale.parts if part.item.id != item.id]
    return PaidInParts(
        total=sale.total,
        before=tuple(
            (part.item.kind, part.taken or part.item.amount)
            for part in others
            if part.state is ItemState.PAID
        ),
        due=tuple(
            (part.item.due_on, part.item.amount) for part in others if part.state is ItemState.OWED
        ),
        agreement_id=sale.agreement_id,
        cancellation=cancellation,
    )
