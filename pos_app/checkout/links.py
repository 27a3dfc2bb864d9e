"""Links that wait for their customers: found paid, found over, or closed.

A link outlives the till's process. What became of it is told by Stripe's event feed, and looked
up now and then besides: a feed can be behind, and an event is only a hint.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.checkout.model import Link
from pos_app.checkout.service import CheckoutService
from pos_app.consent.background import Background
from pos_app.kernel.clock import Clock, to_timestamp
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AttemptId, ItemId
from pos_app.loops import Loop
from pos_app.payments.journal import Journal
from pos_app.payments.model import Attempt, Outcome
from pos_app.sales.model import SaleItem
from pos_app.storage import Storage

_log = logging.getLogger(__name__)

_LOOK_SECONDS: Final = 300.0
"""So often every open link is looked at, whatever the feed told."""


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """Event: Stripe told that a Checkout Session was paid or is over."""

    attempt_id: AttemptId


class LinkService:
    """One live link per item. Its tasks outlive the screens that began them: await `drain`."""

    def __init__(
        self, ledger: Storage, checkout: CheckoutService, events: EventBus, clock: Clock,
        *, sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:  # fmt: skip
        self._journal = Journal(ledger, events)
        self._checkout = checkout
        self._clock = clock
        self._sleep = sleep
        self._background = Background()
        self._loop = Loop(self._keep_looking)
        events.subscribe(SessionEnded, self._hear)

    async def open(self, item: SaleItem) -> Link:
        """A page of its own for the item; the same one again while it is open and asks for the
        same amount. Raises as CheckoutService.open does."""
        waiting = await self.waiting(item.id)
        if waiting is not None and waiting.amount == item.amount:
            return waiting
        return await self._checkout.open_link(item)

    async def waiting(self, item_id: ItemId) -> Link | None:
        """The item's open link, as it is at Stripe now."""
        attempt = await self._journal.open_attempt(item_id)
        if attempt is None or not attempt.by_link:
            return None
        return await self._checkout.link(attempt)

    async def close(self, item_id: ItemId) -> Outcome:
        """Nobody can pay by it any more, or it was paid before. UNKNOWN when that can't be
        learned. Raises UserError link.none."""
        attempt = await self._journal.open_attempt(item_id)
        if attempt is None or not attempt.by_link:
            raise UserError("link.none")
        return await self._checkout.close(attempt.id)

    async def unread(self) -> Sequence[Outcome]:
        """What was paid by link, also in an earlier run of the till, and nobody was told of yet; in
        the order it was paid."""
        return await self._journal.unread()

    async def read(self, attempt_ids: Collection[AttemptId]) -> None:
        """Somebody was told of these, or opened them."""
        await self._journal.read(attempt_ids)

    async def look(self) -> None:
        """Find out about every open link. Sends nothing; what can't be learned waits."""
        for attempt in await self._open():
            if attempt.session_id is None and not self._checkout.in_view(attempt.id):
                await self._checkout.close(attempt.id)  # interrupted before it could be sent
            elif attempt.session_id is not None:
                await self._checkout.settle(attempt.id)

    def start(self) -> None:
        """From now on, look at open links: at once, then on a timer."""
        self._loop.start()

    async def stop(self) -> None:
        """End the timer; links stay open."""
        await self._loop.stop()

    async def drain(self) -> None:
        """Wait for what is being looked at; called as the till quits."""
        await self._background.drain()

    async def _keep_looking(self) -> None:
        while True:
            try:
                await self.look()
            except EnvironmentFault as fault:
                _log.warning("links_not_looked_at fault=%s", fault.key)
            await self._sleep(await self._pause())

    async def _pause(self) -> float:
        """Until the next look: sooner where a link is over before."""
        now = to_timestamp(self._clock.now())
        ends = [attempt.expires_at - now for attempt in await self._open()]
        return max(1.0, min([_LOOK_SECONDS, *(end + 1.0 for end in ends if end >= 0)]))

    async def _open(self) -> Sequence[Attempt]:
        return [one for one in await self._journal.open_attempts() if one.by_link]

    def _hear(self, told: SessionEnded) -> None:
        self._background.start(self._ended(told.attempt_id))

    async def _ended(self, attempt_id: AttemptId) -> None:
        """Sessions of other tills are told too, and those that a screen of ours shows."""
        try:
            if any(one.id == attempt_id and one.session_id for one in await self._open()):
                await self._checkout.settle(attempt_id)
        except EnvironmentFault as fault:
            _log.warning("link_not_looked_at attempt=%s fault=%s", attempt_id, fault.key)
