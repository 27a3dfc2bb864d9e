"""What the shop owes its customers, by the till's copy, and compared with Stripe's payments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pos_app.dues.owed_back import Liability, Received, differences, liability
from pos_app.kernel.clock import Clock, to_timestamp
from pos_app.kernel.ids import PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.ports import IntentSnapshot, PaymentGateway, RefundSnapshot
from pos_app.sales.model import Sale, sale_of
from pos_app.sales.service import SalesService

_GIVEN_BACK = frozenset({"succeeded", "pending", "requires_action"})
"""Of a refund: it left, or will. One that failed or was cancelled gave nothing back."""
_DAY_SECONDS = 86_400
_LOOKED_BACK_DAYS = 90


class LiabilityService:
    """Reads only; nothing is charged, given back or noted."""

    def __init__(self, sales: SalesService, gateway: PaymentGateway, clock: Clock) -> None:
        self._sales = sales
        self._gateway = gateway
        self._clock = clock

    async def known(self) -> Liability:
        """By the till's copy: nothing is asked of Stripe."""
        return liability(await self._sales.open_sales())

    async def checked(self) -> Liability:
        """As `known`, with every difference from what Stripe says it took and gave back since the
        oldest of these sales was opened, and for 90 days at least: a payment whose sale has lost
        its note belongs to none of them. Raises the remote faults."""
        sales = await self._sales.open_sales()
        since = self._since(sales)
        intents = await self._gateway.list_intents(since)
        refunds = await self._gateway.list_refunds(None, since)
        received = received_of(intents, refunds)
        noted = {sale.id for sale in sales}
        unnoted = sorted({one.sale_id for one in received} - noted)
        remembered = await self._sales.remembered(unnoted)
        return replace(liability(sales), differences=differences(sales, received, remembered))

    def _since(self, sales: Sequence[Sale]) -> int:
        """UTC seconds."""
        always = to_timestamp(self._clock.now()) - _LOOKED_BACK_DAYS * _DAY_SECONDS
        # a day before: the till that opened it may have had another clock
        opened = [to_timestamp(sale.opened_at) - _DAY_SECONDS for sale in sales]
        return max(min([always, *opened]), 0)


def received_of(
    intents: Sequence[IntentSnapshot], refunds: Sequence[RefundSnapshot]
) -> Sequence[Received]:
    """The payments that name a part of a sale with a schedule, with what was given back of each.
    What was paid at once, an item by itself, never had a note."""
    given = _given_back(refunds)
    return [
        Received(
            one.id, one.sale_id, one.item_id, one.customer_id,
            Money(one.amount_received, one.amount.currency),
            Money(given.get(one.id, 0), one.amount.currency),
        )
        for one in intents
        if one.item_id is not None and sale_of(one.item_id) is not None
        if one.sale_id is not None and one.amount_received
    ]  # fmt: skip


def _given_back(refunds: Sequence[RefundSnapshot]) -> Mapping[PaymentIntentId, int]:
    sums: dict[PaymentIntentId, int] = {}
    for one in refunds:
        if one.payment_intent_id is not None and one.status in _GIVEN_BACK:
            before = sums.get(one.payment_intent_id, 0)
            sums[one.payment_intent_id] = before + one.amount.amount_minor
    return sums
