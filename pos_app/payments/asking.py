"""What a cashier asks of a saved card, and the attempt it becomes."""

from dataclasses import dataclass

from pos_app.consent.scope_check import Under
from pos_app.kernel.ids import AttemptId, PaymentMethodId, new_id
from pos_app.payments.model import Attempt, AttemptKind, Capture
from pos_app.payments.workshop import Workshop
from pos_app.sales.model import SaleItem


@dataclass(frozen=True, slots=True)
class Asked:
    """What a cashier asked for; the same asked twice at once is one charge."""

    card: PaymentMethodId
    off_session: bool
    capture: Capture
    under: Under | None

    @property
    def by_agreement(self) -> bool:
        """Whether an agreement must allow it: the customer is away, or one is named all the
        same."""
        return self.off_session or self.under is not None


def draft_of(shop: Workshop, item: SaleItem, asked: Asked) -> Attempt:
    """Of this moment by Stripe's clock; the journal gives it its number."""
    return Attempt(
        id=AttemptId(new_id("att", shop.randomness)),
        item_id=item.id,
        sale_id=item.sale_id,
        kind=AttemptKind.SAVED_CARD,
        number=0,
        customer_id=item.customer_id,
        amount=item.amount,
        description=item.description,
        item_opened_at=int(item.opened_at.timestamp()),
        prepared_at=shop.now(),
        payment_method_id=asked.card,
        off_session=asked.off_session,
        capture=asked.capture,
        home_till=item.till_id,
        under=asked.under,
    )
