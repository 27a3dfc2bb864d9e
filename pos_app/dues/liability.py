"""What the shop owes its customers, by the till's copy, and compared with Stripe's payments."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pos_app.dues.owed_back import Liability, Received, differences, liability
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.ids import PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.ports import IntentSnapshot, PaymentGateway, RefundSnapshot
from pos_app.sales.model import Sale
from pos_app.sales.service import SalesService

_GIVEN_BACK = frozenset({"succeeded", "pending", "requires_action"})
"""Of a refund: it left, or will. One that failed or was cancelled gave nothing back."""
_DAY_SECONDS = 86_400


class LiabilityService:
    """Reads only; nothing is charged, given back or noted."""

    def __init__(self, sales: SalesService, gateway: PaymentGateway) -> None:
        self._sales = sales
        self._gateway = gateway

    async def known(self) -> Liability:
        """By the till's copy: nothing is asked of Stripe."""
        return liability(await self._sales.open_sales())

    async def checked(self) -> Liability:
        """As `known`, with every difference from what Stripe says it took and gave back since the
        oldest of these sales was opened. Raises the remote faults."""
        sales = await self._sales.open_sales()
        found = liability(sales)
        if not sales:
            return replace(found, differences=())
        # a day before: the till that opened it may have had another clock
        since = min(to_timestamp(sale.opened_at) for sale in sales) - _DAY_SECONDS
        intents = await self._gateway.list_intents(max(since, 0))
        refunds = await self._gateway.list_refunds(None, max(since, 0))
        received = received_of(sales, intents, refunds)
        return replace(found, differences=differences(sales, received))


def received_of(
    sales: Sequence[Sale], intents: Sequence[IntentSnapshot], refunds: Sequence[RefundSnapshot]
) -> Sequence[Received]:
    """The payments that name one of these sales, with what was given back of each."""
    wanted = {sale.id for sale in sales}
    given = _given_back(refunds)
    return [
        Received(
            one.id, one.sale_id, one.item_id, one.customer_id,
            Money(one.amount_received, one.amount.currency),
            Money(given.get(one.id, 0), one.amount.currency),
        )
        for one in intents
        if one.item_id is not None and one.sale_id is not None and one.sale_id in wanted
        if one.amount_received
    ]  # fmt: skip


def _given_back(refunds: Sequence[RefundSnapshot]) -> Mapping[PaymentIntentId, int]:
    sums: dict[PaymentIntentId, int] = {}
    for one in refunds:
        if one.payment_intent_id is not None and one.status in _GIVEN_BACK:
            before = sums.get(one.payment_intent_id, 0)
            sums[one.payment_intent_id] = before + one.amount.amount_minor
    return sums
