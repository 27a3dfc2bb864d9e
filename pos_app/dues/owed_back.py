"""What the shop owes its customers for sales that aren't completed, beside Stripe's own sums. Pure.

A sale's note says what was taken and given back; Stripe's payments and refunds say what was. The
two are compared payment by payment, so that a difference names the one that makes it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, SaleId
from pos_app.kernel.money import Money
from pos_app.sales.model import Sale


class DifferenceKind(StrEnum):
    """How the note and Stripe disagree: keys of the message catalogue."""

    PAID_NOT_NOTED = "liability.paid_not_noted"
    NOTED_NOT_PAID = "liability.noted_not_paid"
    OTHER_AMOUNT = "liability.other_amount"


@dataclass(frozen=True, slots=True)
class SaleLiability:
    """What is owed for one sale, in goods or in money."""

    sale: Sale
    held: Money


@dataclass(frozen=True, slots=True)
class Received:
    """A payment at Stripe that names a sale; what was given back of it is taken off by `kept`."""

    payment_intent_id: PaymentIntentId
    sale_id: SaleId
    item_id: ItemId
    customer_id: CustomerId | None
    taken: Money
    refunded: Money

    @property
    def kept(self) -> Money:
        return self.taken - self.refunded


@dataclass(frozen=True, slots=True)
class Difference:
    """One payment on which the note and Stripe disagree. Both figures: taken less given back."""

    kind: DifferenceKind
    sale_id: SaleId
    item_id: ItemId
    customer_id: CustomerId | None
    payment_intent_id: PaymentIntentId | None
    noted: Money
    at_stripe: Money


@dataclass(frozen=True, slots=True)
class Liability:
    """By sale, and in total for each currency. `differences` is None until Stripe was asked."""

    rows: tuple[SaleLiability, ...]
    totals: tuple[Money, ...]
    differences: tuple[Difference, ...] | None = None

    @property
    def ties(self) -> bool:
        """Whether Stripe was asked, and says the same to the cent."""
        return self.differences == ()


def liability(sales: Iterable[Sale]) -> Liability:
    """What is owed for these sales; those that hold nothing are left out."""
    rows = tuple(
        SaleLiability(sale, sale.held_for_customer)
        for sale in sales
        if sale.held_for_customer.amount_minor
    )
    sums: dict[str, int] = {}
    for row in rows:
        sums[row.held.currency] = sums.get(row.held.currency, 0) + row.held.amount_minor
    return Liability(
        rows, tuple(Money(minor, currency) for currency, minor in sorted(sums.items()))
    )


def differences(sales: Iterable[Sale], received: Iterable[Received]) -> tuple[Difference, ...]:
    """Where the notes of these sales and the payments that name them disagree, sale by sale.

    A payment of an item that no noted sale has is passed over: what is paid at once needs no note,
    and a completed sale's is gone.
    """
    at_stripe: dict[ItemId, list[Received]] = {}
    for one in received:
        at_stripe.setdefault(one.item_id, []).append(one)
    found: list[Difference] = []
    for sale in sales:
        found.extend(_of_sale(sale, at_stripe))
    return tuple(found)


def _of_sale(sale: Sale, at_stripe: Mapping[ItemId, Sequence[Received]]) -> Iterable[Difference]:
    nothing = Money(0, sale.total.currency)
    for part in sale.parts:
        payments = at_stripe.get(part.item.id, ())
        paid = sum((one.kept.amount_minor for one in payments if one.taken.amount_minor), 0)
        there = Money(paid, sale.total.currency)
        noted = (part.taken or nothing) - (part.refunded or nothing)
        took = any(one.taken.amount_minor for one in payments)
        kind = _kind(noted=part.taken is not None, took=took, same=noted == there)
        if kind is not None:
            intent = payments[0].payment_intent_id if payments else part.payment_intent_id
            yield Difference(
                kind, sale.id, part.item.id, sale.customer_id, intent, noted, there
            )  # fmt: skip


def _kind(*, noted: bool, took: bool, same: bool) -> DifferenceKind | None:
    if took and not noted:
        return DifferenceKind.PAID_NOT_NOTED
    if noted and not took:
        return DifferenceKind.NOTED_NOT_PAID
    return None if same else DifferenceKind.OTHER_AMOUNT
