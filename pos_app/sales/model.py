"""A sale and what it leaves owing. Each item is owed once and paid by at most one payment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from pos_app.kernel.ids import AgreementId, CustomerId, ItemId, PaymentIntentId, SaleId
from pos_app.kernel.money import Money


class ItemKind(StrEnum):
    """What a part of a sale is to the customer. PAYMENT: all of it, at once."""

    PAYMENT = "payment"
    DEPOSIT = "deposit"
    BALANCE = "balance"
    INSTALMENT = "instalment"


class ItemState(StrEnum):
    """OWED until it is PAID, or CALLED_OFF with the rest of its sale."""

    OWED = "owed"
    PAID = "paid"
    CALLED_OFF = "called_off"


class SaleState(StrEnum):
    """OPEN while anything is owed; COMPLETED once all of it is paid; CALLED_OFF by a person."""

    OPEN = "open"
    COMPLETED = "completed"
    CALLED_OFF = "called_off"


class OffReason(StrEnum):
    """Why a sale was called off. The log and Stripe keep these words."""

    WISH = "wish"
    """The customer wanted it."""
    SHOP = "shop"
    """The shop can't deliver."""
    MISTAKE = "mistake"
    OTHER = "other"
    """Said in words."""


@dataclass(frozen=True, slots=True)
class CalledOffFor:
    """Why a sale was called off; `words` as typed, where there are any."""

    why: OffReason
    words: str = ""

    @property
    def told(self) -> str:
        """In one line, for a log or Stripe's Dashboard."""
        return f"{self.why.value}: {self.words}" if self.words else self.why.value


@dataclass(frozen=True, slots=True)
class SaleItem:
    """One amount owed. `customer_id` is None for a walk-in; `opened_at` is UTC."""

    id: ItemId
    sale_id: SaleId
    customer_id: CustomerId | None
    amount: Money
    description: str
    opened_at: datetime
    till_id: str = ""
    """The till that opened it; empty for items from before it was written down."""
    kind: ItemKind = ItemKind.PAYMENT
    position: int = 1
    """Its place in the sale's schedule, from 1."""
    due_on: date | None = None
    """By the shop's calendar; None: at once, while the customer is there."""


@dataclass(frozen=True, slots=True)
class Part:
    """An item of a schedule and what became of it."""

    item: SaleItem
    state: ItemState = ItemState.OWED
    taken: Money | None = None
    """What was charged for it, which may be another amount where two tills changed it at once."""
    refunded: Money | None = None
    payment_intent_id: PaymentIntentId | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """What was sold: as typed, and what it costs. Lines are optional, and add up to the total."""

    description: str
    amount: Money


@dataclass(frozen=True, slots=True)
class Sale:
    """A sale with its schedule, the same at every till. `opened_at` is UTC."""

    id: SaleId
    customer_id: CustomerId
    total: Money
    parts: tuple[Part, ...]
    """In the order they are due; together the total."""
    opened_at: datetime
    till_id: str
    state: SaleState = SaleState.OPEN
    revision: int = 1
    """Counts its changes: of two tills that change the same one, the second is told."""
    description: str = ""
    reference: str = ""
    note: str = ""
    lines: tuple[Line, ...] = ()
    agreement_id: AgreementId | None = None
    """Under which what is due later is charged; None until the customer gave one."""
    forfeited: Money | None = None
    """Of what was paid, kept by the shop when the sale was called off."""
    off_for: CalledOffFor | None = None
    """Why it was called off, where somebody said."""
    ended_by: str = ""
    """The till that called it off: it, and no other, gives back what goes back by itself."""

    def part(self, item_id: ItemId) -> Part | None:
        """None for an item of another sale."""
        return next((part for part in self.parts if part.item.id == item_id), None)

    @property
    def over(self) -> bool:
        """Nothing is owed either way any more: it leaves its customer at Stripe."""
        called_off = self.state is SaleState.CALLED_OFF
        left = self.held_for_customer.amount_minor > 0 or self.owed.amount_minor > 0
        return self.state is SaleState.COMPLETED or (called_off and not left)

    @property
    def owed(self) -> Money:
        """What is still to be paid."""
        return _sum(self.total.currency, [
            part.item.amount for part in self.parts if part.state is ItemState.OWED
        ])  # fmt: skip

    @property
    def taken(self) -> Money:
        """What was paid, refunds not taken off."""
        return _sum(self.total.currency, [part.taken for part in self.parts if part.taken])

    @property
    def refunded(self) -> Money:
        return _sum(self.total.currency, [part.refunded for part in self.parts if part.refunded])

    @property
    def held_for_customer(self) -> Money:
        """What the shop owes the customer for it, goods or money: nothing once it is completed."""
        if self.state is SaleState.COMPLETED:
            return Money(0, self.total.currency)
        kept = self.forfeited or Money(0, self.total.currency)
        return self.taken - self.refunded - kept


@dataclass(frozen=True, slots=True)
class OwedRow:
    """A part that is still to be paid on a day. `customer_name` is empty where nobody knows it."""

    customer_id: CustomerId
    customer_name: str
    sale: Sale
    part: Part

    @property
    def due_on(self) -> date:
        """By the shop's calendar. A part due at once is none of these rows."""
        assert self.part.item.due_on is not None
        return self.part.item.due_on

    @property
    def agreement_id(self) -> AgreementId | None:
        return self.sale.agreement_id


@dataclass(frozen=True, slots=True)
class SaleChanged:
    """Event: a sale was opened, changed or paid, here or at another till. One that left its
    customer without this till having a hand in it is told as completed, unless it was known to
    be called off."""

    sale: Sale


@dataclass(frozen=True, slots=True)
class RefundHeard:
    """Event: Stripe told that something of a payment was given back, or that it came back after
    all; by whomever, also in Stripe's Dashboard."""

    payment_intent_id: PaymentIntentId


def item_id(sale_id: SaleId, position: int) -> ItemId:
    """The same at every till: two that charge one part meet at one PaymentIntent."""
    return ItemId(f"item_{sale_id.removeprefix('sale_')}_{position}")


def sale_of(item_id: ItemId) -> SaleId | None:
    """Whose part it is, by its id; None for the only item of a sale that was paid at once."""
    body, separator, position = item_id.removeprefix("item_").rpartition("_")
    return SaleId(f"sale_{body}") if separator and body and position.isdecimal() else None


def _sum(currency: str, amounts: Sequence[Money]) -> Money:
    return Money(sum(amount.amount_minor for amount in amounts), currency)
