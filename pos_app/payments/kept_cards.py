"""What the till's copy of the customers has of a saved card, as the check of a charge asks it."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from pos_app.consent.scope_check import KeptCard
from pos_app.customers.cards import OneCard
from pos_app.customers.model import Redisplay, SavedCard
from pos_app.kernel.ids import CustomerId, PaymentMethodId


class CardsOf(Protocol):
    """Of `CustomerService`."""

    async def cards(self, customer_id: CustomerId) -> Sequence[SavedCard]: ...


class CopiedCards:
    """Implements payments.ports.KeptCards. The copy follows Stripe's events, and is asked for anew
    by every screen that offers a card. Faults are those of `Storage`."""

    def __init__(self, customers: CardsOf) -> None:
        self._customers = customers

    async def kept(self, owner: CustomerId, card: PaymentMethodId) -> KeptCard | None:
        """None where the copy has no such card of theirs."""
        for one in await self._customers.cards(owner):
            if one.id == card:
                return KeptCard(one.customer_id, one.id, shown=may_be_charged(one))
        return None


def to_charge(card: OneCard, today: date) -> SavedCard | None:
    """Of the times it was saved the newest that its customer, being there, may charge today; None
    where they may none."""
    usable = [one for one in card.all if may_be_charged(one) and not one.expired_on(today)]
    return usable[0] if usable else None


def may_be_charged(card: SavedCard) -> bool:
    """Whether its customer, being there, may charge it with no other agreement."""
    return card.redisplay is Redisplay.ALWAYS
