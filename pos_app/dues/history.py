"""The course of one sale: what this till knows at once, then what Stripe has of every till's."""

from collections.abc import Sequence
from typing import Protocol

from pos_app.dues import history_store as store
from pos_app.dues.history_model import (
    SaleEvent,
    in_order,
    own_events,
    with_names,
    with_stripe,
)
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.ids import CustomerId, PaymentIntentId
from pos_app.payments.ports import IntentSnapshot, RefundSnapshot
from pos_app.sales.model import Sale
from pos_app.storage import Database, Storage

_DAY_SECONDS = 86_400


class SalePayments(Protocol):
    """What is asked of Stripe here."""

    async def intents_of(self, customer_id: CustomerId, since: int = 0) -> Sequence[IntentSnapshot]:
        """All of the customer's made at or after `since` (UTC seconds), oldest first."""
        ...

    async def list_refunds(
        self, intent_id: PaymentIntentId | None, since: int = 0
    ) -> Sequence[RefundSnapshot]:
        """See PaymentGateway."""
        ...


class SaleHistory:
    """Reads only. Faults of the disk are those of `Storage`."""

    def __init__(self, ledger: Storage, gateway: SalePayments) -> None:
        self._ledger = ledger
        self._gateway = gateway

    async def known(self, sale: Sale) -> Sequence[SaleEvent]:
        """By this till's ledger, oldest first: nothing is asked of Stripe."""
        return await self._named(sale, await self._ledger.read(lambda db: _own(db, sale)))

    async def whole(self, sale: Sale) -> Sequence[SaleEvent]:
        """As `known`, with every till's payments and refunds. Raises the remote faults."""
        # a day before: the till that opened it may have had another clock
        since = max(to_timestamp(sale.opened_at) - _DAY_SECONDS, 0)
        intents = await self._gateway.intents_of(sale.customer_id, since)
        mine = [one for one in intents if one.sale_id == sale.id]
        refunds = [
            refund
            for one in mine
            if one.amount_received
            for refund in await self._gateway.list_refunds(one.id)
        ]
        own = await self._ledger.read(lambda db: _own(db, sale))
        return await self._named(sale, with_stripe(sale, own, mine, refunds))

    async def _named(self, sale: Sale, told: Sequence[SaleEvent]) -> Sequence[SaleEvent]:
        about: set[str] = {sale.id, *(part.item.id for part in sale.parts)}
        about |= {one.payment for one in told if one.payment is not None}
        acts = await self._ledger.read(lambda db: store.acts(db, sorted(about)))
        return in_order(with_names(sale, told, acts))


def _own(db: Database, sale: Sale) -> list[SaleEvent]:
    agreement = sale.agreement_id
    return own_events(
        sale,
        store.edits(db, sale.id),
        store.attempts(db, [part.item.id for part in sale.parts]),
        store.agreed_at(db, agreement) if agreement is not None else None,
    )
