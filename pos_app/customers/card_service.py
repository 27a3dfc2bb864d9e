"""Use cases of one saved card: the default one, who may see it again, and its removal."""

import logging
from collections.abc import Awaitable, Callable
from functools import partial

from pos_app.customers import version_store
from pos_app.customers.cards import Removal, Removed
from pos_app.customers.copy import Copy
from pos_app.customers.model import CardRemoved, CardsChanged, Redisplay, SavedCard
from pos_app.customers.ports import CardGateway
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, RemoteUnknown, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentMethodId, Randomness, new_id
from pos_app.storage import Storage

_log = logging.getLogger(__name__)

Detached = Callable[[PaymentMethodId, CustomerId], Awaitable[object]]
"""Called with what is no longer saved and whose it was, before the copy forgets it."""


class CardService:
    """Cards of the shop's customers, one at a time.

    Calls to Stripe raise RemoteRefused, RemoteUnreachable or RemoteUnknown; the cache's faults are
    those of `Storage`. Asking for the same twice does no harm, so each try has a key of its own.
    """

    def __init__(
        self, cache: Storage, gateway: CardGateway, events: EventBus, clock: Clock,
        randomness: Randomness,
    ) -> None:  # fmt: skip
        self._cache = cache
        self._gateway = gateway
        self._events = events
        self._clock = clock
        self._randomness = randomness
        self._copy = Copy(cache, gateway, events, clock)
        self._unclear: set[PaymentMethodId] = set()
        """Whose removal was asked for, and nobody knows what became of it."""

    async def default_card(self, customer_id: CustomerId) -> PaymentMethodId | None:
        """The card Stripe charges unless told otherwise, as it is there now."""
        return await self._gateway.default_card(customer_id)

    async def make_default(self, card: SavedCard) -> None:
        """Make it the one Stripe charges unless told otherwise. Raises UserError card.gone."""
        try:
            await self._gateway.set_default_card(card.customer_id, card.id, self._key())
        except RemoteRefused as refusal:
            await self._raise_if_gone(card, refusal)
            raise
        asked = await self._copy.mark()
        customer = await self._gateway.retrieve_customer(card.customer_id)
        if customer is not None:
            await self._copy.keep(customer, asked)

    async def set_redisplay(self, card: SavedCard, redisplay: Redisplay) -> SavedCard:
        """Whether its customer sees it at their next payment. That they agreed to see it is for
        the caller to know. Raises UserError card.gone."""
        try:
            changed = await self._gateway.set_redisplay(card.id, redisplay, self._key())
        except RemoteRefused as refusal:
            await self._raise_if_gone(card, refusal)
            raise
        if changed is None:
            raise UserError("card.gone")
        if await self._cache.write(partial(version_store.keep_card, card=changed)):
            self._events.publish(CardsChanged(changed.customer_id))
        return changed

    async def detach(self, card: SavedCard, detached: Detached) -> Removal:
        """Remove one saved card at Stripe and here. Stripe is looked at before a card that may be
        gone already is removed again, and after an answer that says nothing.

        STAYS with the fault when Stripe still has it, UNKNOWN with it when that can't be learned.
        Never raises a remote fault; those of `Storage` it does, whatever happened at Stripe: the
        event that tells of it brings the rest.
        """
        fault: EnvironmentFault | None = None
        try:
            if await self._there(card):
                await self._gateway.detach_card(card.id, self._key())
        except EnvironmentFault as failed:
            fault = failed
        if fault is not None:
            try:
                if await self._there(card):
                    return Removal(card, Removed.STAYS, fault)
            except EnvironmentFault:
                _log.warning("card_removal_unknown card=%s fault=%s", card.id, fault.key)
                return Removal(card, self._without_answer(card, fault), fault)
        self._unclear.discard(card.id)
        await self._forget(card, detached)
        return Removal(card, Removed.REMOVED)

    async def _there(self, card: SavedCard) -> bool:
        found = await self._gateway.retrieve_card(card.id)
        return found is not None and found.customer_id == card.customer_id

    async def _forget(self, card: SavedCard, detached: Detached) -> None:
        await detached(card.id, card.customer_id)
        forget = partial(version_store.forget_card, card_id=card.id, at=self._clock.now())
        owner = await self._cache.write(forget)
        if owner is not None:
            self._events.publish(CardsChanged(owner))
            self._events.publish(CardRemoved(card.id, owner))

    async def _raise_if_gone(self, card: SavedCard, refusal: RemoteRefused) -> None:
        """Raises UserError card.gone where that is why Stripe refused."""
        if not await self._there(card):
            raise UserError("card.gone") from refusal

    def _without_answer(self, card: SavedCard, fault: EnvironmentFault) -> Removed:
        """Only a request that Stripe may have got leaves it open whether the card is there."""
        if isinstance(fault, RemoteUnknown):
            self._unclear.add(card.id)
        return Removed.UNKNOWN if card.id in self._unclear else Removed.STAYS

    def _key(self) -> str:
        return new_id("card", self._randomness)
