"""What the shop owes its customers for sales that aren't completed, beside Stripe's own sums. Pure.

A sale's note says what was taken and given back; Stripe's payments and refunds say what was. The
two are compared payment by payment, so that a difference names the one that makes it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, SaleId
from pos_app.kernel.money import Money
from pos_app.sales.model import ItemState, Sale, SaleState


class DifferenceKind(StrEnum):
    """How the note and Stripe disagree: keys of the message catalogue."""

    PAID_NOT_NOTED = "liability.paid_not_noted"
    NOTED_NOT_PAID = "liability.noted_not_paid"
    OTHER_AMOUNT = "liability.other_amount"
    SALE_NOT_NOTED = "liability.sale_not_noted"
    """A payment of what no note has, and that wasn't completed or called off for all that is known
    here."""


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


def differences(
    sales: Iterable[Sale], received: Iterable[Received], remembered: Iterable[Sale] = ()
) -> tuple[Difference, ...]:
    """Where the notes of these sales and the payments disagree: sale by sale, then the payments
    whose sale has no note. `remembered`: what is known of those that have none any more.

    Passed over are those of a sale that is remembered and was completed or called off: nothing is
    owed for it.
    """
    at_stripe: dict[SaleId, list[Received]] = {}
    for one in received:
        at_stripe.setdefault(one.sale_id, []).append(one)
    found: list[Difference] = []
    for sale in sales:
        payments = at_stripe.pop(sale.id, [])
        found.extend(_of_sale(sale, payments))
        found.extend(_unnoted([one for one in payments if sale.part(one.item_id) is None]))
    over = {sale.id for sale in remembered if _nothing_owed(sale, at_stripe.get(sale.id, ()))}
    for sale_id, payments in at_stripe.items():
        if sale_id not in over:
            found.extend(_unnoted(payments))
    return tuple(found)


def _nothing_owed(sale: Sale, payments: Sequence[Received]) -> bool:
    """Whether a sale without a note rightly has none: its last one may be older than the payment
    that completed it, which Stripe then has."""
    paid = {one.item_id for one in payments if one.taken.amount_minor}
    owed = [part.item.id for part in sale.parts if part.state is ItemState.OWED]
    return sale.over or sale.state is SaleState.CALLED_OFF or paid.issuperset(owed)


def _unnoted(payments: Iterable[Received]) -> Iterable[Difference]:
    for one in payments:
        if one.kept.amount_minor:
            yield Difference(
                DifferenceKind.SALE_NOT_NOTED, one.sale_id, one.item_id, one.customer_id,
                one.payment_intent_id, Money(0, one.kept.currency), one.kept,
            )  # fmt: skip


def _of_sale(sale: Sale, received: Sequence[Received]) -> Iterable[Difference]:
    nothing = Money(0, sale.total.currency)
    for part in sale.parts:
        payments = [one for one in received if one.item_id == part.item.id]
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
