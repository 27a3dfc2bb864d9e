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

_NOT_OURS_TO_CANCEL: Final = frozenset({"succeeded", "processing", "requires_capture"})
"""Money moved or is held: cancelling one would release what another till has held."""


def found_instead(attempt: Attempt, seen: IntentSnapshot, at: datetime) -> Outcome:
    """What an attempt that came second settles with."""
    kind, reason = OutcomeKind.NOT_CHARGED, "payment.processing"
    if seen.status == "succeeded":
        kind, reason = OutcomeKind.SUCCEEDED, "payment.already_paid"
    elif seen.status == "requires_capture":
        reason = "payment.held"
    return outcome_of(attempt, kind, at, Sight(seen), reason)


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
        for listed in await self._listed(attempt, now):
            if listed.status == "canceled":
                continue
            seen = listed
            if listed.status not in _NOT_OURS_TO_CANCEL:
                seen = await self._cancelled(attempt, listed.id)
            if seen.status != "canceled":
                return found_instead(attempt, seen, from_timestamp(now))
        return None

    async def _listed(self, attempt: Attempt, now: int) -> Sequence[IntentSnapshot]:
        """A walk-in's item has none but its sessions': no saved card was ever charged for it."""
        if attempt.customer_id is None:
            return []
        since = searched_since(attempt, now)
        found = await self._gateway.find_intents(attempt.customer_id, attempt.item_id, since)
        ids = {intent.id for intent in found}
        known = [i for i in await self._journal.intent_ids(attempt.item_id) if i not in ids]
        # Those of sessions end with their sessions, and Stripe refuses to cancel them.
        return [
            *(i for i in found if i.attempt_id is None or i.status in _NOT_OURS_TO_CANCEL),
            *[await self._gateway.retrieve_intent(intent_id) for intent_id in known],
        ]

    async def _cancelled(self, attempt: Attempt, intent_id: PaymentIntentId) -> IntentSnapshot:
        key = f"cancel-{attempt.id}-{self._randomness(8).hex()}"
        try:
            return await self._gateway.cancel_intent(intent_id, key)
        except RemoteRefused:
            return await self._gateway.retrieve_intent(intent_id)
