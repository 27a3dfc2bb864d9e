"""Issuing receipts: a number once, the same one ever after."""

from collections.abc import Callable
from dataclasses import replace

from pos_app.consent import store as consent
from pos_app.customers.model import Customer
from pos_app.kernel.clock import to_timestamp
from pos_app.kernel.ids import PaymentIntentId
from pos_app.payments import ledger
from pos_app.payments import store as payments
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import Outcome
from pos_app.payments.operation_model import OperationOutcome
from pos_app.receipts import store
from pos_app.receipts.in_parts import PaidInParts, paid_in_parts
from pos_app.receipts.model import (
    PaperKind,
    Receipt,
    number_text,
    receipt_for,
    refund_receipt,
)
from pos_app.sales import store as sales
from pos_app.sales.model import SaleItem
from pos_app.settings.shop import Shop
from pos_app.storage import Database, Storage


class ReceiptService:
    """Numbers of this till's receipts, in its ledger."""

    def __init__(
        self, ledger: Storage, till_id: str = "", issued: Callable[[], None] = lambda: None
    ) -> None:
        """`till_id` is whose row of numbers it is; `issued` is called after one was given."""
        self._ledger = ledger
        self._till_id = till_id
        self._issued = issued

    async def issue(
        self, outcome: Outcome, item: SaleItem, customer: Customer | None, shop: Shop,
        *, training: bool,
    ) -> Receipt:  # fmt: skip
        """The receipt of a payment that succeeded; a second time it is a marked copy with the
        same number. The slip of a held amount has no number, since nothing was paid. Raises
        UserError receipt.nothing_paid."""
        document = receipt_for(outcome, item, customer, shop, training=training)
        if document.kind is PaperKind.HOLD:
            return document
        intent_id, at = document.payment_intent_id, to_timestamp(outcome.at)

        def write(db: Database) -> tuple[int, bool, PaidInParts | None]:
            return (*store.number_of(db, intent_id, at, self._till_id), _parts(db, item))

        number, again, parts = await self._ledger.write(write)
        self._issued()
        return replace(document, number=number_text(number), reprint=again, parts=parts)

    async def taken_here(self, payment: PaymentIntentId) -> tuple[Outcome, SaleItem] | None:
        """What this till's journal has of a payment; None where another till took it."""
        return await self._ledger.read(lambda db: _taken(db, payment))

    async def issue_refund(
        self, outcome: OperationOutcome, paid: PaymentDetails | None, customer: Customer | None,
        shop: Shop, *, training: bool,
    ) -> Receipt:  # fmt: skip
        """The receipt of money that was given back, with a number of its own; `paid` is the
        payment it came from. Raises UserError receipt.nothing_paid."""
        document = refund_receipt(outcome, paid, customer, shop, training=training)
        refund_id, at = document.refund_id, to_timestamp(outcome.at)
        assert refund_id is not None

        def write(db: Database) -> tuple[int, bool, int]:
            given = store.number_of(db, refund_id, at, self._till_id)
            first = store.given(db, document.payment_intent_id, self._till_id)
            return (*given, first or 0)

        number, again, first = await self._ledger.write(write)
        self._issued()
        return replace(
            document, number=number_text(number), reprint=again, refund_of=number_text(first)
        )


def _taken(db: Database, payment: PaymentIntentId) -> tuple[Outcome, SaleItem] | None:
    paid = ledger.paid_by(db, payment)
    attempt = payments.find_attempt(db, paid) if paid is not None else None
    if attempt is None or attempt.outcome is None:
        return None
    item = sales.find_item(db, attempt.item_id)
    return None if item is None else (attempt.outcome, item)


def _parts(db: Database, item: SaleItem) -> PaidInParts | None:
    """None for what was paid at once."""
    found = sales.find_schedule(db, item.sale_id)
    if found is None:
        return None
    sale, _ = found
    given = consent.find(db, sale.agreement_id) if sale.agreement_id is not None else None
    return paid_in_parts(sale, item, given.scope.cancellation if given is not None else None)
