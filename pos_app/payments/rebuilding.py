"""After a ledger came back from a copy: fetch from Stripe what the copy doesn't hold."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.events import EventBus
from pos_app.payments import late_store, rebuild_store
from pos_app.payments.ending import Ending
from pos_app.payments.model import LedgerRestored
from pos_app.payments.ports import IntentSnapshot, SessionKeeper
from pos_app.payments.timing import know_time
from pos_app.payments.workshop import Workshop
from pos_app.storage import Database, Storage

_log = logging.getLogger(__name__)
_DAY_SECONDS: Final = 86_400
_UNPAID_SECONDS: Final = 30 * _DAY_SECONDS
"""How long after its first attempt, or the last one known here, an item may still be paid."""
_AN_HOUR_SECONDS: Final = 3_600
_A_DAY_AND_MORE_SECONDS: Final = 25 * 3_600
"""When nothing sent by a till that died moves money any more, by any account."""


class Rebuilding:
    """Asked for durably, so that a till that is closed half-way goes on at its next start."""

    def __init__(self, shop: Workshop, storage: Storage, events: EventBus) -> None:
        self._shop = shop
        self._storage = storage
        self._events = events
        self._ending = Ending(shop, storage)
        self._turn = asyncio.Lock()

    def keep_sessions(self, keeper: SessionKeeper) -> None:
        """Called while building."""
        self._ending.keep_sessions(keeper)

    async def ask(self, since: datetime) -> None:
        """Nothing new begins until what happened since then is written down again."""
        moment = to_timestamp(since)
        await self._storage.write(lambda db: rebuild_store.ask(db, moment))

    async def run_if_due(self) -> LedgerRestored | None:
        """What was done; None when nothing was to do. Raises the remote faults: then it is still
        to do."""
        async with self._turn:
            since = await self._storage.read(rebuild_store.due_since)
            if since is None:
                return None
            await self._ending.expire_pages()  # first: what was paid on one is in the list then
            found = await self._fetched(since)
            _log.warning("ledger_rebuilt since=%d found=%d", since, found)
        restored = LedgerRestored(from_timestamp(since), found)
        self._events.publish(restored)
        return restored

    async def _fetched(self, copied_at: int) -> int:
        """Everything in one transaction: a till killed half-way begins again."""
        shop, since = self._shop, rebuild_store.asked_since(copied_at)
        intents = await self._ending.cancel_unpaid(await self._intents(since))
        refunds = await shop.gateway.list_refunds(None, since)
        await know_time(shop.gateway)
        now, till = shop.now(), shop.till_id
        gone = {intent.id for intent in intents if intent.status == "canceled"}

        def work(db: Database) -> int:
            found = 0
            for intent in intents:
                found += rebuild_store.put_intent(db, intent, till, now, shop.randomness, gone=gone)
            for refund in refunds:
                found += rebuild_store.put_refund(db, refund, till, now)
            rebuild_store.doubt_open_attempts(db, now)
            rebuild_store.done(db, now, found)
            late_store.plan(db, copied_at, self._later(now))
            return found

        return await self._storage.write(work)

    def _later(self, now: int) -> Sequence[int]:
        """When to look again for what nothing can fence, and was on its way as the copy came back:
        refunds, and captures of what is held."""
        policy = self._shop.policy
        soonest = policy.late_seconds + policy.clock_slack_seconds
        return [now + wait for wait in (soonest, _AN_HOUR_SECONDS, _A_DAY_AND_MORE_SECONDS)]

    async def _intents(self, since: int) -> Sequence[IntentSnapshot]:
        """Those made since, and older ones, which may have been paid since: an item's payment is
        made by whichever till tries first, and may have no row here when another pays it."""
        gateway = self._shop.gateway
        listed = await gateway.list_intents(max(since - _UNPAID_SECONDS, 0))
        found = {intent.id: intent for intent in listed}
        unpaid = await self._storage.read(
            lambda db: rebuild_store.unpaid_intents(db, since - _UNPAID_SECONDS)
        )
        for intent_id in unpaid:
            if intent_id not in found:
                found[intent_id] = await gateway.retrieve_intent(intent_id)
        return list(found.values())
