"""What this till knows of everybody who owes: read from its two files, never asked of Stripe."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from pos_app.consent.model import Agreement
from pos_app.dues import store
from pos_app.dues.model import Known
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import CustomerId
from pos_app.payments.agreement_store import charges_under_all
from pos_app.payments.decide import outcome_of
from pos_app.payments.model import Attempt, Outcome, OutcomeKind
from pos_app.sales.model import OwedRow
from pos_app.storage import Database, Storage


@dataclass(frozen=True, slots=True)
class Files:
    """The two databases: the copy of Stripe's, and the till's own ledger."""

    cache: Storage
    ledger: Storage


class Knowing:
    """Agreements are kept in memory once they were read: one never changes."""

    def __init__(self, files: Files) -> None:
        self._files = files
        self._agreements: dict[str, Agreement] = {}

    async def waiting(self) -> frozenset[CustomerId]:
        """Those of whom a payment is under way or unclear right now."""
        return await self._files.ledger.read(store.waiting)

    async def of(self, rows: Sequence[OwedRow]) -> Known:
        owners = list({row.customer_id: None for row in rows})
        named = list({row.sale.agreement_id: None for row in rows if row.sale.agreement_id})
        items = [row.part.item.id for row in rows]
        missing = [one for one in named if one not in self._agreements]

        def read(db: Database) -> Known:
            attempts = store.last_attempts(db, items)
            return Known(
                cards={},
                agreements=store.agreements(db, missing) if missing else {},
                revocations=store.revocations(db, named),
                charges=charges_under_all(db, named),
                last={item: _as_told(attempt) for item, attempt in attempts.items()},
            )

        cards, ledger = await asyncio.gather(
            self._files.cache.read(lambda db: store.cards_of_all(db, owners)),
            self._files.ledger.read(read),
        )
        self._agreements.update(ledger.agreements)
        return Known(cards, self._agreements, ledger.revocations, ledger.charges, ledger.last)


def _as_told(attempt: Attempt) -> Outcome:
    """An open attempt is unknown, or a link that waits."""
    if attempt.outcome is not None:
        return attempt.outcome
    kind = OutcomeKind.OPEN if attempt.by_link else OutcomeKind.UNKNOWN
    at = from_timestamp(attempt.sent_at or attempt.prepared_at)
    reason = "" if attempt.by_link else "payment.unknown"
    return outcome_of(attempt, kind, at, None, reason)
