"""What may already have taken money from somebody, though nobody knows: it must not be taken again.

An unclear charge or hold, and an unclear end of a hold: a capture may have taken it, and a release
may find that it was taken before. A refund takes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pos_app.kernel.ids import CustomerId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.payments.operation_model import OperationKind, OperationOutcome


class Journal(Protocol):
    """What this needs of `PaymentService`."""

    async def unresolved(self) -> Sequence[Outcome]: ...

    async def unresolved_operations(self) -> Sequence[OperationOutcome]: ...

    async def last_outcome(self, item_id: ItemId) -> Outcome | None: ...


@dataclass(frozen=True, slots=True)
class MayHaveTaken:
    """From whom, None for a walk-in, and how much."""

    customer_id: CustomerId | None
    amount: Money


async def may_have_taken(journal: Journal, customer_id: CustomerId, amount: Money) -> bool:
    """Whether just that amount may have been taken from that customer already."""
    found = await may_take(journal)
    return any((one.customer_id, one.amount) == (customer_id, amount) for one in found)


async def may_take(journal: Journal) -> Sequence[MayHaveTaken]:
    """The journal's own word at this moment. Raises EnvironmentFault storage.*."""
    found = [MayHaveTaken(one.customer_id, one.amount) for one in await journal.unresolved()]
    for one in await journal.unresolved_operations():
        if one.operation is OperationKind.REFUND or one.item_id is None:
            continue
        held = await journal.last_outcome(one.item_id)
        if held is not None:
            found.append(MayHaveTaken(held.customer_id, one.amount))
    return found
