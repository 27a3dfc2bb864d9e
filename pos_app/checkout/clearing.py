"""Before a session opens: the item's PaymentIntents are cancelled and seen cancelled."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import PaymentIntentId, Randomness
from pos_app.payments.decide import Sight, outcome_of, searched_since
from pos_app.payments.journal import Journal
from pos_app.payments.model import Attempt, Outcome, OutcomeKind
from pos_app.payments.ports import IntentSnapshot, PaymentGateway

_FRESH_SECONDS: Final = 600
"""An item this young that no till charged yet is known to this till alone: nothing to look for."""


class Clearing:
    """Keeps two live instruments from meeting at one item (RELIABILITY rule 5)."""

    def __init__(self, journal: Journal, gateway: PaymentGateway, randomness: Randomness) -> None:
        self._journal = journal
        self._gateway = gateway
        self._randomness = randomness

    async def clear(self, attempt: Attempt, now: int) -> Outcome | None:
        """None when nothing else can be paid any more; else what was found, to settle the attempt
        with: SUCCEEDED when the item was paid already, NOT_CHARGED when a payment is under way.

        `now` in UTC seconds by Stripe's clock. Raises RemoteRefused, RemoteUnreachable,
        RemoteUnknown.
        """
        for intent_id in await self._known(attempt, now):
            seen = await self._cancelled(attempt, intent_id)
            if seen.status == "canceled":
                continue
            if seen.status == "succeeded":
                kind, reason = OutcomeKind.SUCCEEDED, "payment.already_paid"
            else:
                kind, reason = OutcomeKind.NOT_CHARGED, "payment.processing"
            at: datetime = from_timestamp(now)
            sight = Sight(seen)
            return outcome_of(attempt, kind, at, sight, reason)
        return None

    async def _known(self, attempt: Attempt, now: int) -> Sequence[PaymentIntentId]:
        ids = list(await self._journal.intent_ids(attempt.item_id))
        fresh = attempt.number == 1 and 0 <= now - attempt.item_opened_at <= _FRESH_SECONDS
        if attempt.customer_id is None or fresh:
            return ids
        since = searched_since(attempt)
        found = await self._gateway.find_intents(attempt.customer_id, attempt.item_id, since)
        # Those of sessions end with their sessions, and Stripe refuses to cancel them.
        listed = [i.id for i in found if i.attempt_id is None or i.status == "succeeded"]
        return [*ids, *(intent_id for intent_id in listed if intent_id not in ids)]

    async def _cancelled(self, attempt: Attempt, intent_id: PaymentIntentId) -> IntentSnapshot:
        key = f"cancel-{attempt.id}-{self._randomness(8).hex()}"
        try:
            return await self._gateway.cancel_intent(intent_id, key)
        except RemoteRefused:
            return await self._gateway.retrieve_intent(intent_id)
