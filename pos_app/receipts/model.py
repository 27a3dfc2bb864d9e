"""A receipt as a document: what it says, not how it looks."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from pos_app.customers.model import Customer
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import PaymentIntentId, RefundId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import CardUsed, Outcome, OutcomeKind
from pos_app.payments.operation_model import OperationKind, OperationOutcome
from pos_app.receipts.in_parts import PaidInParts
from pos_app.sales.model import ItemKind, SaleItem
from pos_app.settings.shop import Shop


class PaperKind(StrEnum):
    """What the paper is. A HOLD is a slip without a number: nothing was paid."""

    PAYMENT = "payment"
    DEPOSIT = "deposit"
    BALANCE = "balance"
    INSTALMENT = "instalment"
    HOLD = "hold"
    REFUND = "refund"


_KINDS: Final = {
    ItemKind.PAYMENT: PaperKind.PAYMENT,
    ItemKind.DEPOSIT: PaperKind.DEPOSIT,
    ItemKind.BALANCE: PaperKind.BALANCE,
    ItemKind.INSTALMENT: PaperKind.INSTALMENT,
}


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the customer takes home. Texts may be empty; `paid_at` is UTC."""

    number: str
    """`R-000123`; a till's own, without gaps, refunds in the same row."""
    reprint: bool
    """Whether this payment had its receipt already: the copy says so."""
    shop_name: str
    shop_address: tuple[str, ...]
    till_name: str
    language: str
    """The customer's own where known, else the shop's."""
    paid_at: datetime
    """When it was paid, held or given back."""
    amount: Money
    description: str
    customer_name: str
    card: CardUsed | None
    card_saved: bool
    """Whether the card is now shown again at the next checkout."""
    sale_id: SaleId | None
    """None for a refund, and for a sale that isn't known here."""
    payment_intent_id: PaymentIntentId
    """The reference Stripe's support and the bank's dispute form ask for."""
    training: bool
    """No money moved: paper and screen must say so."""
    kind: PaperKind = PaperKind.PAYMENT
    parts: PaidInParts | None = None
    """What was paid before and what is left, where the sale is paid in parts."""
    held_until: datetime | None = None
    """UTC, of a HOLD; None when Stripe didn't say."""
    refund_id: RefundId | None = None
    refund_of: str = ""
    """The number of the receipt of what is given back; empty where this till has none."""


def receipt_for(
    outcome: Outcome, item: SaleItem, customer: Customer | None, shop: Shop, *, training: bool,
    number: int = 0, reprint: bool = False,
) -> Receipt:  # fmt: skip
    """The document for a payment that succeeded, or the slip for an amount that is held.

    Raises UserError receipt.nothing_paid for any other outcome.
    """
    held = outcome.kind is OutcomeKind.HELD
    paid = outcome.kind is OutcomeKind.SUCCEEDED
    if not (paid or held) or outcome.payment_intent_id is None:
        raise UserError("receipt.nothing_paid")
    return Receipt(
        number=number_text(number),
        reprint=reprint,
        shop_name=shop.shop_name,
        shop_address=_address(shop),
        till_name=shop.till_name,
        language=_language(customer, shop),
        paid_at=outcome.at,
        amount=outcome.amount,
        description=item.description,
        customer_name=customer.name if customer is not None else "",
        card=outcome.card,
        card_saved=outcome.card_saved,
        sale_id=item.sale_id,
        payment_intent_id=outcome.payment_intent_id,
        training=training,
        kind=PaperKind.HOLD if held else _KINDS[item.kind],
        held_until=outcome.held_until if held else None,
    )


def refund_receipt(
    outcome: OperationOutcome, paid: PaymentDetails | None, customer: Customer | None, shop: Shop,
    *, training: bool,
) -> Receipt:  # fmt: skip
    """The document for money that was given back; `paid` is the payment it came from.

    Raises UserError receipt.nothing_paid for anything else.
    """
    refunded = outcome.operation is OperationKind.REFUND and outcome.kind is OutcomeKind.SUCCEEDED
    if not refunded or outcome.refund_id is None:
        raise UserError("receipt.nothing_paid")
    return Receipt(
        number="",
        reprint=False,
        shop_name=shop.shop_name,
        shop_address=_address(shop),
        till_name=shop.till_name,
        language=_language(customer, shop),
        paid_at=outcome.at,
        amount=outcome.amount,
        description=paid.description if paid is not None else "",
        customer_name=customer.name if customer is not None else "",
        card=paid.card if paid is not None else None,
        card_saved=False,
        sale_id=None,
        payment_intent_id=outcome.payment_intent_id,
        training=training,
        kind=PaperKind.REFUND,
        refund_id=outcome.refund_id,
    )


def number_text(number: int) -> str:
    """How a number is printed; empty for 0, a document not issued yet."""
    return f"R-{number:06d}" if number else ""


def _address(shop: Shop) -> tuple[str, ...]:
    return tuple(line.strip() for line in shop.shop_address.splitlines() if line.strip())


def _language(customer: Customer | None, shop: Shop) -> str:
    chosen = customer.language if customer is not None else ""
    return chosen or shop.language
