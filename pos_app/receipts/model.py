"""A receipt as a document: what it says, not how it looks."""

from dataclasses import dataclass
from datetime import datetime

from pos_app.customers.model import Customer
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import PaymentIntentId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.model import CardUsed, Outcome, OutcomeKind
from pos_app.sales.model import SaleItem
from pos_app.settings.shop import Shop


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the customer takes home. Texts may be empty; `paid_at` is UTC."""

    number: str
    """`R-000123`; a till's own, without gaps."""
    reprint: bool
    """Whether this payment had its receipt already: the copy says so."""
    shop_name: str
    shop_address: tuple[str, ...]
    till_name: str
    language: str
    """The customer's own where known, else the shop's."""
    paid_at: datetime
    amount: Money
    description: str
    customer_name: str
    card: CardUsed | None
    card_saved: bool
    """Whether the card is now shown again at the next checkout."""
    sale_id: SaleId
    payment_intent_id: PaymentIntentId
    """The reference Stripe's support and the bank's dispute form ask for."""
    training: bool
    """No money moved: paper and screen must say so."""


def receipt_for(
    outcome: Outcome, item: SaleItem, customer: Customer | None, shop: Shop, *, training: bool,
    number: int = 0, reprint: bool = False,
) -> Receipt:  # fmt: skip
    """The document for a payment that succeeded.

    Raises UserError receipt.nothing_paid for any other outcome.
    """
    if outcome.kind is not OutcomeKind.SUCCEEDED or outcome.payment_intent_id is None:
        raise UserError("receipt.nothing_paid")
    chosen = customer.language if customer is not None else ""
    return Receipt(
        number=number_text(number),
        reprint=reprint,
        shop_name=shop.shop_name,
        shop_address=tuple(line.strip() for line in shop.shop_address.splitlines() if line.strip()),
        till_name=shop.till_name,
        language=chosen or shop.language,
        paid_at=outcome.at,
        amount=outcome.amount,
        description=item.description,
        customer_name=customer.name if customer is not None else "",
        card=outcome.card,
        card_saved=outcome.card_saved,
        sale_id=item.sale_id,
        payment_intent_id=outcome.payment_intent_id,
        training=training,
    )


def number_text(number: int) -> str:
    """How a number is printed; empty for 0, a document not issued yet."""
    return f"R-{number:06d}" if number else ""
