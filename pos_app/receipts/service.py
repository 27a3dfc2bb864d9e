"""Issuing receipts: a number once, the same one ever after."""

from dataclasses import replace

from pos_app.customers.model import Customer
from pos_app.kernel.clock import to_timestamp
from pos_app.payments.model import Outcome
from pos_app.receipts import store
from pos_app.receipts.model import Receipt, number_text, receipt_for
from pos_app.sales.model import SaleItem
from pos_app.settings.shop import Shop
from pos_app.storage import Storage


class ReceiptService:
    """Numbers of this till's receipts, in its ledger."""

    def __init__(self, ledger: Storage) -> None:
        self._ledger = ledger

    async def issue(
        self, outcome: Outcome, item: SaleItem, customer: Customer | None, shop: Shop,
        *, training: bool,
    ) -> Receipt:  # fmt: skip
        """The receipt of a payment that succeeded; a second time it is a marked copy with the
        same number. Raises UserError receipt.nothing_paid."""
        document = receipt_for(outcome, item, customer, shop, training=training)
        intent_id, at = document.payment_intent_id, to_timestamp(outcome.at)
        number, again = await self._ledger.write(lambda db: store.number_of(db, intent_id, at))
        return replace(document, number=number_text(number), reprint=again)
