"""What this till's ledger says of the money that sales are about."""

from collections.abc import Mapping, Sequence
from typing import Final

from pos_app.kernel.ids import ItemId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.sales.edits import Paid
from pos_app.storage import Database

_BATCH: Final = 500
_PAID: Final = (
    "SELECT item_id, amount_minor, currency, payment_intent_id FROM payments WHERE item_id IN"
)


class LedgerTakings:
    """Implements sales.ports.Takings."""

    def paid(self, db: Database, item_ids: Sequence[ItemId]) -> Sequence[Paid]:
        """Which of these were paid here."""
        found: list[Paid] = []
        for start in range(0, len(item_ids), _BATCH):
            some = item_ids[start : start + _BATCH]
            places = ", ".join("?" * len(some))
            rows = db.execute(f"{_PAID} ({places})", some)
            found += [
                Paid(ItemId(item), Money(minor, currency), PaymentIntentId(intent))
                for item, minor, currency, intent in rows.fetchall()
            ]
        return found

    def refund_rows(self, db: Database) -> Mapping[PaymentIntentId, int]:
        """Of each payment refunded here how many rows tell of it."""
        sql = "SELECT payment_intent_id, count(*) FROM refunds GROUP BY payment_intent_id"
        return {PaymentIntentId(intent): int(rows) for intent, rows in db.execute(sql).fetchall()}
