"""Before a restored ledger is completed: what its till had begun and may still be paid is ended."""

from collections.abc import Sequence
from typing import Final

from pos_app.kernel.errors import RemoteRefused, RemoteUnknown
from pos_app.payments import rebuild_store
from pos_app.payments.ports import IntentSnapshot, SessionKeeper
from pos_app.payments.workshop import Workshop
from pos_app.storage import Storage

_SETTLED: Final = frozenset({"succeeded", "canceled", "requires_capture"})
"""No confirm, however late, changes these any more."""


class Ending:
    """A till that died may have sent a confirm, or handed out a page, that the copy of its ledger
    doesn't know. A cancelled PaymentIntent can't be charged by a late confirm, nor an expired page
    be paid; what was paid all the same is seen in their final state."""

    def __init__(self, shop: Workshop, storage: Storage) -> None:
        self._shop = shop
        self._storage = storage
        self._sessions: SessionKeeper | None = None

    def keep_sessions(self, keeper: SessionKeeper) -> None:
        """Called while building."""
        self._sessions = keeper

    async def expire_pages(self) -> None:
        """Raises the remote faults; RemoteUnknown while somebody is just paying."""
        if self._sessions is not None:
            await self._sessions.expire_own()

    async def cancel_unpaid(self, listed: Sequence[IntentSnapshot]) -> Sequence[IntentSnapshot]:
        """Those listed, each as it ended where a confirm of this till's might still charge it.

        Of items that the till opened or knows: it writes these down when they are paid. Another
        till about to charge one finds it cancelled and makes the next (RELIABILITY rule 1). Those
        of pages end with their pages. Raises the remote faults; RemoteUnknown while the bank is
        just charging one.
        """
        till = self._shop.till_id
        unpaid = [i for i in listed if i.status not in _SETTLED and _may_end(i)]
        own = await self._storage.read(
            lambda db: {i.id for i in unpaid if rebuild_store.concerns(db, i, till)}
        )
        return [await self._cancelled(i) if i.id in own else i for i in listed]

    async def _cancelled(self, intent: IntentSnapshot) -> IntentSnapshot:
        # Cancelling twice is harmless, while a constant key would replay a stored 500.
        key = f"cancel-{intent.id}-{self._shop.randomness(8).hex()}"
        try:
            seen = await self._shop.gateway.cancel_intent(intent.id, key)
        except RemoteRefused:
            seen = await self._shop.gateway.retrieve_intent(intent.id)
        if seen.status not in _SETTLED:
            raise RemoteUnknown("remote.nonsense")
        return seen


def _may_end(intent: IntentSnapshot) -> bool:
    """Whether it ends by being cancelled, or soon by itself."""
    return intent.attempt_id is None or intent.status == "processing"
