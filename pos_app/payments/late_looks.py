"""What a restored ledger asks Stripe again, later: requests of the till that died may arrive still.

A late confirm finds its PaymentIntent cancelled (`ending`). Nothing can fence a refund, nor the
capture of a held amount without losing the hold: they are looked for until none can come any more.
"""

import asyncio
import logging
from typing import Final

from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.kernel.events import EventBus
from pos_app.payments import late_store, rebuild_store
from pos_app.payments.late_store import LateLook
from pos_app.payments.model import LedgerRestored
from pos_app.payments.operation_desk import OperationDesk
from pos_app.payments.timing import know_time
from pos_app.payments.workshop import Workshop
from pos_app.storage import Database, Storage

_log = logging.getLogger(__name__)
_FAULTS: Final = (RemoteRefused, RemoteUnknown, RemoteUnreachable)


class LateLooks:
    """Owed durably, so that a till that is closed meanwhile looks at its next start."""

    def __init__(
        self, shop: Workshop, storage: Storage, events: EventBus, desk: OperationDesk
    ) -> None:  # fmt: skip
        self._shop = shop
        self._storage = storage
        self._events = events
        self._desk = desk
        self._turn = asyncio.Lock()

    async def run_if_due(self) -> None:
        """Look if it is time to. Sends nothing, and raises no fault of the network: charges go on
        meanwhile, and what couldn't be asked is asked at the next recovery."""
        async with self._turn:
            look = await self._storage.read(late_store.coming)
            if look is None:
                return
            try:
                await know_time(self._shop.gateway)
                if self._shop.now() >= look.due_at:
                    await self._look(look)
            except _FAULTS as fault:
                _log.warning("late_look_failed fault=%s", fault.key)

    async def _look(self, look: LateLook) -> None:
        shop = self._shop
        asked_at = shop.now()
        await self._desk.check_holds()
        refunds = await shop.gateway.list_refunds(None, rebuild_store.asked_since(look.since))

        def work(db: Database) -> int:
            found = [rebuild_store.put_refund(db, one, shop.till_id, shop.now()) for one in refunds]
            if not any(rebuild_store.is_lost(db, one, shop.till_id) for one in refunds):
                late_store.done(db, asked_at)
            return sum(found)

        found = await self._storage.write(work)
        _log.info("looked_again since=%d found=%d", look.since, found)
        if found:
            self._events.publish(LedgerRestored(from_timestamp(look.since), found))
