"""Telling Stripe the numbers of receipts, so that a till whose ledger is gone knows them again.

Never in the way of money: a number is given once the payment is over, and told in a task of this
service. What can't be told waits for the next receipt, or the next start.
"""

import asyncio
import logging
from functools import partial
from typing import Final

from pos_app.consent.background import Background
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused
from pos_app.kernel.ids import PaymentIntentId, Randomness, RefundId, new_id
from pos_app.payments.noted import ReceiptNoted, receipt_note
from pos_app.receipts import store
from pos_app.receipts.ports import ReceiptNotes
from pos_app.storage import Storage

_log = logging.getLogger(__name__)
_AT_ONCE: Final = 50
"""At most so many at each occasion: a ledger from before this was noted catches up by and by."""
_NOT_THERE: Final = "resource_missing"


class ReceiptNoting:
    """Repeating a note does no harm: it says the same."""

    def __init__(
        self, ledger: Storage, notes: ReceiptNotes, randomness: Randomness, till_id: str
    ) -> None:
        self._ledger = ledger
        self._notes = notes
        self._randomness = randomness
        self._till_id = till_id
        self._turn = asyncio.Lock()
        self._background = Background()
        self._refused: set[int] = set()
        """Numbers that Stripe doesn't take, since this till was started."""

    def start(self) -> None:
        """Note what isn't yet, in a task of this service; a fault leaves it to the next time."""
        self._background.start(self._try())

    async def drain(self) -> None:
        """Wait for what was started; called as the till quits, before the gateway is closed."""
        await self._background.drain()

    async def note_pending(self) -> int:
        """Note what isn't yet, newest first; how many that was. Raises RemoteUnreachable,
        RemoteUnknown and the faults of `Storage`."""
        async with self._turn:
            left = partial(store.not_noted, most=_AT_ONCE, without=frozenset(self._refused))
            done = 0
            for made_for, number, at in await self._ledger.read(left):
                done += await self._noted(made_for, ReceiptNoted(number, at, self._till_id))
            return done

    async def _noted(self, made_for: str, receipt: ReceiptNoted) -> bool:
        notes, key = receipt_note(receipt), new_id("note", self._randomness)
        try:
            if made_for.startswith("re_"):
                await self._notes.note_receipt_of_refund(RefundId(made_for), notes, key)
            else:
                await self._notes.note_receipt_of_payment(PaymentIntentId(made_for), notes, key)
        except RemoteRefused as refusal:
            _log.warning("receipt_refused number=%d code=%s", receipt.number, refusal.code)
            if refusal.code != _NOT_THERE:
                self._refused.add(receipt.number)
                return False
        # Of what Stripe doesn't have, nothing can be noted: not asked again.
        await self._ledger.write(partial(store.set_noted, number=receipt.number))
        return True

    async def _try(self) -> None:
        try:
            await self.note_pending()
        except EnvironmentFault as fault:
            _log.warning("receipts_not_noted fault=%s", fault.key)
